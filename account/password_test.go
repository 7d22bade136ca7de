package account_test

import (
	"errors"
	"strings"
	"testing"
	"unicode/utf8"

	"spotter/account"
)

var strictPolicy = account.PasswordPolicy{MinLength: 8, Common: true}

const (
	tooCommon  = "This is one of the most common passwords: choose another."
	decorated  = "This is a common password with a few digits or signs added: choose another."
	repeated   = "This repeats the same few characters: choose a less regular password."
	runs       = "This is a run of neighbouring letters, digits or keys: choose a less regular password."
	ownName    = "Leave your username and e-mail address out of the password."
	service    = "Leave the name of this service out of the password."
	fewerThan8 = "Use at least 8 characters."
)

func TestPolicyAcceptsReasonablePasswords(t *testing.T) {
	for _, password := range []string{
		"correct horse battery staple", "Tr0ub4dor&3-x", "pässwörtliches Übel", "s3cret-Passphrase", "my dog ate 12 bananas",
		"  leading and trailing  ", "tab\tand\x00nul", "密码安全第一条规则", "🏋️‍♀️🥇🍌🐕🎸🚲🌧️☕", "purple-monkey-4711", "x9$Kq2!vLm",
		"michael swims at noon", "31415926535897932384", "password manager please", "abcdefgh is no password", "qwertz, sagte er",
		"correcthorse correcthorse", "1234 Elm Street, Springfield", "k\u00e4se mit k\u00e4se und k\u00e4se", "Sp0tter rhymes with otter",
	} {
		if err := strictPolicy.Check(password, "bob", "robert.tables@example.com"); err != nil {
			t.Errorf("%q is refused: %v", password, err)
		}
	}
}

func TestPolicyRefusesGuessablePasswords(t *testing.T) {
	for password, message := range map[string]string{
		"": fewerThan8, "1234567": fewerThan8, "üüüüüüü": fewerThan8, "🏋🏋🏋🏋🏋🏋🏋": fewerThan8,

		"password": tooCommon, "PASSWORD": tooCommon, "Password1": tooCommon, "password1": tooCommon, "12345678": tooCommon,
		"qwertyuiop": tooCommon, "iloveyou": tooCommon, "trustno1": tooCommon, "letmein1": tooCommon, "passwordpassword": tooCommon,

		"password!!": decorated, "Michael2024": decorated, "dragon#123": decorated, "!!football": decorated, "1.iloveyou!": decorated,

		"zzzzzzzzzz": repeated, "ababababab": repeated, "xyqxyqxyq": repeated, "ÜaÜaÜaÜa": repeated, "        ": repeated,
		"Tom!Tom!Tom!": repeated, "kikikiki1!": repeated, "ÄÄÄÄÄÄÄÄ": repeated, "\x00\x00\x00\x00\x00\x00\x00\x00": repeated,

		"nopqrstuvw": runs, "wxyzabcd": runs, "mnbvcxzmn": runs, "45678901": runs, "7890123456": runs, "jihgfedcba": runs,
		"asdfghjkl;'": runs, "abc123!!": runs, "qwertasdfzxcv": runs, "uiop7890": runs, "qwertzuio": runs, "azertyuio": runs, ")(*&^%$#": runs,
		"2wsx3edc4rfv": runs, "defghijkl!": runs, "hjklhjklzxcvb": runs,

		"spotter1": service, "Spotter2026!": service, "my-SPOTTER-pass": service,
	} {
		wantComplaint(t, strictPolicy.Check(password, "bob", "robert@example.com"), password, message)
	}
}

func TestPolicyRefusesTheUsualSuspects(t *testing.T) {
	for _, password := range []string{
		"password", "password1", "12345678", "qwertyuiop", "iloveyou", "aaaaaaaa", "abababab", "abcdefgh", "87654321", "spotter1",
		"spotter123", "asdfghjkl", "1234567890", "zxcvbnm,", "1q2w3e4r", "1qaz2wsx", "11111111", "qwerty123", "P@ssw0rd", "sunshine1",
	} {
		if err := strictPolicy.Check(password, "bob", "robert@example.com"); err == nil {
			t.Errorf("%q is accepted", password)
		}
	}
}

