package coach_test

import "testing"

// TestAFaintIsHeardHoweverItIsTold.
func TestAFaintIsHeardHoweverItIsTold(t *testing.T) {
	for _, text := range []string{
		"so i was on my 3rd set of squats and went all grey and next thing i knew i was looking up at the gym ceiling lol. ok to do my last 2 sets?",
		"everything turned completely black for a bit on the rower, can I finish the piece?",
		"next thing I remember I'm on the floor by the rack with people around me. how many sets are left?",
	} {
		holds(t, robin(text).Text, "see a doctor today")
	}
	lacks(t, robin("next thing I knew it was nine and I had eaten the whole cake, how do I get back on track?").Text, "see a doctor today")
}

func TestAnAlarmOfOnesOwnStaysWhenSomebodyElseIsAskedFor(t *testing.T) {
	holds(t, robin("I fainted during squats", "what should my wife eat, she is 40?", "can I squat today?").Text, "first let a doctor look")
}

func TestOnesOwnPregnancyIsNotForgottenBehindAnothers(t *testing.T) {
	holds(t, robin("I'm 30 weeks pregnant", "and my sister, 28?", "tell her thanks. I have some bleeding since this morning").Text, "midwife")
}

func TestALoadThatHoldsItsRepetitionsIsReadWhole(t *testing.T) {
	holds(t, robin("squat today 105 5 5 5").Text, "105 kg")
}

func TestAWeightThatIsToldIsNotTheAnswerToAnotherQuestion(t *testing.T) {
	holds(t, robin("What if I weighed 100 kg, how much protein?").Text, "140–200 g")
	holds(t, robin("just got down to 84 kilos yay. roughly what do i burn doing 45 mins of steady swimming").Text, "swimming")
}

// TestNobodyWhoMayBeAChildIsGivenADose of a supplement.
func TestNobodyWhoMayBeAChildIsGivenADose(t *testing.T) {
	for _, turns := range [][]string{
		{"my kid wants to take creatine, ok?"},
		{"my lad's 11 and wants to come lift in the garage", "hes on about creatine already"},
		{"my boy asks about creatine, how much for him?"},
		{"how much creatine for my nephew"},
	} {
		text := robin(turns...).Text
		lacks(t, text, "3–5 g")
		holds(t, text, "no doses")
	}
	holds(t, robin("how much creatine for my wife").Text, "3–5 g")
}
