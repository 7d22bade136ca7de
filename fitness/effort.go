package fitness

import (
	"errors"
	"fmt"
)

// LowestEffort and HighestEffort bound, inclusive, the rating of perceived exertion
// of a set that says something of the repetitions left.
const (
	LowestEffort  = 5
	HighestEffort = 10
)

// ErrEffortOutOfRange reports a rating outside LowestEffort–HighestEffort, or
// repetitions in reserve outside 0–5.
var ErrEffortOutOfRange = errors.New("effort out of range")

// ReserveAt returns the repetitions left in reserve at a rating of perceived
// exertion (Zourdos et al., JSCR 2016;30:267): 10 is none, 9 one, 8 two, 7 three;
// a half lies between its neighbours, and 5 to below 7 is four to six. It returns
// ErrEffortOutOfRange.
func ReserveAt(rating float64) (Range, error) {
	switch {
	case !(rating >= LowestEffort && rating <= HighestEffort):
		return Range{}, fmt.Errorf("%w: RPE %v is not within %d–%d", ErrEffortOutOfRange, rating, LowestEffort, HighestEffort)
	case rating < 7:
		return Between(4, 6, InReserve), nil
	case rating == float64(int(rating)):
		return Exactly(10-rating, InReserve), nil
	default:
		fewest := float64(9 - int(rating))
		return Between(fewest, fewest+1, InReserve), nil
	}
}

// EffortWith returns the rating of perceived exertion of a set that left reserve
// repetitions: none is 10, three is 7, and four or five are 5 to 6. It returns
// ErrEffortOutOfRange.
func EffortWith(reserve int) (Range, error) {
	switch {
	case reserve < 0 || reserve > 5:
		return Range{}, fmt.Errorf("%w: %d in reserve is not within 0–5", ErrEffortOutOfRange, reserve)
	case reserve > 3:
		return Between(5, 6, RPE), nil
	default:
		return Exactly(float64(10-reserve), RPE), nil
	}
}

// EffortFor returns how hard the sets of a level should be. Beginners stay at 7–8,
// two or three repetitions from failure: a rule of coaching, since they cannot yet
// tell how many are left. It returns ErrUnknownLevel.
func EffortFor(level Level) (Range, error) {
	switch level {
	case Beginner:
		return Between(7, 8, RPE), nil
	case Intermediate:
		return Between(7, 9, RPE), nil
	case Expert:
		return Between(7, 10, RPE), nil
	default:
		return Range{}, fmt.Errorf("%w: %q", ErrUnknownLevel, level)
	}
}

// EffortSources returns where the scale was published.
func EffortSources() []Source { return cite(zourdos2016) }

// Speech is what someone can still do while moving: the talk test.
type Speech string

// The answers of the talk test (CDC), from the lightest.
const (
	CanSing   Speech = "sing"
	CanTalk   Speech = "talk but not sing"
	FewWords  Speech = "say only a few words"
	CannotSay Speech = "hardly say a word"
)

// Feel is how a band of effort feels, without a pulse: for those whose medicine
// slows it, or who have no watch.
type Feel struct {
	Intensity Intensity
	Borg      Range // Borg's rating, 6–20
	Speech    Speech
}

// FeelOf returns how a band of effort feels (Borg's ratings after Garber et al.,
// MSSE 2011;43:1334). An unknown intensity is taken as VeryLight.
func FeelOf(i Intensity) Feel {
	switch i {
	case Light:
		return Feel{i, Between(9, 11, BorgRPE), CanSing}
	case Moderate:
		return Feel{i, Between(12, 13, BorgRPE), CanTalk}
	case Vigorous:
		return Feel{i, Between(14, 17, BorgRPE), FewWords}
	case NearMaximal:
		return Feel{i, Between(18, 20, BorgRPE), CannotSay}
	default:
		return Feel{VeryLight, Under(9, BorgRPE), CanSing}
	}
}

// Sources returns where the ratings and the talk test were published.
func (Feel) Sources() []Source { return cite(garber2011, cdcIntensity) }
