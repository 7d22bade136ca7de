package main

import (
	"fmt"
	"strings"
	"text/tabwriter"
	"unicode"

	"spotter/token"
)

// text is all that is told of a token.
func (r inspected) text() string {
	var out strings.Builder
	fmt.Fprintf(&out, "%s\n", r.title())
	table := tabwriter.NewWriter(&out, 0, 0, 2, ' ', 0)
	r.members(table, "header", r.Header, headerWords)
	r.members(table, "payload", r.Payload, claimWords)
	fmt.Fprintln(table)
	if r.Parts == 3 {
		fmt.Fprintf(table, "signature\t%s\n", r.signature())
	}
	if r.asked && r.SessionID != "" {
		fmt.Fprintf(table, "session\t%s\n", r.session())
	}
	if r.asked {
		fmt.Fprintf(table, "person\t%s\n", r.whose())
	}
	table.Flush()
	out.WriteString(r.verdict())
	return out.String()
}

// title says the most important in one line.
func (r inspected) title() string {
	if r.Header == nil {
		return "no token: " + plainFault(r.Faults[0])
	}
	title := "foreign token"
	switch r.Type {
	case token.Access:
		title = "access token"
	case token.Refresh:
		title = "refresh token"
	}
	if name := r.name(); name != "" {
		title += " of " + name
	}
	for _, part := range []string{r.life(), r.signatureInShort(), r.endInShort()} {
		if part != "" {
			title += ", " + part
		}
	}
	return title
}

// name is whose the token says it is.
func (r inspected) name() string {
	switch {
	case r.Username != "":
		return printable(r.Username)
	case r.person.UID != "":
		return string(r.person.Username)
	}
	return printable(r.Subject)
}

func (r inspected) life() string {
	switch {
	case r.Payload == nil:
		return ""
	case r.ExpiresAt.IsZero():
		return "without an end"
	case r.now.Before(r.ExpiresAt):
		return span(r.ExpiresAt.Sub(r.now)) + " left"
	}
	return "expired " + span(r.now.Sub(r.ExpiresAt)) + " ago"
}

func (r inspected) signatureInShort() string {
	switch r.Signature {
	case token.SignatureGood:
		return "signature good"
	case token.SignatureWrong:
		return "signature WRONG"
	case token.SignatureUnknown:
		return "signed with a key that is not known here"
	case token.SignatureRetired:
		return "signed with a key that was retired " + span(r.now.Sub(r.RetiredAt)) + " ago"
	}
	return "signature not checked"
}

func (r inspected) endInShort() string {
	if r.fate.End.Reason == "" {
		return ""
	}
	return "session ended " + span(r.now.Sub(r.fate.End.At)) + " ago: " + howEnded(r.fate)
}

// headerWords and claimWords say what the members are.
var (
	headerWords = map[string]string{
		"alg": "how it is signed", "kid": "the key that signed it", "typ": "what it is",
		"jwk": "a key of its own, which is never believed", "jku": "where a key is said to be, which is never believed",
		"x5u": "where a key is said to be, which is never believed", "x5c": "a key of its own, which is never believed",
		"crit": "what must be understood", "enc": "how it is encrypted", "cty": "what is inside",
	}
	claimWords = map[string]string{
		"iss": "who made it", "aud": "whom it is for", "sub": "the person's id", "iat": "made", "nbf": "good from", "exp": "dead from",
		"jti": "the id of this one token", "sid": "the log-in that it belongs to", "scope": "what it may do",
		"refresh": "true in a refresh token", "user": "for pages to show", "auth_time": "logged in",
	}
	moments = map[string]bool{"iat": true, "nbf": true, "exp": true, "auth_time": true}
)

// maxShown is how much of a value is shown.
const maxShown = 400

func (r inspected) members(table *tabwriter.Writer, title string, list []token.Member, words map[string]string) {
	if list == nil {
		return
	}
	fmt.Fprintf(table, "\n%s\n", title)
	for _, m := range list {
		meaning := words[m.Name]
		value := printable(string(m.Value))
		if at, ok := m.Moment(); ok && moments[m.Name] {
			value += " = " + inSeconds(at) + ", " + fromNow(at, r.now)
		}
		fmt.Fprintf(table, "  %s\t%s\t%s\n", printable(m.Name), meaning, value)
	}
}

