package coach_test

import (
	"strings"
	"testing"

	"spotter/coach"
	"spotter/fitness"
)

// turnOf is a message and what the answer to it must and must not have.
type turnOf struct {
	text       string
	has, lacks []string
}

// TestWhoWasNamedStaysWithAllThatIsKnownOfThem: a follow-up is for them, by their age
// and state of health, until the one who asks speaks of themselves.
func TestWhoWasNamedStaysWithAllThatIsKnownOfThem(t *testing.T) {
	p := coach.Person{
		Name: "Robin", Age: 31, Gender: fitness.Male, Level: fitness.Intermediate, WeightKG: 90, HeightCM: 180, RestingHeartRate: 52,
		Equipment: []string{"dumbbell", "barbell", "rack", "bench"}, Injuries: "right shoulder",
	}
	own := []string{"at 31", "90 kg", "your shoulder", "their shoulder", "90–360"}
	flat := []string{"floor press", "glute bridge", "dead bug", "nothing changes", "bench press"}
	for name, turns := range map[string][]turnOf{
		"pregnant": {
			{"my missus is 20 weeks pregnant and swims four times a week, ok to carry on?", []string{"for your missus", "midwife", "12–14", "talk"}, append(flat, "as you are")},
			{"her watch shows 165 bpm most of the time", []string{"too hard", "talk", "12–14", "midwife"}, append(flat, "Gulati", "Tanaka", "as you are")},
			{"which signs mean she has to quit", []string{"bleeding", "contractions", "fluid", "dizz", "calf", "chest pain", "midwife"}, flat},
			{"and lying on a bench?", []string{"flat", "second trimester", "for your missus"}, []string{"nothing changes"}},
			{"how hard then", []string{"12–14", "talk"}, append(flat, "bpm", "% of")},
			{"what else", []string{"midwife"}, flat},
			{"and what are my own zones", []string{"at 31", "Tanaka"}, []string{"midwife", "for your"}},
		},
		"insulin": {
			{"nan is 79 and takes insulin, she would like to start swimming", []string{"for your nan", "glucose", "before they start", "5.0 mmol/l"}, nil},
			{"in the morning on an empty stomach or once she ate?", []string{"for your nan", "after a meal is better", "glucose", "nurse"}, []string{"empty stomach is fine"}},
			{"her knees are bad as well", []string{"for your nan", "knee", "glucose", "pool"}, nil},
			{"before or after lunch", []string{"after a meal is better", "fast sugar"}, []string{"is fine"}},
			{"what should i cook her for it", nil, nil},
		},
		"no plan unasked": {
			{"my girlfriend is expecting, 5 months, and runs on sundays. fine?", []string{"for your girlfriend", "midwife"}, []string{"Day 1", "weighted"}},
			{"ok make her a plan with two days a week", []string{"for your girlfriend", "Day 1", "midwife"}, []string{"dead bug", "lying", "floor press", "at 31", "as you are", "bpm", "% of", "Day 5"}},
		},
		"beside me": {
			{"my wife is 6 months gone, can she still lift with me?", []string{"for your wife", "midwife"}, []string{"as you are"}},
			{"how heavy", []string{"for your wife"}, nil},
		},
		"stent": {
			{"my dad has a stent since march, can he lift", []string{"for your dad", "doctor"}, own},
			{"how often should he do it", []string{"for your dad", "doctor"}, own},
			{"what are my own zones", []string{"at 31"}, []string{"first let", "for your"}},
		},
		"pressure": {
			{"our neighbour is 66 with high blood pressure on tablets, how should she train", []string{"for your neighbour", "blood pressure", "breath"}, nil},
			{"what warning signs should she know", []string{"chest", "doctor", "for your neighbour"}, nil},
		},
	} {
		var state []byte
		for i, turn := range turns {
			a := coach.Respond(coach.Question{Person: p, Text: turn.text, Turn: i + 1, Variant: 1, State: state})
			state = a.State
			for _, want := range turn.has {
				if !strings.Contains(a.Text, want) {
					t.Errorf("%s: %q lacks %q: %s", name, turn.text, want, a.Text)
				}
			}
			never := turn.lacks
			if strings.Contains(a.Text, "for your") {
				never = append(never, own...)
			}
			for _, bad := range never {
				if strings.Contains(a.Text, bad) {
					t.Errorf("%s: %q has %q: %s", name, turn.text, bad, a.Text)
				}
			}
			for _, c := range a.Calculations {
				if age, known := c.Input["age"]; known && age == 0 {
					t.Errorf("%s: %q computes with age 0", name, turn.text)
				}
			}
		}
	}
}

// TestNothingChangesIsNeverSaidOfHealth: a symptom, a pulse or a state of health has an
// answer, even where that of the turn before would be the same.
func TestNothingChangesIsNeverSaidOfHealth(t *testing.T) {
	p := coach.Person{Name: "Robin", Age: 44, Gender: fitness.Female, Level: fitness.Beginner, WeightKG: 70, HeightCM: 168, Injuries: "left knee, asthma, high blood pressure"}
	for _, question := range []string{"make me a plan for the week", "give me a 20 minute workout", "how many sets should i do", "what are my heart rate zones", "how do i build muscle", "how should i warm up"} {
		first := coach.Respond(coach.Question{Person: p, Text: question, Turn: 1, Variant: 1})
		for _, told := range []string{
			"my pulse is at 172 in it", "but its like 168 bpm", "and i have asthma", "my left knee hurts tho", "i have high blood pressure", "it makes me wheeze", "my hip aches after", "im a bit feverish", "i get tingly fingers",
			"i have a cold", "feel sick after", "my ankle swells", "she is at 150 bpm", "whats with my blood pressure", "and my knee?",
		} {
			a := coach.Respond(coach.Question{Person: p, Text: told, Turn: 2, Variant: 1, State: first.State})
			if strings.Contains(a.Text, "nothing changes") || strings.Contains(a.Text, "fits already") {
				t.Errorf("%q behind %q: %s", told, question, a.Text)
			}
		}
	}
}
