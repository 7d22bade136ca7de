package fitness

import "fmt"

// Protein is how much protein suits a person, in grams. It is for healthy people:
// with a kidney disease a clinician decides.
type Protein struct {
	Daily     Range  // g a day for someone who trains; zero under 18
	Meal      Range  // one value, g a meal; zero under 18
	Allowance Range  // one value, g a day: what keeps a body that does not train
	rule      string // the source of Daily
	perKilo   Range
}

// The grams of protein a day for a kilogram of body weight.
const (
	// ProteinAllowance is the recommended dietary allowance of adults (IOM 2005).
	ProteinAllowance = 0.8
	// ProteinPlateau is where more added no muscle to those who lift
	// (Morton et al., BJSM 2018;52:376).
	ProteinPlateau = 1.6
)

// ProteinFor returns the protein of someone who trains, of a weight in kilograms and
// an age in years; age 0 is unknown and taken as an adult under 65:
//
//	18–64  1.4–2.0 g/kg a day (ISSN, Jäger et al. 2017)
//	65+    1.0–1.2 g/kg a day (PROT-AGE, Bauer et al. 2013)
//	meal   0.25 g/kg, no less than 20 g and no more than 40 g (ISSN)
//
// At 62 kg it is 87–124 g. Under 18 only the allowance is given, 0.85 g/kg from 14
// on and 0.95 before (IOM 2005). It returns ErrWeightOutOfRange or ErrAgeOutOfRange.
func ProteinFor(weight float64, age int) (Protein, error) {
	if err := CheckWeight(weight); err != nil {
		return Protein{}, err
	}
	band := Adult
	if age != 0 {
		var err error
		if band, err = AgeBandOf(age); err != nil {
			return Protein{}, err
		}
	}
	p := Protein{
		Allowance: Exactly(ProteinAllowance*weight, Grams),
		Meal:      Exactly(min(max(0.25*weight, 20), 40), Grams),
		perKilo:   Between(1.4, 2.0, GramsPerKilogram), rule: jager2017,
	}
	switch band {
	case Youth:
		return Protein{Allowance: Exactly(youthAllowance(age)*weight, Grams), rule: iom2005}, nil
	case Older:
		p.perKilo, p.rule = Between(1.0, 1.2, GramsPerKilogram), bauer2013
	}
	p.Daily = Between(p.perKilo.Low*weight, p.perKilo.High*weight, Grams)
	return p, nil
}

func youthAllowance(age int) float64 {
	if age < 14 {
		return 0.95
	}
	return 0.85
}

// Formula returns the name of the rule.
func (p Protein) Formula() string {
	switch p.rule {
	case bauer2013:
		return "PROT-AGE"
	case iom2005:
		return "recommended dietary allowance"
	default:
		return "ISSN"
	}
}

// Expression returns the rule as it is written: "1.4–2 g/kg × weight".
func (p Protein) Expression() string {
	if p.perKilo.IsZero() {
		return fmt.Sprintf("0.85 %[1]s × weight, under 14 0.95 %[1]s", GramsPerKilogram)
	}
	return fmt.Sprintf("%v × weight", p.perKilo)
}

// Sources returns the source of Daily, then those of Meal, of the plateau and of
// Allowance.
func (p Protein) Sources() []Source {
	switch p.rule {
	case iom2005:
		return cite(iom2005)
	case bauer2013:
		return cite(bauer2013, jager2017, iom2005)
	default:
		return cite(jager2017, morton2018, iom2005)
	}
}
