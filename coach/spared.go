package coach

import "spotter/fitness"

// sparing are the words that ask to be careful with a joint named beside them.
var sparing = patterns("easy|easier|gentle|careful|kind|soft on|with|to", "spare|protect|mind|spares", "hates|hate", "without … hurting|killing", "dodgy|grumpy|creaky|cranky|wonky|gammy|arthritic knee|knees|back|shoulder|shoulders|hip|hips|ankle|ankles|wrist|wrists|elbow|elbows|neck")

// spared returns the joints that a message asks to be careful with.
func (r reading) spared() []fitness.Joint {
	if !r.spares {
		return nil
	}
	return r.jointsNamed()
}
