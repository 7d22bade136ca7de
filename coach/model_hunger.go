package coach

import (
	"regexp"

	"spotter/fitness"
)

var (
	// dayBehind and dayBefore make energy that of a day.
	dayBehind = regexp.MustCompile(`^\W{0,3}(?:of [a-z]+ )?(?:a|per|each|every|in a|/)\s?(?:whole )?day|^\W{0,3}(?:daily|in 24 hours)`)
	dayBefore = regexp.MustCompile(`(?:daily|(?:a|per|each|every) day)\b[^.;!?]*$`)
	// atRestBefore is energy that a body takes lying down.
	atRestBefore = regexp.MustCompile(`(?:at rest|resting|basal|bmr|rmr)[^.;!?]*$`)
	// changeBefore and changeBehind make it a difference, or what moving takes;
	// eatenBefore does not.
	changeBefore = regexp.MustCompile(`(?:deficits?|surplus|shortfall|gap|difference|burn\w*|spend\w*|extra|another|additional|minus)\b([^.;!?]*)$`)
	byBefore     = regexp.MustCompile(`\b(?:by|cut|trim|skip|drop|add|save|remove|subtract|reduce|plus)(?: (?:about|around|roughly|some|only|at most|up|out|\d+(?: ?kcal)? ?(?:to|or|-|–)))*\W*$`)
	changeBehind = regexp.MustCompile(`^[^.;!?\d]{0,20}\b(?:less|fewer|more|below|under|above|over|deficit|surplus|extra|from|off)\b`)
	eatenBefore  = regexp.MustCompile(`\beat\w*|intake|\bdiet\w*|consum\w+|live|living`)
	// tooLittle is where it is spoken against.
	tooLittleBefore = regexp.MustCompile(`\b(?:never|not|no|don't|avoid|stop)\b[^.;!?]*$`)
	tooLittleBehind = regexp.MustCompile(`^[^.;!?\d]{0,20}\b(?:is|are|would be|was)(?: far| much| way)? (?:too|not|below|under|less|dangerous)`)
	// partOfDay is food that is not all of a day's.
	partOfDay = regexp.MustCompile(`\b(?:meals?|snacks?|breakfast|lunch|dinner|supper|shakes?|protein|carb\w*|fat|sugar|alcohol|walk\w*|training|exercise|activity|steps)\b[^.;!?]*$`)
)

// starves reports whether a text names, as the food of a day, less than the energy
// that nobody is advised to go below: fact 21 of the facts, whatever is known of
// the person.
func starves(text string, f found) bool {
	if f.measure != energyMeasure || f.high >= fitness.LeastEnergyWomen {
		return false
	}
	before, behind := text[max(0, f.start-80):f.start], text[f.end:]
	if !dayBehind.MatchString(behind) && !dayBefore.MatchString(before) {
		return false
	}
	if atRestBefore.MatchString(before) || partOfDay.MatchString(before) || tooLittleBefore.MatchString(before) || tooLittleBehind.MatchString(behind) {
		return false
	}
	if m := changeBefore.FindStringSubmatch(before); m != nil && !eatenBefore.MatchString(m[1]) {
		return false
	}
	return !byBefore.MatchString(before) && !changeBehind.MatchString(behind)
}
