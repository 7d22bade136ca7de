package token_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"spotter/token"
)

// ask sends one request with the given Authorization headers through Require,
// and returns the answer and the claims that the handler saw.
func ask(v token.Verifier, target string, authorization ...string) (*httptest.ResponseRecorder, *token.Claims) {
	r := httptest.NewRequest("GET", target, nil)
	for _, a := range authorization {
		r.Header.Add("Authorization", a)
	}
	return serve(v, r)
}

func serve(v token.Verifier, r *http.Request) (*httptest.ResponseRecorder, *token.Claims) {
	var seen *token.Claims
	w := httptest.NewRecorder()
	token.Require(v, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		seen, _ = token.FromContext(r.Context())
		w.WriteHeader(http.StatusNoContent)
	})).ServeHTTP(w, r)
	return w, seen
}

func TestRequireLetsAGoodTokenThroughWithItsClaims(t *testing.T) {
	eachAlgorithm(t, algorithms, func(t *testing.T, f *forge) {
		for _, scheme := range []string{"Bearer", "bearer", "BEARER", "bEaReR"} {
			w, claims := ask(f, "/", scheme+" "+f.minted(t))
			if w.Code != http.StatusNoContent || claims == nil || claims.User != ada {
				t.Errorf("%s: %d, %+v", scheme, w.Code, claims)
			}
			if w.Header().Get("Cache-Control") != "no-store" {
				t.Errorf("Cache-Control is %q", w.Header().Get("Cache-Control"))
			}
		}
	})
}

func TestO4EveryRefusalSaysWhatItMustAndNoMore(t *testing.T) {
	f := newForge(t, token.HS256)
	good := f.minted(t)
	expired := f.sign(f.header(), f.access("exp", f.in(-time.Second)))
	gone := f.sign(f.header(), f.access("sid", `"gone"`))
	f.Ended().Add(token.EndedSession{ID: "gone", Until: f.clock.Now().Add(time.Hour)})
	const none, bad = "Bearer", `Bearer error="invalid_token"`
	for name, c := range map[string]struct {
		authorization []string
		code, detail  string
		authenticate  string
	}{
		"no header":        {nil, "not_authenticated", "Not authenticated", none},
		"empty":            {[]string{""}, "not_authenticated", "Not authenticated", none},
		"Basic":            {[]string{"Basic YTpi"}, "not_authenticated", "Not authenticated", none},
		"bare token":       {[]string{good}, "not_authenticated", "Not authenticated", none},
		"foreign scheme":   {[]string{"Bearers " + good}, "not_authenticated", "Not authenticated", none},
		"folded scheme":    {[]string{"Bea\u017fer " + good}, "not_authenticated", "Not authenticated", none},
		"tab":              {[]string{"Bearer\t" + good}, "not_authenticated", "Not authenticated", none},
		"scheme alone":     {[]string{"Bearer"}, "not_authenticated", "Not authenticated", none},
		"scheme and space": {[]string{"Bearer "}, "not_authenticated", "Not authenticated", none},
		"two spaces":       {[]string{"Bearer  " + good}, "token_invalid", "Could not validate credentials", bad},
		"trailing space":   {[]string{"Bearer " + good + " "}, "token_invalid", "Could not validate credentials", bad},
		"two tokens":       {[]string{"Bearer " + good + " " + good}, "token_invalid", "Could not validate credentials", bad},
		"list":             {[]string{"Bearer " + good + ",Bearer " + good}, "token_invalid", "Could not validate credentials", bad},
		"header twice":     {[]string{"Bearer " + good, "Bearer " + good}, "token_invalid", "Could not validate credentials", bad},
		"Basic and Bearer": {[]string{"Basic YTpi", "Bearer " + good}, "token_invalid", "Could not validate credentials", bad},
		"garbage":          {[]string{"Bearer x"}, "token_invalid", "Could not validate credentials", bad},
		"quoted":           {[]string{`Bearer "` + good + `"`}, "token_invalid", "Could not validate credentials", bad},
		"expired":          {[]string{"Bearer " + expired}, "token_expired", "Could not validate credentials", bad},
		"refresh token":    {[]string{"Bearer " + f.mintedRefresh(t)}, "wrong_token_type", "Could not validate credentials", bad},
		"session ended":    {[]string{"Bearer " + gone}, "session_ended", "Could not validate credentials", bad},
	} {
		t.Run(name, func(t *testing.T) {
			w, claims := ask(f, "/", c.authorization...)
			if claims != nil || w.Code != http.StatusUnauthorized {
				t.Fatalf("%d, %+v", w.Code, claims)
			}
			wantProblem(t, w, map[string]any{"type": "about:blank", "title": "Unauthorized", "status": 401.0, "detail": c.detail, "code": c.code})
			if got := w.Header()["Www-Authenticate"]; len(got) != 1 || got[0] != c.authenticate {
				t.Errorf("WWW-Authenticate %q", got)
			}
			if strings.Contains(w.Body.String(), "eyJ") {
				t.Errorf("the answer has something of the token: %s", w.Body)
			}
		})
	}
}

