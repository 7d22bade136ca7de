package token_test

import (
	"go/parser"
	"go/token"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

func TestThePackageImportsLittle(t *testing.T) {
	allowed := map[string]bool{"github.com/golang-jwt/jwt/v5": true}
	files, err := filepath.Glob("*.go")
	if err != nil || len(files) == 0 {
		t.Fatal(files, err)
	}
	for _, name := range files {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.ImportsOnly)
		if err != nil {
			t.Fatal(err)
		}
		for _, spec := range file.Imports {
			path, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				t.Fatal(err)
			}
			// The standard library has no dot in its first element, nor has this module.
			first, _, _ := strings.Cut(path, "/")
			if standard := !strings.Contains(first, ".") && first != "spotter" && first != "C"; !standard && !allowed[path] {
				t.Errorf("%s imports %s", name, path)
			}
		}
	}
}
