package coach

import (
	"slices"

	"spotter/fitness"
)

// chat is a turn of a conversation with everything an answer is made from: what
// the message says goes before what this chat said before, that before what is
// remembered of others, and that before the profile.
type chat struct {
	Person
	reading    reading
	said       said
	want       wanted
	told       report // of sets
	conditions []condition
	joints     []fitness.Joint
	owned      []fitness.Equipment // nil is unknown
	variant    int
	brief      bool    // beside another answer in one text
	ownWeight  float64 // kg, of the one who asks, also where the question is for somebody else
	ownDays    int     // a week, of the profile of the one who asks
	whose      string  // for whom it is, "your wife"; "" is the one who asks
	asked      slot    // what the answer asks for
}

// chatWith puts the person together with what was said.
func chatWith(p Person, r reading, s said, w wanted, variant int) *chat {
	whose, ownWeight, ownDays := w.Whose, or(s.Weight, p.WeightKG), p.DaysPerWeek
	if w.isForOther() {
		p, s, w = p.somebody(), s.ofTheirs(), w.forOneself()
	}
	p.Age, p.RestingHeartRate, p.DaysPerWeek = or(s.Age, p.Age), or(s.Resting, p.RestingHeartRate), or(s.Days, p.DaysPerWeek)
	p.WeightKG, p.HeightCM = or(s.Weight, p.WeightKG), or(s.Height, p.HeightCM)
	p.Gender, p.Level = or(s.Gender, p.Gender), or(s.Level, p.Level)
	if w.Age != 0 {
		p.Age = w.Age
	}
	p.WeightKG = or(w.Weight, p.WeightKG)
	injuries, remembered := read(p.Injuries), facts(p.Remembered).said()
	c := &chat{Person: p.known(), reading: r, said: s, want: w, variant: variant, ownWeight: ownWeight, ownDays: ownDays, whose: whose}
	c.conditions = union(union(s.Conditions, remembered.Conditions), injuries.conditionsIn())
	c.joints = union(union(s.Joints, remembered.Joints), injuries.jointsNamed())
	c.owned = ownedBy(p, s)
	c.pregnant = c.has(pregnant)
	if s.Unit == "" {
		c.said.Unit = fitness.Kilograms
	}
	return c
}

// jointsNamed returns every joint a profile's text names: whoever writes one into
// the field for injuries means that it hurts.
func (r reading) jointsNamed() []fitness.Joint {
	var all []fitness.Joint
	for _, n := range r.names {
		if n.mark == markJoint {
			all = union(all, []fitness.Joint{fitness.Joint(n.value)})
		}
	}
	return all
}

// ownedBy returns the equipment of the profile and of the chat; nil if neither says.
func ownedBy(p Person, s said) []fitness.Equipment {
	if s.OwnsNothing {
		return []fitness.Equipment{}
	}
	var owned []fitness.Equipment
	if p.Equipment != nil && !s.Only {
		owned = []fitness.Equipment{}
		for _, word := range p.Equipment {
			if e, ok := fitness.ParseEquipment(word); ok {
				owned = append(owned, e)
			}
		}
	}
	owned = union(owned, s.Owns)
	if owned == nil && len(s.Lacks) > 0 {
		owned = fitness.EquipmentWords()
	}
	if owned == nil {
		return nil
	}
	return append([]fitness.Equipment{}, without(owned, s.Lacks)...)
}

//go:noinline
func (c *chat) has(conditions ...condition) bool {
	return slices.ContainsFunc(conditions, func(one condition) bool { return slices.Contains(c.conditions, one) })
}

// pick returns one of the ways to say something, another on another turn.
func (c *chat) pick(ways ...string) string { return pick(c.variant, ways...) }

// ask notes the field that the answer asks for, and returns the question.
func (c *chat) ask(field slot, question string) string {
	c.asked = field
	return " " + question
}

// filter returns which exercises suit the person.
func (c *chat) filter() fitness.ExerciseFilter {
	f := fitness.ExerciseFilter{Level: c.Level, Owned: c.owned, Conditions: catalogueConditions(c.conditions, c.joints)}
	if c.ageBand() == fitness.Older {
		f.MostImpact = fitness.LowImpact
	}
	f.Without = union(avoided(c.said.Avoids), otherMachines(c.said.Machines))
	return f
}
