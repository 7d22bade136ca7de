package coach_test

import (
	"testing"

	"spotter/coach"
	"spotter/fitness"
)

// TestSomebodyElsesStateIsTheirsAlone: it is not learnt, the question for them is
// answered by their age, gender and state and says for whom it is, and the next one is
// one's own again.
func TestSomebodyElsesStateIsTheirsAlone(t *testing.T) {
	p := coach.Person{Name: "Robin", Age: 34, Gender: fitness.Male, Level: fitness.Intermediate, WeightKG: 80, HeightCM: 180, RestingHeartRate: 50}
	own := coach.Respond(coach.Question{Person: p, Text: zones, Turn: 2, Variant: 1}).Text
	for _, c := range []struct {
		text       string
		has, lacks []string
	}{
		{"dad aged 66: how many sets", []string{"for your dad", "8–12 repetitions", "balance"}, []string{"at 34"}},
		{"my mum is 70, what are her heart rate zones?", []string{"for your mum", "70", "Gulati"}, []string{"at 34", "Karvonen"}},
		{"how much protein should my son eat, he is 15 and weighs 50 kg", []string{"for your son"}, []string{"at 34", "112–160 g"}},
		{"my mum is diabetic, which exercises can she do?", []string{"for your mum", "glucose"}, []string{"at 34"}},
		{"girlfriend is pregnant, can she lift weights?", []string{"for your girlfriend", "midwife"}, []string{"at 34"}},
		{"can you tell me how hard my husband may run, he takes bisoprolol", []string{"for your husband", "talk"}, []string{"at 34"}},
		{"what should a first session for my daughter (13) look like?", []string{"for your daughter", "adult"}, []string{"at 34"}},
		{"my grandad is 81. how does he train his balance?", []string{"for your grandad", "balance"}, []string{"at 34"}},
	} {
		q := coach.Question{Person: p, Text: c.text, Turn: 1, Variant: 1}
		if learned := coach.Learned(q); len(learned) != 0 {
			t.Errorf("%q teaches %v", c.text, learned)
		}
		first := coach.Respond(q)
		holds(t, first.Text, c.has...)
		lacks(t, first.Text, c.lacks...)
		next := coach.Respond(coach.Question{Person: p, Text: zones, Turn: 2, Variant: 1, State: first.State})
		if next.Text != own {
			t.Errorf("behind %q one's own zones are: %s", c.text, next.Text)
		}
	}
}

// TestAQuestionOfOnesOwnStaysSoWhoeverIsNamedInIt.
func TestAQuestionOfOnesOwnStaysSoWhoeverIsNamedInIt(t *testing.T) {
	p := coach.Person{Name: "Robin", Age: 34, Gender: fitness.Male, Level: fitness.Intermediate, WeightKG: 80, HeightCM: 180}
	for _, text := range []string{
		"my wife is pregnant so i only have 20 minutes a day, what can i do?", "my dad is 66 and diabetic, how many sets should i do?",
		"can i train with my dad, he is 66?", "my brother takes beta blockers, what are my heart rate zones?", "my friend says creatine is bad, how much protein do i need?",
		"my sister is 19 and weighs 50 kg, how many calories do i need?",
	} {
		q := coach.Question{Person: p, Text: text, Turn: 1, Variant: 1}
		if learned := coach.Learned(q); len(learned) != 0 {
			t.Errorf("%q teaches %v", text, learned)
		}
		first := coach.Respond(q)
		lacks(t, first.Text, "as if they asked", "at 66", "at 19", "midwife", "glucose", "beta blocker holds")
		if next := coach.Respond(coach.Question{Person: p, Text: zones, Turn: 2, Variant: 1, State: first.State}).Text; next != coach.Respond(coach.Question{Person: p, Text: zones, Turn: 2, Variant: 1}).Text {
			t.Errorf("behind %q one's own zones are: %s", text, next)
		}
	}
}

// TestWhatIsAskedBackForSomebodyIsTheirs.
func TestWhatIsAskedBackForSomebodyIsTheirs(t *testing.T) {
	p := coach.Person{Name: "Robin", Age: 34, Gender: fitness.Male, WeightKG: 80, HeightCM: 180}
	first := coach.Respond(coach.Question{Person: p, Text: "what are the heart rate zones of my mum", Turn: 1, Variant: 1})
	q := coach.Question{Person: p, Text: "70", Turn: 2, Variant: 1, State: first.State}
	if learned := coach.Learned(q); len(learned) != 0 {
		t.Errorf("%v is learnt", learned)
	}
	second := coach.Respond(q)
	holds(t, first.Text, "How old are they?")
	holds(t, second.Text, "for your mum", "at 70", "144 bpm by Gulati")
	holds(t, coach.Respond(coach.Question{Person: p, Text: "and for me?", Turn: 3, Variant: 1, State: second.State}).Text, "at 34")
}
