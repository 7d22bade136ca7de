package coach

import (
	"fmt"
	"slices"
	"strings"
	"sync"

	"spotter/fitness"
)

// Bounds of what is kept to point at.
const (
	mostNamed   = 16
	mostChoices = 3
)

// nameOrder are the names of all exercises as answers print them, the longest first.
var printedNames = sync.OnceValue(func() map[string][]printedName {
	all := map[string][]printedName{}
	for _, e := range fitness.Catalogue() {
		for _, owned := range append([]fitness.Equipment{""}, fitness.EquipmentWords()...) {
			name := strings.ToLower(e.Name)
			if owned != "" {
				name = strings.ToLower(e.With([]fitness.Equipment{owned}).Name)
			}
			first, _, _ := strings.Cut(name, " ")
			one := printedName{name, e.Slug}
			if !slices.Contains(all[first], one) {
				all[first] = append(all[first], one)
			}
		}
	}
	for _, names := range all {
		slices.SortFunc(names, func(a, b printedName) int { return len(b.name) - len(a.name) })
	}
	return all
})

type printedName struct{ name, slug string }

// namedIn are the exercises that an answer names, each once, in its order.
func namedIn(text string) []string {
	var slugs []string
	text = strings.ToLower(text)
	for i := 0; i < len(text) && len(slugs) < mostNamed; {
		if i > 0 && text[i-1] != ' ' && text[i-1] != '\n' {
			i++
			continue
		}
		end := strings.IndexAny(text[i:], " ,.:;\n")
		if end < 0 {
			end = len(text) - i
		}
		n := 1
		for _, one := range printedNames()[text[i:i+end]] {
			if strings.HasPrefix(text[i:], one.name) && !startsWord(text[i+len(one.name):]) {
				slugs = union(slugs, []string{one.slug})
				n = len(one.name)
				break
			}
		}
		i += max(n, end)
	}
	return slugs
}

func startsWord(rest string) bool { return rest != "" && rest[0] >= 'a' && rest[0] <= 'z' }

var ordinals = choices[int]{
	{patterns("first|1st|former", "one|1 please", "number|option|no|day one|1"), 0},
	{patterns("second|2nd|latter", "number|option|no|day two|2"), 1},
	{patterns("third|3rd", "number|option|no|day three|3"), 2},
	{patterns("fourth|4th", "number|option|no|day four|4"), 3},
	{patterns("fifth|5th", "number|option|no|day five|5"), 4},
	{patterns("sixth|6th"), 5},
	{patterns("last"), -1},
}

// chosen is the question that a message takes of those that were offered.
func (d dialogue) chosen(r reading) (string, bool) {
	if len(d.Choices) == 0 || len(r.words) == 0 || len(r.words) > shortEdit {
		return "", false
	}
	at, ok := ordinals.in(r)
	switch {
	case ok && r.besides() == 0:
	case len(d.Choices) == 1 && r.agrees():
		at = 0
	default:
		return "", false
	}
	if at < 0 {
		at = len(d.Choices) - 1
	}
	if at >= len(d.Choices) {
		return "", false
	}
	return d.Choices[at], true
}

// pointedAt says how to do the exercise that a message points at: "the second one".
func (d dialogue) pointedAt(p Person, r reading, variant int) (Answer, bool) {
	at, ok := ordinals.in(r)
	if !ok || len(d.Named) == 0 {
		return Answer{}, false
	}
	if at < 0 {
		at = len(d.Named) - 1
	}
	if at >= len(d.Named) {
		a := Answer{Text: addressed(p, fmt.Sprintf("I named %d: which one do you mean?", len(d.Named)))}
		return d.keep(a, d.Topic, slotNone), true
	}
	named := d.Named
	d.Topic, d.Wanted = aboutHowTo, wanted{Exercise: d.Named[at]}
	c := chatWith(p, reading{}, d.Said, d.Wanted, variant)
	a := c.answer(aboutHowTo)
	d.Offered, d.Last = c.offered(&a, aboutHowTo), hashOf(a.Text)
	d.Words = ""
	d.Named = named
	return d.keep(a, aboutHowTo, c.asked), true
}
