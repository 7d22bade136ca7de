package coach
import ("testing";"os";"strings";"spotter/fitness")
func TestProbe(t *testing.T) {
	for _, m := range strings.Split(os.Getenv("M"), "|") {
		r := read(m)
		g := cared(r.guesses(), Person{}, r)
		about, _ := certain(g)
		s, w := r.slotsFor(about, fitness.Kilograms)
		t.Logf("%q\n  marked %v q %+v nums %v\n  about %q guesses %v\n  said %+v\n  wanted %+v\n  learned %+v", m, r.marked, r.quantities, r.numbers, about, g, s, w, Learned(Question{Text: m}))
	}
}
