package spotter_test

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// testNames returns the names of all tests of this module.
func testNames(t *testing.T) []string {
	t.Helper()
	var names []string
	for _, s := range sources(t) {
		if !s.isTest() {
			continue
		}
		for _, m := range regexp.MustCompile(`(?m)^func (Test\w+)\(`).FindAllStringSubmatch(read(t, s.file), -1) {
			names = append(names, m[1])
		}
	}
	return names
}

// TestSecurityPage checks that each promise of docs/security.md has a test, and
// that each test of a promise has it there.
func TestSecurityPage(t *testing.T) {
	page, names := read(t, "docs/security.md"), testNames(t)
	_, promises, _ := strings.Cut(page, "\n## What is promised")
	promises, _, _ = strings.Cut(promises, "\n## ")
	promised := map[string]bool{}
	for _, row := range regexp.MustCompile(`(?m)^\| (\S+) \| (.*) \|$`).FindAllStringSubmatch(promises, -1) {
		named := regexp.MustCompile("`(Test\\w+)`").FindAllStringSubmatch(row[2], -1)
		for _, n := range named {
			if !slices.Contains(names, n[1]) {
				t.Errorf("docs/security.md names %s, which is no test", n[1])
			}
		}
		id := regexp.MustCompile(`^Test` + row[1] + `(\D|$)`)
		if regexp.MustCompile(`^[A-Z]\d+$`).MatchString(row[1]) {
			promised[row[1]] = true
			if len(named) == 0 && !slices.ContainsFunc(names, id.MatchString) {
				t.Errorf("docs/security.md promises %s, and no test has its name", row[1])
			}
		}
	}
	for _, name := range names {
		m := regexp.MustCompile(`^Test([TKSPLIOHF]\d+)`).FindStringSubmatch(name)
		if m != nil && !promised[m[1]] {
			t.Errorf("%s holds %s, which docs/security.md does not promise", name, m[1])
		}
	}
	if len(promised) < 70 {
		t.Errorf("read %d promises out of docs/security.md, which has more", len(promised))
	}
}

// TestIncidentsTable checks that each row of "What went wrong elsewhere" has a
// test, and each such test its row.
func TestIncidentsTable(t *testing.T) {
	_, table, _ := strings.Cut(read(t, "docs/security.md"), "\n## What went wrong elsewhere")
	table, _, _ = strings.Cut(table, "\n## ")
	rows := map[string]bool{}
	for _, row := range regexp.MustCompile(`(?m)^\| (\d+) \|`).FindAllStringSubmatch(table, -1) {
		rows[row[1]] = true
	}
	tested := map[string]bool{}
	for _, name := range testNames(t) {
		m := regexp.MustCompile(`^TestIncident(\d+)`).FindStringSubmatch(name)
		if m == nil {
			continue
		}
		if tested[m[1]] = true; !rows[m[1]] {
			t.Errorf("%s has no row in docs/security.md", name)
		}
	}
	for row := range rows {
		if !tested[row] {
			t.Errorf("docs/security.md has incident %s, and no test has its name", row)
		}
	}
	if len(rows) < 27 {
		t.Errorf("read %d incidents out of docs/security.md, which has more", len(rows))
	}
}

// TestPagesNameWhatExists checks settings and metrics in the pages and files for
// operators.
func TestPagesNameWhatExists(t *testing.T) {
	settings, metrics := help(t), read(t, "api/metrics.go")
	pages := []string{"Dockerfile", "compose.yaml", "deploy/spotter.service", "deploy/nginx.conf", "docs/operate.md", "docs/security.md", "SECURITY.md"}
	for _, page := range pages {
		text := read(t, page)
		for _, name := range regexp.MustCompile(`\bSPOTTER_[A-Z_]+|\bJWT_[A-Z]+`).FindAllString(text, -1) {
			if !strings.Contains(settings, "["+name+"]") {
				t.Errorf("%s has %s, which is no setting", page, name)
			}
		}
		for _, name := range regexp.MustCompile(`\bspotter_[a-z_]+`).FindAllString(text, -1) {
			if !strings.Contains(metrics, `"`+strings.TrimSuffix(name, "_bucket")+`"`) {
				t.Errorf("%s has %s, which is no metric", page, name)
			}
		}
	}
}

// TestEachMetricHasItsPlace checks that each metric of ours is in a page for
// operators, so that no alarm is forgotten.
func TestEachMetricHasItsPlace(t *testing.T) {
	pages := read(t, "docs/operate.md") + read(t, "docs/throttling.md")
	for _, m := range regexp.MustCompile(`NewDesc\("(spotter_\w+)"`).FindAllStringSubmatch(read(t, "api/metrics.go"), -1) {
		if !strings.Contains(pages, m[1]) {
			t.Errorf("no page for operators has %s", m[1])
		}
	}
}

// TestPageLinks checks that the files and headings that the pages point to exist.
func TestPageLinks(t *testing.T) {
	pages, err := filepath.Glob("docs/*.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, page := range append(pages, "SECURITY.md", "README.md") {
		for _, m := range regexp.MustCompile(`\]\(([^)#:]*)(?:#([^)]+))?\)`).FindAllStringSubmatch(read(t, page), -1) {
			file := filepath.Join(filepath.Dir(page), m[1])
			if m[1] == "" {
				file = page
			}
			if _, err := os.Stat(file); err != nil {
				t.Errorf("%s points to nothing: %v", page, err)
				continue
			}
			if m[2] != "" && !slices.Contains(headings(read(t, file)), m[2]) {
				t.Errorf("%s points to %s, where no heading is #%s", page, file, m[2])
			}
		}
	}
}

// headings returns the headings of a page as links name them.
func headings(page string) []string {
	var all []string
	for _, m := range regexp.MustCompile(`(?m)^#+ (.+)$`).FindAllStringSubmatch(page, -1) {
		plain := regexp.MustCompile(`[^a-z0-9 -]`).ReplaceAllString(strings.ToLower(m[1]), "")
		all = append(all, strings.ReplaceAll(plain, " ", "-"))
	}
	return all
}
