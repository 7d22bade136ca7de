package fitness

// Activity is the amount of movement the WHO asks for. A zero Range means the
// guideline of that age asks for nothing of the kind.
type Activity struct {
	AgeBand      AgeBand
	Daily        Range // minutes a day on average, moderate to vigorous; youth only
	Moderate     Range // minutes a week of moderate activity; from 18 on
	Vigorous     Range // minutes a week that may stand in for Moderate; from 18 on
	VigorousDays Range // days a week that include vigorous activity; youth only
	StrengthDays Range // days a week with muscle- (youth: and bone-) strengthening
	BalanceDays  Range // days a week of functional balance and strength; from 65 on
}

// VigorousWorth is how many minutes of moderate activity one vigorous minute
// counts for (WHO 2020).
const VigorousWorth = 2

// ActivityFor returns the weekly guideline for an age in years (WHO 2020): under
// 18 a mean of 60 minutes a day, vigorous and strengthening on 3 days; from 18 on
// 150–300 moderate or 75–150 vigorous minutes a week and strength on 2 days; from
// 65 on balance work on 3 days as well. It returns ErrAgeOutOfRange.
func ActivityFor(age int) (Activity, error) {
	band, err := AgeBandOf(age)
	if err != nil {
		return Activity{}, err
	}
	if band == Youth {
		return Activity{
			AgeBand:      Youth,
			Daily:        AtLeast(60, Minutes),
			VigorousDays: AtLeast(3, Days),
			StrengthDays: AtLeast(3, Days),
		}, nil
	}
	activity := AdultActivity()
	activity.AgeBand = band
	if band == Older {
		activity.BalanceDays = AtLeast(3, Days)
	}
	return activity, nil
}

// AdultActivity returns the weekly guideline for ages 18 to 64 (WHO 2020), the one
// to quote to someone whose age is not known.
func AdultActivity() Activity {
	return Activity{
		AgeBand:      Adult,
		Moderate:     Between(150, 300, Minutes),
		Vigorous:     Between(75, 150, Minutes),
		StrengthDays: AtLeast(2, Days),
	}
}

// PregnancyActivity returns the weekly guideline in pregnancy and after birth, for
// those without a contraindication (WHO 2020): 150 minutes and more of moderate
// activity, with strengthening among it.
func PregnancyActivity() Activity {
	return Activity{AgeBand: Adult, Moderate: AtLeast(150, Minutes)}
}

// Sources returns where the guideline was published.
func (Activity) Sources() []Source { return cite(who2020) }

// WarmUp is the time, in minutes, of light to moderate movement before a session
// (Garber et al., MSSE 2011;43:1334).
func WarmUp() Range { return Between(5, 10, Minutes) }

// WarmUpSources returns where WarmUp was published.
func WarmUpSources() []Source { return cite(garber2011) }
