package coach_test

import (
	"strings"
	"testing"

	"spotter/coach"
)

// TestASignIsReadToTheEndOfTheLongestMessage of 8,000 characters, whatever they are
// made of.
func TestASignIsReadToTheEndOfTheLongestMessage(t *testing.T) {
	const sign = ". I have crushing chest pain spreading to my left arm"
	for _, filler := range []string{"my training is going great – ", "é ", "💪 ", "a\u0301 "} {
		text := strings.Repeat(filler, (8000-len(sign))/len([]rune(filler))) + sign
		answer := coach.Respond(coach.Question{Text: text, Turn: 1, Variant: 1})
		if !strings.Contains(strings.ToLower(answer.Text), "emergency") {
			t.Errorf("behind %q: %s", filler, answer.Text)
		}
	}
}

// BenchmarkHostileMessage is 8,000 characters of what takes longest to read.
func BenchmarkHostileMessage(b *testing.B) {
	for _, filler := range []string{"60kg 5 ", "60kg apart to ", "max 60kg ", "3x", "bench 3x8 @ 60, ", "how do I squat. ", "chest. pain. ", "nor ", "my wife 60kg has ", "if I had chest pain again ", "my training is going great – "} {
		text := strings.Repeat(filler, 8000/len([]rune(filler)))
		b.Run(filler, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				coach.Respond(coach.Question{Text: text, Turn: 1, Variant: 1})
			}
		})
	}
}
