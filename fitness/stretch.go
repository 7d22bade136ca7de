package fitness

// Stretching is how to stretch statically (Garber et al., MSSE 2011;43:1334).
type Stretching struct {
	Hold  Range // seconds to hold a stretch once
	Total Range // one value, seconds for each muscle in a session
	Days  Range // days a week
}

// StretchingFor returns how to stretch at an age in years: 10–30 seconds a time,
// from 65 on 30–60, to 60 seconds for each muscle, on 2–3 days a week, warm. It
// returns ErrAgeOutOfRange.
func StretchingFor(age int) (Stretching, error) {
	band, err := AgeBandOf(age)
	if err != nil {
		return Stretching{}, err
	}
	stretching := Stretching{
		Hold:  Between(10, 30, Seconds),
		Total: Exactly(60, Seconds),
		Days:  Between(2, 3, Days),
	}
	if band == Older {
		stretching.Hold = Between(30, 60, Seconds)
	}
	return stretching, nil
}

// Times returns how often to hold a stretch to reach the total, whole times.
func (s Stretching) Times() (fewest, most int) {
	return int(s.Total.Low / s.Hold.High), int(s.Total.Low / s.Hold.Low)
}

// Sources returns where the rule was published.
func (Stretching) Sources() []Source { return cite(garber2011) }
