package coach

import (
	"regexp"
	"regexp/syntax"
	"strings"
	"sync"
)

// expression is a regular expression that is compiled when it is first used.
type expression struct {
	text    string
	compile sync.Once
	regexp  *regexp.Regexp
	needs   []string // each match has one of them; none is not known
}

// expressionOf returns text as an expression; a mistake in it panics when it is used.
func expressionOf(text string) *expression { return &expression{text: text} }

func (e *expression) in(text string) bool {
	compiled := e.compiled()
	return e.mayBeIn(text) && compiled.MatchString(text)
}

// parts returns the first match and its groups, or nil.
func (e *expression) parts(text string) []string {
	compiled := e.compiled()
	if !e.mayBeIn(text) {
		return nil
	}
	return compiled.FindStringSubmatch(text)
}

// replacedIn returns text with something else instead of each match, which may name
// its groups: $1.
func (e *expression) replacedIn(text, with string) string {
	compiled := e.compiled()
	if !e.mayBeIn(text) {
		return text
	}
	return compiled.ReplaceAllString(text, with)
}

// mayBeIn reports whether a compiled expression may match: most messages have nothing
// of what most expressions look for, and that is told in a glance.
func (e *expression) mayBeIn(text string) bool {
	for _, one := range e.needs {
		if strings.Contains(text, one) {
			return true
		}
	}
	return len(e.needs) == 0
}

//go:noinline
func (e *expression) compiled() *regexp.Regexp {
	e.compile.Do(func() {
		e.regexp = regexp.MustCompile(e.text)
		if parsed, err := syntax.Parse(e.text, syntax.Perl); err == nil {
			e.needs = needed(parsed.Simplify())
		}
	})
	return e.regexp
}

// mostNeeded is how many texts are looked for at most to spare a match.
const mostNeeded = 24

// needed returns texts of which each match of an expression has one; none if that is
// not known.
func needed(of *syntax.Regexp) []string {
	switch of.Op {
	case syntax.OpLiteral:
		if of.Flags&syntax.FoldCase == 0 {
			return []string{string(of.Rune)}
		}
	case syntax.OpCharClass:
		return fewLetters(of.Rune)
	case syntax.OpCapture, syntax.OpPlus:
		return needed(of.Sub[0])
	case syntax.OpRepeat:
		if of.Min > 0 {
			return needed(of.Sub[0])
		}
	case syntax.OpConcat:
		var best []string
		for _, sub := range of.Sub {
			if of := needed(sub); tellsMore(of, best) {
				best = of
			}
		}
		return best
	case syntax.OpAlternate:
		var all []string
		for _, sub := range of.Sub {
			of := needed(sub)
			if len(of) == 0 || len(all)+len(of) > mostNeeded {
				return nil
			}
			all = append(all, of...)
		}
		return all
	}
	return nil
}

// fewLetters returns the letters of a class, given by its ranges, where it has few.
func fewLetters(ranges []rune) []string {
	var all []string
	for i := 0; i < len(ranges); i += 2 {
		for r := ranges[i]; r <= ranges[i+1]; r++ {
			if len(all) == mostNeeded {
				return nil
			}
			all = append(all, string(r))
		}
	}
	return all
}

// tellsMore reports whether texts rule out more messages than others: the longer, and
// then the fewer.
func tellsMore(a, b []string) bool {
	switch {
	case len(a) == 0 || len(b) == 0:
		return len(b) == 0 && len(a) > 0
	case shortest(a) != shortest(b):
		return shortest(a) > shortest(b)
	default:
		return len(a) < len(b)
	}
}

func shortest(texts []string) int {
	least := len(texts[0])
	for _, text := range texts {
		least = min(least, len(text))
	}
	return least
}
