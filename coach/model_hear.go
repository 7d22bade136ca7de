package coach

import (
	"fmt"
	"strings"
	"unicode"

	"spotter/llm"
)

// drafted is a sentence that is not told yet, and the one before it.
type drafted struct{ before, sentence string }

// hear takes the next part of the model's text, and tells the sentences that are
// whole and borne out. It returns errFigure or errGivenAway.
func (t *modelTurn) hear(part string) error {
	if t.leak.hears(part) {
		return errGivenAway
	}
	t.heard.WriteString(part)
	t.open += part
	for {
		first, rest, ok := sentence(t.open)
		if !ok {
			return nil
		}
		t.open = rest
		if err := t.take(first); err != nil {
			return err
		}
	}
}

// take looks at a sentence, and tells it unless it has to wait or one before it
// does.
func (t *modelTurn) take(sentence string) error {
	before := t.before
	t.before = sentence
	switch verdict, wrong := t.known.judge(before, sentence); {
	case verdict == contradicts:
		return t.wrongly(wrong)
	case verdict == unknown || len(t.waiting) > 0:
		t.waiting = append(t.waiting, drafted{before, sentence})
	default:
		t.speak(sentence)
	}
	return nil
}

func (t *modelTurn) wrongly(c contradiction) error {
	t.wrong = c
	return fmt.Errorf("%w: %s", errFigure, c.measure)
}

// speak tells a sentence without what it may not have.
func (t *modelTurn) speak(sentence string) {
	text := harmless(sentence)
	if t.said.Len() == 0 {
		text = strings.TrimLeftFunc(text, unicode.IsSpace)
	}
	if strings.TrimSpace(text) == "" {
		return
	}
	t.said.WriteString(text)
	t.tell(Event{Kind: Delta, Text: text, Writer: ByModel})
}

// lastWords takes what is left at the end. Of an answer that breaks off the last
// number may be half a number, so that a sentence with one is left out.
func (t *modelTurn) lastWords(brokenOff bool) error {
	if t.leak.hears(" ") {
		return errGivenAway
	}
	last := strings.TrimRightFunc(t.open, unicode.IsSpace)
	t.open = ""
	if last != "" && !(brokenOff && strings.ContainsFunc(last, unicode.IsDigit)) {
		t.waiting = append(t.waiting, drafted{t.before, last})
	}
	for len(t.waiting) > 0 {
		next := t.waiting[0]
		verdict, wrong := t.known.judge(next.before, next.sentence)
		if verdict == contradicts {
			return t.wrongly(wrong)
		}
		t.speak(next.sentence)
		t.waiting = t.waiting[1:]
	}
	return nil
}

// pause is the end of a part after which the model wants tools used. What it has
// said so far goes on, in a paragraph of its own, when it has the results.
func (t *modelTurn) pause(calls []llm.Call) {
	t.request.Messages = append(t.request.Messages, llm.Message{Role: llm.Assistant, Text: strings.TrimSpace(t.heard.String()), Calls: calls})
	t.answered = t.said.Len()
	if t.open = strings.TrimRightFunc(t.open, unicode.IsSpace); t.open != "" {
		t.waiting = append(t.waiting, drafted{t.before, t.open})
	}
	t.open = ""
	if t.said.Len() > 0 || len(t.waiting) > 0 {
		t.open = "\n\n"
	}
}
