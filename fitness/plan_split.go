package fitness

import "fmt"

// Split is how the muscles are shared out over the lifting days.
type Split string

// The splits.
const (
	FullBody   Split = "full body"
	UpperLower Split = "upper/lower"
	PushPull   Split = "push/pull/legs"
)

// slot is a place in a session: the patterns that may fill it, the best first.
// Slots of a higher rank are left out first when time is short; rank 0 stays.
type slot struct {
	rank     int
	patterns []Pattern
}

// session is a lifting day before exercises are chosen.
type session struct {
	name  string
	slots []slot
}

const (
	needed = iota
	basic
	extra
	luxury
)

func legs(rank int, first Pattern) slot {
	second := Squat
	if first == Squat {
		second = Hinge
	}
	return slot{rank, []Pattern{first, second, SingleLeg}}
}

func push(rank int, first Pattern) slot {
	second := HorizontalPush
	if first == HorizontalPush {
		second = VerticalPush
	}
	return slot{rank, []Pattern{first, second, SinglePush}}
}

func pull(rank int, first Pattern) slot {
	second := HorizontalPull
	if first == HorizontalPull {
		second = VerticalPull
	}
	return slot{rank, []Pattern{first, second, SinglePull}}
}

func trunk(rank int) slot { return slot{rank, []Pattern{Core, Carry}} }

func only(rank int, pattern Pattern) slot { return slot{rank, []Pattern{pattern}} }

// sessionsFor returns the lifting days of a week: two or three of the full body,
// four upper and lower, five and six push, pull and legs (coach.md; each major
// muscle twice a week after ACSM 2026).
func sessionsFor(days int) (Split, []session) {
	switch {
	case days <= 3:
		all := []session{
			fullBody("A", Squat, HorizontalPush, HorizontalPull),
			fullBody("B", Hinge, HorizontalPush, VerticalPull),
			fullBody("C", Squat, VerticalPush, HorizontalPull),
		}
		return FullBody, all[:days]
	case days == 4:
		return UpperLower, []session{upper("A", HorizontalPull), lower("A", Squat), upper("B", VerticalPull), lower("B", Hinge)}
	case days == 5:
		return PushPull, []session{pushDay("A"), pullDay("A"), legDay("A", Squat), upper("B", VerticalPull), lower("B", Hinge)}
	default:
		return PushPull, []session{
			pushDay("A"), pullDay("A"), legDay("A", Squat),
			pushDay("B"), pullDay("B"), legDay("B", Hinge),
		}
	}
}

func fullBody(name string, leg, pushing, pulling Pattern) session {
	otherLeg, otherPush, otherPull := Hinge, VerticalPush, VerticalPull
	if leg == Hinge {
		otherLeg = Squat
	}
	if pushing == VerticalPush {
		otherPush = HorizontalPush
	}
	if pulling == VerticalPull {
		otherPull = HorizontalPull
	}
	return session{"Full body " + name, []slot{
		legs(needed, leg), push(needed, pushing), pull(needed, pulling),
		legs(basic, otherLeg), push(extra, otherPush), pull(extra, otherPull),
		only(luxury, SinglePush), only(luxury, SinglePull), only(luxury, SingleLeg), trunk(needed),
	}}
}

func upper(name string, pulling Pattern) session {
	otherPull := VerticalPull
	if pulling == VerticalPull {
		otherPull = HorizontalPull
	}
	return session{"Upper body " + name, []slot{
		push(needed, HorizontalPush), pull(needed, pulling), push(basic, VerticalPush), pull(basic, otherPull),
		push(extra, HorizontalPush), pull(extra, pulling), only(luxury, SinglePush), only(luxury, SinglePull),
	}}
}

func lower(name string, first Pattern) session {
	return session{"Lower body " + name, legSlots(first)}
}

func legDay(name string, first Pattern) session { return session{"Legs " + name, legSlots(first)} }

func legSlots(first Pattern) []slot {
	other := Hinge
	if first == Hinge {
		other = Squat
	}
	return []slot{
		legs(needed, first), legs(needed, other), legs(extra, first), legs(luxury, other),
		only(extra, SingleLeg), trunk(needed),
		{luxury, []Pattern{Carry, Core}},
	}
}

func pushDay(name string) session {
	return session{"Push " + name, []slot{
		push(needed, HorizontalPush), push(needed, VerticalPush), push(basic, HorizontalPush),
		only(extra, SinglePush), only(luxury, SinglePush), trunk(basic),
	}}
}

func pullDay(name string) session {
	return session{"Pull " + name, []slot{
		pull(needed, HorizontalPull), pull(needed, VerticalPull), pull(basic, HorizontalPull),
		only(extra, SinglePull), only(luxury, SinglePull),
		{basic, []Pattern{Carry, Core}},
	}}
}

// liftingDays returns on how many of the days to lift: no more than the level
// should, and fewer where the goal wants days for the heart.
func (r PlanRequest) liftingDays(p Prescription) int {
	most := r.Days
	switch r.Goal {
	case EnduranceGoal:
		most = max(2, r.Days/2)
	case FatLossGoal, HealthGoal:
		most = max(3, (r.Days+2)/2)
	}
	return min(r.Days, most, int(p.Days.High))
}

// weekdays spreads training days over a week with rest between the lifting days.
func weekdays(days, lifting int) []int {
	if days == 4 && lifting == 3 {
		return []int{1, 2, 3, 5}
	}
	return [][]int{
		{1}, {1, 4}, {1, 3, 5}, {1, 2, 4, 5}, {1, 2, 3, 5, 6}, {1, 2, 3, 4, 5, 6}, {1, 2, 3, 4, 5, 6, 7},
	}[days-1]
}

// liftOn reports whether the day at an index, of days, is one of so many lifting
// days, spread evenly and starting with one.
func liftOn(index, days, lifting int) bool { return index*lifting%days < lifting }

func cardioName(n int) string { return fmt.Sprintf("Cardio %d", n) }
