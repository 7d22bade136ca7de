package coach

import (
	"slices"
	"strings"
)

// Requests for what belongs to somebody who is named, beyond those that the
// embedded coach refuses: to it most of them are off its topics, but a model would
// make something up.
var othersData = []*expression{
	expressionOf(`\b(?:what|when|where|which \w+|how \w+(?: \w+)?) (?:does|did|do|has|can) (?:user |member |(?:my|our) \w+ )?([a-z]{2,}) (?:weigh|lift|bench|squat|deadlift|eat|train|run|log|say|write|tell)`),
	expressionOf(`\bhow (?:tall|old|heavy|strong|fit) (?:is|was) (?:user |member |(?:my|our) \w+ )?([a-z]{2,})\b`),
	expressionOf(`\b([a-z]{2,})'s (?:zones?|maximum|height|bmi|sessions?|sets|lifts?|numbers|stats|records?|goal|messages?|chats?|memory|address|phone|resting|body)\b`),
	expressionOf(`\b(?:weight|height|age|profile|data|log|workouts|injuries|password|e-?mail|conversations?) (?:of|from|belonging to) (?:user |member |(?:my|our) \w+ )?([a-z]{2,})\b`),
	expressionOf(`\b(?:does|did|has|is|was) (?:user |member )?([a-z]{2,}) (?:weigh|train|have an? (?:injury|account)|injured|registered|a member|pregnant)`),
}

// notNames are words that the utterances do not have and that name nobody.
var notNames = strings.Fields("he she they we us them his her their friend friends wife husband partner mum mom dad son daughter kid child baby girl boy men women man woman " +
	"cat dog horse runner runners swimmer cyclist lifter lifters athlete athletes powerlifter bodybuilder elite pro pros adult adults adults teenager teenagers senior seniors beginners mine yours me")

// asksOfOthers reports whether a message asks for the data of somebody who is
// named: a word that is neither one of training nor of its questions.
func (r reading) asksOfOthers() bool {
	return slices.ContainsFunc(othersData, func(e *expression) bool {
		m := e.parts(r.text)
		return m != nil && !slices.Contains(nobody, m[1]) && !slices.Contains(notNames, m[1]) && !learned().knows(m[1]) && len(namesAt(singular([]string{m[1]}), 0)) == 0
	})
}
