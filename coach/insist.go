package coach

import "strings"

// insisting are the words of somebody who asks again for what was refused.
var insisting = patterns("but", "just", "only", "even", "please|pls", "come on", "why", "what if", "cant you", "not even", "friend|mate|mates|everyone|everybody|people|brother|she|he", "once", "one|small|little", "ok|okay so|then", "i know|wont|promise|am", "its fine|ok|okay|safe|legal", "still", "anyway", "seriously", "how about", "what about", "days|weeks|day|week")

// mostInsisting is how many words it takes at most.
const mostInsisting = 16

// insisted refuses once more what was refused the turn before.
func (d dialogue) insisted(p Person, r reading, isPregnant bool) (Answer, bool) {
	no, ok := refusals[d.Refused]
	if !ok || len(r.words) > mostInsisting || !r.has(insisting) || r.agrees() && !r.has(askingWhy) {
		return Answer{}, false
	}
	if guesses := plainly(r.guesses()); len(guesses) > 0 && guesses[0].score >= certainlyNew && !guesses[0].topic.smallTalk() {
		return Answer{}, false
	}
	again := r.refusedAs(p, no, isPregnant)
	again.Text = addressed(p, "that stays as I said, for this too. "+capitalised(strings.TrimPrefix(again.Text, addressed(p, ""))))
	return d.keep(again, unclear, slotNone), true
}

// refusedIn is the name of the refusal that an answer is.
func refusedIn(text string) string {
	for name, no := range refusals {
		first, _, _ := strings.Cut(no.answer, ":")
		if strings.Contains(text, first) {
			return name
		}
	}
	return ""
}

var askingWhy = patterns("why")
