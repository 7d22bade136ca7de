package coach

import (
	"slices"
	"time"

	"spotter/fitness"
)

// said is what a person told in this chat about themselves. It goes before the
// profile, and holds for the whole conversation.
type said struct {
	Age, Resting, Days int
	Weight, Height     float64 // kg, cm
	Gender             fitness.Gender
	Level              fitness.Level
	Movement           fitness.Movement
	Owns, Lacks        []fitness.Equipment
	OwnsNothing        bool           // trains without equipment
	Only               bool           // Owns is all there is, whatever the profile says
	Machines           []string       // slugs of the only machines there are; none is all
	Heaviest           float64        // kg of the heaviest weight there is; 0 is not known
	Avoids             []string       // words of exercises that are not wanted
	On, Off            []time.Weekday // to train on, and not to
	Their              *said          // what was said of somebody else; see wanted.Whose
	Of                 string         // of Their: who that is, "your wife"
	Unit               fitness.Unit   // that loads are said in
	Joints             []fitness.Joint
	Conditions         []condition
	Weeks              int // of the pregnancy
}

// wanted is what the question on the table asks for; a follow-up edits it.
type wanted struct {
	Load, Max      float64 // in Unit of said
	Reps, Sets     int
	Percent        float64
	Kilometres     float64
	Minutes        float64
	Pace           float64 // minutes for a kilometre
	Goal, Lose     float64 // kg
	Weeks          float64 // to lose it in
	Pulse          int
	Effort         float64
	Reserve        int
	HasReserve     bool
	Age            int     // of somebody else, or supposed
	Weight         float64 // kg, of somebody else
	Target         float64 // km that are to be run one day
	Aim            Goal    // of a plan, instead of that of the profile
	Whose          string  // who the question is for, "your wife"; empty is the one who asks
	Step           int     // how many steps harder than the level, or easier
	Days           int     // more than would be planned, or fewer
	Skip           int     // how many exercises to pass over that were named before
	Exercise       string
	Activity       string
	Muscle         string
	Focus          string // of a session: "push"
	Easier, Harder bool
	Quality        fitness.Quality
	Intensity      fitness.Intensity
	HasIntensity   bool
	Supplement     string
	Day            string // that sets were done on, YYYY-MM-DD; "?" is not clear
	Seed           int    // of the session or plan on the table, so that an edit keeps the rest
}

// with returns s with what later says in its place.
func (s said) with(later said) said {
	s.Age, s.Resting, s.Days = or(later.Age, s.Age), or(later.Resting, s.Resting), or(later.Days, s.Days)
	s.Weight, s.Height = or(later.Weight, s.Weight), or(later.Height, s.Height)
	s.Gender, s.Level, s.Movement = or(later.Gender, s.Gender), or(later.Level, s.Level), or(later.Movement, s.Movement)
	s.Unit, s.Weeks = or(later.Unit, s.Unit), or(later.Weeks, s.Weeks)
	if later.OwnsNothing {
		s.Owns, s.OwnsNothing = nil, true
	}
	if later.Only {
		s.Owns, s.Only = nil, true
	}
	if later.OwnsNothing {
		s.Only = false
	}
	if len(later.Machines) > 0 || later.Only {
		s.Machines = later.Machines
	}
	if len(later.Owns) > 0 {
		s.Owns, s.OwnsNothing = union(s.Owns, later.Owns), false
	}
	s.Lacks = without(union(s.Lacks, later.Lacks), later.Owns)
	s.Owns = without(s.Owns, later.Lacks)
	s.Joints, s.Conditions = union(s.Joints, later.Joints), union(s.Conditions, later.Conditions)
	s.Heaviest, s.Avoids = or(later.Heaviest, s.Heaviest), union(s.Avoids, later.Avoids)
	s.Their, s.Of = or(later.Their, s.Their), or(later.Of, s.Of)
	s.On, s.Off = union(without(s.On, later.Off), later.On), union(without(s.Off, later.On), later.Off)
	return s
}

// with returns w edited by a follow-up. A number of repetitions takes the place of
// a percentage, and the other way round.
func (w wanted) with(later wanted) wanted {
	if later.Reps != 0 {
		w.Percent = 0
	}
	if later.Percent != 0 {
		w.Reps = 0
	}
	if later.Exercise != "" || later.Muscle != "" {
		w.Exercise, w.Muscle = "", ""
	}
	w.Load, w.Max, w.Percent = or(later.Load, w.Load), or(later.Max, w.Max), or(later.Percent, w.Percent)
	w.Reps, w.Sets = or(later.Reps, w.Reps), or(later.Sets, w.Sets)
	w.Kilometres, w.Minutes, w.Pace = or(later.Kilometres, w.Kilometres), or(later.Minutes, w.Minutes), or(later.Pace, w.Pace)
	w.Goal, w.Lose, w.Weeks = or(later.Goal, w.Goal), or(later.Lose, w.Lose), or(later.Weeks, w.Weeks)
	w.Pulse, w.Effort, w.Age = or(later.Pulse, w.Pulse), or(later.Effort, w.Effort), or(later.Age, w.Age)
	if later.HasReserve {
		w.Reserve, w.HasReserve = later.Reserve, true
	}
	w.Exercise, w.Activity, w.Muscle = or(later.Exercise, w.Exercise), or(later.Activity, w.Activity), or(later.Muscle, w.Muscle)
	w.Weight, w.Target, w.Aim = or(later.Weight, w.Weight), or(later.Target, w.Target), or(later.Aim, w.Aim)
	w.Easier, w.Harder = later.Easier, later.Harder
	w.Whose, w.Focus = or(later.Whose, w.Whose), or(later.Focus, w.Focus)
	w.Quality, w.Supplement = or(later.Quality, w.Quality), or(later.Supplement, w.Supplement)
	if later.HasIntensity {
		w.Intensity, w.HasIntensity = later.Intensity, true
	}
	return w
}

// isZero reports whether nothing was said.
func (s said) isZero() bool {
	return s.Age == 0 && s.Resting == 0 && s.Days == 0 && s.Weight == 0 && s.Height == 0 && s.Gender == "" && s.Level == "" &&
		s.Movement == "" && len(s.Owns) == 0 && len(s.Lacks) == 0 && !s.OwnsNothing && s.Unit == "" && len(s.Joints) == 0 &&
		len(s.Conditions) == 0 && s.Weeks == 0 && s.Their == nil && s.Heaviest == 0 && len(s.Avoids) == 0 &&
		len(s.On) == 0 && len(s.Off) == 0
}

// or returns the first value unless it is not set.
func or[T comparable](first, second T) T {
	var none T
	if first != none {
		return first
	}
	return second
}

//go:noinline
func union[T comparable](a, b []T) []T {
	all := slices.Clone(a)
	for _, value := range b {
		if !slices.Contains(all, value) {
			all = append(all, value)
		}
	}
	return all
}

func without[T comparable](a, b []T) []T {
	return slices.DeleteFunc(slices.Clone(a), func(value T) bool { return slices.Contains(b, value) })
}
