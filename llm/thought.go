package llm

import "strings"

// What some models write before the answer, where their server does not take it
// out: DeepSeek's and Qwen's, and those that learnt from them.
const (
	thoughtBegins = "<think>"
	thoughtEnds   = "</think>"
)

// thought takes a thought at the beginning of a text out, and white space there.
// It holds back what may be a part of a mark until the rest is there.
type thought struct {
	held   string
	inside bool
	over   bool // what comes now is the answer
}

// strip returns what of the next part is the answer.
func (t *thought) strip(text string) string {
	if t.over {
		return text
	}
	t.held = strings.TrimLeft(t.held+text, " \t\n")
	if !t.inside {
		if strings.HasPrefix(thoughtBegins, t.held) {
			return ""
		}
		if t.inside = strings.HasPrefix(t.held, thoughtBegins); !t.inside {
			t.over = true
			return t.held
		}
	}
	_, after, ended := strings.Cut(t.held, thoughtEnds)
	if !ended {
		t.held = t.held[max(0, len(t.held)-len(thoughtEnds)+1):]
		return ""
	}
	t.held, t.inside = "", false
	return t.strip(after)
}

// rest returns what was held back at the end, and is no mark.
func (t *thought) rest() string {
	if t.inside || t.over {
		return ""
	}
	t.over = true
	return t.held
}
