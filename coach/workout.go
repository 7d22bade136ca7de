package coach

import (
	"errors"
	"fmt"
	"math"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"spotter/fitness"
)

// Workout is what was done on one day.
type Workout struct {
	ID         string // UUIDv7
	UID        string
	Day        time.Time   // midnight UTC of the day
	Sets       []LoggedSet // in their order, On the day
	Note       string
	CreatedAt  time.Time
	QuestionID string // the message that told of it; "" where no chat did
	Planned    bool   // it came with the tick of a day of the plan
	RequestKey string // what whoever logged it calls the request; "" is not said
}

// Bounds of the log.
const (
	MaxWorkouts    = 10_000 // of a person
	MaxSets        = 100    // of a workout
	MaxWorkoutNote = 500    // characters
	MaxReps        = 100    // of a set that is logged by hand
)

// FieldError says what is wrong with a field of a request.
type FieldError struct {
	Field   string // with its place: "sets[0].exercise"
	Message string // a sentence that says what to do
}

// Error implements error.
func (e *FieldError) Error() string { return e.Field + ": " + e.Message }

// FieldErrors says all that is wrong with the fields of a request.
type FieldErrors []*FieldError

// Error implements error.
func (all FieldErrors) Error() string {
	var lines []string
	for _, e := range all {
		lines = append(lines, e.Error())
	}
	return strings.Join(lines, "; ")
}

// Unwrap has errors.As find each.
func (all FieldErrors) Unwrap() []error {
	var errs []error
	for _, e := range all {
		errs = append(errs, e)
	}
	return errs
}

// WorkoutEntry is a workout as somebody tells of it.
type WorkoutEntry struct {
	Date       string // YYYY-MM-DD
	Sets       []SetEntry
	Note       string
	RequestKey string // a request that is sent again with it logs nothing more; "" is none
}

// SetEntry is a set as somebody tells of it. What is zero was not said.
type SetEntry struct {
	Exercise string // slug, name or alias
	Reps     int
	Seconds  int
	WeightKG float64
	RPE      float64
	HasRPE   bool // RPE was said, 0 too, which is none
}

// dayText is how a date is written.
const dayText = time.DateOnly

// dayOf is midnight UTC of the day of a moment in UTC, which is what counts as
// today: the server knows no time zone of a person.
func dayOf(t time.Time) time.Time { return t.UTC().Truncate(24 * time.Hour) }

var firstDay = time.Date(1970, 1, 1, 0, 0, 0, 0, time.UTC)

// parseDay reads a date that something was done on. It may be tomorrow: east of
// Greenwich that day has begun.
func parseDay(field, text string, now time.Time) (time.Time, error) {
	day, err := time.Parse(dayText, text)
	if err != nil {
		return day, &FieldError{field, "Write the date as YYYY-MM-DD, such as " + now.UTC().Format(dayText) + "."}
	}
	if day.Before(firstDay) || day.After(dayOf(now).AddDate(0, 0, 1)) {
		return day, &FieldError{field, "Use a date from 1970 to today: what is still to come cannot be logged yet."}
	}
	return day, nil
}

// workout checks an entry. It returns FieldErrors, with everything that is wrong.
func (e WorkoutEntry) workout(uid string, now time.Time) (Workout, error) {
	var faults FieldErrors
	note := func(err error) {
		var fault *FieldError
		if errors.As(err, &fault) {
			faults = append(faults, fault)
		}
	}
	day, err := parseDay("date", e.Date, now)
	note(err)
	note(checkNote(e.Note))
	w := Workout{ID: newID(), UID: uid, Day: day, Note: e.Note, CreatedAt: now, RequestKey: e.RequestKey}
	switch n := len(e.Sets); {
	case n == 0:
		note(&FieldError{"sets", "Log at least one set."})
	case n > MaxSets:
		note(&FieldError{"sets", fmt.Sprintf("Log at most %d sets at a time: put the rest into another workout.", MaxSets)})
	default:
		var more FieldErrors
		w.Sets, more = setsFrom(e.Sets, day)
		faults = append(faults, more...)
	}
	if len(faults) > 0 {
		return Workout{}, faults
	}
	return w, nil
}

