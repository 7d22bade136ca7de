package coach

// answerOn lets the topic answer; one without an answer is off-topic.
func (c *chat) answerOn(about topic) Answer {
	if answer := skillOf(about); answer != nil {
		return answer(c)
	}
	if answer, ok := adviceOn(about); ok {
		return answer(c)
	}
	return offTopicAnswer(c)
}

// skillOf returns what answers a topic.
func skillOf(about topic) func(*chat) Answer {
	switch about {
	case aboutZones:
		return zonesSkill
	case aboutMaximum:
		return maximumAnswer
	case aboutHard:
		return hardSkill
	case aboutBurn:
		return burnAnswer
	case aboutGuideline:
		return guidelineAnswer
	case aboutPace:
		return paceAnswer
	case aboutBMI:
		return bmiAnswer
	case aboutEnergy:
		return energySkill
	case aboutFatLoss:
		return fatLossAnswer
	case aboutMuscle:
		return muscleAnswer
	case aboutProtein:
		return proteinAnswer
	case aboutSupplements:
		return supplementsAnswer
	default:
		return liftingSkillOf(about)
	}
}

func liftingSkillOf(about topic) func(*chat) Answer {
	switch about {
	case aboutOneRM:
		return oneRMAnswer
	case aboutPercentLoad:
		return percentLoadAnswer
	case aboutNextLoad:
		return nextLoadAnswer
	case aboutEffort:
		return effortAnswer
	case aboutVolume:
		return volumeSkill
	case aboutRest:
		return restAnswer
	case aboutDeload:
		return deloadAnswer
	case aboutSoreness:
		return sorenessAnswer
	case aboutWarmUp:
		return warmUpAnswer
	case aboutStretch:
		return stretchAnswer
	case aboutPlan:
		return planAnswer
	case aboutSession:
		return sessionAnswer
	case aboutFirstStep:
		return firstStepSkill
	case aboutHowTo:
		return howToAnswer
	case aboutSubstitute:
		return substituteAnswer
	case aboutLog:
		return logAnswer
	case aboutProgress:
		return progressAnswer
	default:
		return caringSkillOf(about)
	}
}

func caringSkillOf(about topic) func(*chat) Answer {
	switch about {
	case aboutPain:
		return painAnswer
	case aboutPregnancy:
		return pregnancyAnswer
	case aboutYouth:
		return youthAnswer
	case aboutSenior:
		return seniorAnswer
	case aboutBloodPressure:
		return bloodPressureAnswer
	case aboutDiabetes:
		return diabetesAnswer
	case aboutAsthma:
		return asthmaAnswer
	case aboutSleep:
		return sleepAnswer
	case aboutWater:
		return waterAnswer
	case aboutMeals:
		return mealsAnswer
	case aboutIllness:
		return illnessAnswer
	case aboutOrder:
		return orderAnswer
	case aboutTerms:
		return termsAnswer
	case aboutConvert:
		return convertAnswer
	case aboutWomen:
		return womenAnswer
	case aboutMotivation:
		return motivationAnswer
	case aboutHello:
		return helloAnswer
	case aboutThanks:
		return thanksAnswer
	case aboutBye:
		return byeAnswer
	case aboutWho:
		return whoAnswer
	case aboutHelp:
		return helpAnswer
	case aboutMe:
		return meAnswer
	default:
		return nil
	}
}

func firstStepSkill(c *chat) Answer {
	c.asksAge()
	return firstStepAnswer(c.Person)
}

// hardSkill asks for a screening where a condition wants one, whatever the age.
func hardSkill(c *chat) Answer {
	if c.has(pregnant) {
		return pregnancyAnswer(c)
	}
	if c.has(betaBlocker) {
		return c.byFeel()
	}
	c.asksAge()
	return hardAnswer(c.Person)
}

func (c *chat) asksAge() {
	if c.ageBand() == "" {
		c.asked = slotAge
	}
}

// energySkill puts first what a day takes where that is asked.
func energySkill(c *chat) Answer {
	a := energyAnswer(c)
	if c.reading.has(patterns("maintenance|maintain|tdee")) {
		a.Text = dayFirst(c.Person, a.Text)
	}
	return a
}
