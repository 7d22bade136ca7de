package fitness

// Source is a publication that a number comes from.
type Source struct {
	ID    string // stable, e.g. "tanaka-2001"
	Title string // authors, journal, year;volume:page
}

const (
	tanaka2001   = "tanaka-2001"
	gulati2010   = "gulati-2010"
	karvonen1957 = "karvonen-1957"
	garber2011   = "garber-2011"
	who2020      = "who-2020"
	acsm2009     = "acsm-2009"
	acsm2026     = "acsm-2026"
	nsca2009     = "nsca-2009"
	riebe2015    = "riebe-2015"
)

// Sources returns every source this package cites, by year. The slice is the
// caller's own.
func Sources() []Source {
	return []Source{
		{karvonen1957, "Karvonen, Kentala, Mustala, Ann Med Exp Biol Fenn 1957;35:307"},
		{tanaka2001, "Tanaka, Monahan, Seals, JACC 2001;37:153"},
		{acsm2009, "ACSM, Progression Models in Resistance Training, MSSE 2009;41:687"},
		{nsca2009, "Faigenbaum et al., NSCA position on youth resistance training, JSCR 2009;23(5 Suppl):S60"},
		{gulati2010, "Gulati et al., Circulation 2010;122:130"},
		{garber2011, "Garber et al., ACSM position stand, MSSE 2011;43:1334"},
		{riebe2015, "Riebe et al., ACSM exercise preparticipation screening, MSSE 2015;47:2473"},
		{who2020, "WHO guidelines on physical activity and sedentary behaviour, 2020"},
		{acsm2026, "ACSM position stand on resistance training, MSSE 2026"},
	}
}

// ScreeningSources returns the source of the rule who should be seen by a
// clinician before exercising.
func ScreeningSources() []Source { return cite(riebe2015) }

func cite(ids ...string) []Source {
	var cited []Source
	for _, id := range ids {
		for _, source := range Sources() {
			if source.ID == id {
				cited = append(cited, source)
			}
		}
	}
	return cited
}
