package coach

import (
	"strings"
	"testing"

	"spotter/fitness"
)

// TestWhatThereIsNoRoomForIsNotRead: a turn costs what its request holds, however
// much was said before; and of that no more questions are read again than come
// with a question to an address that keeps nothing.
func TestWhatThereIsNoRoomForIsNotRead(t *testing.T) {
	prepared := func(tokens, bytes int) (allocations float64, messages int) {
		m := WithModel(ModelConfig{Context: tokens})
		q := Question{Person: Person{Age: 30, Gender: fitness.Female, WeightKG: 62, HeightCM: 168}, Text: "What are my zones?", Turn: 21, Variant: 1}
		for turn := range 20 {
			q.History = append(q.History,
				Message{Turn: turn + 1, Text: strings.Repeat("My arm feels odd at 90 kg. ", bytes/27)},
				Message{Turn: turn + 1, Variant: 1, Text: "Rest."})
		}
		own, who, _ := respond(q)
		allocations = testing.AllocsPerRun(1, func() { messages = len(m.newTurn(q, own, who, nil).request.Messages) })
		return allocations, messages
	}
	none, messages := prepared(1, 27)
	if messages != 1 {
		t.Errorf("%d messages where there is no room", messages)
	}
	if full, _ := prepared(1, 6000); full > 1.2*none {
		t.Errorf("%v allocations for what is left out, %v when that is short", full, none)
	}
	if _, messages := prepared(1_000_000, 3000); messages != 2*(replayedBytes/3000)+1 {
		t.Errorf("%d messages where there is room for all", messages)
	}
}

// TestANameIsTakenOutAsAWord, and no end of another.
func TestANameIsTakenOutAsAWord(t *testing.T) {
	for _, row := range [][3]string{
		{"a", "a banana, then rest", "a banana, then rest"},
		{"a", "a, eat a banana, a, then rest", "Eat a banana, then rest"},
		{"Ed", "Ed, rested, Ed, and fed, go on.", "Rested, and fed, go on."},
		{"", "rest, then go on.", "rest, then go on."},
		{"Zoë", "Well: Zoë, go.", "Well: go."},
	} {
		if got := nameless(row[1], row[0]); got != row[2] {
			t.Errorf("%q without %q is %q, want %q", row[1], row[0], got, row[2])
		}
	}
}
