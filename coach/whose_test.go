package coach_test

import (
	"strings"
	"testing"

	"spotter/coach"
	"spotter/fitness"
)

// robin asks the questions of a conversation one after the other, and returns the last
// answer.
func robin(questions ...string) coach.Answer {
	p := coach.Person{Name: "Robin", Age: 34, Gender: fitness.Male, Level: fitness.Intermediate, WeightKG: 80, HeightCM: 180}
	var answer coach.Answer
	for i, text := range questions {
		answer = coach.Respond(coach.Question{Person: p, Text: text, Turn: i + 1, Variant: 1, State: answer.State})
	}
	return answer
}

func TestAMateWhoIsSpokenToIsNobodyElse(t *testing.T) {
	for _, thanks := range []string{"thanks mate", "why, mate?", "cheers my friend, why?", "ok partner and why?", "mate, is that a lot?"} {
		lacks(t, robin("what is my max heart rate?", thanks).Text, "Robin, for your")
	}
	for _, other := range []string{"and for my mate, he is 50?", "what about a friend of mine, she is 50?", "for my partner, 50?"} {
		holds(t, robin("what is my max heart rate?", other).Text, "Robin, for your")
	}
}

func TestAQuestionBehindOneForSomebodyElseIsForWhomItNames(t *testing.T) {
	const wife = "How much protein for my wife, she is 60 kg"
	for _, own := range []string{"My wife says I should sleep more, how much protein do I need at 80 kg?", "she told me to ask: how much protein do I need?", "my wife trains with me, which zones should I run in?"} {
		lacks(t, robin(wife, own).Text, "Robin, for your")
	}
	lacks(t, robin(wife, "is my son, 14, too young to lift?").Text, "your wife")
	lacks(t, robin(wife, "and what of my dad, he is 66, how many sets should he do?").Text, "your wife")
	holds(t, robin(wife, "does she need more calories when she runs?").Text, "your wife")
}

func TestWhatIsOnesOwnStaysSoBesideAFriend(t *testing.T) {
	for _, text := range []string{"My knee hurts since I ran with a friend, give me a leg session", "my knee hurts. my wife says it is age. give me a leg session"} {
		if got := robin(text, "give me a leg session").Text; got == robin("hi", "give me a leg session").Text {
			t.Errorf("%q spares no knee: %s", text, got)
		}
		found := false
		for _, f := range coach.Learned(coach.Question{Text: text, Turn: 1}) {
			found = found || f.Kind == coach.FactPain && strings.Contains(f.Value, "knee")
		}
		if !found {
			t.Errorf("%q teaches no knee", text)
		}
	}
	holds(t, robin("I have a bad knee and train with my brother, leg session please").Text, "knee")
	for _, text := range []string{"my wife's knee hurts, how do I train with her?", "my son is 14 and his knee hurts, how do I train with him?", "I train with my dad. His knee hurts and he weighs 90 kg. What do I do with him?", "For my wife: she wrote I am 45 and weigh 60 kg"} {
		if learned := coach.Learned(coach.Question{Text: text, Turn: 1}); len(learned) != 0 {
			t.Errorf("%q teaches %v", text, learned)
		}
	}
}

func TestForSomebodysSakeIsNotForThem(t *testing.T) {
	for _, text := range []string{"I want to get fit for my son. I'm 45, 90 kg, how should I train?", "I want to be strong for my kids. What are my heart rate zones?", "need to get in shape for my daughter, 90 kg, what should I eat a day?"} {
		lacks(t, robin(text).Text, "Robin, for your")
	}
	for _, text := range []string{"I need a plan for my wife, she is 50", "how much protein should I give for my son, he is 15 and 50 kg?", "what should I plan for my mum, she is 70?"} {
		holds(t, robin(text).Text, "Robin, for your")
	}
}
