package coach

import (
	"fmt"
	"slices"
	"strings"

	"spotter/fitness"
)

// refusing are the words that, up to three words before an exercise, say that it is
// not wanted.
var refusing = []string{"no", "without", "not", "hate", "hates", "dislike", "dont", "skip", "avoid", "except", "minus", "swap", "replace", "leave", "drop", "ditch", "remove", "cant", "stand", "loathe", "detest", "lose", "scrap"}

// avoidable are the kinds of movement that a message may not want, by the words
// that stand for them.
var avoidable = choices[string]{
	{patterns("no|without|not|hate|avoid|cant jump|jumping|jumps|impact", "no high impact", "cant|not jump", "downstairs neighbour|neighbor|neighbours"), "#jump"},
	{patterns("no|without|not|hate|avoid|cant|nothing floor|kneeling|lying", "no|not|nothing|without … on the floor|ground", "get|getting down|up … floor", "cant|not lie|kneel", "standing|seated|chair only|exercises"), "#floor"},
	{patterns("hate|no|not|without|dislike|dont|cant|avoid … run|running|jog|jogging|runs"), "#run"},
}

// avoidsIn returns what a message does not want, as slugs or as kinds.
func (r reading) avoidsIn() []string {
	var all []string
	for _, known := range avoidable {
		if anyIn(known.phrases, r.words) {
			all = append(all, known.value)
		}
	}
	names := r.names
	for i, word := range r.marked {
		if word != string(markExercise) {
			continue
		}
		at := slices.IndexFunc(names, func(n name) bool { return n.mark == markExercise })
		if at < 0 {
			break
		}
		slug := names[at].value
		names = names[at+1:]
		if slug == "bench-press" && r.has(noBench) {
			continue
		}
		if slices.ContainsFunc(r.marked[max(0, i-3):i], func(w string) bool { return slices.Contains(refusing, w) }) {
			all = append(all, slug)
		}
	}
	return all
}

// mostAvoided bounds what is kept of it.
const mostAvoided = 8

// avoided are the slugs of what is not wanted: an exercise, and every form of it.
func avoided(words []string) []string {
	if len(words) == 0 {
		return nil
	}
	var slugs []string
	for _, e := range fitness.Catalogue() {
		if slices.ContainsFunc(words, func(word string) bool { return isForm(e, word) }) {
			slugs = append(slugs, e.Slug)
		}
	}
	return slugs
}

// isForm reports whether an exercise is one that is avoided, or a form of it.
func isForm(e fitness.Exercise, avoided string) bool {
	switch avoided {
	case "#jump":
		return e.Impact == fitness.HighImpact
	case "#floor":
		return onTheFloor.in(strings.ToLower(e.Name+" "+e.Cue)) && !strings.Contains(strings.ToLower(e.Name), "table")
	case "#run":
		return strings.Contains(e.Slug, "run") && e.Pattern == fitness.Cardio || strings.Contains(e.Slug, "jog")
	}
	of, err := fitness.FindExercise(avoided)
	if err != nil {
		return false
	}
	if e.Slug == of.Slug {
		return true
	}
	words := strings.Fields(strings.ToLower(strings.ReplaceAll(of.Name, "-", " ")))
	kind := words[len(words)-1]
	return e.Pattern == of.Pattern && slices.Contains(strings.Fields(strings.ToLower(strings.ReplaceAll(e.Name, "-", " "))), kind)
}

var onTheFloor = expressionOf(`\b(?:on the floor|lie on|lying|kneel|kneeling|on your back|on your side|hands and knees|all fours|face down|plank|push-up|floor|prone|dead bug|glute bridge|sit-up|crunch|hollow|side-lying|on the back|on hands|on the side|on the belly)\b`)

// loadLimit says how to go on where the heaviest weight there is soon gets light.
func (c *chat) loadLimit() string {
	if c.said.Heaviest == 0 {
		return ""
	}
	lift := prescriptionFor(c.Person)
	most := int(lift.Reps.High)
	return fmt.Sprintf(" Your loads end at %v: when %d repetitions get easy, go on to %d, lower for three seconds, or use one arm or leg at a time.", fitness.Exactly(c.said.Heaviest, fitness.Kilograms), most, most+8)
}
