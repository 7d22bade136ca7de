package fitness

// Deload is a week of less training, to recover.
type Deload struct {
	Every        Range // weeks between two
	Volume       Range // percent of the sets to leave out
	Load         Range // one value, percent less load
	FallingAfter int   // sessions in a row that got worse, after which to take one at once
}

// DeloadPlan returns how coaches and athletes take easier weeks. It is common
// practice and no trial's result: coaches said every 4–6 weeks (Bell et al. 2022),
// athletes every 5.6 ± 2.3 (Bell et al. 2024); the amounts are our choice within it.
func DeloadPlan() Deload {
	return Deload{
		Every:        Between(4, 8, Weeks),
		Volume:       Between(40, 50, Percent),
		Load:         Exactly(10, Percent),
		FallingAfter: 2,
	}
}

// DeloadNow reports whether to take a deload: enough weeks have passed since the
// last, or each of the last FallingAfter sessions, the newest at the end, was worse
// than the one before. A session is its estimated maximum, or what else is compared.
func DeloadNow(weeks int, sessions ...float64) bool {
	plan := DeloadPlan()
	if float64(weeks) >= plan.Every.High {
		return true
	}
	if len(sessions) <= plan.FallingAfter {
		return false
	}
	last := sessions[len(sessions)-plan.FallingAfter-1:]
	for i := range plan.FallingAfter {
		if last[i+1] >= last[i] {
			return false
		}
	}
	return true
}

// Lighter returns the load of a deload, unrounded: 10 % less. It returns the
// errors of Load.Check.
func (d Deload) Lighter(l Load) (Load, error) {
	if err := l.Check(); err != nil {
		return Load{}, err
	}
	return Load{l.Weight * (100 - d.Load.Low) / 100, l.Unit}, nil
}

// Fewer returns how many of sets to keep, whole sets and no less than one.
func (d Deload) Fewer(sets int) Range {
	keep := func(percent float64) float64 {
		return max(1, float64(int(float64(sets)*(100-percent)/100+0.5)))
	}
	return Between(keep(d.Volume.High), keep(d.Volume.Low), Sets)
}

// Sources returns where the practice was surveyed.
func (Deload) Sources() []Source { return cite(bell2022, bell2024) }
