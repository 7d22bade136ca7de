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

// next are the questions that go on from a topic, the best first.
var next = map[topic][]string{
	aboutZones:         {askMaximum, askBurn, askGuideline, askHard},
	aboutMaximum:       {askZones, askHard, askGuideline},
	aboutHard:          {askZones, askWarmUp, askSession},
	aboutBurn:          {askEnergy, askZones, askGuideline},
	aboutGuideline:     {askZones, askPlan, askFirstStep},
	aboutPace:          {askZones, askWarmUp, askBurn},
	aboutBMI:           {askEnergy, askProtein, askGuideline},
	aboutEnergy:        {askProtein, askFatLoss, askMuscle},
	aboutFatLoss:       {askEnergy, askProtein, askPlan},
	aboutMuscle:        {askProtein, askPlan, askVolume},
	aboutProtein:       {askEnergy, askMuscle, askPlan},
	aboutSupplements:   {askProtein, askMuscle, askVolume},
	aboutOneRM:         {askTenReps, askNextLoad, askRest},
	aboutPercentLoad:   {askNextLoad, askEffort, askRest},
	aboutNextLoad:      {askDeload, askEffort, askVolume},
	aboutEffort:        {askHeavy, askRest, askNextLoad},
	aboutVolume:        {askRest, askPlan, askHeavy},
	aboutRest:          {askVolume, askEffort, askNextLoad},
	aboutDeload:        {askNextLoad, askVolume, askProtein},
	aboutSoreness:      {askStretch, askVolume, askWarmUp},
	aboutWarmUp:        {askStretch, askSession, askZones},
	aboutStretch:       {askWarmUp, askBalance, askSession},
	aboutPlan:          {askRest, askNextLoad, askWarmUp},
	aboutSession:       {askWarmUp, askPlan, askRest},
	aboutFirstStep:     {askZones, askPlan, askHowTo},
	aboutHowTo:         {askEasier, askHarderOne, askRest},
	aboutSubstitute:    {askEasier, askSession, askPlan},
	aboutLog:           {askProgress, askNextLoad, askRest},
	aboutProgress:      {askNextLoad, askDeload, askPlan},
	aboutMotivation:    {askSession, askPlan, askGuideline},
	aboutPain:          {askSession, askSubstitute, askWarmUp},
	aboutPregnancy:     {askGuideline, askWarmUp, askStretch},
	aboutYouth:         {askVolume, askWarmUp, askGuideline},
	aboutSenior:        {askPlan, askGuideline, askZones},
	aboutBloodPressure: {askGuideline, askWarmUp, askVolume},
	aboutDiabetes:      {askGuideline, askPlan, askWarmUp},
	aboutAsthma:        {askWarmUp, askZones, askGuideline},
	aboutSleep:         {askDeload, askRest, askPlan},
	aboutWater:         {askBurn, askEnergy, askZones},
	aboutMeals:         {askProtein, askEnergy, askSession},
	aboutIllness:       {askRest, askSession, askZones},
	aboutOrder:         {askPlan, askWarmUp, askZones},
	aboutTerms:         {askVolume, askEffort, askRest},
	aboutConvert:       {askHeavy, askNextLoad, askEnergy},
	aboutWomen:         {askVolume, askPlan, askProtein},
	aboutWho:           {askHelp, askMe, askZones},
	aboutHelp:          {askZones, askPlan, askProtein},
	aboutMe:            {askZones, askEnergy, askPlan},
}

// suggestions returns up to three questions that go on from a topic.
func (c *chat) suggestions(about topic) []string {
	questions, ok := next[about]
	if !ok {
		return openingSuggestions(c.Person)
	}
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
