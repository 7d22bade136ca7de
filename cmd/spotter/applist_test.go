package main_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/browser"
	"github.com/chromedp/chromedp"

	"spotter/web/webtest"
)

// TestAppKeepsConversationsInReach: more than a page of them, to search, rename, delete, and copy from.
func TestAppKeepsConversationsInReach(t *testing.T) {
	p := start(t, t.TempDir())
	elsewhere := known(t, p.url, "mira")
	const many = 32 // a page has 30
	for i := range many {
		message := map[string]string{"message": fmt.Sprintf("I am %d. What are my heart-rate zones?", 20+i)}
		if err := postAs(p.url+"/conversation", elsewhere.AccessToken, message); err != nil {
			t.Fatal(err)
		}
	}
	tab := webtest.Open(t)
	seen := webtest.Watch(t, tab)
	signInAs(t, tab, p.url, "mira")
	const listed = `(n) => document.querySelectorAll(".list-item").length === n`
	webtest.Follow(t, tab,
		webtest.Step("see the first page of the list", webtest.Until(listed, 30)),
		webtest.Step("ask for more", press("Show more")),
		webtest.Step("see all", webtest.Until(listed, many)),
		webtest.Step("be at the first of the next page", webtest.Until(`() => document.activeElement === document.querySelectorAll(".list-item a")[30]`)),
		webtest.Step("search", chromedp.SendKeys(chromedp.CSS(".list-search input"), "am 33.")),
		webtest.Step("find one", webtest.Until(listed, 1)),
		webtest.Step("hear of it", webtest.See("[role=status]", "1 found")),
		webtest.Step("rename it", pressNamed("Rename “I am 33.")),
		webtest.Step("type", retypeHere("Zones of a friend\r")),
		webtest.Step("see the name", webtest.See(".list-item a", "Zones of a friend")),
		webtest.Step("be at it", webtest.Until(`() => document.activeElement.textContent === "Zones of a friend"`)),
		webtest.Step("open it", webtest.Click(`.list-item a[title="Zones of a friend"]`)),
		webtest.Step("see it", webtest.See(".answer .prose", "33")),
		webtest.Step("see its name", webtest.Until(`() => document.title.startsWith("Zones of a friend")`)),
	)
	copyAnswer(t, tab)
	webtest.Follow(t, tab,
		webtest.Step("see all again", retypeIn(".list-search input", "\b")),
		webtest.Step("see the first page", webtest.Until(listed, 30)),
		webtest.Step("delete the second", webtest.Until(`() => {
			window.third = document.querySelectorAll(".list-item a")[2].textContent;
			document.querySelectorAll('[aria-label^="Delete “"]')[1].click();
			return true;
		}`)),
		webtest.Step("say so again", press("Delete")),
		webtest.Step("be at what stands there now", webtest.Until(`() => document.activeElement.textContent === window.third && document.activeElement.matches(".list-item a")`)),
		webtest.Step("delete the one that is open", pressNamed("Delete “Zones of a friend")),
		webtest.Step("say so again", press("Delete")),
		webtest.Step("be at a new one", webtest.See(".greeting h1", "Hello, mira!")),
		webtest.Step("hear of it", webtest.See(".toast", "The conversation is deleted.")),
	)
	seen.Check(t, p.url)
}

// copyAnswer puts the answer on the clipboard, and sees that it is there and that the button says so.
func copyAnswer(t *testing.T, tab context.Context) {
	t.Helper()
	may := browser.SetPermissionParams{
		BrowserContextID: chromedp.FromContext(tab).BrowserContextID,
		Permission:       &browser.PermissionDescriptor{Name: "clipboard-read"}, Setting: browser.PermissionSettingGranted,
	}
	if _, err := chromedp.Call(tab, browser.SetPermission, may); err != nil {
		t.Fatal(err)
	}
	webtest.Follow(t, tab,
		webtest.Step("copy the answer", webtest.Click(`[aria-label="Copy the answer"]`)),
		webtest.Step("see that it is done", webtest.Until(`() => document.querySelector('[aria-label="Copy the answer"].done') !== null`)),
		webtest.Step("hear that it is done", webtest.See("[role=status]", "Copied")),
	)
	if copied := webtest.Ask[string](t, tab, "navigator.clipboard.readText()"); !strings.Contains(copied, "heart rate") {
		t.Errorf("on the clipboard is %q", copied)
	}
}

// pressNamed presses the button whose name begins so, whether it shows or waits for the pointer.
func pressNamed(name string) chromedp.Action[chromedp.Void] {
	return webtest.Until(`(name) => {
		const found = [...document.querySelectorAll("button")].find((b) => b.ariaLabel?.startsWith(name));
		found?.focus();
		found?.click();
		return found !== undefined;
	}`, name)
}

// retypeIn types over what is in a field.
func retypeIn(selector, text string) chromedp.Action[chromedp.Void] {
	return func(ctx context.Context, target *chromedp.Target) (chromedp.Void, error) {
		if _, err := webtest.Until(`(selector) => { document.querySelector(selector).focus(); return true; }`, selector)(ctx, target); err != nil {
			return chromedp.Void{}, err
		}
		return retypeHere(text)(ctx, target)
	}
}

// retypeHere types over what is in the field that has the focus.
func retypeHere(text string) chromedp.Action[chromedp.Void] {
	return func(ctx context.Context, target *chromedp.Target) (chromedp.Void, error) {
		if _, err := webtest.Until(`() => { document.activeElement.select?.(); return document.activeElement.matches("input, textarea"); }`)(ctx, target); err != nil {
			return chromedp.Void{}, err
		}
		return chromedp.KeyEvent(text)(ctx, target)
	}
}
