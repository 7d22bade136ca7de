package account

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// Bounds of a password in characters (Unicode code points).
const (
	// MinPasswordLength is the shortest password unless PasswordPolicy says
	// otherwise: 8 beside a list of common passwords (OWASP ASVS 5.0, 6.2.1).
	MinPasswordLength = 8

	// MaxPasswordLength is the longest password, which bounds the work of
	// checking one.
	MaxPasswordLength = 256
)

// productName is what nobody may build a password on (ASVS 6.2.11).
const productName = "spotter"

// minNamePart is the length in bytes from which a part of a username or an
// e-mail address may not stand in the password.
const minNamePart = 4

// maxDecoration is how many digits and signs around a guessable password leave
// it guessable. Four of them are worth some 13 bits; the limit keeps a common
// word inside a longer password acceptable.
const maxDecoration = 4

// minRun is the shortest run of neighbours that adds nothing to a password.
const minRun = 3

// keyboardWalks are the orders in which characters are neighbours: digits,
// letters, keyboard rows (English, German, French) and the usual zigzags. Each
// is read forwards and backwards and goes on at its other end, and no
// character stands twice in one.
var keyboardWalks = []string{
	"1234567890", "abcdefghijklmnopqrstuvwxyz",
	"qwertyuiop", "qwertyuiop[]\\", "asdfghjkl", "asdfghjkl;'", "zxcvbnm", "zxcvbnm,./",
	"qwertzuiop", "yxcvbnm", "azertyuiop", "qsdfghjklm", "wxcvbn",
	"!@#$%^&*()", "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik,9ol.0p;/",
	"qazwsxedcrfvtgbyhnujmikolp", "1q2w3e4r5t6y7u8i9o0p",
}

// PasswordPolicy decides which new passwords are accepted. It says nothing
// about passwords that are already in use: log-in only compares.
type PasswordPolicy struct {
	// MinLength is the shortest password in characters; 0 means
	// MinPasswordLength. NIST SP 800-63B advises 15 where a password stands
	// alone.
	MinLength int

	// Common turns on every rule against guessable passwords. Without it only
	// the length counts, which is for trying Spotter on one's own machine.
	Common bool
}

// Check returns nil or a *FieldError with the field "password" whose message is
// the first rule the password breaks: between MinLength and MaxPasswordLength
// characters; not one of the 42,692 most common ones, alone or with up to four
// digits and signs around it; not a short unit repeated, nor made only of runs of
// neighbouring digits, letters or keys; without the username, the e-mail
// address, any of their parts of four or more characters, or the product's
// name. Letters A to Z are compared without regard to case.
//
// Everything else is allowed: spaces, control characters, any Unicode, and
// there are no rules of composition. A character is a code point. A password is
// the bytes that were sent, at every door alike: nothing is trimmed, folded or
// normalised (NFC, NFKC) before it is hashed or verified. NIST SP 800-63B
// suggests normalising; we do not, because every byte is to count, because NFKC
// makes different passwords equal, and because a hash would then depend on a
// version of Unicode. Bytes that are not UTF-8 are refused.
func (p PasswordPolicy) Check(password string, username Username, email Email) error {
	if message := p.complaint(password, username, email); message != "" {
		return &FieldError{Field: "password", Message: message}
	}
	return nil
}

func (p PasswordPolicy) complaint(password string, username Username, email Email) string {
	length := utf8.RuneCountInString(password)
	switch {
	case !utf8.ValidString(password):
		return "Use text in UTF-8."
	case length < p.Shortest():
		return fmt.Sprintf("Use at least %d characters.", p.Shortest())
	case length > MaxPasswordLength:
		return fmt.Sprintf("Use at most %d characters.", MaxPasswordLength)
	case !p.Common:
		return ""
	}
	folded := foldASCII(password)
	switch {
	case commonPasswords().contains(folded):
		return "This is one of the most common passwords: choose another."
	case containsName(folded, username.Canonical()), containsName(folded, email.Canonical()):
		return "Leave your username and e-mail address out of the password."
	case strings.Contains(folded, productName):
		return "Leave the name of this service out of the password."
	}
	return p.guessable(folded)
}

