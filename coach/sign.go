package coach

import (
	"embed"
	"fmt"
	"slices"
	"strings"
	"sync"
)

//go:embed signs/*.txt
var signFiles embed.FS

// A part is one thing a message can speak of, such as the chest or a pressure; see
// signs/words.txt, which also says what a part's rank means.
type part struct {
	name    string
	lasting bool
	stays   bool
	always  bool
	phrases []pattern
}

// stretch is where a part is spoken of: words from up to but not including to.
type stretch struct{ from, to int }

// A way is a combination of parts that raises a flag; each has to be there.
type way struct {
	together [][][]int // near each other; of each, one of some parts
	absent   []int
	lasting  bool // all of together are states of health: absent counts wherever it stands
}

// rule is a flag and the ways that raise it.
type rule struct {
	flag string
	ways []way
}

// signs is what signs/*.txt teach.
type signs struct {
	parts []part
	named map[string]int
	rules []rule
	// beginning lists the phrases that a word begins, and prefixed, by first letter,
	// those that begin with any word that starts so.
	beginning map[string][]start
	prefixed  [256][]start
	spelling  spelling
}

// start is a phrase of a part, listed under the word or prefix it begins with.
type start struct {
	part   int
	prefix string
	phrase pattern
}

// allSigns reads the files once. They are part of the program, so a mistake in
// them is one in the program; the tests read them first.
var allSigns = sync.OnceValue(readSigns)

func readSigns() *signs {
	var texts [2]string
	for i, name := range []string{"words", "rules"} {
		text, err := signFiles.ReadFile("signs/" + name + ".txt")
		if err != nil {
			panic(err)
		}
		texts[i] = string(text)
	}
	s, err := parseSigns(texts[0], texts[1])
	if err != nil {
		panic(fmt.Errorf("signs: %w", err))
	}
	return s
}

// sections splits a file into its headings in brackets and the rows under each,
// without comments and empty lines.
func sections(text string, take func(heading, row string) error) error {
	heading := ""
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		if inner, ok := strings.CutPrefix(line, "["); ok {
			heading = strings.TrimSuffix(inner, "]")
			line = ""
		}
		if strings.HasPrefix(line, "#") {
			continue
		}
		if err := take(heading, line); err != nil {
			return fmt.Errorf("[%s] %s: %w", heading, line, err)
		}
	}
	return nil
}

func parseSigns(words, rules string) (*signs, error) {
	s := &signs{named: map[string]int{}, beginning: map[string][]start{}}
	if err := sections(words, s.learnWords); err != nil {
		return nil, err
	}
	if err := sections(rules, s.learnRule); err != nil {
		return nil, err
	}
	s.spelling = spellingOf(s.parts)
	return s, nil
}

func (s *signs) learnWords(heading, row string) error {
	if heading == "" {
		return nil
	}
	p := partCalled(heading)
	id, ok := s.named[p.name]
	if !ok {
		id = len(s.parts)
		s.named[p.name], s.parts = id, append(s.parts, p)
	}
	for phrase := range strings.SplitSeq(row, ",") {
		if phrase = strings.TrimSpace(phrase); phrase == "" {
			continue
		}
		one := parsePattern(phrase)
		for i := range one {
			one[i].exact = unslipped
		}
		s.parts[id].phrases = append(s.parts[id].phrases, one)
		s.index(id, one)
	}
	return nil
}

// partCalled reads a heading: a name, and behind it the ranks of the part.
func partCalled(heading string) part {
	p := part{name: heading}
	for {
		before, rank, ok := cutAtLast(p.name, " ")
		switch {
		case ok && rank == "lasting":
			p.lasting = true
		case ok && rank == "stays":
			p.stays = true
		case ok && rank == "always":
			p.always = true
		default:
			return p
		}
		p.name = before
	}
}

func cutAtLast(s, sep string) (before, after string, found bool) {
	i := strings.LastIndex(s, sep)
	if i < 0 {
		return s, "", false
	}
	return s[:i], s[i+len(sep):], true
}

// unslipped is longer than any word: spelling is mended before phrases are looked
// for, not while.
const unslipped = 1 << 20

// index lists a phrase under each word it may begin with.
func (s *signs) index(id int, phrase pattern) {
	for _, word := range phrase[0].words {
		one := start{id, word.stem, phrase}
		if word.prefix {
			s.prefixed[word.stem[0]] = append(s.prefixed[word.stem[0]], one)
		} else {
			s.beginning[word.stem] = append(s.beginning[word.stem], one)
		}
	}
}

func (s *signs) learnRule(heading, row string) error {
	if row == "" {
		return nil
	}
	if len(s.rules) == 0 || s.rules[len(s.rules)-1].flag != heading {
		s.rules = append(s.rules, rule{flag: heading})
	}
	one := way{lasting: true}
	for term := range strings.SplitSeq(row, ",") {
		if absent, ok := strings.CutPrefix(strings.TrimSpace(term), "not "); ok {
			ids, err := s.either(absent)
			if err != nil {
				return err
			}
			one.absent = append(one.absent, ids...)
			continue
		}
		var near [][]int
		for side := range strings.SplitSeq(term, "+") {
			ids, err := s.either(side)
			if err != nil {
				return err
			}
			near = append(near, ids)
			one.lasting = one.lasting && !slices.ContainsFunc(ids, func(id int) bool { return !s.parts[id].lasting })
		}
		one.together = append(one.together, near)
	}
	last := &s.rules[len(s.rules)-1]
	last.ways = append(last.ways, one)
	return nil
}

// either returns the parts of "a / b".
func (s *signs) either(names string) ([]int, error) {
	var ids []int
	for name := range strings.SplitSeq(names, "/") {
		id, ok := s.named[strings.TrimSpace(name)]
		if !ok {
			return nil, fmt.Errorf("no part %q in words.txt", name)
		}
		ids = append(ids, id)
	}
	return ids, nil
}

// nearness is how many words may stand between parts that belong together.
const nearness = 6

// raised returns the flag of the first rule that holds for a passage, among flags, or
// "".
func (s *signs) raised(c complaint, flags func(string) bool) string {
	passages := c.passages()
	for _, r := range s.rules {
		if flags(r.flag) && slices.ContainsFunc(passages, func(p complaint) bool { return slices.ContainsFunc(r.ways, p.shows) }) {
			return r.flag
		}
	}
	return ""
}
