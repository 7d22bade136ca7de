package coach

import "slices"

var (
	sides   = []string{"left", "right"}
	my      = phrasesOf("my")
	suffers = phrasesOf("i have", "ive", "ive got", "i have got", "i got")
	injured = phrasesOf("i hurt|injured|twisted|sprained|strained|tore|dislocated my", "ive hurt|injured|twisted|sprained|strained|torn|dislocated my",
		"i have hurt|injured|twisted|sprained|strained|torn my", "i have pain|arthritis|tendinitis|tendonitis|problems|trouble in|with my", "ive got pain|arthritis|tendinitis|tendonitis|problems|trouble in|with my")
	jointly  = fillers("left right both and the my poor old")
	badly    = fillers("left right both and a an some chronic constant recurring")
	feels    = fillers("is are has have been feels keeps starts started a bit very really so often sometimes constantly joint joints again")
	hurts    = phrasesOf("hurts|hurt|hurting|aches|ache|aching|painful|swollen|injured|arthritic|pinches|clicks|bothers|bad|dodgy")
	isBad    = phrasesOf("bad|injured|painful|weak|dodgy|swollen|arthritic")
	troubles = phrasesOf("pain|pains|ache|aches|arthritis|tendinitis|tendonitis|problem|problems|trouble|injury|injuries|issues")
	isWell   = phrasesOf("doesnt|dont hurt|ache|bother", "does|do not hurt|ache|bother", "no longer hurts|hurt|aches|ache|bothers", "stopped hurting|aching", "has stopped hurting|aching",
		"isnt|arent painful|hurting|swollen", "is|are not painful|hurting|swollen", "is|are|feels|feel all|completely|fully|totally|perfectly|much|quite fine|ok|okay|good|healed|recovered",
		"is|are|feels|feel fine|ok|okay|good|painless|healed|recovered|cured", "is|are|feels|feel better now|again", "healed|recovered", "has|have healed|recovered", "has|have completely|fully healed|recovered")
	painIsGone = phrasesOf("is|has gone|over|away|disappeared|stopped", "went away", "has gone away", "is no more")
)

// painFacts are the joints that hurt, and those that do not any more.
func (c clause) painFacts() []Fact {
	var named, all []Fact
	find := func(i int) int {
		f, n := c.jointFrom(i)
		if n > 0 {
			named = append(named, f)
		}
		return n
	}
	c.behind(my, func(i int) {
		named = nil
		i = c.walk(i, jointly, find)
		switch painful := c.at(i, troubles); {
		case c.at(i, isWell), painful && c.at(i+1, painIsGone):
			all = append(all, healed(named)...)
		case c.at(c.walk(i, feels, func(int) int { return 0 }), hurts):
			all = append(all, named...)
		}
	})
	c.behind(injured, func(i int) {
		named = nil
		c.walk(i, jointly, find)
		all = append(all, named...)
	})
	c.behind(suffers, func(i int) {
		named = nil
		bad := false
		i = c.walk(i, func(word string) bool {
			isIt := isBad[0].end([]string{word}, 0) > 0
			bad = bad || isIt
			return isIt || badly(word)
		}, find)
		if bad || c.at(i, troubles) {
			all = append(all, named...)
		}
	})
	return all
}

// jointFrom returns the joint that words[i] begins to name, with its side.
func (c clause) jointFrom(i int) (Fact, int) {
	value, n := c.nameFrom(i, markJoint)
	if n > 0 && i > 0 && slices.Contains(sides, c.words[i-1]) {
		value = c.words[i-1] + " " + value
	}
	return Fact{Kind: FactPain, Value: value}, n
}

// healed takes back that joints hurt: a side, and what was said without one; or
// both sides.
func healed(joints []Fact) []Fact {
	var all []Fact
	for _, f := range joints {
		side, joint := f.joint()
		for _, one := range append([]string{""}, sides...) {
			if side != "" && one != "" && one != side {
				continue
			}
			value := string(joint)
			if one != "" {
				value = one + " " + value
			}
			all = append(all, Fact{Kind: FactPain, Value: value, Gone: true})
		}
	}
	return all
}

