package account

import (
	"errors"
	"strings"
)

// FieldError says what is wrong with one field that a person filled in.
type FieldError struct {
	// Field is the name of the field on the wire: "username", "email", "password".
	Field string

	// Message is a sentence for the person that says what to do. It never
	// contains the value that was refused.
	Message string
}

// Error returns the field and the message, without the refused value.
func (e *FieldError) Error() string {
	return e.Field + ": " + e.Message
}

// FieldErrors is all that is wrong with what a person filled in, in the order
// of the form, so that they are told once. It is never empty. [errors.As] finds
// the first as a *FieldError.
type FieldErrors []*FieldError

// Error returns the fields and the messages, without the refused values.
func (e FieldErrors) Error() string {
	texts := make([]string, len(e))
	for i, one := range e {
		texts[i] = one.Error()
	}
	return strings.Join(texts, "; ")
}

// Unwrap returns the errors of the single fields.
func (e FieldErrors) Unwrap() []error {
	all := make([]error, len(e))
	for i, one := range e {
		all[i] = one
	}
	return all
}

// AllFields returns every *FieldError in err, in the order of the form.
func AllFields(err error) []*FieldError {
	var several FieldErrors
	if errors.As(err, &several) {
		return several
	}
	var one *FieldError
	if errors.As(err, &one) {
		return []*FieldError{one}
	}
	return nil
}

// joinFields returns nil, the other error among errs, or all of them as
// FieldErrors.
func joinFields(errs ...error) error {
	var all FieldErrors
	for _, err := range errs {
		fields := AllFields(err)
		if err != nil && fields == nil {
			return err
		}
		all = append(all, fields...)
	}
	if all == nil {
		return nil
	}
	return all
}

// Username is the name a person chose, spelled as the person typed it.
// Two usernames are the same when their canonical forms are.
type Username string

// Email is an e-mail address, spelled as the person typed it; mail goes to
// that spelling. Two addresses are the same when their canonical forms are.
type Email string

// Bounds of a username and of an e-mail address in bytes; the latter are those
// of RFC 5321 section 4.5.3.1, less the brackets around a path.
const (
	minUsernameLength = 3
	maxUsernameLength = 32
	maxEmailLength    = 254
	maxLocalLength    = 64
	maxLabelLength    = 63
)

const (
	usernameAdvice = "Use 3 to 32 letters, digits, or any of _ . - (no spaces or accents)."
	emailAdvice    = "Use one e-mail address like name@example.com, in plain letters, at most 254 characters."
)

// ParseUsername accepts 3 to 32 ASCII letters, digits and any of "_ . -".
// Everything else, surrounding space included, is a *FieldError with the field
// "username"; nothing is trimmed or replaced.
func ParseUsername(s string) (Username, error) {
	if len(s) < minUsernameLength || len(s) > maxUsernameLength || !consistsOf(s, isUsernameByte) {
		return "", &FieldError{Field: "username", Message: usernameAdvice}
	}
	return Username(s), nil
}

// ParseEmail accepts one bare ASCII address of the shape of RFC 5321 section
// 4.1.2 with a dotted domain name: at most 254 bytes, a dot-atom of at most 64
// before the "@", labels of letters, digits and inner hyphens after it.
//
// Quoted local parts, display names, comments, lists, IP addresses in place of
// a domain, control characters and surrounding space are refused, all with a
// *FieldError with the field "email"; nothing is trimmed or replaced.
func ParseEmail(s string) (Email, error) {
	local, domain, found := strings.Cut(s, "@")
	if !found || len(s) > maxEmailLength || !isDotAtom(local) || !isDomain(domain) {
		return "", &FieldError{Field: "email", Message: emailAdvice}
	}
	return Email(s), nil
}

// Canonical returns the form by which usernames are unique, looked up and
// throttled: A to Z become a to z, every other byte stays.
func (u Username) Canonical() string { return foldASCII(string(u)) }

// Canonical returns the form by which addresses are unique, looked up and
// throttled: A to Z become a to z, every other byte stays.
func (e Email) Canonical() string { return foldASCII(string(e)) }

// loginKind says which of a person's two names a log-in used.
type loginKind int

const (
	loginByUsername loginKind = iota
	loginByEmail
)

// canonicalLogin reads what a person typed in order to log in: an e-mail
// address when it has an "@", a username otherwise. The key is the canonical
// form of that kind. It is not ok when no account can have such a name, so that
// invalid UTF-8 or NUL never reaches a database.
func canonicalLogin(s string) (key string, kind loginKind, ok bool) {
	if strings.Contains(s, "@") {
		email, err := ParseEmail(s)
		return email.Canonical(), loginByEmail, err == nil
	}
	username, err := ParseUsername(s)
	return username.Canonical(), loginByUsername, err == nil
}

// foldASCII maps A to Z onto a to z and leaves every other byte alone. The
// Unicode case mappings would turn U+212A and U+0130 into ASCII letters and so
// let two people share a name (CVE-2019-19844).
func foldASCII(s string) string {
	folded := []byte(s)
	for i, b := range folded {
		if 'A' <= b && b <= 'Z' {
			folded[i] = b + ('a' - 'A')
		}
	}
	return string(folded)
}

func isDotAtom(s string) bool {
	if len(s) > maxLocalLength {
		return false
	}
	for atom := range strings.SplitSeq(s, ".") {
		if atom == "" || !consistsOf(atom, isAtomByte) {
			return false
		}
	}
	return true
}

// isDomain wants at least two labels and a last one that is not a number,
// which keeps bare IPv4 addresses out.
func isDomain(s string) bool {
	dot := strings.LastIndexByte(s, '.')
	if dot < 0 || consistsOf(s[dot+1:], isDigit) {
		return false
	}
	for label := range strings.SplitSeq(s, ".") {
		if !isLabel(label) {
			return false
		}
	}
	return true
}

func isLabel(s string) bool {
	return s != "" && len(s) <= maxLabelLength &&
		s[0] != '-' && s[len(s)-1] != '-' &&
		consistsOf(s, func(b byte) bool { return isAlphanumeric(b) || b == '-' })
}

func consistsOf(s string, allowed func(byte) bool) bool {
	for i := range len(s) {
		if !allowed(s[i]) {
			return false
		}
	}
	return true
}

func isUsernameByte(b byte) bool {
	return isAlphanumeric(b) || b == '_' || b == '.' || b == '-'
}

func isAtomByte(b byte) bool {
	return isAlphanumeric(b) || strings.IndexByte("!#$%&'*+-/=?^_`{|}~", b) >= 0
}

func isAlphanumeric(b byte) bool {
	return isDigit(b) || 'a' <= b && b <= 'z' || 'A' <= b && b <= 'Z'
}

func isDigit(b byte) bool { return '0' <= b && b <= '9' }
