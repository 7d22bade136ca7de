package coach_test

import (
	"encoding/json"
	"reflect"
	"strings"
	"testing"
	"unicode/utf8"

	"spotter/coach"
	"spotter/fitness"
)

func TestReplyAnswersThisPerson(t *testing.T) {
	anna := coach.Person{Name: "Anna", Age: 68, Gender: fitness.Female, Level: fitness.Beginner}
	ben := coach.Person{Name: "Ben", Age: 40, Gender: fitness.Male, Level: fitness.Expert, RestingHeartRate: 60, DaysPerWeek: 5}
	kim := coach.Person{Name: "Kim", Age: 17, Gender: fitness.Other, Level: fitness.Expert}
	jo := coach.Person{Name: "Jo", Level: fitness.Expert}
	for _, test := range []struct {
		name, message string
		person        coach.Person
		want, not     []string
	}{
		{"zones, woman, no pulse", zones, anna, []string{"Anna", "146 bpm by Gulati (206 − 0.88 × age)", "160 bpm by Tanaka", "moderate: 94–111 bpm by Gulati or 103–122 bpm by Tanaka", "balance"}, []string{"near-maximal", "doctor"}},
		{"zones, man, pulse", zones, ben, []string{"180 bpm by Tanaka", "Karvonen", "60 bpm", "moderate: 108–131 bpm", "vigorous: 132–167 bpm", "75–150 min"}, []string{"gulati"}},
		{"zones, youth", zones, kim, []string{"Tanaka", "Gulati", "supervised", "sub-maximal"}, []string{"near-maximal"}},
		{"zones, no age", zones, jo, []string{"64–76 %", "How old are you?"}, []string{"bpm"}},
		{"volume, older beginner", volume, anna, []string{"2–3 days", "1–3 sets", "8–12 repetitions", "60–70 % 1RM", "1–2 min", "balance on at least 3 days"}, nil},
		{"volume, expert with five days", volume, ben, []string{"4–5 days", "3–6 sets", "at least 80 % 1RM", "2–5 min", "150–300 min"}, nil},
		{"volume, youth", volume, kim, []string{"4–6 days", "6–12 repetitions", "sub-maximal", "at least 60 min"}, []string{"1–12", "at least 80 %"}},
		{"volume, no age, stays safe at every age", volume, jo, []string{"8–12 repetitions", "How old are you?"}, []string{"1–12"}},
		{"first step, older beginner", firstStep, anna, []string{"5–10 min", "83–92 bpm", "1 set", "60 % 1RM", "wall or chair"}, nil},
		{"first step, youth", firstStep, kim, []string{"supervises", "sub-maximal"}, nil},
		{"hard, from 65 on", hard, anna, []string{"screening", "doctor", "low-impact moderate", "94–111 bpm", "146 bpm"}, nil},
		{"hard, youth", hard, kim, []string{"supervised", "sub-maximal", "6 repetitions"}, []string{"doctor"}},
		{"hard, adult expert", hard, ben, []string{"132–167 bpm", "150 min"}, []string{"doctor", "screen"}},
		{"hard, untrained adult", hard, coach.Person{Age: 30}, []string{"Screen yourself", "low-impact moderate", "bpm"}, []string{"doctor"}},
		{"hard, no age", hard, jo, []string{"How old are you?", "64–76 %"}, []string{"yes"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			text := coach.Reply(test.person, test.message).Text
			holds(t, text, test.want...)
			lacks(t, text, test.not...)
		})
	}
}

func TestAGoalChoosesWhatComesFirst(t *testing.T) {
	for goal, movingFirst := range map[coach.Goal]bool{
		coach.Endurance: true, coach.FatLoss: true, coach.Health: true,
		coach.Strength: false, coach.Muscle: false, coach.GoalUnknown: false,
	} {
		text := coach.Reply(coach.Person{Age: 30, Goal: goal}, firstStep).Text
		if got := strings.Index(text, "walking") < strings.Index(text, "1RM"); got != movingFirst {
			t.Errorf("goal %q: moving first is %v in %s", goal, got, text)
		}
	}
}

