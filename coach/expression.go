package coach

import (
	"regexp"
	"sync"
)

// expression is a regular expression that is compiled when it is first used.
type expression struct {
	text    string
	compile sync.Once
	regexp  *regexp.Regexp
}

// expressionOf returns text as an expression; a mistake in it panics when it is used.
func expressionOf(text string) *expression { return &expression{text: text} }

func (e *expression) in(text string) bool { return e.compiled().MatchString(text) }

// parts returns the first match and its groups, or nil.
func (e *expression) parts(text string) []string { return e.compiled().FindStringSubmatch(text) }

//go:noinline
func (e *expression) compiled() *regexp.Regexp {
	e.compile.Do(func() { e.regexp = regexp.MustCompile(e.text) })
	return e.regexp
}