// printable is a stranger's text on a terminal: in one line, cut, and without
// what a terminal would obey.
func printable(text string) string {
	var out strings.Builder
	for i, c := range text {
		if i > maxShown {
			return out.String() + "…"
		}
		if unicode.IsGraphic(c) && c != '\ufffd' {
			out.WriteRune(c)
		} else {
			fmt.Fprintf(&out, "\\u%04x", c)
		}
	}
	return out.String()
}

func (r inspected) signature() string {
	switch r.Signature {
	case token.SignatureUnchecked:
		if r.unchecked != "" {
			return "not checked: " + r.unchecked
		}
		return "not checked"
	case token.SignatureRetired:
		return fmt.Sprintf("not checked: its key was retired at %s", inSeconds(r.RetiredAt))
	}
	return fmt.Sprintf("%s (%d bytes)", r.Signature, len(r.Signed))
}

func (r inspected) session() string {
	text := fateInWords(r.fate, r.now, fromNow)
	if r.Type == token.Refresh && r.fate.Live(r.now) {
		text += "; " + r.turn()
	}
	return text
}

// turn is where a refresh token stands in the row of its session's.
func (r inspected) turn() string {
	switch {
	case r.fate.Session.Refresh.ID == r.ID:
		return "this refresh token is the one that counts now"
	case r.withinGrace():
		return fmt.Sprintf("this refresh token was used %s ago, and within %s yields its successor again", span(r.now.Sub(r.fate.PreviousAt)), span(r.grace))
	}
	return "this refresh token was used before"
}

func (r inspected) withinGrace() bool {
	return r.fate.Previous == r.ID && r.grace > 0 && r.now.Sub(r.fate.PreviousAt) <= r.grace
}

func (r inspected) whose() string {
	switch {
	case r.person.UID == "":
		return "nobody here has the id " + printable(r.Subject)
	case r.person.Disabled():
		return fmt.Sprintf("%s, disabled since %s", r.person.Username, inSeconds(r.person.DisabledAt))
	}
	return string(r.person.Username) + ", enabled"
}

// reasons is every reason for which the token would not be taken here.
func (r inspected) reasons() (all []string) {
	for _, fault := range r.Faults {
		all = append(all, plainFault(fault))
	}
	if r.Signature == token.SignatureUnchecked && r.unchecked != "" && r.Parts == 3 {
		all = append(all, "the signature was "+r.signature())
	}
	if !r.asked {
		return all
	}
	if r.person.UID == "" {
		all = append(all, "nobody here has the id that it names (sub)")
	} else if r.person.Disabled() {
		all = append(all, "the account is disabled since "+inSeconds(r.person.DisabledAt))
	}
	return append(all, r.sessionReasons()...)
}

func (r inspected) sessionReasons() []string {
	switch {
	case r.fate.End.Reason != "":
		return []string{"the session " + endInWords(r.fate, fromNow(r.fate.End.At, r.now))}
	case r.Type != token.Refresh:
		return nil
	case !r.fate.Live(r.now):
		return []string{"the session is over, or was never of this database"}
	case r.fate.Session.Refresh.ID != r.ID && !r.withinGrace():
		return []string{"it was used before, and a newer one has taken its place: to use it again would end the session"}
	}
	return nil
}

func (r inspected) verdict() string {
	reasons := r.reasons()
	if len(reasons) == 0 {
		if !r.asked {
			return "\nIt verifies. Whether its session has ended was not looked up: " + r.unchecked + "\n"
		}
		return "\nIt verifies.\n"
	}
	if len(r.Faults) == 0 && r.Signature == token.SignatureUnchecked {
		return "\nWhether it verifies cannot be told:\n  - " + strings.Join(reasons, "\n  - ") + "\n"
	}
	return "\nIt does not verify:\n  - " + strings.Join(reasons, "\n  - ") + "\n"
}

// plainFault is a fault without the fact that it wraps, where the sentence goes
// without.
func plainFault(fault error) string {
	return printable(strings.TrimPrefix(fault.Error(), token.ErrInvalid.Error()+": "))
}
