package coach

// The sources of advice that has no number of package fitness in it.
var (
	acog2020     = Source{ID: "acog-2020", Title: "ACOG Committee Opinion 804, Physical Activity and Exercise During Pregnancy, 2020"}
	pescatello   = Source{ID: "pescatello-2019", Title: "Pescatello et al., Physical activity to prevent and treat hypertension, MSSE 2019;51:1314"}
	colberg2016  = Source{ID: "colberg-2016", Title: "Colberg et al., ADA position on physical activity and diabetes, Diabetes Care 2016;39:2065"}
	kreider2017  = Source{ID: "kreider-2017", Title: "Kreider et al., ISSN position stand on creatine, JISSN 2017;14:18"}
	guest2021    = Source{ID: "guest-2021", Title: "Guest et al., ISSN position stand on caffeine, JISSN 2021;18:1"}
	lally2010    = Source{ID: "lally-2010", Title: "Lally et al., How are habits formed, Eur J Soc Psychol 2010;40:998"}
	cheung2003   = Source{ID: "cheung-2003", Title: "Cheung et al., Delayed onset muscle soreness, Sports Med 2003;33:145"}
	gina2024     = Source{ID: "gina-2024", Title: "Global Initiative for Asthma, strategy report, 2024"}
	sherrington  = Source{ID: "sherrington-2019", Title: "Sherrington et al., Exercise for preventing falls in older people, Cochrane 2019;CD012424"}
	watson2015   = Source{ID: "watson-2015", Title: "Watson et al., AASM consensus on the amount of sleep for adults, Sleep 2015;38:843"}
	sawka2007    = Source{ID: "sawka-2007", Title: "Sawka et al., ACSM position stand on fluid replacement, MSSE 2007;39:377"}
	thomas2016   = Source{ID: "thomas-2016", Title: "Thomas et al., ACSM position stand on nutrition and performance, MSSE 2016;48:543"}
	colenso2023  = Source{ID: "colenso-2023", Title: "Colenso-Semple et al., Menstrual cycle phase and resistance training, Front Sports Act Living 2023;5:1054542"}
	dubois2020   = Source{ID: "dubois-2020", Title: "Dubois, Esculier, Soft-tissue injuries simply need PEACE and LOVE, BJSM 2020;54:72"}
	bosquet2013  = Source{ID: "bosquet-2013", Title: "Bosquet et al., Effect of training cessation on muscular performance, Scand J Med Sci Sports 2013;23:e140"}
	racinais2015 = Source{ID: "racinais-2015", Title: "Racinais et al., Training and competing in the heat, BJSM 2015;49:1164"}
	castellani   = Source{ID: "castellani-2006", Title: "Castellani et al., ACSM position stand on cold injuries, MSSE 2006;38:2012"}
	paluch2022   = Source{ID: "paluch-2022", Title: "Paluch et al., Daily steps and all-cause mortality, Lancet Public Health 2022;7:e219"}
	mailler2004  = Source{ID: "mailler-2004", Title: "Mailler, Adams, The wear and tear of 26.2, BJSM 2004;38:498"}
	relph2022    = Source{ID: "relph-2022", Title: "Relph et al., Running shoes for preventing lower limb running injuries, Cochrane 2022;CD013368"}
	orsama2014   = Source{ID: "orsama-2014", Title: "Orsama et al., Weight rhythms, Obes Facts 2014;7:36"}
	gillinov2017 = Source{ID: "gillinov-2017", Title: "Gillinov et al., Accuracy of wearable heart rate monitors, MSSE 2017;49:1697"}
	shcherbina   = Source{ID: "shcherbina-2017", Title: "Shcherbina et al., Accuracy of wrist-worn devices, J Pers Med 2017;7:3"}
	parr2014     = Source{ID: "parr-2014", Title: "Parr et al., Alcohol after exercise and muscle protein synthesis, PLoS One 2014;9:e88384"}
	miller2022   = Source{ID: "miller-2022", Title: "Miller et al., Exercise-associated muscle cramps, J Athl Train 2022;57:5"}
	morton2015   = Source{ID: "morton-2015", Title: "Morton, Callister, Exercise-related transient abdominal pain, Sports Med 2015;45:23"}
	roberts2015  = Source{ID: "roberts-2015", Title: "Roberts et al., Post-exercise cold water immersion, J Physiol 2015;593:4285"}
	wiewelhove   = Source{ID: "wiewelhove-2019", Title: "Wiewelhove et al., Effects of foam rolling, Front Physiol 2019;10:376"}
	vispute2011  = Source{ID: "vispute-2011", Title: "Vispute et al., Abdominal exercise and abdominal fat, JSCR 2011;25:2559"}
	schuch2018   = Source{ID: "schuch-2018", Title: "Schuch et al., Physical activity and incident depression, Am J Psychiatry 2018;175:631"}
	hevia2021    = Source{ID: "hevia-larrain-2021", Title: "Hevia-Larraín et al., Plant-based and omnivorous diets and training, Sports Med 2021;51:1317"}
	schoenfeld   = Source{ID: "schoenfeld-2014", Title: "Schoenfeld et al., Fasted and fed aerobic exercise and body composition, JISSN 2014;11:54"}
	foodData     = Source{ID: "usda-fdc", Title: "USDA, FoodData Central, nutrients of foods"}
	iversen2021  = Source{ID: "iversen-2021", Title: "Iversen et al., No time to lift? Time-efficient training, Sports Med 2021;51:2079"}
	fiatarone    = Source{ID: "fiatarone-1990", Title: "Fiatarone et al., High-intensity strength training in nonagenarians, JAMA 1990;263:3029"}
	terry2020    = Source{ID: "terry-2020", Title: "Terry et al., Effects of music in exercise and sport, Psychol Bull 2020;146:91"}
	couchTo5K    = Source{ID: "nhs-couch-to-5k", Title: "NHS, Couch to 5K, nine weeks of walking and running"}
	redCross     = Source{ID: "red-cross", Title: "American Red Cross, What to do after donating blood"}
	ahaPulse     = Source{ID: "aha-pulse", Title: "American Heart Association, All about heart rate"}
	shephard2012 = Source{ID: "shephard-2012", Title: "Shephard, The impact of Ramadan observance upon athletic performance, Nutrients 2012;4:491"}
	idfDar2022   = Source{ID: "idf-dar-2022", Title: "Hassanein et al., IDF-DAR, Diabetes and Ramadan, practical guidelines, Diabetes Res Clin Pract 2022;185:109185"}
	concept2     = Source{ID: "concept2", Title: "Concept2, Damper, stroke rate and pace on the rowing machine"}
)

// Sources returns the sources that only the coach's advice has; the others are
// those of package fitness. The slice is the caller's own.
func Sources() []Source {
	return []Source{
		acog2020, pescatello, colberg2016, kreider2017, guest2021, lally2010, cheung2003, gina2024, sherrington, watson2015, sawka2007, thomas2016, colenso2023, dubois2020,
		bosquet2013, racinais2015, castellani, paluch2022, mailler2004, relph2022, orsama2014, gillinov2017, shcherbina, parr2014, miller2022, morton2015, roberts2015, wiewelhove, vispute2011, schuch2018, hevia2021, schoenfeld, foodData, iversen2021, fiatarone, terry2020, couchTo5K, redCross, ahaPulse, concept2, shephard2012, idfDar2022,
	}
}
