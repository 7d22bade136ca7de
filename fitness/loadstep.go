package fitness

// Step is the next load of an exercise.
type Step struct {
	Load     Load
	MoreReps bool  // no plates fit: the load stays, and repetitions are added
	Increase Range // one value, percent more than before; 0 with MoreReps
}

// Overload is by how much a load may grow at once, in percent (ACSM 2009).
func Overload() Range { return Between(2, 10, Percent) }

// RepsOverTarget and SessionsOverTarget say when a load should grow: as many
// repetitions over the target, in as many sessions in a row (ACSM 2009).
const (
	RepsOverTarget     = 1
	SessionsOverTarget = 2
)

// ReadyForMore reports whether a load should grow: whether the last sessions, the
// newest at the end, were each RepsOverTarget over the target of repetitions.
func ReadyForMore(target int, sessions ...int) bool {
	if target <= 0 || len(sessions) < SessionsOverTarget {
		return false
	}
	for _, reps := range sessions[len(sessions)-SessionsOverTarget:] {
		if reps < target+RepsOverTarget {
			return false
		}
	}
	return true
}

// NextLoad returns the load after l: l and the fewest steps of plates that add 2
// to 10 % (ACSM 2009). Where no step fits, the load stays and repetitions are
// added: 60 kg becomes 62.5 kg, 20 kg stays. It returns the errors of Load.Check.
func NextLoad(l Load) (Step, error) {
	if err := l.Check(); err != nil {
		return Step{}, err
	}
	step, overload := PlateStep(l.Unit).Low, Overload()
	for added := step; ; added += step {
		switch percent := added / l.Weight * 100; {
		case percent > overload.High+1e-9:
			return Step{Load: l, MoreReps: true, Increase: Exactly(0, Percent)}, nil
		case percent >= overload.Low-1e-9:
			return Step{Load: Load{l.Weight + added, l.Unit}, Increase: Exactly(percent, Percent)}, nil
		}
	}
}

// Formula returns the name of the rule.
func (Step) Formula() string { return "ACSM progression" }

// Expression returns the rule as it is written.
func (Step) Expression() string {
	return "the fewest steps of 2.5 kg or 5 lb that add 2–10 %, or more repetitions"
}

// Sources returns where the rule was published.
func (Step) Sources() []Source { return cite(acsm2009) }
