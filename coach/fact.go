package coach

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"

	"spotter/fitness"
)

// Fact is something that a person said about themselves and that holds beyond the
// conversation it was said in. It is a word of ours or a number, never what was
// typed.
type Fact struct {
	ID     string // UUIDv7
	Kind   FactKind
	Value  string // a decimal number, or a word of the kind's list
	Gone   bool   // it was taken back: what an older conversation holds of it does not count
	SaidAt time.Time
	// MessageID is the question it was said in, empty once that is deleted; the
	// store fills in where that stands.
	MessageID      string
	ConversationID string
	Turn           int
}

// FactKind is what a fact is about.
type FactKind string

// The kinds. Of the first six a person has one fact each, of the others one for
// each value.
const (
	FactWeight      FactKind = "weight"       // of the body, kg
	FactHeight      FactKind = "height"       // cm
	FactPulse       FactKind = "pulse"        // at rest, bpm
	FactDays        FactKind = "days"         // to train on, a week
	FactMinutes     FactKind = "minutes"      // for a session
	FactNoEquipment FactKind = "no equipment" // trains without; no value
	FactOwns        FactKind = "owns"         // equipment of the catalogue
	FactLacks       FactKind = "lacks"        // the same
	FactPain        FactKind = "pain"         // a joint of the catalogue, also "left knee"
	FactCondition   FactKind = "condition"    // a state of health
	// FactForgotten stands for the facts that the person deleted: what was said
	// before it, in whichever conversation, is not known any more. It is no news
	// for the person, and of a person there is at most one.
	FactForgotten FactKind = "forgotten"
)

// MaxFacts is how many facts a person can have: as many as there are keys.
const MaxFacts = 100

// Key tells the facts of a person apart: a later one of the same key takes the
// place of the earlier.
func (f Fact) Key() string {
	switch f.Kind {
	case FactOwns, FactLacks, FactPain, FactCondition:
		return string(f.Kind) + ":" + f.Value
	default:
		return string(f.Kind)
	}
}

// IsKnown reports whether the person knows the fact of themselves: it is neither
// taken back nor a mark.
func (f Fact) IsKnown() bool { return !f.Gone && f.Kind != FactForgotten && f.valid() }

// Text is the fact as a sentence to the person.
func (f Fact) Text() string {
	switch f.Kind {
	case FactWeight:
		return "You weigh " + f.Value + " kg."
	case FactHeight:
		return "You are " + f.Value + " cm tall."
	case FactPulse:
		return "Your pulse at rest is " + f.Value + " bpm."
	case FactDays:
		return "You can train on " + f.count("day") + " a week."
	case FactMinutes:
		return "You have " + f.count("minute") + " for a session."
	case FactNoEquipment:
		return "You train without equipment."
	case FactOwns:
		return "You have " + withArticle(f.Value) + "."
	case FactLacks:
		return "You do not have " + withArticle(f.Value) + "."
	case FactPain:
		return "Your " + strings.ReplaceAll(f.Value, "low-back", "lower back") + " hurts."
	case FactCondition:
		return conditionTexts[condition(f.Value)]
	default:
		return ""
	}
}

func (f Fact) count(what string) string {
	if f.Value == "1" {
		return "1 " + what
	}
	return f.Value + " " + what + "s"
}

func withArticle(equipment string) string {
	name := strings.ReplaceAll(equipment, "-", " ")
	switch {
	case strings.HasSuffix(name, "s"):
		return name
	case strings.ContainsRune("aeiou", rune(name[0])):
		return "an " + name
	default:
		return "a " + name
	}
}

var conditionTexts = map[condition]string{
	pregnant: "You are pregnant.", hypertension: "You have high blood pressure.", betaBlocker: "You take a beta blocker.", diabetes: "You have diabetes.",
	asthma: "You have asthma.", kidney: "You have a kidney condition.", heart: "You have a heart condition.", osteoporosis: "You have osteoporosis.",
	eatingDisorder: "You have or had an eating disorder.", bloodThinner: "You take a blood thinner.", epilepsy: "You have epilepsy.",
}

// valid reports whether the value is one of its kind: in the bounds that the
// profile has, or of the list.
func (f Fact) valid() bool {
	n := f.number()
	switch f.Kind {
	case FactWeight:
		return fitness.CheckWeight(n) == nil
	case FactHeight:
		return fitness.CheckHeight(n) == nil
	case FactPulse:
		return n >= fitness.MinRestingHeartRate && n <= fitness.MaxRestingHeartRate
	case FactDays:
		return n >= fitness.MinPlanDays && n <= fitness.MaxPlanDays
	case FactMinutes:
		return n >= fitness.MinPlanMinutes && n <= fitness.MaxPlanMinutes
	case FactNoEquipment:
		return f.Value == ""
	case FactOwns, FactLacks:
		return slices.Contains(fitness.EquipmentWords(), fitness.Equipment(f.Value))
	case FactPain:
		_, joint := f.joint()
		return slices.Contains(fitness.Joints(), joint)
	case FactCondition:
		return conditionTexts[condition(f.Value)] != ""
	default:
		return false
	}
}

// number is the value of a kind that has numbers, or NaN.
func (f Fact) number() float64 {
	n, err := strconv.ParseFloat(f.Value, 64)
	if err != nil {
		return math.NaN()
	}
	return n
}

// joint is what hurts, and on which side.
func (f Fact) joint() (side string, joint fitness.Joint) {
	side, name, found := strings.Cut(f.Value, " ")
	if !found || side != "left" && side != "right" {
		return "", fitness.Joint(f.Value)
	}
	return side, fitness.Joint(name)
}

// measured is a fact with a number, to one decimal place.
func measured(kind FactKind, value float64) Fact {
	return Fact{Kind: kind, Value: strconv.FormatFloat(math.Round(value*10)/10, 'f', -1, 64)}
}

// String is for tests and logs of tests.
func (f Fact) String() string {
	if f.Gone {
		return "-" + f.Key()
	}
	if strings.Contains(f.Key(), ":") || f.Value == "" {
		return f.Key()
	}
	return fmt.Sprintf("%s:%s", f.Kind, f.Value)
}
