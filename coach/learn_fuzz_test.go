package coach_test

import (
	"strings"
	"testing"

	"spotter/coach"
	"spotter/fitness"
)

// FuzzLearned: whatever is typed, what is learned is of ours, each key once, and
// few enough.
func FuzzLearned(f *testing.F) {
	for _, text := range []string{
		"I weigh 80 kg", "I’m 5'11 and 180 lb", "i have a 16 kg kettlebell and 2 bands", "my left knee hurts, my back too", "im 20 weeks pregnant with asthma", "My knee is fine again", "I'm not",
		"I weigh -", "my", "i have", "ive 1e308 kg", "i weigh \xff\x00", strings.Repeat("my knee hurts, ", 50), strings.Repeat("i have a ", 50),
	} {
		f.Add(text, []byte(nil))
	}
	f.Add("80", coach.Respond(coach.Question{Text: "how much protein do I need?", Turn: 1}).State)
	f.Fuzz(func(t *testing.T, text string, state []byte) {
		keys := map[string]bool{}
		for _, fact := range coach.Learned(coach.Question{Text: text, State: state}) {
			if keys[fact.Key()] {
				t.Errorf("%q: %s twice", text, fact.Key())
			}
			keys[fact.Key()] = true
			if !fact.Gone && (!fact.IsKnown() || fact.Text() == "") {
				t.Errorf("%q: %+v is no fact", text, fact)
			}
		}
		if len(keys) > coach.MaxFacts {
			t.Errorf("%d facts", len(keys))
		}
	})
}

// TestFactsAreBounded: there are no more keys than MaxFacts.
func TestFactsAreBounded(t *testing.T) {
	const singles, conditions, sides = 6, 9, 3
	if n := singles + 2*len(fitness.EquipmentWords()) + sides*len(fitness.Joints()) + conditions + 1; n > coach.MaxFacts {
		t.Errorf("a person can have %d facts", n)
	}
}

func BenchmarkLearned(b *testing.B) {
	long := func(part string) string { return strings.Repeat(part, 8000/len(part)) }
	for name, text := range map[string]string{
		"question": "What are my heart rate zones?", "statement": "I weigh 80 kg, how much protein?", "joints": long("my knee hurts, "), "things": long("i have a "), "sentences": long("My knee. "), "letters": long("i "),
	} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				coach.Learned(coach.Question{Text: text})
			}
		})
	}
}
