package coach_test

import (
	"testing"

	"spotter/coach"
)

func BenchmarkRespond(b *testing.B) {
	tom := profiles()["tom"]
	for name, text := range map[string]string{
		"zones": "What are my heart rate zones?", "protein": "How much protein do I need?", "one_rm": "I bench 100 kg for 5 reps, what's my 1RM?",
		"substitute": "What can I do instead of squats? I have no barbell", "plan": "Make me a plan for the week", "two": "How much protein do I need and how long should I rest between sets?",
		"off_topic": "What is the capital of France?", "triage": "I have chest pain",
	} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				coach.Respond(coach.Question{Person: tom, Text: text, Turn: 1})
			}
		})
	}
}
