package coach

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"

	"spotter/fitness"
)

// KnownWeek is a week as its person knows it, and what it was made of: when it
// becomes another, that is told.
type KnownWeek struct {
	Days, Minutes int
	Level         Level
	Goal          Goal
	Age           int
	Owned         []string
	Careful       []string // what to be careful of
	Sessions      []KnownSession
}

// KnownSession is one session of a week that is known.
type KnownSession struct {
	Title     string
	Exercises []KnownExercise
}

// KnownExercise is an exercise and its dose in the first week.
type KnownExercise struct {
	Slug   string
	Sets   int
	Amount int // of what it is counted in
}

// WeekChange is why a week has become another, and what is different. Because is
// empty where the person has changed nothing: Spotter itself plans otherwise now.
type WeekChange struct {
	Because []string // "you noted: knee"
	What    []string // sentences
}

func knownWeek(made fitness.Plan) KnownWeek {
	r := made.Request
	k := KnownWeek{Days: r.Days, Minutes: r.Minutes, Level: r.Level, Goal: Goal(r.Goal), Age: r.Age, Owned: textsOf(r.Owned), Careful: textsOf(r.Conditions)}
	for _, day := range made.Days {
		s := KnownSession{Title: day.Name}
		for _, item := range day.Items {
			s.Exercises = append(s.Exercises, KnownExercise{item.Exercise.Slug, item.Weeks[0].Sets, item.Weeks[0].Amount})
		}
		k.Sessions = append(k.Sessions, s)
	}
	return k
}

// mostChanges bounds the sentences about a week that has changed.
const mostChanges = 6

// changedTo tells a week from the one before; nil is none known before, or the same.
func (k KnownWeek) changedTo(now KnownWeek) *WeekChange {
	if len(k.Sessions) == 0 || reflect.DeepEqual(k.Sessions, now.Sessions) {
		return nil
	}
	what := k.differences(now)
	if more := len(what) - mostChanges; more > 1 {
		what = append(what[:mostChanges], fmt.Sprintf("And %d more changes.", more))
	}
	return &WeekChange{k.reasons(now), what}
}

// reasons are what the week is made of that has changed.
func (k KnownWeek) reasons(now KnownWeek) []string {
	var all []string
	say := func(is bool, format string, a ...any) {
		if is {
			all = append(all, fmt.Sprintf(format, a...))
		}
	}
	list := func(words []string) string { return strings.ReplaceAll(strings.Join(words, ", "), "-", " ") }
	added, gone := without(now.Careful, k.Careful), without(k.Careful, now.Careful)
	say(len(added) > 0, "you noted: %s", list(added))
	say(len(gone) > 0, "you no longer note: %s", list(gone))
	added, gone = without(now.Owned, k.Owned), without(k.Owned, now.Owned)
	say(len(added) > 0, "you now have: %s", list(added))
	say(len(gone) > 0, "you no longer have: %s", list(gone))
	say(k.Goal != now.Goal, "your goal is now: %s", strings.ReplaceAll(string(now.Goal), "_", " "))
	say(k.Level != now.Level, "your level is now: %s", now.Level)
	say(k.Days != now.Days, "you now train %v a week", fitness.Exactly(float64(now.Days), fitness.Days))
	say(k.Minutes != now.Minutes, "a session may now take %d minutes", now.Minutes)
	say(k.Age != now.Age, "your age has changed")
	return all
}

// differences are the sessions that have changed.
func (k KnownWeek) differences(now KnownWeek) []string {
	if len(k.Sessions) != len(now.Sessions) {
		var titles []string
		for _, s := range now.Sessions {
			titles = append(titles, s.Title)
		}
		return []string{fmt.Sprintf("The week has %d sessions instead of %d: %s.", len(now.Sessions), len(k.Sessions), strings.Join(titles, ", "))}
	}
	var what []string
	doses := 0
	for i, s := range now.Sessions {
		before := k.Sessions[i]
		what = append(what, before.exchanged(s)...)
		for _, e := range s.Exercises {
			if at := slices.IndexFunc(before.Exercises, func(old KnownExercise) bool { return old.Slug == e.Slug }); at >= 0 && before.Exercises[at] != e {
				doses++
			}
		}
	}
	switch doses {
	case 0:
	case 1:
		what = append(what, "One exercise has other sets or repetitions.")
	default:
		what = append(what, fmt.Sprintf("%d exercises have other sets or repetitions.", doses))
	}
	if len(what) == 0 {
		what = append(what, "The exercises stand in another order.")
	}
	return what
}

// exchanged says which exercises have come and gone.
func (s KnownSession) exchanged(now KnownSession) []string {
	slugs := func(s KnownSession) []string {
		var all []string
		for _, e := range s.Exercises {
			all = append(all, e.Slug)
		}
		return all
	}
	gone, come := without(slugs(s), slugs(now)), without(slugs(now), slugs(s))
	var what []string
	for i := range max(len(gone), len(come)) {
		switch {
		case i >= len(gone):
			what = append(what, now.Title+": "+ExerciseName(come[i])+" is new.")
		case i >= len(come):
			what = append(what, now.Title+": without "+ExerciseName(gone[i])+".")
		default:
			what = append(what, now.Title+": "+ExerciseName(come[i])+" in place of "+ExerciseName(gone[i])+".")
		}
	}
	return what
}

// KnowWeek notes that the person knows their week as it is now: once or several
// times. It returns ErrNoPlan or ErrNoPlanFits.
func (t *Training) KnowWeek(ctx context.Context, uid string, p Person) error {
	plan, err := t.Store.PlanOf(ctx, uid)
	if err != nil {
		return doing("look up a plan", err)
	}
	made, err := p.planner(plan.Choices).weekPlan()
	if err != nil {
		return noPlanFits(err)
	}
	return t.know(ctx, plan, knownWeek(made))
}

// know keeps what is known of a week. Who changes the plan at the same time knows it
// better.
func (t *Training) know(ctx context.Context, plan Plan, now KnownWeek) error {
	if reflect.DeepEqual(plan.Known, now) {
		return nil
	}
	plan.Known = now
	plan.Version++
	if err := t.Store.SavePlan(ctx, plan); !errors.Is(err, ErrPlanChanged) {
		return doing("note that a week is known", err)
	}
	return nil
}

// weekNews is what an answer says to somebody whose week becomes another by what
// they have just told; "" where it does not.
func weekNews(p Person, learned []Fact) string {
	if p.Plan == nil || len(learned) == 0 {
		return ""
	}
	before, err := p.planner(p.Plan.Choices).weekPlan()
	if err != nil {
		return ""
	}
	told := p
	told.Remembered = append(facts(p.Remembered).without(learned), facts(learned).known()...)
	after, err := told.planner(p.Plan.Choices).weekPlan()
	if err != nil {
		return ""
	}
	change := knownWeek(before).changedTo(knownWeek(after))
	if change == nil || len(change.Because) == 0 {
		return ""
	}
	return fmt.Sprintf("\n\nYour week is made anew because %s. %s", strings.Join(change.Because, ", and "), strings.Join(change.What, " "))
}
