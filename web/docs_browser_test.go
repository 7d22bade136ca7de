package web_test

import (
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"spotter/web"
	"spotter/web/webtest"
)

// TestDocsInBrowser does what a reader of the page does: logs in, and tries a call that needs it.
func TestDocsInBrowser(t *testing.T) {
	tab := webtest.Open(t)
	api := newTinyAPI(t)
	seen := webtest.Watch(t, tab)

	webtest.Follow(t, tab,
		webtest.Step("open the page", chromedp.Navigate(api.URL+"/docs")),
		webtest.Step("open the dialog", webtest.Click(".scheme-container button.authorize")),
		webtest.Step("type the username", chromedp.SendKeys(chromedp.CSS("#oauth_username"), "ada")),
		webtest.Step("type the password", chromedp.SendKeys(chromedp.CSS("#oauth_password"), "engine 1843")),
		webtest.Step("see no rows for a client", chromedp.WaitNotVisible(chromedp.CSS("#client_id_password"))),
		webtest.Step("authorize", webtest.Click(".modal-ux .auth-btn-wrapper button.authorize")),
		webtest.Step("be logged in", chromedp.WaitVisible(chromedp.CSS(loggedIn))),
		webtest.Step("close the dialog", webtest.Click(".modal-ux .auth-btn-wrapper button.btn-done")),
		webtest.Step("expand the call", webtest.Click("#operations-account-me .opblock-summary-control")),
		// Swagger UI shows the button before it has read the call: what is clicked then stays under way for ever.
		webtest.Step("see what it answers", chromedp.WaitVisible(chromedp.CSS("#operations-account-me .responses-wrapper"))),
		webtest.Step("execute it", webtest.Click("#operations-account-me button.execute")),
		webtest.Step("see the answer", chromedp.WaitVisible(chromedp.CSS("#operations-account-me .live-responses-table .microlight"))),
		webtest.Step("open the schemas", webtest.Click("section.models .models-control")),
		webtest.Step("see one", chromedp.WaitVisible(chromedp.CSS("section.models .json-schema-2020-12"))),
	)

	shown, err := chromedp.Run(tab, chromedp.Text(chromedp.CSS("#operations-account-me .live-responses-table")))
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"200", `"username": "ada"`} {
		if !strings.Contains(shown, want) {
			t.Errorf("the page does not show %s:\n%s", want, shown)
		}
	}
	select {
	case got := <-api.authorizations:
		if got != "Bearer tiny-token" {
			t.Errorf("GET /me came with Authorization %q", got)
		}
	default:
		t.Error("GET /me never came")
	}
	seen.Check(t, api.URL)
}

// TestDocsDialogTakesEnter has a reader whose system is dark, who mistypes the password and uses only the keyboard.
func TestDocsDialogTakesEnter(t *testing.T) {
	tab := webtest.Open(t)
	api := newTinyAPI(t)
	dark := emulation.SetEmulatedMediaParams{
		Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: "dark"}},
	}
	if _, err := chromedp.Call(tab, emulation.SetEmulatedMedia, dark); err != nil {
		t.Fatal(err)
	}
	webtest.Follow(t, tab,
		webtest.Step("open the page", chromedp.Navigate(api.URL+"/docs")),
		webtest.Step("see it dark", chromedp.WaitVisible(chromedp.CSS("html.dark-mode .scheme-container"))),
		webtest.Step("open the dialog", webtest.Click(".scheme-container button.authorize")),
		webtest.Step("type the username", chromedp.SendKeys(chromedp.CSS("#oauth_username"), "ada")),
		webtest.Step("type a wrong password", chromedp.SendKeys(chromedp.CSS("#oauth_password"), "1843\r")),
		webtest.Step("be refused", chromedp.WaitVisible(chromedp.CSS(".modal-ux .auth-container .errors"))),
		webtest.Step("type what is missing", chromedp.SendKeys(chromedp.CSS("#oauth_password"), kb.Home+"engine \r")),
		webtest.Step("be logged in", chromedp.WaitVisible(chromedp.CSS(loggedIn))),
	)
}

// loggedIn selects the button that a successful log-in puts into the dialog.
const loggedIn = `.modal-ux .auth-btn-wrapper button[aria-label="Remove authorization"]`

// tinyAPI has one user and one call that needs a log-in.
type tinyAPI struct {
	*httptest.Server
	authorizations chan string // what GET /me came with
}

func newTinyAPI(t *testing.T) *tinyAPI {
	api := &tinyAPI{authorizations: make(chan string, 10)}
	mux := http.NewServeMux()
	web.MountDocs(mux, "/openapi.json")
	mux.HandleFunc("GET /openapi.json", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		io.WriteString(w, tinyDocument)
	})
	mux.HandleFunc("POST /token", api.token)
	mux.HandleFunc("GET /me", api.me)
	api.Server = httptest.NewServer(mux)
	t.Cleanup(api.Close)
	return api
}

func (api *tinyAPI) token(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "application/json")
	if r.PostFormValue("username") != "ada" || r.PostFormValue("password") != "engine 1843" {
		w.WriteHeader(http.StatusUnauthorized)
		io.WriteString(w, `{"error": "invalid_grant", "error_description": "Incorrect username or password"}`)
		return
	}
	io.WriteString(w, `{"access_token": "tiny-token", "token_type": "bearer", "expires_in": 1800}`)
}

func (api *tinyAPI) me(w http.ResponseWriter, r *http.Request) {
	api.authorizations <- r.Header.Get("Authorization")
	w.Header().Set("Content-Type", "application/json")
	io.WriteString(w, `{"username": "ada", "age": 28}`)
}

const tinyDocument = `{
  "openapi": "3.1.0",
  "info": {"title": "Tiny", "version": "1.0.0", "description": "An API with **one** call, and some <i>text</i>."},
  "components": {
    "securitySchemes": {
      "password": {"type": "oauth2", "flows": {"password": {"tokenUrl": "/token", "scopes": {}}}}
    },
    "schemas": {
      "User": {
        "type": "object",
        "required": ["username"],
        "properties": {
          "username": {"type": "string", "minLength": 3, "examples": ["ada"]},
          "age": {"type": ["integer", "null"], "minimum": 13}
        }
      }
    }
  },
  "paths": {
    "/me": {
      "get": {
        "operationId": "me",
        "tags": ["account"],
        "summary": "Who is asking",
        "security": [{"password": []}],
        "responses": {
          "200": {
            "description": "The user",
            "content": {"application/json": {"schema": {"$ref": "#/components/schemas/User"}}}
          }
        }
      }
    }
  }
}`
