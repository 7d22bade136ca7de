package main_test

import (
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/chromedp/chromedp"

	"spotter/web/webtest"
)

const appPassword = "correct horse battery"

// TestAppInBrowser is somebody who has never been here: they make an account, talk to the coach, come back, and leave.
func TestAppInBrowser(t *testing.T) {
	p := start(t, t.TempDir())
	tab := webtest.Open(t)
	seen := webtest.Watch(t, tab)
	join(t, tab, p.url, "mira")
	webtest.Follow(t, tab,
		webtest.Step("press a suggestion", webtest.Click(".greeting .chip")),
		webtest.Step("be answered", webtest.See(".answer .prose", "heart rate")),
		webtest.Step("say one's age", say("I am 40")),
		webtest.Step("see a calculation", webtest.See(".calculation", "115–137 bpm")),
		webtest.Step("see what it is made of", webtest.See(".calculation", "Tanaka · age 40")),
		webtest.Step("see the conversation in the list", webtest.See(".list-item", "What are my heart-rate zones?")),
		webtest.Step("come back", chromedp.Reload()),
		webtest.Step("find it as it was", webtest.See(".calculation", "115–137 bpm")),
	)
	for _, scheme := range []string{"dark", "light"} {
		webtest.Resize(t, tab, 320, 640, scheme)
		webtest.Inspect(t, tab, "conversation, narrow, "+scheme)
		if wide := webtest.Ask[int](t, tab, "document.documentElement.scrollWidth"); wide > 320 {
			t.Errorf("at 320 pixels the page is %d wide", wide)
		}
	}
	webtest.Follow(t, tab,
		webtest.Step("open the menu", webtest.Click(`.bar [aria-label="Menu"]`)),
		webtest.Step("see the conversations", webtest.See(".list-item", "What are my heart-rate zones?")),
	)
	webtest.Inspect(t, tab, "menu, narrow")
	webtest.Follow(t, tab,
		webtest.Step("press Escape", chromedp.KeyEvent("\x1b")),
		webtest.Step("see it go", webtest.Gone(".side")),
		webtest.Step("be back at its button", webtest.Until(`() => document.activeElement.ariaLabel === "Menu"`)),
	)
	webtest.Resize(t, tab, 1200, 900, "light")
	webtest.Inspect(t, tab, "conversation")

	other := webtest.Another(t, tab)
	webtest.Follow(t, other,
		webtest.Step("open the app in another tab", chromedp.Navigate(p.url+"/")),
		webtest.Step("be known there", webtest.See("main", "Hello, mira!")),
	)
	webtest.Inspect(t, other, "greeting")
	webtest.Follow(t, tab,
		webtest.Step("open what is behind the name", webtest.Click(`.who`)),
		webtest.Step("see the account", webtest.See(".own-menu a", "Account")),
	)
	webtest.Inspect(t, tab, "account menu")
	webtest.Follow(t, tab,
		webtest.Step("leave", press("Sign out")),
		webtest.Step("be out", webtest.See("h1", "Sign in")),
	)
	webtest.Inspect(t, tab, "sign in")
	webtest.Follow(t, other, webtest.Step("be out there too", webtest.See("h1", "Sign in")))
	seen.Check(t, p.url)
}

