package api_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"strings"
	"testing"
)

// TestEveryErrorOfAccountAndCoachHasARow in the table of refusals: a new fact
// that nobody translated would be a bare 500.
func TestEveryErrorOfAccountAndCoachHasARow(t *testing.T) {
	rows := map[string]bool{}
	ast.Inspect(parsed(t, "refusals.go"), func(n ast.Node) bool {
		spec, ok := n.(*ast.ValueSpec)
		if !ok || spec.Names[0].Name != "refusals" {
			return true
		}
		ast.Inspect(spec, func(n ast.Node) bool {
			if of, ok := n.(*ast.SelectorExpr); ok {
				rows[of.Sel.Name] = true
			}
			return true
		})
		return false
	})
	files, err := filepath.Glob("../account/*.go")
	if err != nil {
		t.Fatal(err)
	}
	talk, err := filepath.Glob("../coach/*.go")
	if err != nil {
		t.Fatal(err)
	}
	files = append(files, talk...)
	found := 0
	for _, file := range files {
		if strings.HasSuffix(file, "_test.go") {
			continue
		}
		for _, name := range exportedErrors(parsed(t, file)) {
			found++
			if !rows[name] {
				t.Errorf("%s of %s has no row in refusals.go", name, file)
			}
		}
	}
	if found < 10 {
		t.Errorf("only %d errors found in packages account and coach", found)
	}
}

func parsed(t *testing.T, file string) *ast.File {
	t.Helper()
	f, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// exportedErrors are the package's variables that are named Err….
func exportedErrors(f *ast.File) []string {
	var names []string
	for _, d := range f.Decls {
		decl, ok := d.(*ast.GenDecl)
		if !ok || decl.Tok != token.VAR {
			continue
		}
		for _, spec := range decl.Specs {
			for _, name := range spec.(*ast.ValueSpec).Names {
				if strings.HasPrefix(name.Name, "Err") {
					names = append(names, name.Name)
				}
			}
		}
	}
	return names
}
