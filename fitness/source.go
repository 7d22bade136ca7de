package fitness

import "slices"

// Source is a publication that a number comes from.
type Source struct {
	ID    string // stable, e.g. "tanaka-2001"
	Title string // authors, journal, year;volume:page
}

const (
	karvonen1957  = "karvonen-1957"
	riegel1981    = "riegel-1981"
	epley1985     = "epley-1985"
	mifflin1990   = "mifflin-1990"
	brzycki1993   = "brzycki-1993"
	nhlbi1998     = "nhlbi-1998"
	whoBMI2000    = "who-2000"
	tanaka2001    = "tanaka-2001"
	iom2005       = "iom-2005"
	acsm2009      = "acsm-2009"
	nsca2009      = "nsca-2009"
	gulati2010    = "gulati-2010"
	ainsworth2011 = "ainsworth-2011"
	garber2011    = "garber-2011"
	bauer2013     = "bauer-2013"
	riebe2015     = "riebe-2015"
	zourdos2016   = "zourdos-2016"
	jager2017     = "jager-2017"
	morton2018    = "morton-2018"
	who2020       = "who-2020"
	bell2022      = "bell-2022"
	bell2024      = "bell-2024"
	herrmann2024  = "herrmann-2024"
	cdcIntensity  = "cdc-intensity"
	cdcWeight     = "cdc-weight"
	acsm2026      = "acsm-2026"
)

// Sources returns every source this package cites, by year. The slice is the
// caller's own.
func Sources() []Source { return slices.Clone(sources) }

var sources = []Source{
	{karvonen1957, "Karvonen, Kentala, Mustala, Ann Med Exp Biol Fenn 1957;35:307"},
	{riegel1981, "Riegel, Athletic Records and Human Endurance, American Scientist 1981;69:285"},
	{epley1985, "Epley, Poundage Chart, Boyd Epley Workout, 1985"},
	{mifflin1990, "Mifflin, St Jeor et al., AJCN 1990;51:241"},
	{brzycki1993, "Brzycki, Strength Testing, JOPERD 1993;64(1):88"},
	{nhlbi1998, "NHLBI, Clinical Guidelines on Overweight and Obesity in Adults, 1998"},
	{whoBMI2000, "WHO, Obesity: preventing and managing the global epidemic, Technical Report 894, 2000"},
	{tanaka2001, "Tanaka, Monahan, Seals, JACC 2001;37:153"},
	{iom2005, "Institute of Medicine, Dietary Reference Intakes for Energy and Macronutrients, 2005"},
	{acsm2009, "ACSM, Progression Models in Resistance Training, MSSE 2009;41:687"},
	{nsca2009, "Faigenbaum et al., NSCA position on youth resistance training, JSCR 2009;23(5 Suppl):S60"},
	{gulati2010, "Gulati et al., Circulation 2010;122:130"},
	{ainsworth2011, "Ainsworth et al., 2011 Compendium of Physical Activities, MSSE 2011;43:1575"},
	{garber2011, "Garber et al., ACSM position stand, MSSE 2011;43:1334"},
	{bauer2013, "Bauer et al., PROT-AGE Study Group, JAMDA 2013;14:542"},
	{riebe2015, "Riebe et al., ACSM exercise preparticipation screening, MSSE 2015;47:2473"},
	{zourdos2016, "Zourdos et al., JSCR 2016;30:267"},
	{jager2017, "Jäger et al., ISSN position stand on protein, JISSN 2017;14:20"},
	{morton2018, "Morton et al., BJSM 2018;52:376"},
	{who2020, "WHO guidelines on physical activity and sedentary behaviour, 2020"},
	{bell2022, "Bell et al., coaches on deloading, Front Sports Act Living 2022;4:1073223"},
	{bell2024, "Bell et al., survey of deloading, Sports Med Open 2024;10:26"},
	{herrmann2024, "Herrmann et al., 2024 Adult Compendium of Physical Activities, JSHS 2024;13:6"},
	{cdcIntensity, "CDC, How to measure physical activity intensity"},
	{cdcWeight, "CDC, Steps for losing weight"},
	{acsm2026, "ACSM position stand on resistance training, MSSE 2026"},
}

// ScreeningSources returns the source of the rule who should be seen by a
// clinician before exercising.
func ScreeningSources() []Source { return cite(riebe2015) }

// cite returns the sources of ids. So many places call it that inlining it would
// be 90 kB of program.
//
//go:noinline
func cite(ids ...string) []Source {
	var cited []Source
	for _, id := range ids {
		for _, source := range sources {
			if source.ID == id {
				cited = append(cited, source)
			}
		}
	}
	return cited
}