// TestAppSaysWhatIsWrongAtItsField: all of it at once, and moves the focus to the first.
func TestAppSaysWhatIsWrongAtItsField(t *testing.T) {
	p := start(t, t.TempDir())
	known(t, p.url, "mira")
	tab := webtest.Open(t)
	const length = `document.querySelector(".hint:has(+ .wrong)[id^=password]").textContent`
	webtest.Follow(t, tab,
		webtest.Step("open the form", chromedp.Navigate(p.url+"/#/sign-up")),
		webtest.Step("see the rule", webtest.See(".hint", "At least 8 characters")),
		webtest.Step("type what is no username", chromedp.SendKeys(chromedp.CSS("[name=username]"), "mi ra")),
		webtest.Step("type a common password", chromedp.SendKeys(chromedp.CSS("[name=password]"), "password1\r")),
		webtest.Step("hear of the username", webtest.See(".field:has([name=username]) .wrong", "Use 3 to 32")),
		webtest.Step("hear of the address that is not there", webtest.See(".field:has([name=email]) .wrong", "This field is required.")),
		webtest.Step("hear of the password", webtest.See(".field:has([name=password]) .wrong", "most common passwords")),
		webtest.Step("hear how many they are", webtest.See("[role=alert]", "3 fields need another look: Username, E-mail, Password.")),
		webtest.Step("be at the first", focusOn("username")),
	)
	if hint := webtest.Ask[string](t, tab, length); strings.Contains(hint, "enough") {
		t.Errorf("beside the complaint the hint says %q", hint)
	}
	webtest.Follow(t, tab,
		webtest.Step("type a username that is taken", retypeIn("[name=username]", "Mira")),
		webtest.Step("type an address", retypeIn("[name=email]", "other@example.com")),
		webtest.Step("type a good password", retypeIn("[name=password]", "short horse battery\r")),
		webtest.Step("hear of the username", webtest.See(".field:has([name=username]) .wrong", "Username already registered")),
		webtest.Step("be there", focusOn("username")),
		webtest.Step("hear of nothing else", webtest.Until(`() => [...document.querySelectorAll(".wrong, .notice")].filter((e) => e.textContent !== "").length === 1`)),
	)
}

// TestAppKeepsAMessageWhenTheSessionEnds, and sends it when its writer has signed in again.
func TestAppKeepsAMessageWhenTheSessionEnds(t *testing.T) {
	p := start(t, t.TempDir())
	tab := webtest.Open(t)
	join(t, tab, p.url, "mira")
	endSessions(t, p.url, "mira")
	webtest.Follow(t, tab,
		webtest.Step("ask", say("I am 40. What are my heart-rate zones?")),
		webtest.Step("be asked to sign in", webtest.See("dialog h2", "You have been signed out")),
		webtest.Step("sign in", chromedp.SendKeys(chromedp.CSS("dialog [name=password]"), appPassword+"\r")),
		webtest.Step("be answered", webtest.See(".answer .prose", "180 bpm")),
	)
}

// TestAppInTwoTabsKeepsItsSession when the access tokens of both end at once, time and again.
func TestAppInTwoTabsKeepsItsSession(t *testing.T) {
	p := start(t, t.TempDir(), "SPOTTER_ACCESS_TTL=2s")
	tab := webtest.Open(t)
	join(t, tab, p.url, "mira")
	other := webtest.Another(t, tab)
	webtest.Follow(t, other,
		webtest.Step("open the app in another tab", chromedp.Navigate(p.url+"/")),
		webtest.Step("be known there", webtest.See("main", "Hello, mira!")),
	)
	const many = `(async () => {
		const folder = document.querySelector("script[type=module]").src.replace("main.js", "");
		const { call } = await import(folder + "server/api.js");
		const until = Date.now() + 4000;
		let calls = 0;
		for (; Date.now() < until; calls += 1) {
			await Promise.all([call("GET", "/me"), call("GET", "/sessions")]);
			await new Promise((resolve) => setTimeout(resolve, 50));
		}
		return calls;
	})()`
	var both sync.WaitGroup
	for _, one := range []context.Context{tab, other} {
		both.Go(func() {
			if _, err := chromedp.Run(one, chromedp.Evaluate[int](many, chromedp.EvalAwaitPromise)); err != nil {
				t.Errorf("a call failed: %v", err)
			}
		})
	}
	both.Wait()
	for _, one := range []context.Context{tab, other} {
		webtest.Follow(t, one, webtest.Step("be known still", webtest.Gone("dialog, .door")))
	}
}

// TestAppOutlivesARestart of the server under an open page.
func TestAppOutlivesARestart(t *testing.T) {
	dir := t.TempDir()
	p := start(t, dir)
	tab := webtest.Open(t)
	join(t, tab, p.url, "mira")
	p.kill()
	webtest.Follow(t, tab,
		webtest.Step("search", chromedp.SendKeys(chromedp.CSS(".list-search input"), "zones")),
		webtest.Step("hear that there is no connection", webtest.See(".offline", "No connection")),
	)
	start(t, dir, "SPOTTER_ADDR="+p.address)
	webtest.Follow(t, tab,
		webtest.Step("hear that there is one", webtest.Gone(".offline")),
		webtest.Step("find nothing", webtest.See(".list-none", "Nothing found")),
		webtest.Step("ask", say("I am 40. What are my heart-rate zones?")),
		webtest.Step("be answered", webtest.See(".answer .prose", "180 bpm")),
	)
}