var (
	ailing = phrasesOf("im", "i am", "i have", "ive", "ive got", "i have got", "i got", "i take|use", "im on|taking", "i am on|taking", "i suffer from", "i live with", "i was diagnosed with",
		"i have been diagnosed with", "ive been diagnosed with", "i have had", "ive had")
	wellAgain = phrasesOf("im|am not", "i am not", "im no longer", "i am no longer", "i dont have|take|use", "i do not have|take|use", "i no longer have|take|use", "i stopped taking|using", "i have stopped taking", "im off",
		"i am off", "i have no", "i never had")
	medical = fillers("a an the my been on with from type mild severe slight slightly bit chronic exercise induced and gestational well controlled weeks week months month of in first second third trimester newly recently " +
		"taking some quite")
	callings    = phrasesOf("nurse|doctor|surgeon|specialist|coach|trainer|midwife|researcher|consultant|unit|ward|question|questions|test")
	gaveBirth   = patterns("i gave birth", "i have given birth", "ive given birth", "i had my baby", "my baby was born", "the baby was born", "i had a miscarriage", "i lost the baby")
	isHighBP    = patterns("my blood pressure is high|elevated|raised", "my blood pressure is too|very|quite high")
	nowNormalBP = patterns("my blood pressure is normal|fine|ok|okay", "my blood pressure is back to normal", "my blood pressure is normal|fine|ok again|now")
)

// conditionFacts are states of health, and those that are over.
func (c clause) conditionFacts() []Fact {
	var all []Fact
	find := func(gone bool) func(i int) int {
		return func(i int) int {
			if isNumeral(c.words[i]) {
				return 1
			}
			for _, known := range signsOf {
				for _, sign := range known.signs.parsed() {
					if sign[0].matches(c.words[i]) && sign[1:].follows(c.words[i+1:]) && !sign[0].matches("my") && !c.at(i+len(sign), callings) {
						all = append(all, Fact{Kind: FactCondition, Value: string(known.condition), Gone: gone})
						return len(sign)
					}
				}
			}
			return 0
		}
	}
	c.after(wellAgain, medical, find(true))
	if len(all) == 0 {
		c.after(ailing, medical, find(false))
	}
	switch {
	case anyIn(gaveBirth, c.words):
		all = append(all, Fact{Kind: FactCondition, Value: string(pregnant), Gone: true})
	case anyIn(nowNormalBP, c.words):
		all = append(all, Fact{Kind: FactCondition, Value: string(hypertension), Gone: true})
	case anyIn(isHighBP, c.words):
		all = append(all, Fact{Kind: FactCondition, Value: string(hypertension)})
	}
	return all
}

// signsOf are the words by which a statement names a condition for good. Triage reads
// more, and more loosely, by the parts in signs/words.txt: what is remembered has to
// be said outright.
var signsOf = []struct {
	condition condition
	signs     *phrases
}{
	{pregnant, patterns("pregnan*", "trimester", "expecting … baby|child|twins")},
	{betaBlocker, patterns("beta blocker*", "betablocker*", "bisoprolol", "metoprolol", "atenolol", "propranolol", "carvedilol", "nebivolol", "heart rate medication|medicine|pills")},
	{hypertension, patterns("high|raised|elevated blood pressure", "hypertension", "hypertensive", "blood pressure … high|drug*|pills|tablets|medication|medicine|over|#mass", "my|have|with … blood pressure")},
	{diabetes, patterns("diabet*", "insulin", "metformin")},
	{asthma, patterns("asthma*", "inhaler*")},
	{kidney, patterns("kidney|kidneys|renal disease|failure|problem|problems|condition|stone|stones|insufficiency", "dialysis", "ckd")},
	{heart, patterns("heart disease|condition|failure|problem|problems|defect|attack", "cardiac", "pacemaker", "stent|stents")},
	{osteoporosis, patterns("osteoporosis", "osteopenia", "brittle bones")},
	{bloodThinner, patterns("blood thinner|thinners", "warfarin", "apixaban", "rivaroxaban", "anticoagulant*")},
	{epilepsy, patterns("epilep*")},
	{eatingDisorder, patterns("anorexia", "anorexic", "bulimia", "bulimic", "eating disorder*", "binge eating")},
}
