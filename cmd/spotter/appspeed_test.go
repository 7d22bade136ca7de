package main_test

import (
	"testing"
	"time"

	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"

	"spotter/web/webtest"
)

// TestW1TheFirstPageTakesWhatIsTypedSoon: from the beginning of the navigation until main.js has wired the door, with an
// empty cache, on this machine.
func TestW1TheFirstPageTakesWhatIsTypedSoon(t *testing.T) {
	f := measures(t, "W1", "first visit of the web app, empty cache, loopback")
	p := start(t, t.TempDir())
	tab := webtest.Open(t)
	if _, err := chromedp.Call(tab, network.SetCacheDisabled, network.SetCacheDisabledParams{CacheDisabled: true}); err != nil {
		t.Fatal(err)
	}
	m := watchMachine(t)
	all := m.often(t, full(11, 3), func() time.Duration {
		webtest.Follow(t, tab,
			webtest.Step("open the app", chromedp.Navigate(p.url+"/")),
			webtest.Step("have it wired", webtest.Until(`() => performance.getEntriesByName("usable").length === 1 && document.activeElement.name === "username"`)),
		)
		took := webtest.Ask[float64](t, tab, `performance.getEntriesByName("usable")[0].startTime`)
		return time.Duration(took * float64(time.Millisecond))
	})
	f.soonWhereOurs(m, "until it takes what is typed, median", all, 0.5, 300*time.Millisecond)
	f.soonWhereOurs(m, "until it takes what is typed, 90 %", all, 0.9, 300*time.Millisecond)
}
