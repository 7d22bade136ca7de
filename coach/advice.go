package coach

import (
	"embed"
	"fmt"
	"slices"
	"strings"
	"sync"

	"spotter/fitness"
)

//go:embed advice/*.txt
var adviceFiles embed.FS

// advice is what is said on an everyday matter: sentences of a data file, with the
// numbers of the person filled in.
type advice struct {
	topic     topic
	sources   []Source
	questions []string // to go on with
	lines     []adviceLine
}

// adviceLine is a sentence or more, for everybody or for whom a condition holds.
type adviceLine struct {
	says      *phrases // the message holds one of these, and none of a line before
	also      *phrases // the message holds one of these
	otherwise bool     // no line with says was taken before
	who       string   // see chat.is
	text      string
}

// knownAdvice reads the files once. They are part of the program, so a mistake in
// them is one in the program; the tests read them first.
var knownAdvice = sync.OnceValue(func() map[topic]advice {
	files, err := adviceFiles.ReadDir("advice")
	if err != nil {
		panic(err)
	}
	all := map[topic]advice{}
	for _, file := range files {
		text, err := adviceFiles.ReadFile("advice/" + file.Name())
		if err == nil {
			err = parseAdvice(string(text), all)
		}
		if err != nil {
			panic(fmt.Errorf("advice/%s: %w", file.Name(), err))
		}
	}
	return all
})

// parseAdvice reads one file of advice into all. Under the topic in brackets stand
// "from" with the ids of its sources, "then" with questions to go on with, parted
// by bars, and the lines of the answer. A line may begin with a condition: what the
// message says (the first that holds is taken, or the one for otherwise), what it
// says besides (also), or who asks.
//
//	[heat]
//	from racinais-2015
//	then How much should I drink? | Give me a 20 minute workout
//	(says: humid*, sauna) in damp heat sweat does not dry: halve the time.
//	(otherwise) yes, early or late, in the shade, at {light} instead of {moderate}.
//	(older) Tell somebody when you go.
func parseAdvice(text string, all map[topic]advice) error {
	var now *advice
	for block := range strings.SplitSeq(strings.TrimSpace(text), "\n\n") {
		for row := range strings.SplitSeq(block, "\n") {
			if heading, ok := strings.CutPrefix(row, "["); ok {
				now = &advice{topic: topic(strings.TrimSuffix(heading, "]"))}
				continue
			}
			if now == nil || strings.HasPrefix(row, "#") {
				continue
			}
			if err := now.read(row); err != nil {
				return fmt.Errorf("[%s] %q: %w", now.topic, row, err)
			}
		}
		if now != nil {
			all[now.topic] = *now
		}
	}
	return nil
}

func (a *advice) read(row string) error {
	if ids, ok := strings.CutPrefix(row, "from "); ok {
		for id := range strings.SplitSeq(ids, ", ") {
			source, ok := sourceOf(id)
			if !ok {
				return fmt.Errorf("no source %q", id)
			}
			a.sources = append(a.sources, source)
		}
		return nil
	}
	if questions, ok := strings.CutPrefix(row, "then "); ok {
		a.questions = strings.Split(questions, " | ")
		return nil
	}
	line := adviceLine{text: row}
	if condition, ok := strings.CutPrefix(row, "("); ok {
		condition, line.text, _ = strings.Cut(condition, ") ")
		said, isSaid := strings.CutPrefix(condition, "says: ")
		also, isAlso := strings.CutPrefix(condition, "also: ")
		switch {
		case isSaid:
			line.says = patterns(strings.Split(said, ", ")...)
		case isAlso:
			line.also = patterns(strings.Split(also, ", ")...)
		case condition == "otherwise":
			line.otherwise = true
		default:
			line.who = condition
		}
	}
	a.lines = append(a.lines, line)
	return nil
}

func sourceOf(id string) (Source, bool) {
	for _, known := range [][]Source{Sources(), fitness.Sources()} {
		if i := slices.IndexFunc(known, func(s Source) bool { return s.ID == id }); i >= 0 {
			return known[i], true
		}
	}
	return Source{}, false
}

// adviceOn answers an everyday matter.
func adviceOn(about topic) (func(*chat) Answer, bool) {
	known, ok := knownAdvice()[about]
	return func(c *chat) Answer { return known.answer(c) }, ok
}

func (a advice) answer(c *chat) Answer {
	answer := Answer{Suggestions: suited(c.Person, a.questions)}
	answer.cite(a.sources...)
	var text []string
	said := false
	for _, line := range a.lines {
		switch {
		case line.says != nil && (said || !c.reading.has(line.says)), line.otherwise && said,
			line.also != nil && !c.reading.has(line.also), line.who != "" && !c.is(line.who):
			continue
		}
		said = said || line.says != nil
		text = append(text, c.filled(line.text, &answer))
	}
	answer.Text = addressed(c.Person, strings.Join(text, " "))
	return answer
}

// is reports whether a condition of an advice holds for the person: a band of age,
// a level, a goal, what is known of them, or a condition of health.
func (c *chat) is(who string) bool {
	if not, ok := strings.CutPrefix(who, "not "); ok {
		return !c.is(not)
	}
	switch who {
	case "youth", "adult", "older":
		return string(c.ageBand()) == who
	case "joints":
		return len(c.joints) > 0
	case "weight":
		return c.WeightKG > 0
	case "logged":
		return len(c.Log) > 0
	}
	return string(c.Level) == who || string(c.Goal) == who || c.has(condition(who))
}