// setsFrom checks sets of a day.
func setsFrom(entries []SetEntry, day time.Time) (sets []LoggedSet, faults FieldErrors) {
	for i, entry := range entries {
		set, wrong := entry.set(fmt.Sprintf("sets[%d].", i))
		faults = append(faults, wrong...)
		set.On = day
		sets = append(sets, set)
	}
	return sets, faults
}

func checkNote(note string) error {
	switch {
	case utf8.RuneCountInString(note) > MaxWorkoutNote:
		return &FieldError{"note", fmt.Sprintf("Use at most %d characters.", MaxWorkoutNote)}
	case !utf8.ValidString(note), strings.ContainsFunc(note, func(r rune) bool { return unicode.IsControl(r) && r != '\t' && r != '\n' }):
		return &FieldError{"note", "Use no control characters but tab and newline."}
	}
	return nil
}

// set checks a set; place is where it stands in the request.
func (s SetEntry) set(place string) (set LoggedSet, faults FieldErrors) {
	wrong := func(field, message string) { faults = append(faults, &FieldError{place + field, message}) }
	e, err := fitness.NamedExercise(s.Exercise)
	timed := e.Counted != fitness.CountReps
	switch {
	case err != nil:
		wrong("exercise", unknownExercise(s.Exercise))
	case timed && s.Seconds == 0:
		wrong("seconds", e.Name+" is counted in time: say how many seconds it took.")
	case !timed && s.Reps == 0:
		wrong("reps", e.Name+" is counted in repetitions: say how many.")
	}
	if s.Reps < 0 || s.Reps > MaxReps {
		wrong("reps", fmt.Sprintf("Use 1 to %d repetitions.", MaxReps))
	}
	if s.Seconds < 0 || s.Seconds > fitness.MaxLoggedSeconds {
		wrong("seconds", fmt.Sprintf("Use 1 to %d seconds.", fitness.MaxLoggedSeconds))
	}
	if !(s.WeightKG >= 0 && s.WeightKG <= fitness.MaxLoad) {
		wrong("weight_kg", fmt.Sprintf("Use 0 to %d kg; 0 is the body alone.", fitness.MaxLoad))
	}
	if (s.HasRPE || s.RPE != 0) && !(s.RPE >= 1 && s.RPE <= 10) {
		wrong("rpe", "Use 1 to 10, where 10 leaves no repetition in reserve.")
	}
	return LoggedSet{Slug: e.Slug, Reps: s.Reps, Seconds: s.Seconds, Weight: math.Round(s.WeightKG*1000) / 1000, RPE: s.RPE}, faults
}

// unknownExercise offers names near one that is not known.
func unknownExercise(name string) string {
	near := fitness.SearchExercises(name)
	if len(near) == 0 {
		return "There is no such exercise: use a name or slug of the catalogue, such as back-squat."
	}
	return "There is no exercise of that name: did you mean " + slugs(near, 3) + "?"
}

// slugs lists the first few: "back-squat, front-squat or goblet-squat".
func slugs(all []fitness.Exercise, most int) string {
	var list []string
	for _, e := range all[:min(len(all), most)] {
		list = append(list, e.Slug)
	}
	if last := len(list) - 1; last > 0 {
		return strings.Join(list[:last], ", ") + " or " + list[last]
	}
	return strings.Join(list, "")
}

var (
	// ErrNoWorkout says that the person has no such workout.
	ErrNoWorkout = errors.New("no such workout")
	// ErrKeyReused says that a request key came with another workout before.
	ErrKeyReused = errors.New("request key of another workout")
	// ErrTooManyWorkouts says that the person has MaxWorkouts already.
	ErrTooManyWorkouts = errors.New("too many workouts")
)
