package coach

import (
	"testing"

	"spotter/fitness"
)

// wholeQuestions say by themselves what they are about.
var wholeQuestions = []string{
	"What are my heart-rate zones?", "Make me a plan for 3 days a week", "Can you make me a plan for three days?", "What weight should I use for the squat?",
	"How many calories do I need a day?", "How much protein do I need?", "How do I warm up?", "How many sets per muscle and week?", "What is my BMI?",
	"My knee hurts when I squat", "How do I do a deadlift?", "What can I do instead of pull-ups?", "How often should I train?", "How should I begin?",
	"How do I lose fat?", "Make me a workout for 30 minutes", "What is my one-repetition maximum if I did 5 at 100 kg?", "How much sleep do I need?",
	"How do I run a faster 5k?", "Bench press 3x8 @ 60 kg", "What is RPE?", "How long should I rest between sets?", "Should I take creatine?",
	"How do I stretch my hamstrings?", "How do I stay motivated?", "Am I getting stronger?", "How many steps a day?", "What should I eat before training?",
	"How hard should I train?", "How do I get my first pull-up?", "How much water should I drink?", "Can I train with a cold?",
}

// TestAWholeQuestionIsAnsweredWhateverWasAskedBefore: each after each other one is
// about what it is about when it comes first.
func TestAWholeQuestionIsAnsweredWhateverWasAskedBefore(t *testing.T) {
	p := Person{Name: "Maya", Age: 34, Gender: fitness.Female, Level: fitness.Beginner, WeightKG: 62, HeightCM: 168}
	ask := func(text string, state []byte) (topic, []byte, string) {
		a := Respond(Question{UID: "u", Person: p, Text: text, State: state, ConversationID: "c"})
		return dialogueOf(a.State).Topic, a.State, a.Text
	}
	alone, states := map[string]topic{}, map[string][]byte{}
	for _, question := range wholeQuestions {
		alone[question], states[question], _ = ask(question, nil)
	}
	for _, before := range wholeQuestions {
		for _, question := range wholeQuestions {
			if about, _, text := ask(question, states[before]); about != alone[question] && question != before {
				t.Errorf("%q after %q is taken for %q, alone for %q: %.120s", question, before, about, alone[question], text)
			}
		}
	}
}