func TestParaphrasesAndSlipsKeepTheAnswer(t *testing.T) {
	p := coach.Person{Name: "Robin", Age: 40, Gender: fitness.Male}
	for question, paraphrases := range map[string][]string{
		zones: {"WHAT ARE MY HEART-RATE ZONES", "heart rate zones pls", "hart rate zones?", "target pulse zone", "my heart rate zonez", "which bpm is moderate for me?"},
		volume: {
			"how many days and sets should I train", "How often should I work out?", "how many sets per exercise?", "how many days a week in the gym",
			"how many trainning days should i do per week", "How many reps and sets?", "number of sets for one arm", "how many sets this week for my left leg",
		},
		firstStep: {"what shoud i do first", "Where do I start?", "how do I begin", "what is my first step", "I'm new, help me get started", "what should I do frist?"},
		hard:      {"can I train harder?", "I want to do sprints", "are high-intensity intervals ok", "I want a hard workout", "is vigorous exercise fine"},
	} {
		want := coach.Reply(p, question)
		for _, paraphrase := range paraphrases {
			if got := coach.Reply(p, paraphrase); !strings.HasPrefix(got.Text, want.Text) {
				t.Errorf("%q is not understood as %q: %s", paraphrase, question, got.Text)
			}
		}
	}
}

func TestAnythingElseGetsAShortHonestAnswer(t *testing.T) {
	for _, message := range []string{"", "tell me a joke", "what's the weather?", "how many days until christmas", "write my essay", "????", "\xff\xfe"} {
		answer := coach.Reply(coach.Person{Name: "Jo", Age: 30}, message)
		holds(t, answer.Text, "I stay with training", "heart-rate zones", "what to do first")
		if strings.Count(answer.Text, ".") != 2 || len(answer.Sources) != 0 || answer.Asks {
			t.Errorf("%q: %+v", message, answer)
		}
	}
}

func TestEverySuggestionIsUnderstood(t *testing.T) {
	for _, p := range everyone() {
		if p.RestingHeartRate != 0 || p.Gender == fitness.Other {
			continue // neither changes what is suggested
		}
		for _, suggestion := range coach.Suggestions(p) {
			answer := replied(p, suggestion)
			if answer.Asks || len(answer.Suggestions) != 3 {
				t.Errorf("%q: %+v", suggestion, answer)
			}
			for _, next := range answer.Suggestions {
				if next == suggestion || replied(p, next).Asks {
					t.Errorf("%q suggests %q", suggestion, next)
				}
			}
		}
	}
}

func TestEveryAnswerHasANumberASourceAndNoDoctor(t *testing.T) {
	for _, p := range everyone() {
		for _, question := range []string{zones, volume, firstStep} {
			answer := replied(p, question)
			lacks(t, answer.Text, "doctor", "emergency", "physician")
			if len(answer.Sources) == 0 || !strings.ContainsAny(answer.Text, "0123456789") {
				t.Errorf("%q for %+v: %+v", question, p, answer)
			}
			if p.Age != 0 && len(answer.Calculations) == 0 {
				t.Errorf("%q for %+v has no calculation", question, p)
			}
			if strings.Contains(answer.Text, "%!") || strings.Contains(answer.Text, "any ") || strings.Contains(answer.Text, "at at") {
				t.Errorf("badly put: %s", answer.Text)
			}
		}
	}
}

func TestAnotherLevelOrAgeGetsAnotherAnswer(t *testing.T) {
	for _, question := range []string{zones, volume, firstStep, hard} {
		for _, gender := range genders {
			seen := map[string]coach.Person{}
			for _, level := range levels {
				for _, age := range ages {
					p := coach.Person{Name: "Robin", Age: age, Gender: gender, Level: level}
					text := coach.Reply(p, question).Text
					if other, ok := seen[text]; ok {
						t.Errorf("%q: %+v and %+v get the same", question, p, other)
					}
					seen[text] = p
				}
			}
		}
	}
}

func TestTenYearsMoreNeverRaiseATarget(t *testing.T) {
	for _, gender := range genders {
		for _, resting := range []int{0, 60, 110, 120} {
			at := map[int][]coach.Calculation{}
			for age := fitness.MinAge; age <= fitness.MaxAge; age++ {
				at[age] = coach.Reply(coach.Person{Age: age, Gender: gender, RestingHeartRate: resting}, zones).Calculations
			}
			for age := fitness.MinAge; age+10 <= fitness.MaxAge; age++ {
				younger, older := at[age], at[age+10]
				for i := range younger {
					for _, zone := range []string{"light_bpm", "moderate_bpm", "vigorous_bpm"} {
						a, b := younger[i].Output[zone].(map[string]any), older[i].Output[zone].(map[string]any)
						if b["low"].(int) > a["low"].(int) || b["high"].(int) > a["high"].(int) {
							t.Errorf("%s from %d to %d, pulse %d: %v becomes %v", zone, age, age+10, resting, a, b)
						}
					}
				}
			}
		}
	}
}

