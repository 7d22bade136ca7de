package account

import (
	"slices"
	"strings"
	"testing"
)

func TestCommonPasswordsAreSortedFoldedAndUnique(t *testing.T) {
	text := string(commonPasswords())
	if !strings.HasSuffix(text, "\n") {
		t.Fatal("the last line does not end")
	}
	lines := strings.Split(strings.TrimSuffix(text, "\n"), "\n")
	if len(lines) != 42_692 {
		t.Errorf("%d entries; the doc comment of PasswordPolicy.Check says 42,692", len(lines))
	}
	if !slices.IsSorted(lines) || len(slices.Compact(slices.Clone(lines))) != len(lines) {
		t.Error("not sorted or not unique")
	}
	for _, line := range lines {
		if len(line) < minCommonLength || foldASCII(line) != line {
			t.Errorf("entry %q is too short or not folded", line)
		}
		if !commonPasswords().contains(line) {
			t.Errorf("entry %q is not found", line)
		}
	}
}

func TestSortedLinesHoldTheirLinesAndNothingElse(t *testing.T) {
	lines := sortedLines("alpha\nbeta\ngamma\n")
	for _, word := range []string{"alpha", "beta", "gamma"} {
		if !lines.contains(word) {
			t.Errorf("%q is missing", word)
		}
	}
	for _, word := range []string{"", "a", "alph", "alphab", "zeta", "alpha\nbeta", "\n", "beta\n", "\xff"} {
		if lines.contains(word) {
			t.Errorf("%q is not a line", word)
		}
	}
	if sortedLines("").contains("") {
		t.Error("the empty set has a word")
	}
}

func TestKeyboardWalksHaveNoCharacterTwice(t *testing.T) {
	for _, walk := range keyboardWalks {
		for i := range len(walk) {
			if strings.LastIndexByte(walk, walk[i]) != i || walk[i] >= 0x80 {
				t.Errorf("walk %q: %q stands twice or is not ASCII", walk, walk[i])
			}
		}
	}
}

func BenchmarkUnpackCommonPasswords(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		unpackLines(commonPasswordsGz)
	}
}
