package main_test

import (
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"spotter/web/webtest"
)

// TestAppKeepsTheFocusWhereSomethingGoes: on what comes next, on the heading, or on what opened it. And what has just
// happened is told where it covers nothing, until the page is left.
func TestAppKeepsTheFocusWhereSomethingGoes(t *testing.T) {
	p := start(t, t.TempDir())
	known(t, p.url, "mira")
	for range 2 {
		if err := post(p.url+"/login", map[string]any{"username": "mira", "password": appPassword}, nil); err != nil {
			t.Fatal(err)
		}
	}
	tab := webtest.Open(t)
	seen := webtest.Watch(t, tab)
	signInAs(t, tab, p.url, "mira")
	webtest.Follow(t, tab, visit("#/account"),
		webtest.Step("be at the heading", webtest.Until(`() => document.activeElement.matches("h1") && document.activeElement.textContent === "Account"`)),
		webtest.Step("hear where one is", webtest.See("body > [role=status]", "Account")),
		webtest.Step("end a device", pressNamed("End Go-http-client")),
		webtest.Step("hear of it", webtest.See(".toasts[role=status]", "Ended.")),
		webtest.Step("be at the next", webtest.Until(`() => document.activeElement.ariaLabel?.startsWith("End Go-http-client")`)),
	)
	for _, width := range []int64{360, 1200} {
		webtest.Resize(t, tab, width, 800, "light")
		webtest.Follow(t, tab, webtest.Step("see nothing beneath it", webtest.Until(`() => {
			scrollTo(0, 0);
			const toast = document.querySelector(".toast").getBoundingClientRect();
			return [...document.querySelectorAll("h1, h2, h3, button, a, input")].filter((e) => !e.closest(".toast, .unseen") && e.checkVisibility({ visibilityProperty: true })).every((e) => {
				const r = e.getBoundingClientRect();
				return r.width === 0 || r.left >= toast.right || r.right <= toast.left || r.top >= toast.bottom || r.bottom <= toast.top;
			});
		}`)))
	}
	webtest.Follow(t, tab,
		webtest.Step("end the other devices", pressNamed("End Go-http-client")),
		webtest.Step("be at the next", webtest.Until(`() => document.querySelectorAll('[aria-label^="End Go-http-client"]').length === 1`)),
		webtest.Step("end the last", pressNamed("End Go-http-client")),
		webtest.Step("be at the heading of the list", webtest.Until(`() => document.activeElement.textContent === "Where you are signed in"`)),
		webtest.Step("see one line only", webtest.Until(`() => document.querySelectorAll(".toast").length === 1`)),
		webtest.Step("go there by key", chromedp.KeyEvent(kb.F8)),
		webtest.Step("be there", webtest.Until(`() => document.activeElement.closest(".toast") !== null`)),
		webtest.Step("put it away", chromedp.KeyEvent("\x1b")),
		webtest.Step("see it gone", webtest.Gone(".toast")),
		webtest.Step("be back", webtest.Until(`() => document.activeElement.textContent === "Where you are signed in"`)),
		webtest.Step("make a key", chromedp.SendKeys(chromedp.CSS("[name=name]"), "One\r")),
		webtest.Step("be at it", webtest.Until(`() => document.activeElement.textContent === "The key “One”"`)),
		webtest.Step("copy it", press("Copy the key")),
		webtest.Step("see that it is done", webtest.See(".fresh-key .button", "Copied")),
		webtest.Step("put it away", press("I have it")),
		webtest.Step("delete it", pressNamed("Delete the key")),
		webtest.Step("think again", press("Cancel")),
		webtest.Step("be back at it", webtest.Until(`() => document.activeElement.ariaLabel === "Delete the key “One”"`)),
		webtest.Step("delete it", pressNamed("Delete the key")),
		webtest.Step("say so again", press("Delete")),
		webtest.Step("be at the heading", webtest.Until(`() => document.activeElement.textContent === "Personal keys"`)),
		webtest.Step("hear of it", webtest.See(".toast", "Deleted.")),
		visit("#/memory"),
		webtest.Step("be elsewhere", webtest.Until(`() => document.activeElement.textContent === "What the coach remembers"`)),
		webtest.Step("hear no more of it", webtest.Gone(".toast")),
		webtest.Step("hear where one is", webtest.See("body > [role=status]", "What the coach remembers")),
		webtest.Step("go back", webtest.Until(`() => { history.back(); return true; }`)),
		webtest.Step("be back", webtest.See("h1", "Account")),
		webtest.Step("give the password", chromedp.SendKeys(chromedp.CSS("[name=current_password]"), appPassword)),
		webtest.Step("and once more as the new one", chromedp.SendKeys(chromedp.CSS("[name=new_password]"), appPassword+"\r")),
		webtest.Step("hear that it is the same", webtest.See(".field:has([name=new_password]) .wrong", "This is the password you have")),
		webtest.Step("be there", focusOn("new_password")),
	)
	webtest.Resize(t, tab, 360, 800, "light")
	webtest.Follow(t, tab,
		webtest.Step("open the menu", webtest.Click(`.bar [aria-label="Menu"]`)),
		webtest.Step("be in it", webtest.Until(`() => document.activeElement.ariaLabel === "Close the menu"`)),
		webtest.Step("open what is behind the name", webtest.Click(".who")),
		webtest.Step("be at the first of it", webtest.Until(`() => document.activeElement.matches(".own-menu a")`)),
		webtest.Step("close it", chromedp.KeyEvent("\x1b")),
		webtest.Step("be back at the name", webtest.Until(`() => document.activeElement.matches(".drawn .who")`)),
		webtest.Step("press beside the menu", webtest.Until(`() => { document.querySelector(".scrim").click(); return true; }`)),
		webtest.Step("be back at its button", webtest.Until(`() => document.activeElement.ariaLabel === "Menu"`)),
	)
	seen.Check(t, p.url)
}
