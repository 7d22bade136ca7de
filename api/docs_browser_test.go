package api_test

import (
	"context"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// TestDocsInBrowser is a reader of the page who logs in with a username and a
// password, and asks who that is.
func TestDocsInBrowser(t *testing.T) {
	tab := openBrowser(t)
	s := newServer(t)
	s.account(t, ada)
	seen := watch(t, tab)

	const me = "#operations-Accounts-get-me"
	follow(t, tab, []step{
		{"open the page", chromedp.Navigate(s.URL + "/docs")},
		{"open the dialog", chromedp.Click(chromedp.CSS(".scheme-container button.authorize"), chromedp.NodeVisible)},
		{"type the username", chromedp.SendKeys(chromedp.CSS("#oauth_username"), ada.username)},
		{"type the password", chromedp.SendKeys(chromedp.CSS("#oauth_password"), ada.password)},
		{"authorize", chromedp.Click(chromedp.CSS(".modal-ux .auth-btn-wrapper button.authorize"))},
		{"be logged in", chromedp.WaitVisible(chromedp.CSS(loggedIn))},
		{"close the dialog", chromedp.Click(chromedp.CSS(".modal-ux .auth-btn-wrapper button.btn-done"))},
		{"expand the call", chromedp.Click(chromedp.CSS(me + " .opblock-summary-control"))},
		{"execute it", chromedp.Click(chromedp.CSS(me+" button.execute"), chromedp.NodeVisible)},
		{"see the answer", chromedp.WaitVisible(chromedp.CSS(me + " .live-responses-table .microlight"))},
	})

	shown, err := chromedp.Run(tab, chromedp.Text(chromedp.CSS(me+" .live-responses-table")))
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"200", `"username": "ada"`, `"email": "ada@example.com"`} {
		if !strings.Contains(shown, want) {
			t.Errorf("the page does not show %s:\n%s", want, shown)
		}
	}
	seen.check(t, s.URL)
}

// TestDocsDialogRefusesAWrongPassword in the dialog itself.
func TestDocsDialogRefusesAWrongPassword(t *testing.T) {
	tab := openBrowser(t)
	s := newServer(t)
	s.account(t, ada)
	follow(t, tab, []step{
		{"open the page", chromedp.Navigate(s.URL + "/docs")},
		{"open the dialog", chromedp.Click(chromedp.CSS(".scheme-container button.authorize"), chromedp.NodeVisible)},
		{"type the username", chromedp.SendKeys(chromedp.CSS("#oauth_username"), ada.username)},
		{"type a wrong password", chromedp.SendKeys(chromedp.CSS("#oauth_password"), "a guess")},
		{"authorize", chromedp.Click(chromedp.CSS(".modal-ux .auth-btn-wrapper button.authorize"))},
		{"be refused", chromedp.WaitVisible(chromedp.CSS(".modal-ux .auth-container .errors"))},
	})
}

// loggedIn selects the button that a successful log-in puts into the dialog.
const loggedIn = `.modal-ux .auth-btn-wrapper button[aria-label="Remove authorization"]`

// step is one thing that a reader does or waits to see.
type step struct {
	name string
	do   chromedp.Action[chromedp.Void]
}

// follow takes the steps in order, and names the one that failed.
func follow(t *testing.T, tab context.Context, steps []step) {
	t.Helper()
	for _, step := range steps {
		if err := chromedp.Do(tab, step.do); err != nil {
			t.Fatalf("%s: %v", step.name, err)
		}
	}
}