// TestAppGoesOnWhereAConnectionBreaks: behind the first event of an answer.
func TestAppGoesOnWhereAConnectionBreaks(t *testing.T) {
	p := start(t, t.TempDir())
	var cuts atomic.Int32
	proxy := cutting(t, p.url, &cuts)
	tab := webtest.Open(t)
	join(t, tab, proxy.URL, "mira")
	webtest.Follow(t, tab,
		webtest.Step("ask", say("I am 40. What are my heart-rate zones?")),
		webtest.Step("be answered to the end", webtest.See(".answer-tools", "own knowledge")),
		webtest.Step("have all of it", webtest.See(".answer .prose", "180 bpm")),
	)
	if cuts.Load() == 0 {
		t.Error("no connection was cut")
	}
	if n := webtest.Ask[int](t, tab, `document.querySelector(".prose").innerText.split("maximum heart rate is").length - 1`); n != 1 {
		t.Errorf("the answer is told %d times", n)
	}
}

// cutting is in front of the server, and cuts every stream that answers a question behind its first event.
func cutting(t *testing.T, to string, cuts *atomic.Int32) *httptest.Server {
	target, err := url.Parse(to)
	if err != nil {
		t.Fatal(err)
	}
	proxy := &httputil.ReverseProxy{
		FlushInterval: -1,
		Rewrite: func(r *httputil.ProxyRequest) {
			r.SetURL(target)
			r.Out.Host = r.In.Host
		},
		ModifyResponse: func(answer *http.Response) error {
			if answer.Request.Method == http.MethodPost && strings.HasPrefix(answer.Header.Get("Content-Type"), "text/event-stream") {
				cuts.Add(1)
				answer.Body = &firstEvent{ReadCloser: answer.Body}
			}
			return nil
		},
	}
	server := httptest.NewServer(proxy)
	t.Cleanup(server.Close)
	return server
}

// firstEvent is a stream that breaks behind its first event.
type firstEvent struct {
	io.ReadCloser
	ended bool
}

func (f *firstEvent) Read(p []byte) (int, error) {
	if f.ended {
		return 0, io.ErrUnexpectedEOF
	}
	n, err := f.ReadCloser.Read(p)
	if i := strings.Index(string(p[:n]), "\n\n"); i >= 0 {
		f.ended = true
		return i + 2, nil
	}
	return n, err
}

// join makes an account in the app, says nothing about itself, and waits for the greeting.
func join(t *testing.T, tab context.Context, address, name string) {
	t.Helper()
	webtest.Follow(t, tab, newcomer(address, name)...)
	webtest.Follow(t, tab,
		webtest.Step("say nothing", press("Skip all")),
		webtest.Step("be greeted", webtest.See("main", "Hello, "+name+"!")),
	)
}

// newcomer makes an account in the app.
func newcomer(address, name string) []webtest.Action {
	return []webtest.Action{
		webtest.Step("open the app", chromedp.Navigate(address+"/")),
		webtest.Step("be asked to make an account", webtest.See("h1", "Make an account")),
		webtest.Step("type a username", chromedp.SendKeys(chromedp.CSS("[name=username]"), name)),
		webtest.Step("type an address", chromedp.SendKeys(chromedp.CSS("[name=email]"), name+"@example.com")),
		webtest.Step("type a password", chromedp.SendKeys(chromedp.CSS("[name=password]"), appPassword+"\r")),
		webtest.Step("be asked who one is", webtest.See("h1", "Where do you stand?")),
	}
}

// say types a message and Enter.
func say(message string) chromedp.Action[chromedp.Void] {
	return chromedp.SendKeys(chromedp.CSS(".composer-input"), message+"\r")
}

func focusOn(name string) chromedp.Action[chromedp.Void] {
	return webtest.Until(`(name) => document.activeElement.name === name`, name)
}

// endSessions logs a person out everywhere, from elsewhere.
func endSessions(t *testing.T, address, name string) {
	t.Helper()
	var own pair
	if err := post(address+"/login", map[string]any{"username": name, "password": appPassword}, &own); err != nil {
		t.Fatal(err)
	}
	if err := postAs(address+"/logout/all", own.AccessToken, nil); err != nil {
		t.Fatal(err)
	}
}
