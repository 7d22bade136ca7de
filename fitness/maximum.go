package fitness

// Formula estimates a person's maximum heart rate from age. Either one is off by
// about ten beats for a single person; none replaces a test.
type Formula string

// The formulas this package knows.
const (
	// Tanaka is 208 − 0.7·age, from adults of both sexes
	// (Tanaka, Monahan, Seals, JACC 2001;37:153).
	Tanaka Formula = "Tanaka"
	// Gulati is 206 − 0.88·age, from women, most of them 35 and over
	// (Gulati et al., Circulation 2010;122:130).
	Gulati Formula = "Gulati"
)

// FormulasFor returns the formulas to show to a person of gender g, the leading
// one first: Gulati then Tanaka for women, Tanaka for men, and Tanaka then Gulati,
// both of equal weight, for every other or unknown gender.
func FormulasFor(g Gender) []Formula {
	switch g {
	case Female:
		return []Formula{Gulati, Tanaka}
	case Male:
		return []Formula{Tanaka}
	default:
		return []Formula{Tanaka, Gulati}
	}
}

// Maximum returns the estimated maximum heart rate at an age in years, in bpm and
// unrounded. It returns ErrAgeOutOfRange for an age outside MinAge–MaxAge.
// A Formula this package does not define is taken as Tanaka.
func (f Formula) Maximum(age int) (Range, error) {
	if err := CheckAge(age); err != nil {
		return Range{}, err
	}
	// Dividing whole numbers keeps exact halves exact, so that 190.5 rounds to 191
	// at every age where the formula says so.
	if f == Gulati {
		return Exactly(206-float64(88*age)/100, BeatsPerMinute), nil
	}
	return Exactly(208-float64(7*age)/10, BeatsPerMinute), nil
}

// Expression returns the formula as it is written, age in years: "208 − 0.7 × age".
func (f Formula) Expression() string {
	if f == Gulati {
		return "206 − 0.88 × age"
	}
	return "208 − 0.7 × age"
}

// Sources returns where the formula was published.
func (f Formula) Sources() []Source {
	if f == Gulati {
		return cite(gulati2010)
	}
	return cite(tanaka2001)
}
