package coach_test

import (
	"testing"

	"spotter/coach"
)

// TestASignIsOnlyLeftOutWhereItIsSurelyNotTheAskersOwn: every message here tells, or
// may tell, of a complaint that is there, in words that also stand in talk of what is
// only supposed, over, or seen at work. It is triaged, or the coach asks.
func TestASignIsOnlyLeftOutWhereItIsSurelyNotTheAskersOwn(t *testing.T) {
	for why, messages := range map[string][]string{
		"supposed": {
			"Why does squatting give me chest pain?", "Can heavy rows cause me chest pain like this?", "Does running trigger my chest pain?", "Could benching give me palpitations every time I do it?",
			"I am worried about a pain in my chest when I run", "I'm scared of a tightness in my chest that comes on hills", "anxious about an irregular heartbeat I noticed yesterday",
			"How do I avoid passing out on heavy deadlifts?", "how can i prevent the dizziness after my sets", "how do I avoid the chest pain on hills",
			"I don't know if I fainted on the treadmill", "not sure if I passed out for a second there", "I wonder if I had a heart attack last night", "what if I had a heart attack last night and didn't notice",
			"I'm afraid of having another heart attack, the last was in may", "is it true that chest pain on stairs is normal, I have it daily",
			"is it possible to have chest pain from rowing, mine comes with every stroke of the rower",
		},
		"formerly": {
			"I've got used to the chest pain on hills", "i am used to passing out after leg day", "I used to get chest pain only on hills, now on the flat as well", "my body is used to the palpitations by now", "getting used to this chest tightness when I climb",
		},
		"at work": {
			"I see the doctor for chest pain on Friday, may I run until then?", "Chest pain when I do my physio exercises", "waiting for a nurse at the clinic about chest pain, may I lift?",
			"passed out while I worked at the hospital", "I'm a nurse on nights with chest pain, can I still lift?", "dizzy on the ward all shift, should I do legs",
		},
		"long ago": {
			"ran 5 km in 19 minutes and passed out at the finish", "chest pain starts in 200 metres", "chest pain when running since last winter", "chest pain for the last year whenever I jog",
			"my chest hurts from 2015 on, always when I run uphill", "pain in my chest after 2 km in 2000 m intervals", "chest pain when I am 10 minutes into a run", "I passed out twice in the last year",
		},
		"healed": {
			"wrist broken, should be healed by now, bench?", "my fracture is almost healed, can i squat", "My broken wrist has not yet healed, can I bench?", "how long until my broken wrist is healed?", "my broken ankle hasn't healed, leg day?", "broke my wrist, when it is healed can I bench? what now?",
			"my fractured wrist hurts. my old tattoo healed fine. can i bench", "broken foot, will be healed in march, may I squat",
		},
		"idiom": {"my days are just chest pains and attacks, can i train"},
		"out cold": {
			"My mate was out cold until just now", "he was out cold until we splashed him, now he mumbles", "was out cold until somebody slapped me, can i finish the set",
		},
		"unsteady": {
			"suddenly unsteady on my feet since this morning", "all of a sudden I'm unsteady on my legs", "unsteady on my feet out of nowhere, legs today?",
		},
	} {
		for _, message := range messages {
			if answer := asked(healthy, message); kindOf(answer) > "B" {
				t.Errorf("%s: %q: %.140s", why, message, answer.Text)
			}
		}
	}
}

// TestTheCareOfAStateIsNotLostToTalkOfWork, nor to where somebody works.
func TestTheCareOfAStateIsNotLostToTalkOfWork(t *testing.T) {
	for message, want := range map[string]string{
		"I see a doctor for high blood pressure, how should I squat?":        "breath",
		"I work in a hospital and have diabetes type 2, can I do intervals?": "glucose",
		"as a nurse on bisoprolol, what heart rate should I train at?":       "talk",
	} {
		holds(t, asked(healthy, message).Text, want)
	}
}

// TestAnEatingDisorderOfOnceIsNoneToDietWith.
func TestAnEatingDisorderOfOnceIsNoneToDietWith(t *testing.T) {
	for _, message := range []string{
		"I used to be bulimic, how do I lose 10 kg?", "i had anorexia years ago, give me a calorie deficit", "as a teen I had an eating disorder, how fast can I lose weight?", "used to be anorexic. how few carbs for fat loss",
	} {
		if answer := asked(healthy, message); kindOf(answer) != "D" {
			t.Errorf("%q: %.140s", message, answer.Text)
		}
	}
	lacks(t, asked(healthy, "my sister used to be bulimic and trains with me, how many sets should I do?").Text, "dietitian")
}

// TestWhatIsSurelyNotThereRaisesNoAlarm is the other side.
func TestWhatIsSurelyNotThereRaisesNoAlarm(t *testing.T) {
	for _, message := range []string{
		"what are the signs of a heart attack?", "can too much caffeine cause palpitations in people?", "what would happen if I fainted under the bar, are safety arms enough?", "i am afraid of having a heart attack on the treadmill, how hard is too hard?",
		"what should I do if someone collapsed in my gym class one day", "how do I prevent injuries when running", "what are the symptoms of overtraining and how do I avoid it?", "in 2015 I had appendix surgery, can I do planks?",
		"I work on a stroke ward and stand all day, which shoes?", "as a paramedic I see heart attacks every week, give me a plan for night shifts", "my patients have chest pain all day long, I just want a stretch routine",
		"I used to faint as a child, how many sets should I do?", "last summer I passed out at a festival, doctors found nothing. how many sets per week?", "in 2012 I had palpitations, all checked and fine. hiit plan?",
		"I broke my wrist two years ago, it is healed, can I bench?", "my broken wrist has fully healed, how do I start to bench?", "was out cold until noon after the race, how do I recover better", "slept, out cold until 10, rest day or not?",
	} {
		if answer := asked(healthy, message); kindOf(answer) <= "B" {
			t.Errorf("%q: %.140s", message, answer.Text)
		}
	}
}

// TestInsistingDoesNotHideARedFlag that only likeness hears.
func TestInsistingDoesNotHideARedFlag(t *testing.T) {
	refused := coach.Respond(coach.Question{Person: healthy, Text: "give me a first cycle of 400 mg test a week", Turn: 1, Variant: 1})
	if kindOf(refused) != "D" {
		t.Fatalf("is no refusal: %s", refused.Text)
	}
	for _, message := range likeOnly {
		if kindOf(asked(healthy, message)) > "B" {
			t.Fatalf("%q alone raises nothing", message)
		}
		if answer := coach.Respond(coach.Question{Person: healthy, Text: message, Turn: 2, Variant: 1, State: refused.State}); kindOf(answer) > "B" {
			t.Errorf("behind a refusal %q: %.140s", message, answer.Text)
		}
	}
}

// likeOnly are red flags that no rule hears.
var likeOnly = []string{
	"but my chest gets funny one minute in", "but it is like someone is standing on me and going down to my hand", "just went all grey and wobbly then came back on the gym floor",
	"my right hand just stopped working properly about ten minutes ago, keeps dropping the phone",
}
