package api

import (
	"context"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"unicode/utf8"
)

// FuzzReadForm: what is read is UTF-8 or escapes, and of what is known there is
// one at most.
func FuzzReadForm(f *testing.F) {
	for _, seed := range [][2]string{
		{"", "token=x"}, {"", "token=x&token=y"}, {"token=x", ""}, {"", "token=%zz"}, {"", "a;b=c"}, {"", "token=\xff"}, {"%zz", "token=x"}, {"", "=&&="},
	} {
		f.Add(seed[0], []byte(seed[1]))
	}
	f.Fuzz(func(t *testing.T, query string, body []byte) {
		x := &exchange{request: &http.Request{URL: &url.URL{RawQuery: query}}}
		ctx := context.WithValue(t.Context(), exchangeKey{}, x)
		values, err := readForm(ctx, body, aboutToken)
		if err != nil {
			p, ok := err.(*Problem)
			if !ok || p.Status != 400 || p.OAuthError != "invalid_request" || len(p.Detail) > 100 {
				t.Errorf("refused with %#v", err)
			}
			return
		}
		for _, name := range aboutToken {
			if len(values[name]) > 1 || strings.HasPrefix(query, name+"=") {
				t.Errorf("%q, %q: %s is read all the same", query, body, name)
			}
		}
		if !utf8.Valid(body) {
			t.Errorf("%q was read", body)
		}
	})
}

// FuzzBasicCredentials: no header gets further than a text; and what a client
// sends by the book comes out as it went in.
func FuzzBasicCredentials(f *testing.F) {
	for _, seed := range []string{"", "Basic Og==", "basic YTpi", "Basic !", "Bearer x", "Basic JTQxOiU0Mg==", "Basic " + strings.Repeat("A", 1000)} {
		f.Add(seed, "shop", "cs-spotter-x")
	}
	f.Add("", "a b", "100% & more:\x00")
	f.Fuzz(func(t *testing.T, sent, id, secret string) {
		r := httptest.NewRequest("POST", "/introspect", nil)
		r.Header["Authorization"] = []string{sent}
		if gotID, gotSecret, ok := basicCredentials(r); !ok && gotID+gotSecret != "" || len(gotID)+len(gotSecret) > len(sent) {
			t.Errorf("%q: %q, %q, %v", sent, gotID, gotSecret, ok)
		}
		r.Header.Del("Authorization")
		r.SetBasicAuth(url.QueryEscape(id), url.QueryEscape(secret))
		if gotID, gotSecret, ok := basicCredentials(r); !ok || gotID != id || gotSecret != secret {
			t.Errorf("%q, %q came out as %q, %q, %v", id, secret, gotID, gotSecret, ok)
		}
		r.Header.Add("Authorization", sent)
		if _, _, ok := basicCredentials(r); ok {
			t.Error("of two headers one counts")
		}
	})
}
