package coach

// The sources of advice that has no number of package fitness in it.
var (
	acog2020    = Source{ID: "acog-2020", Title: "ACOG Committee Opinion 804, Physical Activity and Exercise During Pregnancy, 2020"}
	pescatello  = Source{ID: "pescatello-2019", Title: "Pescatello et al., Physical activity to prevent and treat hypertension, MSSE 2019;51:1314"}
	colberg2016 = Source{ID: "colberg-2016", Title: "Colberg et al., ADA position on physical activity and diabetes, Diabetes Care 2016;39:2065"}
	kreider2017 = Source{ID: "kreider-2017", Title: "Kreider et al., ISSN position stand on creatine, JISSN 2017;14:18"}
	guest2021   = Source{ID: "guest-2021", Title: "Guest et al., ISSN position stand on caffeine, JISSN 2021;18:1"}
	lally2010   = Source{ID: "lally-2010", Title: "Lally et al., How are habits formed, Eur J Soc Psychol 2010;40:998"}
	cheung2003  = Source{ID: "cheung-2003", Title: "Cheung et al., Delayed onset muscle soreness, Sports Med 2003;33:145"}
	gina2024    = Source{ID: "gina-2024", Title: "Global Initiative for Asthma, strategy report, 2024"}
	sherrington = Source{ID: "sherrington-2019", Title: "Sherrington et al., Exercise for preventing falls in older people, Cochrane 2019;CD012424"}
	watson2015  = Source{ID: "watson-2015", Title: "Watson et al., AASM consensus on the amount of sleep for adults, Sleep 2015;38:843"}
	sawka2007   = Source{ID: "sawka-2007", Title: "Sawka et al., ACSM position stand on fluid replacement, MSSE 2007;39:377"}
	thomas2016  = Source{ID: "thomas-2016", Title: "Thomas et al., ACSM position stand on nutrition and performance, MSSE 2016;48:543"}
	colenso2023 = Source{ID: "colenso-2023", Title: "Colenso-Semple et al., Menstrual cycle phase and resistance training, Front Sports Act Living 2023;5:1054542"}
	dubois2020  = Source{ID: "dubois-2020", Title: "Dubois, Esculier, Soft-tissue injuries simply need PEACE and LOVE, BJSM 2020;54:72"}
)

// Sources returns the sources that only the coach's advice has; the others are
// those of package fitness. The slice is the caller's own.
func Sources() []Source {
	return []Source{acog2020, pescatello, colberg2016, kreider2017, guest2021, lally2010, cheung2003, gina2024, sherrington, watson2015, sawka2007, thomas2016, colenso2023, dubois2020}
}
