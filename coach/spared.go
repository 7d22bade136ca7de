package coach

import "spotter/fitness"

// sparing are the words that ask to be careful with a joint named beside them.
var sparing = patterns("easy|easier|gentle|careful|kind|soft on|with|to", "spare|protect|mind|spares", "hates|hate", "without … hurting|killing", "dodgy|grumpy|creaky|cranky|crap|rubbish|knackered|wonky|gammy", "arthritic")

// spared returns the joints that a message asks to be careful with.
func (r reading) spared() []fitness.Joint {
	if !anyIn(sparing, r.words) {
		return nil
	}
	return r.jointsNamed()
}