// guessable looks at what is left of the password without up to maxDecoration
// digits and signs at its ends, and at the password as it is.
func (p PasswordPolicy) guessable(folded string) string {
	for _, core := range undecorated(folded) {
		switch {
		case repeatsUnit(core, p.Shortest()):
			return "This repeats the same few characters: choose a less regular password."
		case madeOfRuns(core):
			return "This is a run of neighbouring letters, digits or keys: choose a less regular password."
		case commonPasswords().contains(core):
			return "This is a common password with a few digits or signs added: choose another."
		}
	}
	return ""
}

// Shortest is the length of the shortest password, in characters.
func (p PasswordPolicy) Shortest() int {
	if p.MinLength <= 0 {
		return MinPasswordLength
	}
	return p.MinLength
}

// containsName reports whether the password has the whole name or one of the
// longer parts between its signs. Both are folded.
func containsName(password, name string) bool {
	if name == "" {
		return false
	}
	if strings.Contains(password, name) {
		return true
	}
	isSign := func(r rune) bool { return r >= utf8.RuneSelf || !isAlphanumeric(byte(r)) }
	for part := range strings.FieldsFuncSeq(name, isSign) {
		if len(part) >= minNamePart && strings.Contains(password, part) {
			return true
		}
	}
	return false
}

// undecorated returns s and what is left of it when up to maxDecoration ASCII
// characters that are no letters are taken off its ends, as far as the list of
// common passwords can have it.
func undecorated(s string) []string {
	var cores []string
	for front := 0; front <= decoration(s, 0, 1); front++ {
		for back := 0; back <= decoration(s, len(s)-1, -1) && front+back <= maxDecoration; back++ {
			if front+back == 0 || len(s)-front-back >= minCommonLength {
				cores = append(cores, s[front:len(s)-back])
			}
		}
	}
	return cores
}

// decoration counts the ASCII characters that are no letters from s[i] on in
// the direction of step, up to maxDecoration.
func decoration(s string, i, step int) int {
	count := 0
	for ; count < maxDecoration && 0 <= i && i < len(s); i += step {
		if s[i] >= utf8.RuneSelf || isAlphanumeric(s[i]) && !isDigit(s[i]) {
			break
		}
		count++
	}
	return count
}

// repeatsUnit reports whether s is a unit of fewer than tooLong characters
// written at least twice, the last time perhaps not to its end.
func repeatsUnit(s string, tooLong int) bool {
	for period := 1; period <= len(s)/2; period++ {
		if s[period:] == s[:len(s)-period] {
			return utf8.RuneCountInString(s[:period]) < tooLong
		}
	}
	return false
}

// madeOfRuns reports whether s is nothing but runs of at least minRun
// neighbours, one after the other: "abcdefgh", "098765", "qwerty123".
func madeOfRuns(s string) bool {
	runes := []rune(s)
	for len(runes) > 0 {
		length := longestRun(runes)
		if length < minRun {
			return false
		}
		runes = runes[length:]
	}
	return true
}

// longestRun returns how many characters of s, which is not empty, follow each
// other from its start: the same one again and again, or along a walk.
func longestRun(s []rune) int {
	longest := 1
	for longest < len(s) && s[longest] == s[0] {
		longest++
	}
	for _, walk := range keyboardWalks {
		longest = max(longest, runAlong(walk, 1, s), runAlong(walk, -1, s))
	}
	return longest
}

// runAlong returns how many characters of s follow the walk from where it has
// the first of them.
func runAlong(walk string, step int, s []rune) int {
	at := strings.IndexRune(walk, s[0])
	if at < 0 {
		return 0
	}
	length := 0
	for length < len(s) && s[length] == rune(walk[at]) {
		length++
		at = (at + step + len(walk)) % len(walk)
	}
	return length
}
