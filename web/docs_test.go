package web_test

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"spotter/web"
)

// assets are the files of the page, by the names that stay.
var assets = map[string]string{
	"/docs":                      "text/html; charset=utf-8",
	"/docs/":                     "text/html; charset=utf-8",
	"/docs/docs.css":             "text/css; charset=utf-8",
	"/docs/favicon.svg":          "image/svg+xml",
	"/docs/licences.txt":         "text/plain; charset=utf-8",
	"/docs/start.js":             "text/javascript; charset=utf-8",
	"/docs/swagger-ui-bundle.js": "text/javascript; charset=utf-8",
	"/docs/swagger-ui.css":       "text/css; charset=utf-8",
}

func TestEveryAssetHasItsTypeAndHeaders(t *testing.T) {
	mux := docs()
	for path, contentType := range assets {
		answer := get(mux, path)
		if answer.StatusCode != http.StatusOK {
			t.Errorf("GET %s: %s", path, answer.Status)
		}
		for name, want := range map[string]string{
			"Content-Type":           contentType,
			"Cache-Control":          "no-cache",
			"Vary":                   "Accept-Encoding",
			"X-Content-Type-Options": "nosniff",
			"Referrer-Policy":        "no-referrer",
		} {
			if got := answer.Header.Get(name); got != want {
				t.Errorf("GET %s: %s is %q, want %q", path, name, got, want)
			}
		}
	}
}

func TestPolicyForbidsWhatThePageDoesNotNeed(t *testing.T) {
	mux := docs()
	for path := range assets {
		policy := get(mux, path).Header.Get("Content-Security-Policy")
		for _, want := range []string{
			"default-src 'none'", "script-src 'self'", "connect-src 'self'",
			"base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'",
		} {
			if !strings.Contains(policy+";", want+";") {
				t.Errorf("GET %s: %q is not in the policy %q", path, want, policy)
			}
		}
		if strings.Contains(policy, "unsafe") {
			t.Errorf("GET %s: the policy allows something unsafe: %q", path, policy)
		}
	}
}

func TestCompressedAndPlainAnswersHoldTheSame(t *testing.T) {
	mux := docs()
	for path := range assets {
		plain := get(mux, path)
		compressed := get(mux, path, "Accept-Encoding", "br, gzip")
		if got := plain.Header.Get("Content-Encoding"); got != "" {
			t.Errorf("GET %s without Accept-Encoding: Content-Encoding is %q", path, got)
		}
		if got := compressed.Header.Get("Content-Encoding"); got != "gzip" {
			t.Fatalf("GET %s with gzip: Content-Encoding is %q", path, got)
		}
		plainBody, compressedBody := body(t, plain), body(t, compressed)
		if got := plain.Header.Get("Content-Length"); got != strconv.Itoa(len(plainBody)) {
			t.Errorf("GET %s: Content-Length is %s, the body has %d bytes", path, got, len(plainBody))
		}
		if got := compressed.Header.Get("Content-Length"); got != strconv.Itoa(len(compressedBody)) {
			t.Errorf("GET %s with gzip: Content-Length is %s, the body has %d bytes", path, got, len(compressedBody))
		}
		if unzipped := gunzip(t, compressedBody); !bytes.Equal(unzipped, plainBody) {
			t.Errorf("GET %s: %d bytes compressed, %d plain", path, len(unzipped), len(plainBody))
		}
	}
}

func TestAcceptEncoding(t *testing.T) {
	mux := docs()
	for header, want := range map[string]string{
		"":                       "",
		"gzip":                   "gzip",
		"GZIP":                   "gzip",
		"x-gzip":                 "gzip",
		"deflate, gzip;q=0.5":    "gzip",
		"gzip ; q=0.001":         "gzip",
		"*":                      "gzip",
		"br":                     "",
		"gzip;q=0":               "",
		"gzip; Q=0.000":          "",
		"*;q=0":                  "",
		"*;q=0, gzip":            "gzip",
		"gzip;q=0, *":            "",
		"gzip;q=much":            "",
		"gzip;q=-1":              "",
		"identity, , gzip;q=0.1": "gzip",
		"notgzip":                "",
	} {
		answer := get(mux, "/docs/start.js", "Accept-Encoding", header)
		if got := answer.Header.Get("Content-Encoding"); got != want {
			t.Errorf("Accept-Encoding %q: Content-Encoding is %q, want %q", header, got, want)
		}
	}
}

