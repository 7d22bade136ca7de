package api

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	"spotter/account"
	"spotter/coach"
)

// talk is a request as the coach takes it.
type talk struct {
	before   []coach.Line
	question string // all that was said behind the last answer
	bytes    int    // of all that was read of it
}

// talk checks a request. What would be answered with something else than was asked
// for is refused; what makes no difference to an answer of the coach is ignored.
func (in *CompletionRequest) talk(ctx context.Context) (talk, error) {
	if p := in.demands(ctx); p != nil {
		return talk{}, p
	}
	lines, last, p := in.lines(ctx)
	if p != nil {
		return talk{}, p
	}
	first := firstUnanswered(lines, last)
	t := talk{before: lines[:first], question: joined(lines[first : last+1])}
	var field *account.FieldError
	if err := checkMessage("messages", t.question); errors.As(err, &field) {
		return talk{}, badRequest(ctx, "messages", "The last message of the user, with those of the user before it that no answer parts from it: "+field.Message)
	}
	t.bytes = len(t.question)
	for i := range t.before {
		l := &t.before[i]
		if l.Text = plain(l.Text); l.ByPerson {
			l.Text = firstCharacters(l.Text, maxMessage)
		}
		t.bytes += len(l.Text)
	}
	return t, nil
}

// demands refuses what the coach does not do.
func (in *CompletionRequest) demands(ctx context.Context) *Problem {
	switch {
	case in.N != nil && *in.N != 1:
		return badRequest(ctx, "n", "The coach gives one answer: leave n out, or use 1.")
	case in.ResponseFormat != nil && in.ResponseFormat.Type != "text" && in.ResponseFormat.Type != "":
		return badRequest(ctx, "response_format", "The coach writes text: leave response_format out.")
	case in.ToolChoice != nil && in.ToolChoice != "auto" && in.ToolChoice != "none":
		return badRequest(ctx, "tool_choice", "The coach calls no tools: leave tool_choice out, or use none or auto.")
	case len(in.Messages) > maxTalk:
		return badRequest(ctx, "messages", fmt.Sprintf("Send at most %d messages: the coach looks at the last ones alone.", maxTalk))
	}
	return nil
}

// lines is what the person and the coach have said, and where the last message of
// the person is.
func (in *CompletionRequest) lines(ctx context.Context) (lines []coach.Line, last int, p *Problem) {
	last = -1
	for i, m := range in.Messages {
		switch m.Role {
		case "system", "developer", "tool", "function":
			continue
		case "user":
			last = len(lines)
		case "assistant":
		default:
			return nil, last, badRequest(ctx, fmt.Sprintf("messages[%d].role", i), "Use one of: user, assistant, system, developer, tool.")
		}
		if m.Content.other {
			return nil, last, badRequest(ctx, fmt.Sprintf("messages[%d].content", i), "The coach reads text: leave out images, sound and files.")
		}
		lines = append(lines, coach.Line{ByPerson: m.Role == "user", Text: oneEnd(m.Content.Text)})
	}
	if last < 0 {
		return nil, last, badRequest(ctx, "messages", "Send at least one message whose role is user.")
	}
	return lines, last, nil
}

// firstUnanswered is where the question begins that ends at last: what the user
// says several times in a row is one question, so that a complaint is heard that
// stands before something harmless. An answer without words parts nothing.
func firstUnanswered(lines []coach.Line, last int) int {
	first := last
	for i := last - 1; i >= 0; i-- {
		switch {
		case lines[i].ByPerson:
			first = i
		case strings.TrimSpace(plain(lines[i].Text)) != "":
			return first
		}
	}
	return first
}

// joined is what the person says in lines, each message on lines of its own. The
// last is checked as it stands, those before it were sent before.
func joined(lines []coach.Line) string {
	var texts []string
	for i, l := range lines {
		if i < len(lines)-1 {
			l.Text = plain(l.Text)
		}
		if l.ByPerson && l.Text != "" {
			texts = append(texts, l.Text)
		}
	}
	return strings.Join(texts, "\n")
}

// oneEnd ends every line with \n alone.
func oneEnd(text string) string { return strings.ReplaceAll(text, "\r\n", "\n") }

// plain leaves out control characters, which no message holds.
func plain(text string) string {
	return strings.Map(func(r rune) rune {
		if account.CheckText("", string(r), 1) != nil {
			return -1
		}
		return r
	}, text)
}

// firstCharacters is what of a long message before is looked at.
func firstCharacters(text string, most int) string {
	if utf8.RuneCountInString(text) <= most {
		return text
	}
	return string([]rune(text)[:most])
}
