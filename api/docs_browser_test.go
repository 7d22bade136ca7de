package api_test

import (
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"spotter/web/webtest"
)

// TestDocsInBrowser is a reader of the page who logs in with a username and a
// password, and asks who that is.
func TestDocsInBrowser(t *testing.T) {
	tab := webtest.Open(t)
	s := newServer(t)
	s.account(t, ada)
	seen := webtest.Watch(t, tab)

	const me = "#operations-Accounts-get-me"
	webtest.Follow(t, tab,
		webtest.Step("open the page", chromedp.Navigate(s.URL+"/docs")),
		webtest.Step("open the dialog", webtest.Click(".scheme-container button.authorize")),
		webtest.Step("type the username", chromedp.SendKeys(chromedp.CSS("#oauth_username"), ada.username)),
		webtest.Step("type the password", chromedp.SendKeys(chromedp.CSS("#oauth_password"), ada.password)),
		webtest.Step("authorize", webtest.Click(".modal-ux .auth-btn-wrapper button.authorize")),
		webtest.Step("be logged in", chromedp.WaitVisible(chromedp.CSS(loggedIn))),
		webtest.Step("close the dialog", webtest.Click(".modal-ux .auth-btn-wrapper button.btn-done")),
		webtest.Step("expand the call", webtest.Click(me+" .opblock-summary-control")),
		// Swagger UI shows the button before it has read the call: what is clicked then stays under way for ever.
		webtest.Step("see what it answers", chromedp.WaitVisible(chromedp.CSS(me+" .responses-wrapper"))),
		webtest.Step("execute it", webtest.Click(me+" button.execute")),
		webtest.Step("see the answer", chromedp.WaitVisible(chromedp.CSS(me+" .live-responses-table .microlight"))),
	)

	shown, err := chromedp.Run(tab, chromedp.Text(chromedp.CSS(me+" .live-responses-table")))
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"200", `"username": "ada"`, `"email": "ada@example.com"`} {
		if !strings.Contains(shown, want) {
			t.Errorf("the page does not show %s:\n%s", want, shown)
		}
	}
	seen.Check(t, s.URL)
}

// TestDocsDialogRefusesAWrongPassword in the dialog itself.
func TestDocsDialogRefusesAWrongPassword(t *testing.T) {
	tab := webtest.Open(t)
	s := newServer(t)
	s.account(t, ada)
	webtest.Follow(t, tab,
		webtest.Step("open the page", chromedp.Navigate(s.URL+"/docs")),
		webtest.Step("open the dialog", webtest.Click(".scheme-container button.authorize")),
		webtest.Step("type the username", chromedp.SendKeys(chromedp.CSS("#oauth_username"), ada.username)),
		webtest.Step("type a wrong password", chromedp.SendKeys(chromedp.CSS("#oauth_password"), "a guess")),
		webtest.Step("authorize", webtest.Click(".modal-ux .auth-btn-wrapper button.authorize")),
		webtest.Step("be refused", chromedp.WaitVisible(chromedp.CSS(".modal-ux .auth-container .errors"))),
	)
}

// loggedIn selects the button that a successful log-in puts into the dialog.
const loggedIn = `.modal-ux .auth-btn-wrapper button[aria-label="Remove authorization"]`
