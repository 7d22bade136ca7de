package fitness

import "slices"

// Pattern is the kind of movement.
type Pattern string

// The patterns of the catalogue. The single ones move one joint.
const (
	Squat          Pattern = "squat"
	Hinge          Pattern = "hinge"
	HorizontalPush Pattern = "horizontal-push"
	VerticalPush   Pattern = "vertical-push"
	SinglePush     Pattern = "single-push"
	HorizontalPull Pattern = "horizontal-pull"
	VerticalPull   Pattern = "vertical-pull"
	SinglePull     Pattern = "single-pull"
	SingleLeg      Pattern = "single-leg-joint"
	Carry          Pattern = "carry"
	Core           Pattern = "core"
	Balance        Pattern = "balance"
	Cardio         Pattern = "cardio"
	Mobility       Pattern = "mobility"
)

// Patterns returns every pattern in the order of the catalogue.
func Patterns() []Pattern {
	return []Pattern{
		Squat, Hinge, HorizontalPush, VerticalPush, SinglePush, HorizontalPull, VerticalPull,
		SinglePull, SingleLeg, Carry, Core, Balance, Cardio, Mobility,
	}
}

// IsPush reports whether the pattern pushes with the arms.
func (p Pattern) IsPush() bool { return p == HorizontalPush || p == VerticalPush || p == SinglePush }

// IsPull reports whether the pattern pulls with the arms.
func (p Pattern) IsPull() bool { return p == HorizontalPull || p == VerticalPull || p == SinglePull }

// IsStrength reports whether the pattern is resistance training.
func (p Pattern) IsStrength() bool { return p != Balance && p != Cardio && p != Mobility }

// Equipment is one piece of equipment.
type Equipment string

func equipment() []Equipment {
	return []Equipment{
		"dumbbell", "barbell", "trap-bar", "kettlebell", "bench", "rack", "pull-up-bar", "dip-bars", "band", "cable",
		"machine", "step", "rower", "bike", "treadmill", "elliptical", "rope", "medicine-ball", "suspension",
		"stability-ball", "foam-roller", "ab-wheel",
	}
}

// EquipmentWords returns the words for equipment, in the order they are usually asked for.
func EquipmentWords() []Equipment { return equipment() }

// ParseEquipment returns the equipment that a word means, however it is written:
// "Dumbbells" and "bands" are dumbbell and band. ok is false for an unknown word.
func ParseEquipment(word string) (e Equipment, ok bool) {
	written := squeeze(word)
	for _, e := range equipment() {
		if name := squeeze(string(e)); written == name || written == name+"s" || written == name+"es" {
			return e, true
		}
	}
	return "", false
}

func (e Equipment) isWeight() bool {
	switch e {
	case "dumbbell", "barbell", "trap-bar", "kettlebell", "cable", "machine":
		return true
	default:
		return false
	}
}

// Impact is how hard the feet land.
type Impact string

// The impacts, from the softest.
const (
	NoImpact   Impact = "none"
	LowImpact  Impact = "low"
	HighImpact Impact = "high"
)

// Joint is a joint an exercise can load.
type Joint string

var everyJoint = []Joint{"knee", "hip", "ankle", "low-back", "shoulder", "elbow", "wrist", "neck"}

func joints() []Joint { return slices.Clone(everyJoint) }

func (j Joint) isKnown() bool { return slices.Contains(everyJoint, j) }

// Joints returns every joint of the catalogue.
func Joints() []Joint { return joints() }

// Condition is a reason to avoid an exercise: pain in a joint, or a state of health.
// Whether someone with it should train at all is not decided here.
type Condition string

// The conditions that are not the name of a joint.
const (
	Pregnancy       Condition = "pregnancy"
	SupinePregnancy Condition = "supine-pregnancy" // lying on the back, from the second trimester (ACOG 804)
	Hypertension    Condition = "hypertension"
	Osteoporosis    Condition = "osteoporosis"
	PoorBalance     Condition = "balance"
)

// Conditions returns every condition: each joint as a place of pain, then the others.
func Conditions() []Condition {
	var all []Condition
	for _, joint := range joints() {
		all = append(all, Condition(joint))
	}
	return append(all, Pregnancy, SupinePregnancy, Hypertension, Osteoporosis, PoorBalance)
}

func (c Condition) among(conditions []Condition) bool {
	return slices.Contains(conditions, c) || c == SupinePregnancy && slices.Contains(conditions, Pregnancy)
}

// Count is what an exercise is counted in.
type Count string

// The counts of the catalogue.
const (
	CountReps    Count = "reps"
	CountSeconds Count = "seconds"
	CountMinutes Count = "minutes"
)
