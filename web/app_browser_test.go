package web_test

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"spotter/web"
	"spotter/web/webtest"
)

// TestAppModulesInBrowser runs testdata/checks.js: what the modules make of strangers' texts, for one.
func TestAppModulesInBrowser(t *testing.T) {
	mux := http.NewServeMux()
	web.MountApp(mux, web.AppFacts{PasswordMin: 8, Registration: true})
	mux.HandleFunc("GET /checks.js", func(w http.ResponseWriter, r *http.Request) { http.ServeFile(w, r, "testdata/checks.js") })
	server := httptest.NewServer(mux)
	t.Cleanup(server.Close)
	tab := webtest.Open(t)
	seen := webtest.Watch(t, tab)
	webtest.Follow(t, tab,
		webtest.Step("open the app", chromedp.Navigate(server.URL+"/")),
		webtest.Step("see it without an API", webtest.See("h1", "Make an account")),
	)
	folder := webtest.Ask[string](t, tab, `document.querySelector("script[type=module]").src.replace("main.js", "")`)
	for _, complaint := range webtest.Ask[[]string](t, tab, `import("/checks.js").then((checks) => checks.run(`+quoted(folder)+`))`) {
		t.Error(complaint)
	}
	seen.Check(t, server.URL)
}

func quoted(s string) string { return `"` + strings.ReplaceAll(s, `"`, "") + `"` }