func TestPolicyRefusesTheOwnersNames(t *testing.T) {
	const (
		username = "Karl.Theodor_x"
		email    = "kt-winterbottom+gym@north.example"
	)
	for _, password := range []string{
		"karl.theodor_x", "xxKARL.THEODOR_Xyy", "my name is karl", "8Theodor8", "WINTERBOTTOM", "a winterbottom b",
		email, "the north remembers", "Example given",
	} {
		wantComplaint(t, strictPolicy.Check(password, username, email), password, ownName)
	}
	for _, password := range []string{"the gym is open", "kt likes cake", "winter bottom line"} {
		if err := strictPolicy.Check(password, username, email); err != nil {
			t.Errorf("%q has no part of four or more characters, yet: %v", password, err)
		}
	}
	if err := strictPolicy.Check("any old sentence", "", ""); err != nil {
		t.Errorf("without names: %v", err)
	}
}

func TestP3P6PolicyCountsCodePoints(t *testing.T) {
	for _, test := range []struct {
		password string
		message  string
	}{
		{"äöüßéèñ", fewerThan8},
		{"äöüßéèñç", ""},
		{strings.Repeat("äöüß-é!ñ", 8), ""},
		{wordy("ä", 256), ""},
		{wordy("ä", 257), "Use at most 256 characters."},
		{wordy("🏋", 256), ""},
		{wordy("x", 100_000), "Use at most 256 characters."},
	} {
		wantComplaint(t, account.PasswordPolicy{}.Check(test.password, "bob", "b@example.com"), test.password, test.message)
	}
}

func TestPolicyNamesItsOwnMinimum(t *testing.T) {
	strict := account.PasswordPolicy{MinLength: 15, Common: true}
	wantComplaint(t, strict.Check("fourteen chars", "bob", ""), "14", "Use at least 15 characters.")
	wantComplaint(t, strict.Check("fifteen charact", "bob", ""), "15", "")
	wantComplaint(t, strict.Check("Tr0ub4d!Tr0ub4d!", "bob", ""), "unit of 8", repeated)

	lax := account.PasswordPolicy{MinLength: 6}
	wantComplaint(t, lax.Check("12345", "bob", ""), "12345", "Use at least 6 characters.")
	wantComplaint(t, lax.Check("123456", "123456", "123456@example.com"), "123456", "")
}

func TestPolicyRefusesBytesThatAreNotUTF8(t *testing.T) {
	for _, policy := range []account.PasswordPolicy{strictPolicy, {MinLength: 6}} {
		wantComplaint(t, policy.Check("a fine pass\xffword", "bob", ""), "invalid", "Use text in UTF-8.")
	}
}

func FuzzPolicyAnswersWithinItsRules(f *testing.F) {
	for _, s := range []string{"password1", "äöüßéèñç", "1234!", "\xff\xfe", "!!!!!!!!", "a1!a1!a1!", ""} {
		f.Add(s, "bob", "robert@example.com")
	}
	f.Fuzz(func(t *testing.T, password, username, email string) {
		err := strictPolicy.Check(password, account.Username(username), account.Email(email))
		length := utf8.RuneCountInString(password)
		if err == nil && (length < 8 || length > 256 || !utf8.ValidString(password)) {
			t.Errorf("%q is accepted", password)
		}
		var wrong *account.FieldError
		if err != nil && (!errors.As(err, &wrong) || wrong.Field != "password" || wrong.Message == "") {
			t.Errorf("%q: %v", password, err)
		}
	})
}

func BenchmarkPolicyCheck(b *testing.B) {
	for name, password := range map[string]string{
		"accepted": "correct horse battery staple",
		"common":   "password1",
		"longest":  "1234" + wordy("x", 248) + "1234",
	} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				_ = strictPolicy.Check(password, "karl.theodor", "kt-winterbottom@north.example")
			}
		})
	}
}

// wantComplaint wants the message, or no error when it is empty.
func wantComplaint(t *testing.T, err error, password, message string) {
	t.Helper()
	if message == "" {
		if err != nil {
			t.Errorf("%q is refused: %v", password, err)
		}
		return
	}
	var wrong *account.FieldError
	if !errors.As(err, &wrong) || wrong.Field != "password" || wrong.Message != message {
		t.Errorf("%q: got %v, want %q", password, err, message)
	}
}

// wordy returns a password of the given number of characters that holds s.
func wordy(s string, characters int) string {
	const filler = "the quick brown fox jumps over a lazy dog, then rests. "
	text := s + strings.Repeat(filler, characters/len(filler)+1)
	return string([]rune(text)[:characters])
}