func TestUnchangedContentIsNotSentAgain(t *testing.T) {
	mux := docs()
	for path := range assets {
		etag := get(mux, path).Header.Get("ETag")
		for header, want := range map[string]int{
			etag:                           http.StatusNotModified,
			strings.TrimPrefix(etag, "W/"): http.StatusNotModified,
			`"other", ` + etag:             http.StatusNotModified,
			"*":                            http.StatusNotModified,
			`"other"`:                      http.StatusOK,
			`W/""`:                         http.StatusOK,
		} {
			answer := get(mux, path, "If-None-Match", header)
			if answer.StatusCode != want {
				t.Errorf("GET %s, If-None-Match %s: %d, want %d", path, header, answer.StatusCode, want)
			}
			if sent := len(body(t, answer)); want == http.StatusNotModified && sent > 0 {
				t.Errorf("GET %s, If-None-Match %s: a body of %d bytes", path, header, sent)
			}
			if got := answer.Header.Get("ETag"); got != etag {
				t.Errorf("GET %s, If-None-Match %s: ETag is %q, want %q", path, header, got, etag)
			}
		}
	}
}

func TestHeadTellsWhatGetWouldSend(t *testing.T) {
	mux := docs()
	for path := range assets {
		for _, encoding := range []string{"", "gzip"} {
			head := ask(mux, http.MethodHead, path, "Accept-Encoding", encoding)
			if sent := len(body(t, head)); head.StatusCode != http.StatusOK || sent > 0 {
				t.Errorf("HEAD %s: %d with a body of %d bytes", path, head.StatusCode, sent)
			}
			if got, want := fmt.Sprint(head.Header), fmt.Sprint(get(mux, path, "Accept-Encoding", encoding).Header); got != want {
				t.Errorf("HEAD %s: %s, want as GET: %s", path, got, want)
			}
		}
	}
}

func TestOnlyTheExactNamesAndMethodsAnswer(t *testing.T) {
	mux := docs()
	for _, path := range []string{
		"/", "/docs/other.js", "/docs/docs.html", "/docs/swagger-ui.css.gz", "/docs/swagger/LICENSE",
		"/docs/start.000000000000.js", "/docs/start..js", "/docs/start.js/", "/docsx",
	} {
		if answer := get(mux, path); answer.StatusCode != http.StatusNotFound {
			t.Errorf("GET %s: %s, want 404", path, answer.Status)
		}
	}
	for path := range assets {
		if answer := ask(mux, http.MethodPost, path); answer.StatusCode != http.StatusMethodNotAllowed {
			t.Errorf("POST %s: %s, want 405", path, answer.Status)
		}
	}
}

func TestPageNamesItsFilesByTheirContent(t *testing.T) {
	mux := docs()
	page := string(body(t, get(mux, "/docs")))
	hashed := regexp.MustCompile(`"(/docs/[a-z-]+)\.[0-9a-f]{12}(\.[a-z]+)"`).FindAllStringSubmatch(page, -1)
	if len(hashed) != 6 {
		t.Fatalf("the page names %d files by their content, want 6: %q", len(hashed), hashed)
	}
	for _, name := range hashed {
		answer := get(mux, strings.Trim(name[0], `"`))
		if got := answer.Header.Get("Cache-Control"); got != "public, max-age=31536000, immutable" {
			t.Errorf("GET %s: Cache-Control is %q", name[0], got)
		}
		if !bytes.Equal(body(t, answer), body(t, get(mux, name[1]+name[2]))) {
			t.Errorf("GET %s: not the content of %s", name[0], name[1]+name[2])
		}
	}
}

