package api_test

import (
	"context"
	"testing"

	"github.com/chromedp/chromedp"

	"spotter/coach"
	"spotter/web/webtest"
)

// TestAppFollowsAnAnswer that takes its time: the page is loaded again in the middle of it, the next one is stopped, given
// once more, and one fails.
func TestAppFollowsAnAnswer(t *testing.T) {
	slow := newSlowCoach()
	s := newServer(t, talksWith(slow))
	s.account(t, ada)
	tab := webtest.Open(t)
	enterApp(t, tab, s.URL)

	say(t, tab, "One?")
	first := <-slow.asked
	first.says("**Half** of ")
	webtest.Follow(t, tab,
		webtest.Step("read the first half", webtest.See(".answer .prose strong", "Half")),
		webtest.Step("see that more comes", webtest.See(".answer[aria-busy=true]", "Half")),
		webtest.Step("load the page again", chromedp.Reload()),
		webtest.Step("read the first half again", webtest.See(".answer[aria-busy=true] .prose", "Half of")),
	)
	first.says("the whole.")
	webtest.Follow(t, tab, webtest.Step("read on", webtest.See(".answer .prose", "Half of the whole.")))
	first.end <- coach.Answer{Text: "Half of the whole.", Writer: coach.ByModel, Suggestions: []string{"Two?"}}
	webtest.Follow(t, tab,
		webtest.Step("see who wrote it", webtest.See(".writer", "language model")),
		webtest.Step("take the suggestion", webtest.Click(".answer .chip")),
	)

	second := <-slow.asked
	second.says("This goes on and ")
	webtest.Follow(t, tab,
		webtest.Step("read its beginning", webtest.See(".answer .prose", "This goes on and")),
		webtest.Step("stop it", webtest.Click(`[aria-label="Stop the answer"]`)),
		webtest.Step("hear that it is stopped", webtest.See(".answer-state", "You stopped this answer.")),
		webtest.Step("have it answered again", webtest.Click(`.answer:last-child [aria-label="Answer again"]`)),
	)

	third := <-slow.asked
	third.says("Better.")
	third.end <- coach.Answer{Text: "Better.", Writer: coach.ByModel}
	webtest.Follow(t, tab,
		webtest.Step("see both", webtest.See(".variants", "2 of 2")),
		webtest.Step("look at the one before", webtest.Click(`[aria-label="Answer before"]`)),
		webtest.Step("read it", webtest.See(".answer .prose", "This goes on and")),
	)

	say(t, tab, "Three?")
	fourth := <-slow.asked
	fourth.says("I begin, but ")
	fourth.fail <- coach.ErrCoachFailed
	webtest.Follow(t, tab,
		webtest.Step("hear that it failed", webtest.See(".answer-state", "was interrupted")),
		webtest.Step("have what was written", webtest.See(".answer .prose", "I begin, but")),
	)
}

// enterApp signs ada in.
func enterApp(t *testing.T, tab context.Context, address string) {
	t.Helper()
	webtest.Follow(t, tab,
		webtest.Step("open the app", chromedp.Navigate(address+"/#/sign-in")),
		webtest.Step("type the username", chromedp.SendKeys(chromedp.CSS("[name=email]"), ada.username)),
		webtest.Step("type the password", chromedp.SendKeys(chromedp.CSS("[name=password]"), ada.password+"\r")),
		webtest.Step("be greeted", webtest.See("main", "Hello")),
	)
}

func say(t *testing.T, tab context.Context, message string) {
	t.Helper()
	webtest.Follow(t, tab, webtest.Step("say "+message, chromedp.SendKeys(chromedp.CSS(".composer-input"), message+"\r")))
}
