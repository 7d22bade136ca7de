package fitness

import (
	"encoding/binary"
	"fmt"
	"hash/fnv"
	"slices"
	"strings"
)

// planner makes one plan. tight, 0–5, is how much it presses the rests and avoids
// what takes twice the time.
type planner struct {
	PlanRequest
	prescription Prescription
	band         AgeBand
	tight        int
	uses         map[string]int // of a slug in the days before
	suitable     map[Pattern][]rated
}

// rated is an exercise and its score before it was used.
type rated struct {
	exercise Exercise
	score    int
}

func newPlanner(r PlanRequest, of Prescription, tight int) *planner {
	p := &planner{
		PlanRequest: r, prescription: of, band: r.band(), tight: tight,
		uses: map[string]int{}, suitable: map[Pattern][]rated{},
	}
	for _, e := range Exercises(p.filter()) {
		p.suitable[e.Pattern] = append(p.suitable[e.Pattern], rated{e, p.score(e)})
	}
	return p
}

// pick returns the best exercise for a slot that is not taken today.
func (p *planner) pick(s slot, today []string) (Exercise, bool) {
	var best Exercise
	highest := 0
	for order, pattern := range s.patterns {
		for _, r := range p.suitable[pattern] {
			score := 1000 - 40*order + r.score - 5*p.uses[r.exercise.Slug]
			if score > highest && !slices.Contains(today, r.exercise.Slug) {
				best, highest = r.exercise, score
			}
		}
	}
	return best, highest > 0
}

func (p *planner) filter(patterns ...Pattern) ExerciseFilter {
	f := ExerciseFilter{Patterns: patterns, Level: p.Level, Owned: p.Owned, Conditions: p.Conditions}
	if f.Owned == nil {
		f.Owned = []Equipment{}
	}
	if p.band == Older {
		f.MostImpact = LowImpact
	}
	return f
}

// score rates an exercise for this person. Every point is a rule of coaching, none
// a published number.
func (p *planner) score(e Exercise) int {
	score := p.jitter(e) + 4*(2-rankOf(p.Level)+rankOf(e.Level))
	for _, c := range p.Conditions {
		if e.Loads(Joint(c)) {
			score -= 9
		}
	}
	if slices.Contains(p.Recent, e.Slug) {
		score -= 6
	}
	if e.EachSide {
		score -= 2 + 3*p.tight
	}
	switch e.Pattern {
	case Cardio:
		return score + p.cardioScore(e)
	case Balance, Mobility:
		return score + p.steadiness(e) - boolean(e.Counted == CountMinutes)*30
	}
	return score + p.strengthScore(e) + p.steadiness(e)
}

func (p *planner) strengthScore(e Exercise) int {
	score := 2 * min(len(e.Primary), 3)
	if e.Weighted() {
		score += 5
		if p.Goal == StrengthGoal || p.Goal == MuscleGoal {
			score += 4
		}
	}
	if e.Counted == CountSeconds && e.Pattern != Core && e.Pattern != Carry {
		score -= 7
	}
	if e.Impact == HighImpact {
		score -= 12
	}
	if p.Goal == StrengthGoal && p.Level != Beginner && e.needs("barbell") {
		score += 4
	}
	return score
}

// steadiness prefers, for older people, what those with poor balance or brittle
// bones may do as well.
func (p *planner) steadiness(e Exercise) int {
	if p.band != Older {
		return 0
	}
	return -6*boolean(slices.Contains(e.AvoidIf, PoorBalance)) - 6*boolean(slices.Contains(e.AvoidIf, Osteoporosis)) +
		3*boolean(e.needs("machine"))
}

// cardioScore prefers what is hard enough for the level, and a machine that is
// owned to marching on the spot.
func (p *planner) cardioScore(e Exercise) int {
	wanted := []float64{5, 7, 8}[rankOf(p.Level)]
	if p.band == Older {
		wanted = 4.8
	}
	met := e.MET
	if met == 0 {
		met = 4
	}
	away := met - wanted
	if away < 0 {
		away = -away
	}
	return 10 - int(3*away) + 4*boolean(len(e.Needs) > 0)
}

func (e Exercise) needs(equipment Equipment) bool {
	return slices.ContainsFunc(e.Needs, func(n Need) bool { return slices.Contains(n, equipment) })
}

// jitter is 0–2, the same for the same seed and exercise.
func (p *planner) jitter(e Exercise) int {
	hash := fnv.New32a()
	hash.Write(binary.LittleEndian.AppendUint64([]byte(e.Slug), p.Seed))
	return int(hash.Sum32() % 3)
}

func boolean(b bool) int {
	if b {
		return 1
	}
	return 0
}

// nothingFor explains why a slot stays empty: what to get, or what stands in the way.
func (p *planner) nothingFor(s slot) error {
	with := *p
	for _, e := range equipment() {
		with.Owned = append(slices.Clone(p.Owned), e)
		if len(Exercises(with.filter(s.patterns...))) > 0 {
			return fmt.Errorf("%w for %s: add %s to the equipment", ErrNothingLeft, s.patterns[0], e)
		}
	}
	var words []string
	for _, c := range p.Conditions {
		words = append(words, string(c))
	}
	return fmt.Errorf("%w for %s: see a physiotherapist about what is safe with %s, or leave one of them out",
		ErrNothingLeft, s.patterns[0], strings.Join(words, ", "))
}