func TestPageTellsWhereTheDocumentIs(t *testing.T) {
	mux := http.NewServeMux()
	web.MountDocs(mux, `/api.json?a=1&b="><script>`)
	page := string(body(t, get(mux, "/docs")))
	for _, want := range []string{
		`<html lang="en">`, "<title>Spotter API</title>", `name="viewport"`, "<noscript>",
		`data-openapi="/api.json?a=1&amp;b=&#34;&gt;&lt;script&gt;"`,
		`href="/api.json?a=1&amp;b=&#34;&gt;&lt;script&gt;"`,
	} {
		if !strings.Contains(page, want) {
			t.Errorf("the page does not hold %s:\n%s", want, page)
		}
	}
}

// TestPageLoadsNothingForeign reads what a browser would fetch by itself. The bundle holds addresses as text (licences,
// schema names); that it fetches none of them is seen by TestDocsInBrowser.
func TestPageLoadsNothingForeign(t *testing.T) {
	mux := docs()
	foreign := regexp.MustCompile(`(?i)(https?:)?//[a-z0-9]`)
	for _, path := range []string{"/docs", "/docs/docs.css", "/docs/start.js"} {
		text := string(body(t, get(mux, path)))
		if found := foreign.FindString(text); found != "" {
			t.Errorf("GET %s: refers to %s", path, found)
		}
	}
	fetched := regexp.MustCompile(`(?i)(url\(|@import\s*)["']?(.{0,8})`)
	for _, path := range []string{"/docs/docs.css", "/docs/swagger-ui.css"} {
		for _, reference := range fetched.FindAllStringSubmatch(string(body(t, get(mux, path))), -1) {
			if !strings.HasPrefix(reference[2], "data:") {
				t.Errorf("GET %s: refers to %s", path, reference[0])
			}
		}
	}
	for path := range assets {
		if bytes.Contains(body(t, get(mux, path)), []byte("sourceMappingURL")) {
			t.Errorf("GET %s: names a source map, which developer tools would ask for", path)
		}
	}
}

func TestSwaggerUIComesWithItsLicences(t *testing.T) {
	licences := string(body(t, get(docs(), "/docs/licences.txt")))
	for _, want := range []string{"SmartBear Software", "Apache License", "Version 2.0", "MIT License", "DOMPurify"} {
		if !strings.Contains(licences, want) {
			t.Errorf("the licences do not hold %q", want)
		}
	}
}

func TestSwaggerUIIsTheVersionThatTheReadmeNames(t *testing.T) {
	readme, err := os.ReadFile("swagger/README.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"swagger-ui-bundle.js", "swagger-ui.css"} {
		line := fmt.Sprintf("%x  %s\n", sha256.Sum256(body(t, get(docs(), "/docs/"+name))), name)
		if !bytes.Contains(readme, []byte(line)) {
			t.Errorf("swagger/README.md does not hold %s", line)
		}
	}
}

func docs() *http.ServeMux {
	mux := http.NewServeMux()
	web.MountDocs(mux, "/openapi.json")
	return mux
}

func get(h http.Handler, path string, header ...string) *http.Response {
	return ask(h, http.MethodGet, path, header...)
}

// ask answers one request; header is names and values in turn.
func ask(h http.Handler, method, path string, header ...string) *http.Response {
	r := httptest.NewRequest(method, path, nil)
	for i := 0; i < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w.Result()
}

func body(t *testing.T, answer *http.Response) []byte {
	t.Helper()
	content, err := io.ReadAll(answer.Body)
	if err != nil {
		t.Fatal(err)
	}
	return content
}

func gunzip(t *testing.T, compressed []byte) []byte {
	t.Helper()
	r, err := gzip.NewReader(bytes.NewReader(compressed))
	if err != nil {
		t.Fatal(err)
	}
	plain, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return plain
}
