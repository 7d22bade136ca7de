package web_test

import (
	"crypto/sha256"
	"fmt"
	"io/fs"
	"math"
	"net/http"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"spotter/web"
)

func app() *http.ServeMux {
	mux := http.NewServeMux()
	web.MountApp(mux, web.AppFacts{PasswordMin: 12, Registration: true})
	return mux
}

var appFolder = regexp.MustCompile(`/app/[0-9a-f]{12}/`)

// appFiles are the files of the app by their paths below the folder of its version, and that folder.
func appFiles(t *testing.T) (files []string, folder string) {
	t.Helper()
	err := filepath.WalkDir("app", func(name string, entry fs.DirEntry, err error) error {
		if err == nil && !entry.IsDir() && path.Ext(name) != ".md" && name != "app/index.html" {
			files = append(files, strings.TrimPrefix(filepath.ToSlash(name), "app/"))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files, appFolder.FindString(string(body(t, get(app(), "/"))))
}

func TestAppPageTellsWhatTheServerAsks(t *testing.T) {
	answer := get(app(), "/")
	page := string(body(t, answer))
	for _, want := range []string{`data-password-min="12"`, `data-registration="true"`, `<html lang="en"`, "<noscript>", `rel="modulepreload"`} {
		if !strings.Contains(page, want) {
			t.Errorf("the page does not hold %s", want)
		}
	}
	if got := answer.Header.Get("Cache-Control"); got != "no-cache" {
		t.Errorf("Cache-Control of the page is %q", got)
	}
	if strings.Contains(page, "{{") || strings.Contains(page, "<!--") {
		t.Errorf("something in the page is not filled in:\n%s", page)
	}
}

func TestH5AppRunsNothingButItsOwnFiles(t *testing.T) {
	files, folder := appFiles(t)
	for _, path := range append([]string{"/"}, folder+files[0]) {
		answer := get(app(), path)
		policy := answer.Header.Get("Content-Security-Policy")
		for _, want := range []string{"default-src 'none'", "script-src 'self'", "style-src 'self'", "base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'", "require-trusted-types-for 'script'"} {
			if !strings.Contains(policy+";", want+";") {
				t.Errorf("GET %s: %q is not in the policy %q", path, want, policy)
			}
		}
		if strings.Contains(policy, "unsafe") {
			t.Errorf("GET %s: the policy allows something unsafe: %q", path, policy)
		}
		for name, want := range map[string]string{"X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer"} {
			if got := answer.Header.Get(name); got != want {
				t.Errorf("GET %s: %s is %q", path, name, got)
			}
		}
	}
}

func TestAppFilesAreKeptForEver(t *testing.T) {
	files, folder := appFiles(t)
	mux := app()
	for _, name := range files {
		answer := get(mux, folder+name)
		if answer.StatusCode != http.StatusOK {
			t.Errorf("GET %s: %s", name, answer.Status)
		}
		if got := answer.Header.Get("Cache-Control"); got != "public, max-age=31536000, immutable" {
			t.Errorf("GET %s: Cache-Control is %q", name, got)
		}
	}
	for _, name := range []string{"README.md", "index.html", "", "nothing.js", "vendor/README.md", "pages"} {
		if answer := get(mux, folder+name); answer.StatusCode != http.StatusNotFound {
			t.Errorf("GET %s: %s, want 404", name, answer.Status)
		}
	}
}

var imported = regexp.MustCompile(`(?m)(?:^import (?:[^"\n]* from )?|\bimport\()"([^"]+)"`)

// TestAppModulesFindEachOther: a name that is wrong would show only when its page is opened.
func TestAppModulesFindEachOther(t *testing.T) {
	files, _ := appFiles(t)
	for _, name := range files {
		if path.Ext(name) != ".js" || strings.HasPrefix(name, "vendor/") {
			continue
		}
		for _, found := range imported.FindAllStringSubmatch(read(t, "app/"+name), -1) {
			if !strings.HasPrefix(found[1], ".") {
				t.Errorf("%s imports %s, which is no file of the app", name, found[1])
			} else if _, err := os.Stat(filepath.Join("app", path.Dir(name), found[1])); err != nil {
				t.Errorf("%s imports %s: %v", name, found[1], err)
			}
		}
	}
}

// TestAppFirstPageIsSmall: what a first visit loads to sign up, be greeted and talk to the coach is at most 100 kB.
func TestAppFirstPageIsSmall(t *testing.T) {
	_, folder := appFiles(t)
	mux := app()
	page := string(body(t, get(mux, "/")))
	loaded := modulesBehind(t, "pages/sign-up.js", "pages/chat/page.js", "pages/chat/thread.js")
	loaded["css/chat.css"] = true
	for _, found := range regexp.MustCompile(`(?:href|src)="`+folder+`([^"]+)"`).FindAllStringSubmatch(page, -1) {
		loaded[found[1]] = true
	}
	total := len(body(t, get(mux, "/", "Accept-Encoding", "gzip")))
	for name := range loaded {
		total += len(body(t, get(mux, folder+name, "Accept-Encoding", "gzip")))
	}
	t.Logf("%d files of %d bytes compressed", len(loaded), total)
	if total > 100_000 {
		t.Errorf("the first page is %d bytes compressed, want at most 100,000", total)
	}
}

// modulesBehind are these modules and all that they import before they run.
func modulesBehind(t *testing.T, names ...string) map[string]bool {
	t.Helper()
	needed := map[string]bool{}
	for len(names) > 0 {
		name := names[0]
		names = names[1:]
		if needed[name] {
			continue
		}
		needed[name] = true
		for _, found := range regexp.MustCompile(`(?m)^import [^"\n]*"(\.[^"]+)"`).FindAllStringSubmatch(read(t, "app/"+name), -1) {
			names = append(names, path.Join(path.Dir(name), found[1]))
		}
	}
	return needed
}

// TestAppPageAsksForAllItNeedsAtOnce, what is behind the door for one, and not for one module after the other.
func TestAppPageAsksForAllItNeedsAtOnce(t *testing.T) {
	_, folder := appFiles(t)
	page := string(body(t, get(app(), "/")))
	for name := range modulesBehind(t, "main.js", "pages/sign-up.js", "pages/sign-in.js") {
		if !strings.Contains(page, `<link rel="modulepreload" href="`+folder+name+`">`) {
			t.Errorf("the page does not ask for %s", name)
		}
	}
}

var forbidden = regexp.MustCompile(`innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function|setAttribute\("style"|https?://`)

// TestAppMakesNoMarkupOfTexts: DOMPurify alone does.
func TestAppMakesNoMarkupOfTexts(t *testing.T) {
	files, _ := appFiles(t)
	for _, name := range files {
		if path.Ext(name) != ".js" || strings.HasPrefix(name, "vendor/") {
			continue
		}
		for _, found := range forbidden.FindAllString(read(t, "app/"+name), -1) {
			if found != "http://" || name != "parts/icons.js" && name != "parts/dom.js" {
				t.Errorf("%s has %s", name, found)
			}
		}
	}
}

func TestAppVendorIsWhatItsReadmeNames(t *testing.T) {
	readme := read(t, "app/vendor/README.md")
	for _, name := range []string{"marked.esm.js", "purify.min.js", "../fonts/figtree.woff2"} {
		line := fmt.Sprintf("%x  %s\n", sha256.Sum256([]byte(read(t, "app/vendor/"+name))), name)
		if !strings.Contains(readme, line) {
			t.Errorf("app/vendor/README.md does not hold %s", line)
		}
	}
}

var token = regexp.MustCompile(`(--[a-z0-9-]+): ([^;]+);`)

// tokens are the design tokens of the light theme, and of the dark one as the system and as a person chooses it.
func tokens(t *testing.T) (light, dark, chosen map[string]string) {
	t.Helper()
	parts := regexp.MustCompile(`@media|:root\[data-theme="dark"\]`).Split(read(t, "app/css/tokens.css"), -1)
	if len(parts) != 3 {
		t.Fatalf("tokens.css has %d sets of tokens, want 3", len(parts))
	}
	var sets []map[string]string
	for _, part := range parts {
		set := map[string]string{}
		for _, found := range token.FindAllStringSubmatch(part, -1) {
			set[found[1]] = found[2]
		}
		sets = append(sets, set)
	}
	return sets[0], sets[1], sets[2]
}

func TestAppHasOneDarkTheme(t *testing.T) {
	light, dark, chosen := tokens(t)
	if fmt.Sprint(dark) != fmt.Sprint(chosen) {
		t.Errorf("the dark theme of the system and the chosen one differ:\n%v\n%v", dark, chosen)
	}
	for name, value := range light {
		if strings.HasPrefix(value, "#") && dark[name] == "" {
			t.Errorf("%s has no value for the dark", name)
		}
	}
}

// TestAppColoursCanBeRead checks WCAG 2.2, 1.4.3 and 1.4.11: 4.5 : 1 for text, 3 : 1 for the border of a control.
func TestAppColoursCanBeRead(t *testing.T) {
	light, dark, _ := tokens(t)
	for theme, set := range map[string]map[string]string{"light": light, "dark": dark} {
		for _, pair := range []struct {
			ink, ground string
			least       float64
		}{
			{"--ink", "--ground", 7},
			{"--ink", "--surface", 7},
			{"--ink", "--sunken", 7},
			{"--ink-soft", "--ground", 4.5},
			{"--ink-soft", "--surface", 4.5},
			{"--ink-soft", "--sunken", 4.5},
			{"--accent", "--ground", 4.5},
			{"--accent", "--surface", 4.5},
			{"--accent", "--sunken", 4.5},
			{"--accent-strong", "--surface", 4.5},
			{"--on-accent", "--accent", 4.5},
			{"--on-accent", "--accent-strong", 4.5},
			{"--on-tint", "--accent-tint", 4.5},
			{"--danger", "--surface", 4.5},
			{"--danger", "--ground", 4.5},
			{"--danger", "--danger-tint", 4.5},
			{"--on-warn", "--warn-tint", 4.5},
			{"--line-strong", "--surface", 3},
			{"--line-strong", "--ground", 3},
			{"--line-strong", "--sunken", 3},
			{"--chart-1", "--surface", 3},
			{"--chart-2", "--surface", 3},
			{"--chart-3", "--surface", 3},
			{"--chart-4", "--surface", 3},
			{"--chart-5", "--surface", 3},
		} {
			if got := contrast(t, set[pair.ink], set[pair.ground]); got < pair.least {
				t.Errorf("%s: %s on %s has a contrast of %.2f, want %.1f", theme, pair.ink, pair.ground, got, pair.least)
			}
		}
	}
}

// contrast of two colours such as "#faf6ef" (WCAG 2.2, contrast ratio).
func contrast(t *testing.T, a, b string) float64 {
	t.Helper()
	x, y := luminance(t, a), luminance(t, b)
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

func luminance(t *testing.T, colour string) float64 {
	t.Helper()
	number, err := strconv.ParseUint(strings.TrimPrefix(colour, "#"), 16, 32)
	if err != nil {
		t.Fatalf("%q is no colour", colour)
	}
	linear := func(shift int) float64 {
		c := float64(number>>shift&0xff) / 255
		if c <= 0.04045 {
			return c / 12.92
		}
		return math.Pow((c+0.055)/1.055, 2.4)
	}
	return 0.2126*linear(16) + 0.7152*linear(8) + 0.0722*linear(0)
}

func read(t *testing.T, name string) string {
	t.Helper()
	content, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(content)
}
