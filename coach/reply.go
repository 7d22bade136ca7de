package coach

import "spotter/fitness"

// Questions the coach offers; each is understood by Reply.
const (
	askZones     = "What are my heart-rate zones?"
	askVolume    = "How many days and sets should I train?"
	askFirstStep = "What should I do first?"
	askHard      = "Can I train harder?"
)

// Suggestions returns the three questions to open a conversation with p. Each is
// understood by Reply; the first step comes first for a beginner, the zones for
// everyone else.
func Suggestions(p Person) []string {
	if p.known().Level == fitness.Beginner {
		return []string{askFirstStep, askZones, askVolume}
	}
	return []string{askZones, askVolume, askFirstStep}
}

// Reply answers one message of p. A red flag in the message is answered by triage
// and by nothing else; heart-rate zones, days and sets, the first step and hard
// training are answered for this person; anything else gets one sentence on what
// the coach can do. The same arguments always give the same answer. Text is valid
// UTF-8 and repeats nothing of the message.
func Reply(p Person, message string) Answer {
	p = p.known()
	if answer, ok := triage(p, message); ok {
		return answer
	}
	switch intentOf(wordsOf(message)) {
	case zonesIntent:
		return zonesAnswer(p)
	case volumeIntent:
		return volumeAnswer(p)
	case firstStepIntent:
		return firstStepAnswer(p)
	case hardIntent:
		return hardAnswer(p)
	default:
		return unclearAnswer(p)
	}
}

func unclearAnswer(p Person) Answer {
	return Answer{
		Text: addressed(p, "that is something I cannot answer yet, but for "+p.aLevel()+
			" like you I can work out heart-rate zones, how many days and sets to train, and what to do first."),
		Suggestions: Suggestions(p),
	}
}

// otherSuggestions returns the questions left after one was asked.
func otherSuggestions(asked string) []string {
	var left []string
	for _, question := range []string{askZones, askVolume, askFirstStep, askHard} {
		if question != asked {
			left = append(left, question)
		}
	}
	return left
}
