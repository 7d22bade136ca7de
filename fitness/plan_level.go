package fitness

import "slices"

// level takes sets from pushing or pulling, the longest first, until the week has
// as many of one as of the other, within one.
func (p *planner) level(days []PlanDay) {
	plan := Plan{Days: days}
	for {
		push, pull := plan.setsOf(1, Pattern.IsPush), plan.setsOf(1, Pattern.IsPull)
		switch {
		case push > pull+1 && p.takeSet(days, Pattern.IsPush):
		case pull > push+1 && p.takeSet(days, Pattern.IsPull):
		default:
			return
		}
	}
}

func (p *planner) takeSet(days []PlanDay, from func(Pattern) bool) bool {
	var most *PlanItem
	var of *PlanDay
	for d := range days {
		for i := range days[d].Items {
			item := &days[d].Items[i]
			if from(item.Exercise.Pattern) && (most == nil || item.Weeks[0].Sets >= most.Weeks[0].Sets) {
				most, of = item, &days[d]
			}
		}
	}
	if most == nil {
		return false
	}
	if most.Weeks[0].Sets == 1 {
		return of.drop(most.Exercise.Slug, from)
	}
	most.Weeks = p.doses(&most.Exercise, most.Weeks[0].Sets-1, most.main)
	return true
}

// drop leaves an exercise out of a day that has another of the kind.
func (d *PlanDay) drop(slug string, kind func(Pattern) bool) bool {
	of := 0
	for i := range d.Items {
		of += boolean(kind(d.Items[i].Exercise.Pattern))
	}
	if of < 2 {
		return false
	}
	d.Items = slices.DeleteFunc(d.Items, func(i PlanItem) bool { return i.Exercise.Slug == slug })
	return true
}
