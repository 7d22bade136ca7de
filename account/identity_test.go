package account_test

import (
	"errors"
	"strings"
	"testing"

	"spotter/account"
)

func TestUsernameAcceptsItsAlphabetWithinItsLength(t *testing.T) {
	for _, s := range []string{"bob", "Anna_Maria", "a.b-c_9", "...", "0123", strings.Repeat("x", 32)} {
		username, err := account.ParseUsername(s)
		if err != nil || string(username) != s {
			t.Errorf("ParseUsername(%q) = %q, %v; want it as typed", s, username, err)
		}
	}
}

func TestUsernameRefusesEverythingElse(t *testing.T) {
	for _, s := range []string{
		"", "ab", strings.Repeat("x", 33), " bob", "bob ", "bob\n", "bo b", "b\x00b", "bob@home", "bøb", "bo\xffb",
		"\u212Aelvin", "\u0130lker", "a/b", "a\\b", "<b>", "bob%", "ｂｏｂ",
	} {
		username, err := account.ParseUsername(s)
		if username != "" {
			t.Errorf("ParseUsername(%q) = %q, want nothing", s, username)
		}
		wantFieldError(t, err, "username", s)
	}
}

func TestEmailAcceptsOneBareAddress(t *testing.T) {
	for _, s := range []string{
		"a@b.co", "Alice@Example.com", "first.last+tag@sub.example.co.uk", "o'brien@example.ie",
		"!#$%&'*+-/=?^_`{|}~@example.com", "x@xn--bcher-kva.example", "1@2.3d", "a@b-c.d1",
		strings.Repeat("l", 64) + "@" + strings.Repeat("d", 63) + ".org",
		longEmail(254),
	} {
		email, err := account.ParseEmail(s)
		if err != nil || string(email) != s {
			t.Errorf("ParseEmail(%q) = %q, %v; want it as typed", s, email, err)
		}
	}
}

func TestI3EmailRefusesEverythingElse(t *testing.T) {
	for _, s := range []string{
		"", "@", "alice", "alice@", "@example.com", "alice@localhost", "a@b@c.com",
		".a@example.com", "a.@example.com", "a..b@example.com", "a b@example.com",
		`"a b"@example.com`, "Alice <alice@example.com>", "<alice@example.com>", "a@example.com,b@example.com",
		"a@example.com;b@example.com", "a(comment)@example.com", "a@(comment)example.com", "mailto:a@example.com",
		"a@[127.0.0.1]", "a@127.0.0.1", "a@[IPv6:::1]", "a@.com", "a@example.", "a@example..com", "a@example.com.",
		"a@-example.com", "a@example-.com", "a@exam_ple.com", "a@example.123",
		" a@example.com", "a@example.com ", "a@example.com\n", "a@example.com\r\nBcc: b@example.com", "a\t@example.com",
		"a\x00@example.com", "a@example.com\x00", "a\x7f@example.com",
		"ä@example.com", "a@exämple.com", "a@example.com\xff", "mi\u212Ae@example.com", "a@g\u0131thub.com",
		strings.Repeat("l", 65) + "@example.com", "a@" + strings.Repeat("d", 64) + ".org", longEmail(255),
	} {
		email, err := account.ParseEmail(s)
		if email != "" {
			t.Errorf("ParseEmail(%q) = %q, want nothing", s, email)
		}
		wantFieldError(t, err, "email", s)
	}
}

func TestCanonicalFoldsASCIILettersAndNothingElse(t *testing.T) {
	if got := account.Username("Anna_MARIA.Z-9").Canonical(); got != "anna_maria.z-9" {
		t.Errorf("username: %q", got)
	}
	if got := account.Email("Alice+TAG@Example.COM").Canonical(); got != "alice+tag@example.com" {
		t.Errorf("email: %q", got)
	}
	for _, s := range []string{"\u212A", "\u0130", "\u0131", "ſ", "ß", "Ä", "Ω", "@[`{", "\xff"} {
		if got := account.Username(s).Canonical(); got != s {
			t.Errorf("Canonical(%q) = %q, want it untouched", s, got)
		}
	}
}

func FuzzParsedNamesAreCleanAndKeepTheirSpelling(f *testing.F) {
	for _, s := range []string{"bob", "Alice@Example.com", "a@b@c.d", "\u212A@x.y", "a@x.y\x00", ""} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if username, err := account.ParseUsername(s); err == nil {
			wantCleanName(t, s, string(username), username.Canonical(), 32)
			if strings.Contains(s, "@") {
				t.Errorf("username %q could be an e-mail address", s)
			}
		}
		if email, err := account.ParseEmail(s); err == nil {
			wantCleanName(t, s, string(email), email.Canonical(), 254)
			if strings.Count(s, "@") != 1 {
				t.Errorf("e-mail %q has not exactly one @", s)
			}
		}
	})
}

func wantCleanName(t *testing.T, typed, parsed, canonical string, longest int) {
	t.Helper()
	if parsed != typed || len(parsed) > longest {
		t.Errorf("%q was parsed as %q", typed, parsed)
	}
	for i := range len(parsed) {
		if parsed[i] <= ' ' || parsed[i] >= 0x7f {
			t.Errorf("%q has the byte %#x", parsed, parsed[i])
		}
	}
	if !strings.EqualFold(canonical, parsed) || strings.ToLower(canonical) != canonical {
		t.Errorf("canonical form of %q is %q", parsed, canonical)
	}
}

// wantFieldError wants a complaint about the field that does not repeat the value.
func wantFieldError(t *testing.T, err error, field, value string) {
	t.Helper()
	var wrong *account.FieldError
	if !errors.As(err, &wrong) || wrong.Field != field {
		t.Errorf("%q: got %v, want a FieldError of %s", value, err, field)
		return
	}
	if !strings.HasSuffix(wrong.Message, ".") || len(value) > 12 && strings.Contains(err.Error(), value) {
		t.Errorf("%q: message %q is no sentence or repeats the value", value, wrong.Message)
	}
}

// longEmail returns a well-formed address of the given length.
func longEmail(length int) string {
	domain := strings.Repeat("d", 63) + "." + strings.Repeat("e", 63) + "." + strings.Repeat("f", 59) + ".org"
	return strings.Repeat("l", length-len(domain)-1) + "@" + domain
}
