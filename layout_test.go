package spotter_test

import (
	"go/parser"
	"go/token"
	"io/fs"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

const module = "spotter"

// arrows is what the packages of each folder may import of ours. A new room
// needs its line here and in the map of the README.
var arrows = map[string][]string{
	".":                     {},
	"account":               {},
	"token":                 {},
	"fitness":               {},
	"llm":                   {},
	"llm/llmtest":           {},
	"web":                   {},
	"coach":                 {"fitness", "llm"},
	"store":                 {"account", "coach", "store/internal/limits", "token"},
	"store/internal/limits": {},
	"store/storetest":       {"store/internal/limits"},
	"web/webtest":           {},
	"roster":                {},
	"api":                   {"account", "coach", "token", "web"},
	"cmd/spotter":           {"account", "api", "coach", "llm", "roster", "store", "token"},
	"examples/orders":       {"token"}, // a module of its own
}

// testArrows is what test files may import beside that, and beside their own
// package and forTests. Rules and HTTP are tested on a real database.
var testArrows = map[string][]string{
	".":           {"token"},
	"account":     {"store"},
	"coach":       {"account", "store"}, // whose conversations there are
	"store":       {"account", "coach", "token"},
	"api":         {"store"},
	"cmd/spotter": {"account", "api", "coach", "store", "token", "web"},
}

// forTests are the rooms that serve tests, and may be imported by every one.
var forTests = []string{"store/storetest", "web/webtest", "llm/llmtest"}

// thirdParty is what a package may import of others, where that is limited:
// token is for other programs to import, and should bring them little.
var thirdParty = map[string][]string{
	"token": {"github.com/golang-jwt/jwt/v5"},
}

// noNames are names that say nothing of what is inside.
var noNames = []string{"utils", "util", "common", "helpers", "helper", "manager", "managers"}

// source is one Go file: where it lies and what it imports.
type source struct {
	folder, file string
	pkg          string
	imports      []string
}

func (s source) isTest() bool { return strings.HasSuffix(s.file, "_test.go") }

// sources returns every Go file of this module.
func sources(t *testing.T) []source {
	t.Helper()
	var all []source
	err := filepath.WalkDir(".", func(name string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case entry.IsDir() && name != "." && (strings.HasPrefix(entry.Name(), ".") || entry.Name() == "testdata" || name == "tools"):
			return filepath.SkipDir
		case entry.IsDir() || !strings.HasSuffix(name, ".go"):
			return nil
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.ImportsOnly)
		if err != nil {
			return err
		}
		name = filepath.ToSlash(name)
		s := source{folder: path.Dir(name), file: name, pkg: file.Name.Name}
		for _, i := range file.Imports {
			imported, err := strconv.Unquote(i.Path.Value)
			if err != nil {
				return err
			}
			s.imports = append(s.imports, imported)
		}
		all = append(all, s)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// folders returns every folder that has a Go file.
func folders(t *testing.T) []string {
	t.Helper()
	var all []string
	for _, s := range sources(t) {
		all = append(all, s.folder)
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// TestArrows fails for an import of ours that no arrow allows.
func TestArrows(t *testing.T) {
	for _, s := range sources(t) {
		for _, imported := range s.imports {
			room, ours := strings.CutPrefix(imported, module+"/")
			if ours && !s.mayImport(room) {
				t.Errorf("%s imports %s: the arrow %s → %s is not in layout_test.go", s.file, imported, s.folder, room)
			}
		}
	}
}

func (s source) mayImport(room string) bool {
	if slices.Contains(arrows[s.folder], room) {
		return true
	}
	return s.isTest() && (room == s.folder || slices.Contains(forTests, room) || slices.Contains(testArrows[s.folder], room))
}

// TestRooms fails for a folder that has no line in the table, and for a line
// that has no folder.
func TestRooms(t *testing.T) {
	have := folders(t)
	for _, folder := range have {
		if _, ok := arrows[folder]; !ok {
			t.Errorf("%s is a new room: give it a line in layout_test.go and in the map of README.md", folder)
		}
	}
	for folder := range arrows {
		if !slices.Contains(have, folder) {
			t.Errorf("layout_test.go has a line for %s, which has no Go file", folder)
		}
	}
}

// TestForeignImports fails for cgo, and for more third parties than a package
// may bring along.
func TestForeignImports(t *testing.T) {
	for _, s := range sources(t) {
		allowed, limited := thirdParty[s.folder]
		for _, imported := range s.imports {
			first, _, _ := strings.Cut(imported, "/")
			switch {
			case imported == "C":
				t.Errorf("%s uses cgo: Spotter builds without a C compiler", s.file)
			case limited && !s.isTest() && strings.Contains(first, ".") && !slices.Contains(allowed, imported):
				t.Errorf("%s imports %s: package %s brings along only %s", s.file, imported, s.folder, strings.Join(allowed, ", "))
			}
		}
	}
}

// TestPackageNames fails for a name that says nothing, and for a package whose
// name is not its folder's.
func TestPackageNames(t *testing.T) {
	for _, s := range sources(t) {
		name := strings.TrimSuffix(s.pkg, "_test")
		if slices.Contains(noNames, name) || slices.Contains(noNames, path.Base(s.folder)) {
			t.Errorf("%s: package %s says nothing of what is inside", s.file, name)
		}
		want := path.Base(s.folder)
		switch {
		case s.folder == ".":
			want = module
		case strings.HasPrefix(s.folder, "cmd/"), strings.HasPrefix(s.folder, "examples/"):
			want = "main"
		}
		if name != want {
			t.Errorf("%s is package %s, not %s", s.file, name, want)
		}
	}
}
