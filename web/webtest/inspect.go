package webtest

import (
	"bytes"
	"compress/gzip"
	"context"
	_ "embed"
	"fmt"
	"io"
	"sync"
	"testing"

	"github.com/chromedp/chromedp"
)

//go:embed axe/axe.min.js.gz
var axeFile []byte

var axe = sync.OnceValues(func() (string, error) {
	plain, err := gzip.NewReader(bytes.NewReader(axeFile))
	if err != nil {
		return "", err
	}
	text, err := io.ReadAll(plain)
	return string(text), err
})

// What axe is asked: all, or what the theme of a page can change.
const (
	everything = `["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]`
	colours    = `{ type: "rule", values: ["color-contrast", "link-in-text-block"] }`
)

// found asks axe for what it holds against the page, a line each.
const found = `(async () => {
	for (const a of document.getAnimations()) try { a.finish(); } catch { a.cancel(); }
	const report = await axe.run(document, { preload: false, resultTypes: ["violations"], runOnly: %s });
	return report.violations.map((v) => v.impact + ": " + v.help + " (" + v.id + "): " + v.nodes.map((n) => n.html + " " + n.failureSummary).join("\n    "));
})()`

// Inspect fails the test for everything on the page that axe-core holds against it: WCAG 2.2 up to AA, and what it calls
// good practice.
func Inspect(t *testing.T, tab context.Context, page string) {
	t.Helper()
	inspect(t, tab, page, everything)
}

// InspectColours is Inspect for a page of which all but the colours was inspected.
func InspectColours(t *testing.T, tab context.Context, page string) {
	t.Helper()
	inspect(t, tab, page, colours)
}

func inspect(t *testing.T, tab context.Context, page, what string) {
	t.Helper()
	if !Ask[bool](t, tab, `"axe" in window`) {
		script, err := axe()
		if err != nil {
			t.Fatal(err)
		}
		// Not by a script element, which the content security policy of a page would refuse.
		if _, err := chromedp.Run(tab, chromedp.Evaluate[bool](script+"; true")); err != nil {
			t.Fatal(err)
		}
	}
	for _, violation := range Ask[[]string](t, tab, fmt.Sprintf(found, what)) {
		t.Errorf("%s: %s", page, violation)
	}
}
