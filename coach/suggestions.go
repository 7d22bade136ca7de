package coach

import (
	"slices"

	"spotter/fitness"
)

// Questions the coach offers; each is understood by Respond.
const (
	askZones      = "What are my heart-rate zones?"
	askMaximum    = "What is my maximum heart rate?"
	askVolume     = "How many days and sets should I train?"
	askFirstStep  = "What should I do first?"
	askHard       = "Can I train harder?"
	askPlan       = "Make me a plan for the week"
	askSession    = "Give me a 20 minute workout"
	askProtein    = "How much protein do I need?"
	askEnergy     = "How many calories do I need a day?"
	askFatLoss    = "How do I lose weight?"
	askMuscle     = "How do I build muscle?"
	askOneRM      = "I lifted 60 kg for 8 reps, what is my 1RM?"
	askHeavy      = "How heavy should I lift?"
	askNextLoad   = "When should I add weight?"
	askRest       = "How long should I rest between sets?"
	askWarmUp     = "How should I warm up?"
	askStretch    = "How long should I hold a stretch?"
	askDeload     = "When should I take a deload week?"
	askEffort     = "What does RPE 8 mean?"
	askGuideline  = "How much exercise do I need per week?"
	askBurn       = "How many calories does 30 minutes of brisk walking burn?"
	askHowTo      = "How do I do a goblet squat?"
	askSubstitute = "What can I do instead of push-ups?"
	askBalance    = "Show me balance exercises"
	askYouth      = "Is lifting safe for teenagers?"
	askProgress   = "Show my progress"
	askMe         = "What do you know about me?"
	askHelp       = "What can you do?"
	askPregnancy  = "What should I avoid in pregnancy?"
	askEasier     = "Something easier"
	askHarderOne  = "A harder variation"
	askTenReps    = "And for 10 reps?"
)

// onward are the questions that go on from a topic, the best first.
type onward struct {
	about     topic
	questions []string
}

var next = []onward{
	{aboutZones, []string{askMaximum, askBurn, askGuideline, askHard}},
	{aboutMaximum, []string{askZones, askHard, askGuideline}},
	{aboutHard, []string{askZones, askWarmUp, askSession}},
	{aboutBurn, []string{askEnergy, askZones, askGuideline}},
	{aboutGuideline, []string{askZones, askPlan, askFirstStep}},
	{aboutPace, []string{askZones, askWarmUp, askBurn}},
	{aboutBMI, []string{askEnergy, askProtein, askGuideline}},
	{aboutEnergy, []string{askProtein, askFatLoss, askMuscle}},
	{aboutFatLoss, []string{askEnergy, askProtein, askPlan}},
	{aboutMuscle, []string{askProtein, askPlan, askVolume}},
	{aboutProtein, []string{askEnergy, askMuscle, askPlan}},
	{aboutSupplements, []string{askProtein, askMuscle, askVolume}},
	{aboutOneRM, []string{askTenReps, askNextLoad, askRest}},
	{aboutPercentLoad, []string{askNextLoad, askEffort, askRest}},
	{aboutNextLoad, []string{askDeload, askEffort, askVolume}},
	{aboutEffort, []string{askHeavy, askRest, askNextLoad}},
	{aboutVolume, []string{askRest, askPlan, askHeavy}},
	{aboutRest, []string{askVolume, askEffort, askNextLoad}},
	{aboutDeload, []string{askNextLoad, askVolume, askProtein}},
	{aboutSoreness, []string{askStretch, askVolume, askWarmUp}},
	{aboutWarmUp, []string{askStretch, askSession, askZones}},
	{aboutStretch, []string{askWarmUp, askBalance, askSession}},
	{aboutPlan, []string{askRest, askNextLoad, askWarmUp}},
	{aboutSession, []string{askWarmUp, askPlan, askRest}},
	{aboutFirstStep, []string{askZones, askPlan, askHowTo}},
	{aboutHowTo, []string{askEasier, askHarderOne, askRest}},
	{aboutSubstitute, []string{askEasier, askSession, askPlan}},
	{aboutLog, []string{askProgress, askNextLoad, askRest}},
	{aboutProgress, []string{askNextLoad, askDeload, askPlan}},
	{aboutMotivation, []string{askSession, askPlan, askGuideline}},
	{aboutPain, []string{askSession, askSubstitute, askWarmUp}},
	{aboutPregnancy, []string{askGuideline, askWarmUp, askStretch}},
	{aboutYouth, []string{askVolume, askWarmUp, askGuideline}},
	{aboutSenior, []string{askPlan, askGuideline, askZones}},
	{aboutBloodPressure, []string{askGuideline, askWarmUp, askVolume}},
	{aboutDiabetes, []string{askGuideline, askPlan, askWarmUp}},
	{aboutAsthma, []string{askWarmUp, askZones, askGuideline}},
	{aboutSleep, []string{askDeload, askRest, askPlan}},
	{aboutWater, []string{askBurn, askEnergy, askZones}},
	{aboutMeals, []string{askProtein, askEnergy, askSession}},
	{aboutIllness, []string{askRest, askSession, askZones}},
	{aboutOrder, []string{askPlan, askWarmUp, askZones}},
	{aboutTerms, []string{askVolume, askEffort, askRest}},
	{aboutConvert, []string{askHeavy, askNextLoad, askEnergy}},
	{aboutWomen, []string{askVolume, askPlan, askProtein}},
	{aboutWho, []string{askHelp, askMe, askZones}},
	{aboutHelp, []string{askZones, askPlan, askProtein}},
	{aboutMe, []string{askZones, askEnergy, askPlan}},
}

// suggestions returns up to three questions that go on from a topic.
func (c *chat) suggestions(about topic) []string {
	at := slices.IndexFunc(next, func(o onward) bool { return o.about == about })
	if at < 0 {
		return openingSuggestions(c.Person)
	}
	questions := next[at].questions
	if c.brief || about == aboutOneRM && c.want.Load == 0 || about == aboutHowTo && c.want.Exercise == "" || about == aboutSubstitute && c.want.Exercise == "" {
		questions = without(questions, []string{askTenReps, askEasier, askHarderOne})
	}
	questions = suited(c.Person, questions)
	return questions[:min(len(questions), 3)]
}

// suited leaves out what is not to be offered to somebody of an age.
func suited(p Person, questions []string) []string {
	switch p.ageBand() {
	case fitness.Youth:
		return without(questions, []string{askFatLoss, askHard, askOneRM})
	case fitness.Older:
		return without(questions, []string{askHard})
	default:
		return questions
	}
}

// Suggestions returns the three questions to open a conversation with p. Each is
// understood by Respond; the first step comes first for a beginner, the zones for
// everyone else.
func Suggestions(p Person) []string { return openingSuggestions(p.known()) }

func openingSuggestions(p Person) []string {
	if p.Level == fitness.Beginner {
		return []string{askFirstStep, askZones, askVolume}
	}
	return []string{askZones, askVolume, askFirstStep}
}

// refusalSuggestions begin with what was offered.
func refusalSuggestions(p Person, offered string) []string {
	all := suited(p, union([]string{offered}, append(openingSuggestions(p), askHelp)))
	return all[:3]
}

// otherSuggestions returns the questions left after one was asked.
func otherSuggestions(asked string) []string {
	return slices.DeleteFunc([]string{askZones, askVolume, askFirstStep, askHard}, func(q string) bool { return q == asked })
}
