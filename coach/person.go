package coach

import (
	"strings"
	"unicode"

	"spotter/fitness"
)

// Gender and Level are the words of package fitness, so that whoever fills in a
// Person needs to know this package alone.
type (
	Gender = fitness.Gender
	Level  = fitness.Level
)

// Person is the one who is spoken to. Every field may be its zero value, which
// means not known; a value out of range counts as not known.
type Person struct {
	Name             string // what to greet with; untrusted
	Age              int    // years
	Gender           Gender
	Level            Level // unknown counts as Beginner
	RestingHeartRate int   // bpm
	Goal             Goal
	DaysPerWeek      int     // days available for training, 1–7
	WeightKG         float64 // of the body
	HeightCM         float64
	Equipment        []string      // words of the exercise catalogue; nil is unknown, empty is none
	Injuries         string        // free text: read for joints and conditions, never repeated
	Log              []LoggedSet   // what was lifted, in any order
	Plan             *StandingPlan // nil is none yet
	Remembered       []Fact        // what the person said in conversations, the earlier first; goes before the profile

	pregnant bool // said in this chat, remembered or in Injuries; set by chatWith
}

// LoggedSet is one set that was done.
type LoggedSet = fitness.LoggedSet

// Goal is what a person trains for.
type Goal string

// The goals an account can hold.
const (
	GoalUnknown Goal = ""
	Strength    Goal = "strength"
	Muscle      Goal = "muscle"
	FatLoss     Goal = "fat_loss"
	Endurance   Goal = "endurance"
	Health      Goal = "health"
)

const (
	longestName = 64 // runes
	daysInAWeek = 7
)

// known returns p with every value that cannot be used set to not known and the
// name safe to print on one line.
func (p Person) known() Person {
	p.Name = printable(p.Name)
	if fitness.CheckAge(p.Age) != nil {
		p.Age = 0
	}
	switch p.Level {
	case fitness.Beginner, fitness.Intermediate, fitness.Expert:
	default:
		p.Level = fitness.Beginner
	}
	if p.RestingHeartRate < fitness.MinRestingHeartRate || p.RestingHeartRate > fitness.MaxRestingHeartRate {
		p.RestingHeartRate = 0
	}
	if p.DaysPerWeek < 0 || p.DaysPerWeek > daysInAWeek {
		p.DaysPerWeek = 0
	}
	if fitness.CheckWeight(p.WeightKG) != nil {
		p.WeightKG = 0
	}
	if fitness.CheckHeight(p.HeightCM) != nil {
		p.HeightCM = 0
	}
	switch p.Gender {
	case fitness.Female, fitness.Male, fitness.Other:
	default:
		p.Gender = fitness.GenderUnknown
	}
	return p
}

// ageBand returns the person's band, or "" when the age is not known.
func (p Person) ageBand() fitness.AgeBand {
	band, err := fitness.AgeBandOf(p.Age)
	if err != nil {
		return ""
	}
	return band
}

// aLevel names the person's level with its article: "an expert".
//
//go:noinline
func (p Person) aLevel() string {
	if p.Level == fitness.Beginner {
		return "a beginner"
	}
	return "an " + string(p.Level)
}

// wantsCardio reports whether the goal is reached by moving before lifting.
func (p Person) wantsCardio() bool {
	return p.Goal == FatLoss || p.Goal == Endurance || p.Goal == Health
}

// printable keeps a name on its line and in its direction: no control character,
// no line break, no override of the text direction, at most longestName runes.
func printable(name string) string {
	name = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return ' '
		case unicode.IsControl(r), unicode.Is(unicode.Bidi_Control, r):
			return -1
		default:
			return r
		}
	}, strings.ToValidUTF8(name, ""))
	runes := []rune(strings.Join(strings.Fields(name), " "))
	return strings.TrimSpace(string(runes[:min(len(runes), longestName)]))
}
