package fitness_test

import (
	"errors"
	"testing"

	"spotter/fitness"
)

func TestWeeklyActivityChangesAt18And65(t *testing.T) {
	for _, test := range []struct {
		age                               int
		band                              fitness.AgeBand
		daily, moderate, vigorous         string
		vigorousDays, strength, balancing string
	}{
		{13, fitness.Youth, "at least 60 min", "", "", "at least 3 days", "at least 3 days", ""},
		{17, fitness.Youth, "at least 60 min", "", "", "at least 3 days", "at least 3 days", ""},
		{18, fitness.Adult, "", "150–300 min", "75–150 min", "", "at least 2 days", ""},
		{64, fitness.Adult, "", "150–300 min", "75–150 min", "", "at least 2 days", ""},
		{65, fitness.Older, "", "150–300 min", "75–150 min", "", "at least 2 days", "at least 3 days"},
		{120, fitness.Older, "", "150–300 min", "75–150 min", "", "at least 2 days", "at least 3 days"},
	} {
		activity, err := fitness.ActivityFor(test.age)
		if err != nil {
			t.Fatal(err)
		}
		if activity.AgeBand != test.band {
			t.Errorf("%d is %s, want %s", test.age, activity.AgeBand, test.band)
		}
		for _, field := range []struct {
			name string
			got  fitness.Range
			want string
		}{
			{"daily", activity.Daily, test.daily},
			{"moderate", activity.Moderate, test.moderate},
			{"vigorous", activity.Vigorous, test.vigorous},
			{"vigorous days", activity.VigorousDays, test.vigorousDays},
			{"strength days", activity.StrengthDays, test.strength},
			{"balance days", activity.BalanceDays, test.balancing},
		} {
			if field.want == "" && field.got.IsZero() {
				continue
			}
			if field.got.String() != field.want {
				t.Errorf("%s at %d: %v, want %q", field.name, test.age, field.got, field.want)
			}
		}
	}
}

func TestActivityRefusesAgesOutOfRange(t *testing.T) {
	for _, age := range []int{-1, 0, 12, 121} {
		if _, err := fitness.ActivityFor(age); !errors.Is(err, fitness.ErrAgeOutOfRange) {
			t.Errorf("age %d: %v", age, err)
		}
	}
}

func TestResistanceByLevelAndAge(t *testing.T) {
	for _, test := range []struct {
		level                  fitness.Level
		age                    int
		days, sets, reps, load string
		heavy                  bool
	}{
		{fitness.Beginner, 30, "2–3 days", "1–3 sets", "8–12 repetitions", "60–70 % 1RM", false},
		{fitness.Intermediate, 30, "3–4 days", "2–3 sets", "6–12 repetitions", "70–85 % 1RM", true},
		{fitness.Expert, 30, "4–6 days", "3–6 sets", "1–12 repetitions", "70–100 % 1RM", true},
		{fitness.Expert, 17, "4–6 days", "3–6 sets", "6–12 repetitions", "70–80 % 1RM", false},
		{fitness.Expert, 18, "4–6 days", "3–6 sets", "1–12 repetitions", "70–100 % 1RM", true},
		{fitness.Expert, 64, "4–6 days", "3–6 sets", "1–12 repetitions", "70–100 % 1RM", true},
		{fitness.Expert, 65, "4–6 days", "3–6 sets", "8–12 repetitions", "70–80 % 1RM", false},
		{fitness.Expert, 0, "4–6 days", "3–6 sets", "8–12 repetitions", "70–80 % 1RM", false},
	} {
		p, err := fitness.ResistanceFor(test.level, test.age)
		if err != nil {
			t.Fatal(err)
		}
		got := []string{p.Days.String(), p.Sets.String(), p.Reps.String(), p.Load.String(), p.Rest.String(), p.MuscleDays.String()}
		want := []string{test.days, test.sets, test.reps, test.load, "1–2 min", "at least 2 days"}
		for i := range want {
			if got[i] != want[i] {
				t.Errorf("%s at %d: %q, want %q", test.level, test.age, got[i], want[i])
			}
		}
		if p.Heavy.IsZero() == test.heavy {
			t.Errorf("%s at %d: heavy sets %v", test.level, test.age, p.Heavy)
		}
	}
}

func TestHeavySetsAreFewAndRestLong(t *testing.T) {
	p, _ := fitness.ResistanceFor(fitness.Expert, 30)
	if got := p.Heavy.Sets.String() + ", " + p.Heavy.Load.String() + ", " + p.Heavy.Rest.String(); got != "2–3 sets, at least 80 % 1RM, 2–5 min" {
		t.Error(got)
	}
}

func TestResistanceRefusesWhatItDoesNotKnow(t *testing.T) {
	if _, err := fitness.ResistanceFor("novice", 30); !errors.Is(err, fitness.ErrUnknownLevel) {
		t.Errorf("level: %v", err)
	}
	for _, age := range []int{-1, 12, 121} {
		if _, err := fitness.ResistanceFor(fitness.Beginner, age); !errors.Is(err, fitness.ErrAgeOutOfRange) {
			t.Errorf("age %d: %v", age, err)
		}
	}
}

func TestMoreExperienceNeverMeansLessTraining(t *testing.T) {
	levels := []fitness.Level{fitness.Beginner, fitness.Intermediate, fitness.Expert}
	for age := fitness.MinAge; age <= fitness.MaxAge; age++ {
		for available := range 8 {
			for i := range levels[1:] {
				less, _ := fitness.ResistanceFor(levels[i], age)
				more, _ := fitness.ResistanceFor(levels[i+1], age)
				if !atMost(less.Sets, more.Sets) || !atMost(less.DaysOf(available), more.DaysOf(available)) || !atMost(less.Load, more.Load) {
					t.Errorf("%s does more than %s at %d with %d days", levels[i], levels[i+1], age, available)
				}
			}
		}
	}
}

func atMost(a, b fitness.Range) bool { return a.Low <= b.Low && a.High <= b.High }

func TestEveryPrescriptionIsAProperRange(t *testing.T) {
	for _, level := range []fitness.Level{fitness.Beginner, fitness.Intermediate, fitness.Expert} {
		for _, age := range []int{0, 13, 17, 18, 64, 65, 120} {
			p, err := fitness.ResistanceFor(level, age)
			if err != nil {
				t.Fatal(err)
			}
			for _, r := range []fitness.Range{p.Days, p.Sets, p.Reps, p.Load, p.Rest} {
				if r.Low > r.High {
					t.Errorf("%s at %d: %v is upside down", level, age, r)
				}
			}
			if len(p.Sources()) < 2 || p.Sources()[0].ID != "acsm-2026" || p.Sources()[1].ID != "acsm-2009" {
				t.Errorf("%s at %d: sources %v", level, age, p.Sources())
			}
		}
	}
}

func TestTheDaysThereAreLimitTheDaysToLift(t *testing.T) {
	p, _ := fitness.ResistanceFor(fitness.Intermediate, 30)
	for available, want := range map[int]string{-1: "3–4 days", 0: "3–4 days", 1: "1 day", 2: "2 days", 3: "3 days", 4: "3–4 days", 7: "3–4 days"} {
		if got := p.DaysOf(available).String(); got != want {
			t.Errorf("%d available: %s, want %s", available, got, want)
		}
	}
}