func TestABeginnerNeverDoesMoreThanAnExpert(t *testing.T) {
	for _, age := range ages {
		for days := range 8 {
			p := coach.Person{Age: age, DaysPerWeek: days, Level: fitness.Beginner}
			less := coach.Reply(p, volume).Calculations[0].Output
			p.Level = fitness.Expert
			more := coach.Reply(p, volume).Calculations[0].Output
			for _, quantity := range []string{"days", "sets"} {
				a, b := less[quantity].(map[string]any), more[quantity].(map[string]any)
				if a["low"].(int) > b["low"].(int) || a["high"].(int) > b["high"].(int) {
					t.Errorf("%s at %d with %d days: beginner %v, expert %v", quantity, age, days, a, b)
				}
			}
		}
	}
}

func TestTheSameQuestionGetsTheSameAnswer(t *testing.T) {
	for _, p := range everyone() {
		if a, b := replied(p, zones), coach.Reply(p, zones); !reflect.DeepEqual(a, b) {
			t.Errorf("%+v then %+v", a, b)
		}
	}
}

func TestNoSourceIsCitedTwiceAndCalculationsAreJSON(t *testing.T) {
	for _, p := range everyone() {
		answer := replied(p, volume)
		seen := map[string]bool{}
		for _, source := range answer.Sources {
			if seen[source.ID] || source.Title == "" {
				t.Errorf("source %v in %v", source, answer.Sources)
			}
			seen[source.ID] = true
		}
		if _, err := json.Marshal(answer.Calculations); err != nil {
			t.Error(err)
		}
	}
}

func FuzzReply(f *testing.F) {
	for _, message := range []string{zones, volume, firstStep, hard, "I have chest pain", "", "\xff", "ﬁrst\u200d pain … |*", strings.Repeat("left arm weak ", 50)} {
		f.Add("Robin", message, 40, 60, "female", "expert")
	}
	f.Fuzz(func(t *testing.T, name, message string, age, resting int, gender, level string) {
		p := coach.Person{Name: name, Age: age, RestingHeartRate: resting, Gender: fitness.Gender(gender), Level: fitness.Level(level), DaysPerWeek: age % 9}
		answer := coach.Reply(p, message)
		if answer.Text == "" || !utf8.ValidString(answer.Text) || !utf8.ValidString(coach.Greeting(p)) {
			t.Errorf("%+v, %q: %q", p, message, answer.Text)
		}
		if again := coach.Reply(p, message+". I have chest pain"); !strings.Contains(again.Text, "call") {
			t.Errorf("%q beside chest pain is answered %q", message, again.Text)
		}
	})
}

func FuzzRespond(f *testing.F) {
	for _, r := range table(f) {
		f.Add(r.turns[0], []byte(`{"Version":1,"Topic":"onerm","Wanted":{"Load":100,"Reps":5}}`), "bad knee")
	}
	f.Add("and at 50?", []byte(`{"Version":1,"Topic":"plan","Asked":"age","Said":{"Age":-4,"Owns":["x"]},"Wanted":{"Minutes":1e300,"Pace":-1,"Sets":-9}}`), "")
	f.Fuzz(func(t *testing.T, message string, state []byte, injuries string) {
		p := coach.Person{Name: "Robin", Age: 40, Injuries: injuries, WeightKG: 80}
		answer := coach.Respond(coach.Question{Person: p, Text: message, State: state})
		if answer.Text == "" || !utf8.ValidString(answer.Text) || len(answer.State) > 4096 || len(answer.Suggestions) > 3 {
			t.Errorf("%q, %q: %+v", message, state, answer)
		}
		if _, err := json.Marshal(answer.Calculations); err != nil {
			t.Errorf("%q, %q: %v", message, state, err)
		}
		coach.Respond(coach.Question{Person: p, Text: "and for 10 reps?", State: answer.State})
	})
}
