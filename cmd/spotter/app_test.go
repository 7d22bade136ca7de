package main_test

import (
	"context"
	"testing"

	"github.com/chromedp/chromedp"

	"spotter/web/webtest"
)

// TestAppInBrowser is somebody who has never been here: they make an account, talk to the coach, come back, and leave.
func TestAppInBrowser(t *testing.T) {
	p := start(t, t.TempDir())
	tab := webtest.Open(t)
	seen := webtest.Watch(t, tab)
	webtest.Follow(t, tab,
		webtest.Step("open the app", chromedp.Navigate(p.url+"/")),
		webtest.Step("be asked to make an account", seeText("h1", "Make an account")),
		webtest.Step("type a username", chromedp.SendKeys(chromedp.CSS("[name=username]"), "mira")),
		webtest.Step("type an address", chromedp.SendKeys(chromedp.CSS("[name=email]"), "mira@example.com")),
		webtest.Step("type a password", chromedp.SendKeys(chromedp.CSS("[name=password]"), "correct horse battery\r")),
		webtest.Step("be greeted", seeText("main", "Hello, mira!")),
		webtest.Step("come back", chromedp.Reload()),
		webtest.Step("be known", seeText("main", "Hello, mira!")),
		webtest.Step("leave", chromedp.Click(chromedp.CSS(`[aria-label="Sign out"]`))),
		webtest.Step("be out", seeText("h1", "Sign in")),
	)
	seen.Check(t, p.url)
}

// seeText waits until the first element of selector is shown and holds words.
func seeText(selector, words string) chromedp.Action[chromedp.Void] {
	const look = `(selector, words) => {
		const found = document.querySelector(selector);
		return found !== null && found.checkVisibility() && found.innerText.includes(words);
	}`
	return untilTrue(look, selector, words)
}

// untilTrue waits until the function is true of what is given.
func untilTrue(function string, given ...any) chromedp.Action[chromedp.Void] {
	poll := chromedp.PollFunction[bool](function, chromedp.WithPollingArgs(given...))
	return func(ctx context.Context, target *chromedp.Target) (chromedp.Void, error) {
		_, err := poll(ctx, target)
		return chromedp.Void{}, err
	}
}
