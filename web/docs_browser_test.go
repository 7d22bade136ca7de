package web_test

import (
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"spotter/web"
)

// TestDocsInBrowser does what a reader of the page does: logs in, and tries a call that needs it.
func TestDocsInBrowser(t *testing.T) {
	tab := openBrowser(t)
	api := newTinyAPI(t)
	seen := watch(t, tab)

	follow(t, tab, []step{
		{"open the page", chromedp.Navigate(api.URL + "/docs")},
		{"open the dialog", chromedp.Click(chromedp.CSS(".scheme-container button.authorize"), chromedp.NodeVisible)},
		{"type the username", chromedp.SendKeys(chromedp.CSS("#oauth_username"), "ada")},
		{"type the password", chromedp.SendKeys(chromedp.CSS("#oauth_password"), "engine 1843")},
		{"see no rows for a client", chromedp.WaitNotVisible(chromedp.CSS("#client_id_password"))},
		{"authorize", chromedp.Click(chromedp.CSS(".modal-ux .auth-btn-wrapper button.authorize"))},
		{"be logged in", chromedp.WaitVisible(chromedp.CSS(loggedIn))},
		{"close the dialog", chromedp.Click(chromedp.CSS(".modal-ux .auth-btn-wrapper button.btn-done"))},
		{"expand the call", chromedp.Click(chromedp.CSS("#operations-account-me .opblock-summary-control"))},
		{"execute it", chromedp.Click(chromedp.CSS("#operations-account-me button.execute"), chromedp.NodeVisible)},
		{"see the answer", chromedp.WaitVisible(chromedp.CSS("#operations-account-me .live-responses-table .microlight"))},
		{"open the schemas", chromedp.Click(chromedp.CSS("section.models .models-control"))},
		{"see one", chromedp.WaitVisible(chromedp.CSS("section.models .json-schema-2020-12"))},
	})

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
	seen.check(t, api.URL)
}

// TestDocsDialogTakesEnter has a reader whose system is dark, who mistypes the password and uses only the keyboard.
func TestDocsDialogTakesEnter(t *testing.T) {
	tab := openBrowser(t)
	api := newTinyAPI(t)
	dark := emulation.SetEmulatedMediaParams{
		Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: "dark"}},
	}
	if _, err := chromedp.Call(tab, emulation.SetEmulatedMedia, dark); err != nil {
		t.Fatal(err)
	}
	follow(t, tab, []step{
		{"open the page", chromedp.Navigate(api.URL + "/docs")},
		{"see it dark", chromedp.WaitVisible(chromedp.CSS("html.dark-mode .scheme-container"))},
		{"open the dialog", chromedp.Click(chromedp.CSS(".scheme-container button.authorize"))},
		{"type the username", chromedp.SendKeys(chromedp.CSS("#oauth_username"), "ada")},
		{"type a wrong password", chromedp.SendKeys(chromedp.CSS("#oauth_password"), "1843\r")},
		{"be refused", chromedp.WaitVisible(chromedp.CSS(".modal-ux .auth-container .errors"))},
		{"type what is missing", chromedp.SendKeys(chromedp.CSS("#oauth_password"), kb.Home+"engine \r")},
		{"be logged in", chromedp.WaitVisible(chromedp.CSS(loggedIn))},
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
