package webtest

import (
	"context"
	"fmt"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

// look is how often an Until asks: by a timer, for a tab in the background draws no frames.
const look = 50 * time.Millisecond

// patience is how long an Until asks at most: what hangs fails, and what is slow does not.
const patience = 2 * time.Minute

// Until waits until a JavaScript function is true of what is given.
func Until(function string, given ...any) chromedp.Action[chromedp.Void] {
	poll := chromedp.PollFunction[bool](function, chromedp.WithPollingArgs(given...), chromedp.WithPollingInterval(look), chromedp.WithPollingTimeout(patience))
	return func(ctx context.Context, target *chromedp.Target) (chromedp.Void, error) {
		_, err := poll(ctx, target)
		return chromedp.Void{}, err
	}
}

// See waits until an element of selector is shown and holds words.
func See(selector, words string) chromedp.Action[chromedp.Void] {
	return Until(`(selector, words) => [...document.querySelectorAll(selector)].some((e) => e.checkVisibility({ visibilityProperty: true }) && e.innerText.includes(words))`, selector, words)
}

// Gone waits until no element of selector is shown.
func Gone(selector string) chromedp.Action[chromedp.Void] {
	return Until(`(selector) => ![...document.querySelectorAll(selector)].some((e) => e.checkVisibility({ visibilityProperty: true }))`, selector)
}

// Click presses the first element of selector where a hand would: when it lies still, and nothing lies over it.
func Click(selector string) chromedp.Action[chromedp.Void] {
	lies := Until(`(selector) => {
		const one = document.querySelector(selector);
		one?.scrollIntoView({ block: "nearest", behavior: "instant" });
		const { x, y, width, height } = one?.getBoundingClientRect() ?? { width: 0 };
		const place = [x, y, width, height].join();
		const still = width > 0 && window.layLast === place;
		window.layLast = place;
		return still && one.contains(document.elementFromPoint(x + width / 2, y + height / 2));
	}`, selector)
	press := chromedp.Click(chromedp.CSS(selector))
	return func(ctx context.Context, target *chromedp.Target) (chromedp.Void, error) {
		if _, err := lies(ctx, target); err != nil {
			return chromedp.Void{}, fmt.Errorf("wait until %s lies still: %w", selector, err)
		}
		return press(ctx, target)
	}
}

// Another opens one more tab of the browser of tab, with the same cookies.
func Another(t *testing.T, tab context.Context) context.Context {
	t.Helper()
	other, cancel := chromedp.NewContext(tab)
	t.Cleanup(cancel)
	return other
}

// Resize gives the page another size, and another colour scheme: "light" or "dark".
func Resize(t *testing.T, tab context.Context, width, height int64, scheme string) {
	t.Helper()
	size := emulation.SetDeviceMetricsOverrideParams{Width: width, Height: height, DeviceScaleFactor: 1}
	if _, err := chromedp.Call(tab, emulation.SetDeviceMetricsOverride, size); err != nil {
		t.Fatal(err)
	}
	media := emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}}}
	if _, err := chromedp.Call(tab, emulation.SetEmulatedMedia, media); err != nil {
		t.Fatal(err)
	}
}

// Ask returns what a JavaScript expression is worth in the page; a promise, what it is kept with.
func Ask[T any](t *testing.T, tab context.Context, expression string) T {
	t.Helper()
	got, err := chromedp.Run(tab, chromedp.Evaluate[T](expression, chromedp.EvalAwaitPromise))
	if err != nil {
		t.Fatalf("%s: %v", expression, err)
	}
	return got
}
