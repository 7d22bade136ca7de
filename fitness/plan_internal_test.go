package fitness

import (
	"errors"
	"strings"
	"testing"
)

func TestAnEmptySlotSaysWhatWouldFillIt(t *testing.T) {
	request := PlanRequest{Days: 3, Minutes: 30, Level: Beginner, Age: 30, Goal: HealthGoal}
	for _, test := range []struct {
		conditions []Condition
		patterns   []Pattern
		want       string
	}{
		{[]Condition{"elbow"}, []Pattern{SinglePush}, "add dumbbell to the equipment"},
		{[]Condition{"shoulder", "elbow", "wrist"}, []Pattern{SinglePush}, "safe with shoulder, elbow, wrist"},
	} {
		request.Conditions = test.conditions
		p := newPlanner(request, Prescription{}, 0)
		if err := p.nothingFor(slot{needed, test.patterns}); !errors.Is(err, ErrNothingLeft) || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%v, want %q", err, test.want)
		}
	}
}

func TestASessionThatDoesNotFitSaysHowLongItIs(t *testing.T) {
	request := PlanRequest{Days: 1, Minutes: 4, Level: Beginner, Age: 30, Goal: HealthGoal}
	prescription, err := ResistanceFor(request.Level, request.Age)
	if err != nil {
		t.Fatal(err)
	}
	_, sessions := sessionsFor(1)
	if _, err := newPlanner(request, prescription, 0).liftingDay(sessions[0]); !errors.Is(err, ErrPlanTooShort) || !strings.Contains(err.Error(), "minutes") {
		t.Error(err)
	}
}
