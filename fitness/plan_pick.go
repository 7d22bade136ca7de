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

// rated is an exercise and its score before it was used, however much is pressed.
type rated struct {
	exercise *Exercise
	score    int
	weighs   bool // see planner.weighs
}

func newPlanner(r PlanRequest, of Prescription, tight int) *planner {
	p := &planner{
		PlanRequest: r, prescription: of, band: r.band(), tight: tight,
		uses: map[string]int{}, suitable: map[Pattern][]rated{},
	}
	all := Exercises(p.filter())
	for i := range all {
		e := &all[i]
		if e.Pattern == Cardio && e.Counted != CountMinutes {
			continue
		}
		score := p.score(e)
		if p.outgrown(e) {
			score -= 4
		}
		p.suitable[e.Pattern] = append(p.suitable[e.Pattern], rated{e, score, p.weighs(e)})
	}
	return p
}

// pressed is the planner before its first day, pressing so much: what suits the person
// is the same however short the time is.
func (p *planner) pressed(tight int) *planner {
	anew := *p
	anew.tight, anew.uses = tight, map[string]int{}
	return &anew
}

// outgrown reports a beginner's exercise with a weight of which the person may do a
// harder form.
func (p *planner) outgrown(e *Exercise) bool {
	if e.Level != Beginner || p.band == Older || p.spares(e) || !p.weighs(e) {
		return false
	}
	return slices.ContainsFunc(e.Harder, func(slug string) bool {
		harder, err := FindExercise(slug)
		return err == nil && p.weighs(&harder) && p.filter(e.Pattern).Allows(harder)
	})
}

// pick returns the best exercise for a slot that is not taken today.
func (p *planner) pick(s slot, today []string) (*Exercise, bool) {
	return p.pickFor(s, today, nil)
}

// pickFor is pick with a preference for exercises of some muscle groups. With a
// condition a good hinge beats a poor squat, and the other way round. A harder or
// easier form of what was picked today comes late.
func (p *planner) pickFor(s slot, today []string, groups []MuscleGroup) (*Exercise, bool) {
	var best *Exercise
	highest := 0
	second := 40
	if len(p.Conditions) > 0 && slices.Contains(s.patterns, SingleLeg) {
		second = 12
	}
	for order, pattern := range s.patterns {
		for _, r := range p.suitable[pattern] {
			score := 1000 - second*order + r.score - p.staleness(r)
			if r.exercise.EachSide {
				score -= 3 * p.tight
			}
			if len(groups) > 0 && slices.ContainsFunc(r.exercise.Primary, func(m Muscle) bool { return slices.Contains(groups, m.Group()) }) {
				score += 8
			}
			if slices.ContainsFunc(today, r.exercise.linkedTo) {
				score -= 4
			}
			if score > highest && !slices.Contains(today, r.exercise.Slug) {
				best, highest = r.exercise, score
			}
		}
	}
	return best, highest > 0
}

func (p *planner) filter(patterns ...Pattern) ExerciseFilter {
	f := ExerciseFilter{Patterns: patterns, Level: p.Level, Owned: p.Owned, Conditions: p.Conditions, Without: p.Without}
	if f.Owned == nil {
		f.Owned = []Equipment{}
	}
	if p.band == Older {
		f.MostImpact = LowImpact
	}
	return f
}

// staleness is how much the uses earlier in the week count against an exercise;
// weights are worth practising.
func (p *planner) staleness(r rated) int {
	if r.weighs {
		return 3 * p.uses[r.exercise.Slug]
	}
	return 5 * p.uses[r.exercise.Slug]
}

// score rates an exercise for this person. Every point is a rule of coaching, none
// a published number.
func (p *planner) score(e *Exercise) int {
	score := p.jitter(e) - len(e.AvoidIf)/2
	for _, c := range p.Conditions {
		if e.loads(Joint(c)) {
			score -= 9
		}
	}
	if slices.Contains(p.Recent, e.Slug) {
		score -= 6
	}
	if e.EachSide {
		score -= 2
	}
	switch e.Pattern {
	case Cardio:
		return score + p.challenge(e) + p.cardioScore(e)
	case Balance, Mobility:
		return score + p.challenge(e) + p.steadiness(e) - 30*boolean(e.Counted == CountMinutes)
	}
	return score + p.strengthScore(e) + p.steadiness(e)
}

// challenge prefers exercises of the person's level, and among them what is not
// the easiest there is.
func (p *planner) challenge(e *Exercise) int {
	return 4*(2-rankOf(p.Level)+rankOf(e.Level)) + 2*boolean(len(e.Easier) > 0)
}

// strengthScore prefers weights, which can grow with any level, and compound
// movements. Without a weight the exercise itself has to be hard enough.
func (p *planner) strengthScore(e *Exercise) int {
	score := 2 * min(len(e.Primary), 2)
	lifts := p.Goal == StrengthGoal || p.Goal == MuscleGoal
	if e.isWeightedWith(p.Owned) && e.Pattern != Core {
		score += 15 + 4*boolean(lifts) + 2*min(rankOf(e.Level), 1)
	} else {
		score += p.challenge(e)
	}
	score -= 7 * boolean(e.Counted == CountSeconds && e.Pattern != Core && e.Pattern != Carry)
	score -= 12*boolean(e.Impact == HighImpact) + 3*boolean(e.needs("band") && lifts)
	score -= 6 * boolean(e.Pattern.isCompoundArm() && !e.loads("elbow"))
	if p.Level != Beginner && lifts {
		score += 4*boolean(e.needsOnly("barbell") || e.needsOnly("trap-bar")) + 2*boolean(e.needs("machine") || e.needs("cable"))
	}
	return score
}

// heavy reports whether the exercise is one to lift heavy: with a weight, and
// several joints at work.
func (p *planner) heavy(e *Exercise) bool {
	return p.weighs(e) && !e.needs("band") && (e.Pattern == Squat || e.Pattern == Hinge || e.Pattern.isCompoundArm() && e.loads("elbow"))
}

// weighs reports whether the exercise is done with a weight of which a percentage
// can be said.
func (p *planner) weighs(e *Exercise) bool {
	return e.weighted() && e.isWeightedWith(p.Owned) && e.Pattern != Core
}

func (p Pattern) isCompoundArm() bool {
	return p == HorizontalPush || p == VerticalPush || p == HorizontalPull || p == VerticalPull
}

// steadiness prefers, for older people, what few others have to avoid, above all
// those with poor balance or brittle bones.
func (p *planner) steadiness(e *Exercise) int {
	if p.band != Older {
		return 0
	}
	return 3*boolean(e.needs("machine")) - len(e.AvoidIf) -
		5*boolean(slices.Contains(e.AvoidIf, PoorBalance)) - 5*boolean(slices.Contains(e.AvoidIf, Osteoporosis))
}

// cardioScore prefers what is hard enough for the level, and a machine that is
// owned to marching on the spot.
func (p *planner) cardioScore(e *Exercise) int {
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

func (e *Exercise) needs(equipment Equipment) bool {
	return slices.ContainsFunc(e.Needs, func(n Need) bool { return slices.Contains(n, equipment) })
}

func (e *Exercise) needsOnly(equipment Equipment) bool {
	return slices.ContainsFunc(e.Needs, func(n Need) bool { return len(n) == 1 && n[0] == equipment })
}

// jitter is 0–2, the same for the same seed and exercise.
func (p *planner) jitter(e *Exercise) int {
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
