package coach

import (
	"strings"
	"testing"
)

// TestTheModelIsToldForWhomTheNumbersAre, and has none of the one who asks for them.
func TestTheModelIsToldForWhomTheNumbersAre(t *testing.T) {
	p := Person{Name: "Robin", Age: 34, WeightKG: 80, Injuries: "bad knee"}
	c := chatWith(p, read("how much protein for my wife?"), said{Their: &said{Weight: 60}}, wanted{Whose: "your wife"}, 1)
	profile := profileOf(c)
	if !strings.Contains(profile, "of: your wife") || !strings.Contains(profile, "weight_kg: 60") || strings.Contains(profile, "34") || strings.Contains(profile, "knee") {
		t.Error(profile)
	}
	if c.ownWeight != 80 {
		t.Errorf("the weight of the one who asks is %v kg", c.ownWeight)
	}
	turn := modelTurn{chat: c, q: Question{Person: p}}
	if briefing := turn.briefing(); strings.Contains(briefing, "bad knee") {
		t.Error(briefing)
	}
	if own := profileOf(chatWith(p, read("how much protein?"), said{}, wanted{}, 1)); strings.Contains(own, "of: your") {
		t.Error(own)
	}
}
