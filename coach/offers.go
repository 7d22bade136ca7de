package coach

import "strings"

// offers are the suggestions as a question that an answer ends with. Who says yes
// to it has asked the suggestion.
var offers = map[string]string{
	askZones:      "Shall I work out your heart-rate zones?",
	askMaximum:    "Want to know your maximum heart rate?",
	askVolume:     "Shall I say how many days and sets suit you?",
	askFirstStep:  "Shall I say what to do first?",
	askPlan:       "Shall I plan a week for you?",
	askSession:    "Want a session of 20 minutes for today?",
	askProtein:    "Shall I work out your protein?",
	askEnergy:     "Shall I work out what your day takes?",
	askMuscle:     "Want to know how to put on muscle?",
	askNextLoad:   "Want to know when to add weight?",
	askRest:       "Want to know how long to rest between sets?",
	askWarmUp:     "Want a warm-up for it?",
	askStretch:    "Want to know how to stretch?",
	askDeload:     "Want to know when an easy week is due?",
	askEffort:     "Want to know how hard a set should feel?",
	askGuideline:  "Shall I say how much movement a week is right for you?",
	askBurn:       "Want to know what half an hour of walking burns?",
	askHeavy:      "Shall I say how heavy to lift?",
	askBalance:    "Want some balance exercises?",
	askEasier:     "Want something easier?",
	askHarderOne:  "Want a step up from it?",
	askProgress:   "Want to see your progress?",
	askSubstitute: "Want to know what can replace push-ups?",
}

// offered ends an answer with a question, another on another turn, unless it asks
// for something already. It returns the suggestion that a yes stands for.
func (c *chat) offered(a *Answer, about topic) string {
	if c.asked != slotNone || c.brief || a.Asks || about.smallTalk() || about == aboutHelp || about == aboutOffTopic || about == aboutPain || about == aboutIllness || strings.HasSuffix(a.Text, "?") || len(a.Suggestions) == 0 {
		return ""
	}
	suggestion := a.Suggestions[c.variant%len(a.Suggestions)]
	offer, ok := offers[suggestion]
	if !ok {
		return ""
	}
	a.Text += " " + offer
	return suggestion
}

// agreeing are the words of a yes, up to mostAgreeing of them.
var agreeing = patterns("yes", "yeah", "yep", "yup", "sure", "please", "ok|okay please|yes|do", "go ahead", "do it", "of course", "gladly", "why not")

const mostAgreeing = 4

// agrees reports whether a message says no more than yes.
func (r reading) agrees() bool {
	if len(r.words) == 0 || len(r.words) > mostAgreeing || !r.says(agreeing) {
		return false
	}
	if len(r.names) > 0 || len(r.numbers) > 0 || len(r.quantities) > 0 {
		return false
	}
	if kind, changes := editWords.in(r); changes && kind != forNext && (kind != forWhy || len(r.words) > 2) {
		return false
	}
	guesses := r.guesses()
	return len(guesses) == 0 || guesses[0].score < certainlyNew
}
