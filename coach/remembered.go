package coach

import (
	"slices"
	"time"

	"spotter/fitness"
)

// facts are a person's, the earlier said first.
type facts []Fact

// known are those that hold.
func (all facts) known() facts {
	return slices.DeleteFunc(slices.Clone(all), func(f Fact) bool { return !f.IsKnown() })
}

// without returns the facts whose keys are not among those of others.
func (all facts) without(others []Fact) facts {
	return slices.DeleteFunc(slices.Clone(all), func(f Fact) bool {
		return slices.ContainsFunc(others, func(o Fact) bool { return o.Key() == f.Key() })
	})
}

// has reports whether a fact holds.
func (all facts) has(kind FactKind, value string) bool {
	return slices.ContainsFunc(all, func(f Fact) bool { return f.Kind == kind && f.Value == value && f.IsKnown() })
}

// forgottenAt is before when nothing counts, zero if the person never deleted a
// fact.
func (all facts) forgottenAt() time.Time {
	for _, f := range all {
		if f.Kind == FactForgotten {
			return f.SaidAt
		}
	}
	return time.Time{}
}

// said are the facts as a conversation would hold them.
func (all facts) said() said {
	var s said
	for _, f := range all.known() {
		s = s.with(f.said())
	}
	return s
}

func (f Fact) said() said {
	var s said
	switch f.Kind {
	case FactWeight:
		s.Weight = f.number()
	case FactHeight:
		s.Height = f.number()
	case FactPulse:
		s.Resting = int(f.number())
	case FactDays:
		s.Days = int(f.number())
	case FactNoEquipment:
		s.OwnsNothing = true
	case FactOwns:
		s.Owns = []fitness.Equipment{fitness.Equipment(f.Value)}
	case FactLacks:
		s.Lacks = []fitness.Equipment{fitness.Equipment(f.Value)}
	case FactPain:
		_, joint := f.joint()
		s.Joints = []fitness.Joint{joint}
	case FactCondition:
		s.Conditions = []condition{condition(f.Value)}
	}
	return s
}

// recalling returns p with what is remembered in place of what the profile says.
// Joints, conditions and minutes have no field in it: see chatWith.
func (p Person) recalling() Person {
	s := facts(p.Remembered).said()
	p.RestingHeartRate, p.DaysPerWeek = or(s.Resting, p.RestingHeartRate), or(s.Days, p.DaysPerWeek)
	p.WeightKG, p.HeightCM = or(s.Weight, p.WeightKG), or(s.Height, p.HeightCM)
	if s.OwnsNothing || len(s.Owns) > 0 || len(s.Lacks) > 0 {
		p.Equipment = []string{}
		for _, e := range ownedBy(p, s) {
			p.Equipment = append(p.Equipment, string(e))
		}
	}
	return p
}

// minutes is how long a session may take as far as is remembered, or 0.
func (all facts) minutes() float64 {
	for _, f := range all.known() {
		if f.Kind == FactMinutes {
			return f.number()
		}
	}
	return 0
}

// settled returns what a conversation holds, up to date: without what the person
// has said otherwise or taken back elsewhere since. Where they deleted a fact
// since, it begins anew with what is never a fact. at is when its last question
// was asked.
func (d dialogue) settled(all facts, at time.Time) dialogue {
	if forgotten := all.forgottenAt(); !forgotten.IsZero() && !at.After(forgotten) {
		s := d.Said
		d = dialogue{Version: d.Version, Said: said{Age: s.Age, Gender: s.Gender, Level: s.Level, Movement: s.Movement, Unit: s.Unit}}
	}
	for _, f := range all {
		if f.SaidAt.After(at) {
			d = d.overtakenBy(f)
		}
	}
	return d
}

// overtakenBy leaves out what f speaks of. Where a state of health has passed, the
// talk of it has too.
func (d dialogue) overtakenBy(f Fact) dialogue {
	if f.Gone && (f.Kind == FactCondition && d.Topic.isCare() || f.Kind == FactPain && d.Topic == aboutPain) {
		d.Topic, d.Asked, d.Offered, d.Wanted = unclear, slotNone, "", wanted{}
	}
	d.Said = d.Said.overtakenBy(f)
	return d
}

// overtakenBy leaves out what f speaks of: where it holds, it is remembered, and
// where it is gone, it is not true any more.
func (s said) overtakenBy(f Fact) said {
	thing := []fitness.Equipment{fitness.Equipment(f.Value)}
	switch f.Kind {
	case FactWeight:
		s.Weight = 0
	case FactHeight:
		s.Height = 0
	case FactPulse:
		s.Resting = 0
	case FactDays:
		s.Days = 0
	case FactNoEquipment:
		s.OwnsNothing = false
		if !f.Gone {
			s.Owns = nil
		}
	case FactOwns, FactLacks:
		s.Owns, s.Lacks = without(s.Owns, thing), without(s.Lacks, thing)
		s.OwnsNothing = s.OwnsNothing && (f.Gone || f.Kind == FactLacks)
	case FactPain:
		_, joint := f.joint()
		s.Joints = without(s.Joints, []fitness.Joint{joint})
	case FactCondition:
		s.Conditions = without(s.Conditions, []condition{condition(f.Value)})
		if condition(f.Value) == pregnant {
			s.Weeks = 0
		}
	}
	return s
}

// settledState is settled for a dialogue state. One that is not of this package
// stays what it is.
func settledState(state []byte, all facts, at time.Time) []byte {
	if len(all) == 0 {
		return state
	}
	d := dialogueOf(state)
	if d.Version != stateVersion {
		return state
	}
	return d.settled(all, at).bytes()
}
