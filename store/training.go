package store

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/go-json-experiment/json"

	"spotter/coach"
)

// writeSets writes one set a line: slug, repetitions, seconds, kilograms, RPE. It is
// no JSON because a log of years is read at once.
func writeSets(sets []coach.LoggedSet) string {
	var text strings.Builder
	for _, s := range sets {
		number := func(n float64) string { return strconv.FormatFloat(n, 'f', -1, 64) }
		fmt.Fprintf(&text, "%s %d %d %s %s\n", s.Slug, s.Reps, s.Seconds, number(s.Weight), number(s.RPE))
	}
	return text.String()
}

func readSets(text string, on time.Time) ([]coach.LoggedSet, error) {
	sets := make([]coach.LoggedSet, 0, strings.Count(text, "\n"))
	for line := range strings.Lines(text) {
		s := coach.LoggedSet{On: on}
		var fields [5]string
		for i := range fields {
			fields[i], line, _ = strings.Cut(strings.TrimSuffix(line, "\n"), " ")
		}
		var errs [4]error
		s.Slug = fields[0]
		s.Reps, errs[0] = strconv.Atoi(fields[1])
		s.Seconds, errs[1] = strconv.Atoi(fields[2])
		s.Weight, errs[2] = strconv.ParseFloat(fields[3], 64)
		s.RPE, errs[3] = strconv.ParseFloat(fields[4], 64)
		if err := errors.Join(errs[:]...); err != nil {
			return nil, fmt.Errorf("a stored set cannot be read: %w", err)
		}
		sets = append(sets, s)
	}
	return sets, nil
}

// choicesText is what was chosen for a plan, in its column.
type choicesText struct {
	DaysPerWeek int        `json:"days_per_week,omitzero"`
	Minutes     int        `json:"minutes,omitzero"`
	Goal        string     `json:"goal,omitzero"`
	Equipment   *[]string  `json:"equipment,omitzero"` // null is that of the profile, [] is none
	Weekdays    []int      `json:"weekdays,omitzero"`  // 0 is Sunday
	Swaps       []swapText `json:"swaps,omitzero"`
}

type swapText struct {
	Day  int    `json:"day"`
	Slug string `json:"exercise"`
	For  string `json:"for"`
}

func writeChoices(c coach.PlanChoices) (string, error) {
	t := choicesText{DaysPerWeek: c.DaysPerWeek, Minutes: c.Minutes, Goal: string(c.Goal)}
	if c.Equipment != nil {
		t.Equipment = &c.Equipment
	}
	for _, day := range c.Weekdays {
		t.Weekdays = append(t.Weekdays, int(day))
	}
	for _, s := range c.Swaps {
		t.Swaps = append(t.Swaps, swapText(s))
	}
	text, err := json.Marshal(t)
	return string(text), err
}

func readChoices(text string) (coach.PlanChoices, error) {
	var t choicesText
	if err := json.Unmarshal([]byte(text), &t); err != nil {
		return coach.PlanChoices{}, fmt.Errorf("a stored plan cannot be read: %w", err)
	}
	c := coach.PlanChoices{DaysPerWeek: t.DaysPerWeek, Minutes: t.Minutes, Goal: coach.Goal(t.Goal)}
	if t.Equipment != nil {
		c.Equipment = *t.Equipment
	}
	for _, day := range t.Weekdays {
		c.Weekdays = append(c.Weekdays, time.Weekday(day))
	}
	for _, s := range t.Swaps {
		c.Swaps = append(c.Swaps, coach.Swap(s))
	}
	return c, nil
}

// knownText is the week that somebody knows, in its column.
type knownText struct {
	Days     int           `json:"days"`
	Minutes  int           `json:"minutes"`
	Level    string        `json:"level"`
	Goal     string        `json:"goal"`
	Age      int           `json:"age,omitzero"`
	Owned    []string      `json:"owned,omitzero"`
	Careful  []string      `json:"careful,omitzero"`
	Sessions []sessionText `json:"sessions"`
}

type sessionText struct {
	Title     string     `json:"title"`
	Exercises []doseText `json:"exercises"`
}

type doseText struct {
	Slug   string `json:"exercise"`
	Sets   int    `json:"sets"`
	Amount int    `json:"amount"`
}

func writeKnown(k coach.KnownWeek) (string, error) {
	if len(k.Sessions) == 0 {
		return "", nil
	}
	t := knownText{Days: k.Days, Minutes: k.Minutes, Level: string(k.Level), Goal: string(k.Goal), Age: k.Age, Owned: k.Owned, Careful: k.Careful}
	for _, s := range k.Sessions {
		session := sessionText{Title: s.Title}
		for _, e := range s.Exercises {
			session.Exercises = append(session.Exercises, doseText(e))
		}
		t.Sessions = append(t.Sessions, session)
	}
	text, err := json.Marshal(t)
	return string(text), err
}

func readKnown(text string) (coach.KnownWeek, error) {
	if text == "" {
		return coach.KnownWeek{}, nil
	}
	var t knownText
	if err := json.Unmarshal([]byte(text), &t); err != nil {
		return coach.KnownWeek{}, fmt.Errorf("a stored week cannot be read: %w", err)
	}
	k := coach.KnownWeek{Days: t.Days, Minutes: t.Minutes, Level: coach.Level(t.Level), Goal: coach.Goal(t.Goal), Age: t.Age, Owned: t.Owned, Careful: t.Careful}
	for _, s := range t.Sessions {
		session := coach.KnownSession{Title: s.Title}
		for _, e := range s.Exercises {
			session.Exercises = append(session.Exercises, coach.KnownExercise(e))
		}
		k.Sessions = append(k.Sessions, session)
	}
	return k, nil
}

// dayText is how a day is kept: it sorts as days do.
func dayText(day time.Time) string { return day.Format(time.DateOnly) }

func readDay(text string) (time.Time, error) {
	day, err := time.Parse(time.DateOnly, text)
	if err != nil {
		return day, fmt.Errorf("a stored day cannot be read: %w", err)
	}
	return day, nil
}
