package fitness

// RestingEnergy is the energy a body spends at rest in a day, by the formula of
// one sex (Mifflin et al., AJCN 1990;51:241). It is within a tenth of what is
// measured in about seven of ten people; it was made from adults of 19–78 years.
type RestingEnergy struct {
	Of     Gender // whose formula it is: Female or Male
	Energy Range  // one value, kcal a day
}

// The ages, in years, of the people the resting energy was measured on.
const (
	YoungestMeasured = 19
	OldestMeasured   = 78
)

// RestingEnergyFor returns the resting energy of a body by the formula of its
// gender; of women, then of men, for every other or unknown gender:
//
//	men    10 × weight in kg + 6.25 × height in cm − 5 × age + 5
//	women  10 × weight in kg + 6.25 × height in cm − 5 × age − 161
//
// It returns the errors of Body.Check.
func RestingEnergyFor(b Body) ([]RestingEnergy, error) {
	if err := b.Check(); err != nil {
		return nil, err
	}
	var all []RestingEnergy
	for _, of := range []Gender{Female, Male} {
		if b.Gender == of || b.Gender != Female && b.Gender != Male {
			all = append(all, RestingEnergy{of, Exactly(mifflin(b, of), KilocaloriesPerDay)})
		}
	}
	return all, nil
}

func mifflin(b Body, of Gender) float64 {
	energy := 10*b.Weight + 6.25*b.Height - 5*float64(b.Age)
	if of == Female {
		return energy - 161
	}
	return energy + 5
}

// Formula returns the name of the formula.
func (r RestingEnergy) Formula() string {
	if r.Of == Female {
		return "Mifflin–St Jeor for women"
	}
	return "Mifflin–St Jeor for men"
}

// Expression returns the formula as it is written, in kg, cm and years.
func (r RestingEnergy) Expression() string {
	if r.Of == Female {
		return "10 × weight + 6.25 × height − 5 × age − 161"
	}
	return "10 × weight + 6.25 × height − 5 × age + 5"
}

// Sources returns where the formula was published.
func (RestingEnergy) Sources() []Source { return cite(mifflin1990) }

// Movement is how much someone moves in the whole of a usual day.
type Movement string

// The steps of movement, from the least. Their factors are a convention that goes
// with the formula; no study measured them.
const (
	Sedentary        Movement = "sedentary"         // little or no exercise: 1.2
	LightlyActive    Movement = "lightly active"    // exercise on 1–3 days a week: 1.375
	ModeratelyActive Movement = "moderately active" // on 3–5 days a week: 1.55
	VeryActive       Movement = "very active"       // on 6–7 days a week: 1.725
	ExtraActive      Movement = "extra active"      // twice a day, or heavy work: 1.9
)

// Movements returns the steps from the least movement to the most.
func Movements() []Movement {
	return []Movement{Sedentary, LightlyActive, ModeratelyActive, VeryActive, ExtraActive}
}

// Factor returns how many times the resting energy a day takes. A Movement this
// package does not define is taken as Sedentary.
func (m Movement) Factor() float64 {
	switch m {
	case LightlyActive:
		return 1.375
	case ModeratelyActive:
		return 1.55
	case VeryActive:
		return 1.725
	case ExtraActive:
		return 1.9
	default:
		return 1.2
	}
}

// Daily returns the energy of a whole day, in kcal: resting energy × factor. A
// woman of 55, 70 kg and 160 cm who sits needs 1264 × 1.2 = 1517 kcal.
func (r RestingEnergy) Daily(m Movement) Range {
	return Exactly(r.Energy.Low*m.Factor(), r.Energy.Unit)
}
