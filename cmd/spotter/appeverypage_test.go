package main_test

import (
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"spotter/web/webtest"
)

// TestAppCanBeUsedByEverybodyOnEveryPage: axe finds nothing on any page, wide and narrow, light and dark, and none is wider
// than the window.
func TestAppCanBeUsedByEverybodyOnEveryPage(t *testing.T) {
	p := start(t, t.TempDir())
	elsewhere := known(t, p.url, "mira")
	for _, message := range []string{"I am 40. What are my heart-rate zones?", "bench press 3x8 @ 60 kg"} {
		if err := postAs(p.url+"/conversation", elsewhere.AccessToken, map[string]string{"message": message}); err != nil {
			t.Fatal(err)
		}
	}
	tab := webtest.Open(t)
	webtest.Follow(t, tab, webtest.Step("open the app", chromedp.Navigate(p.url+"/")))
	look := func(address, heading string) {
		t.Helper()
		webtest.Follow(t, tab, visit(address), webtest.Step("see "+heading, webtest.Until(`(words) => document.querySelector("main h1")?.textContent.includes(words)`, heading)))
		for _, size := range [][2]int64{{320, 640}, {1200, 900}} {
			for _, scheme := range []string{"light", "dark"} {
				webtest.Resize(t, tab, size[0], size[1], scheme)
				name := strings.TrimPrefix(address, "#/") + " at " + map[int64]string{320: "320 pixels, ", 1200: "1200 pixels, "}[size[0]] + scheme
				if scheme == "light" {
					webtest.Inspect(t, tab, name)
				} else {
					webtest.InspectColours(t, tab, name)
				}
				if wide := webtest.Ask[int64](t, tab, "document.documentElement.scrollWidth"); wide > size[0] {
					t.Errorf("%s: the page is %d wide", name, wide)
				}
			}
		}
	}
	look("#/sign-up", "Make an account")
	look("#/sign-in", "Sign in")
	signInAs(t, tab, p.url, "mira")
	for _, page := range []struct{ address, heading string }{
		{"#/chat", "Hello"},
		{"#/welcome", "Where do you stand?"},
		{"#/welcome/2", "What is it for?"},
		{"#/welcome/3", "What do you have?"},
		{"#/week", "Your week"},
		{"#/workouts", "Workouts"},
		{"#/progress", "Progress"},
		{"#/profile", "You"},
		{"#/memory", "What the coach remembers"},
		{"#/account", "Account"},
		{"#/token", "Your access token"},
		{"#/nowhere", "no such page"},
	} {
		look(page.address, page.heading)
	}
	conversation := webtest.Ask[string](t, tab, `document.querySelector(".list-item a")?.getAttribute("href") ?? ""`)
	if conversation != "" {
		t.Error("the list of conversations is on a page without it")
	}
	webtest.Follow(t, tab, visit("#/chat"), webtest.Step("see the list", webtest.Until(`() => document.querySelector(".list-item a") !== null`)))
	look(webtest.Ask[string](t, tab, `document.querySelector(".list-item a").getAttribute("href")`), "bench press")
}