func wantProblem(t *testing.T, w *httptest.ResponseRecorder, want map[string]any) {
	t.Helper()
	var got map[string]any
	if err := json.Unmarshal(w.Body.Bytes(), &got); err != nil || fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("%v: %v, want %v", err, got, want)
	}
	if ct, cc := w.Header().Get("Content-Type"), w.Header().Get("Cache-Control"); ct != "application/problem+json" || cc != "no-store" {
		t.Errorf("Content-Type %q, Cache-Control %q", ct, cc)
	}
}

func TestF1RequireAnswers503WhileNobodyKnows(t *testing.T) {
	f := newForge(t, token.HS256)
	f.Ended().Load(t.Context(), &scriptedSource{err: errDown})
	w, claims := ask(f, "/", "Bearer "+f.minted(t))
	if w.Code != http.StatusServiceUnavailable || claims != nil || w.Header().Get("Retry-After") != "1" || w.Header()["Www-Authenticate"] != nil {
		t.Errorf("%d %v %+v", w.Code, w.Header(), claims)
	}
	if w, _ := ask(f, "/", "Bearer x"); w.Code != http.StatusUnauthorized {
		t.Errorf("a bad token meanwhile: %d", w.Code)
	}
}

func TestO5ATokenAnywhereButInTheHeaderIsNotSeen(t *testing.T) {
	f := newForge(t, token.HS256)
	good := f.minted(t)
	q := url.Values{"access_token": {good}, "token": {good}, "Authorization": {"Bearer " + good}}.Encode()
	form := httptest.NewRequest("POST", "/?"+q, strings.NewReader(q))
	form.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	elsewhere := httptest.NewRequest("GET", "/?"+q, nil)
	elsewhere.AddCookie(&http.Cookie{Name: "access_token", Value: good})
	elsewhere.SetBasicAuth("bearer", good)
	elsewhere.Header["Authorization"] = nil
	for _, name := range []string{"X-Access-Token", "Proxy-Authorization", "X-Authorization", "X-Forwarded-Authorization"} {
		elsewhere.Header.Set(name, "Bearer "+good)
	}
	for _, r := range []*http.Request{form, elsewhere} {
		if w, claims := serve(f, r); w.Code != http.StatusUnauthorized || claims != nil {
			t.Errorf("%s %s: %d", r.Method, r.URL.Path, w.Code)
		}
	}
	if w, _ := ask(f, "/?access_token=x", "Bearer "+good); w.Code != http.StatusNoContent {
		t.Errorf("a query beside the header: %d", w.Code)
	}
}

func TestFromContextKnowsNobodyWithoutRequire(t *testing.T) {
	if c, ok := token.FromContext(context.Background()); ok || c != nil {
		t.Errorf("%+v", c)
	}
	want := &token.Claims{Subject: "u"}
	if c, ok := token.FromContext(token.NewContext(context.Background(), want)); !ok || c != want {
		t.Errorf("%+v, %v", c, ok)
	}
}

func TestFromRequestTellsMissingFromMalformed(t *testing.T) {
	for value, want := range map[string]error{
		"": token.ErrMissing, "Basic x": token.ErrMissing, "Bearer": token.ErrMissing, "Bearer a b": token.ErrInvalid, "Bearer abc": nil,
	} {
		r := httptest.NewRequest("GET", "/", nil)
		r.Header.Set("Authorization", value)
		raw, err := token.FromRequest(r)
		if !errors.Is(err, want) || err != nil && raw != "" || err == nil && raw != "abc" {
			t.Errorf("%q: %q, %v", value, raw, err)
		}
	}
}

func TestRefusalOfAnUnknownErrorGivesNothingAway(t *testing.T) {
	got := token.RefusalOf(errors.New("SELECT secret FROM keys"))
	if got.Status != http.StatusUnauthorized || got.Code != "token_invalid" || strings.Contains(fmt.Sprint(got), "SELECT") {
		t.Errorf("%+v", got)
	}
	for err, code := range map[error]string{
		token.ErrMissing: "not_authenticated", token.ErrInvalid: "token_invalid", token.ErrExpired: "token_expired",
		token.ErrWrongType: "wrong_token_type", token.ErrSessionEnded: "session_ended", token.ErrStale: "unavailable",
	} {
		if got := token.RefusalOf(fmt.Errorf("around: %w", err)); got.Code != code || (got.Status == http.StatusServiceUnavailable) != (err == token.ErrStale) {
			t.Errorf("%v: %+v", err, got)
		}
	}
}
