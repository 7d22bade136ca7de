package fitness_test

import (
	"errors"
	"fmt"
	"math"
	"strings"
	"testing"
	"unicode/utf8"

	"spotter/fitness"
)

// phrases are texts and what they say: "kind value unit", a range with "..".
var phrases = map[string]string{
	// mass
	"80 kg":                   "mass 80 kg",
	"80kg":                    "mass 80 kg",
	"I weigh 80 kilos":        "mass 80 kg",
	"80.5 kilograms":          "mass 80.5 kg",
	"80,5 kg":                 "mass 80.5 kg",
	"1,000 kg":                "mass 1000 kg",
	"165 lbs":                 "mass 165 lb",
	"165lb":                   "mass 165 lb",
	"165 pounds":              "mass 165 lb",
	"I'm 165 pounds":          "mass 165 lb",
	"11 st 4":                 "mass 158 lb",
	"11st 4lb":                "mass 158 lb",
	"11 stone 4 pounds":       "mass 158 lb",
	"11 stone and 4 pounds":   "mass 158 lb",
	"I am 11 stone":           "mass 11 st",
	"11 and a half stone":     "mass 11.5 st",
	"12st":                    "mass 12 st",
	"a pound a week":          "mass 1 lb",
	"eighty kilos":            "mass 80 kg",
	"half a kilo":             "mass 0.5 kg",
	"30 g of protein":         "mass 30 g",
	"creatine 5g a day":       "mass 5 g",
	"from 80 kg to 75 kg":     "mass 80 kg; mass 75 kg",
	"75-80 kg":                "mass 75..80 kg",
	"８０ｋｇ":                    "mass 80 kg",
	"I weigh 80":              "mass 80 ",
	"weight: 80":              "mass 80 ",
	"my weight is about 80":   "mass 80 ",
	"a 20-kg dumbbell":        "mass 20 kg",
	"I weigh 9000 kg":         "mass 9000 kg",
	"a hundred and ten kilos": "mass 110 kg",
	"hundred kilos":           "mass 100 kg",
	"weight -80kg":            "mass -80 kg",
	"80 kg.":                  "mass 80 kg",
	"(80kg)":                  "mass 80 kg",
	"80kg/178cm":              "mass 80 kg; length 178 cm",
	"70kg 175cm 30yo":         "mass 70 kg; length 175 cm; age 30 years",

	// length
	"178 cm":                      "length 178 cm",
	"178cm":                       "length 178 cm",
	"1.78 m":                      "length 1.78 m",
	"1,78m":                       "length 1.78 m",
	"1m78":                        "length 178 cm",
	"5'10\"":                      "length 70 in",
	"5’10”":                       "length 70 in",
	"5′10″":                       "length 70 in",
	"5'10":                        "length 70 in",
	"I'm 5'10'' tall":             "length 70 in",
	"5 ft 10":                     "length 70 in",
	"5 ft. 10 in.":                "length 70 in",
	"5ft10in":                     "length 70 in",
	"5ft 10":                      "length 70 in",
	"5 foot 10 inches":            "length 70 in",
	"five foot ten":               "length 70 in",
	"5 feet and 10 inches":        "length 70 in",
	"6 feet":                      "length 6 ft",
	"6'":                          "length 6 ft",
	"70 inches":                   "length 70 in",
	"70\"":                        "length 70 in",
	"6 ft 200 lbs":                "length 6 ft; mass 200 lb",
	"178 tall":                    "length 178 cm",
	"height 178":                  "length 178 cm",
	"1.80 tall":                   "length 1.8 m",
	"my height is 5.9":            "length 5.9 ",
	"5 km":                        "length 5 km",
	"5k":                          "length 5 km",
	"a 10K run":                   "length 10 km",
	"5-10 km":                     "length 5..10 km",
	"3 miles":                     "length 3 miles",
	"a mile and a half":           "length 1.5 miles",
	"½ mile":                      "length 0.5 miles",
	"1/2 mile":                    "length 0.5 miles",
	"1 1/2 miles":                 "length 1.5 miles",
	"1½ miles":                    "length 1.5 miles",
	"half a mile":                 "length 0.5 miles",
	"400 m":                       "length 400 m",
	"twenty-one kilometres":       "length 21 km",
	"two point five kilometers":   "length 2.5 km",
	"I ran 10 km in 50 minutes":   "length 10 km; duration 50 min",
	"5k in 24:30":                 "length 5 km; duration 24.5 min",
	"5 km 24:30":                  "length 5 km; duration 24.5 min",
	"half marathon in 1:45:00":    "duration 105 min",
	"I am 180 cm and 80 kg":       "length 180 cm; mass 80 kg",
	"I'm 180cm, 80kg, and I'm 40": "length 180 cm; mass 80 kg; age 40 years",

	// pace and speed
	"5:30/km":                "pace 5.5 min/km",
	"5:30 min/km":            "pace 5.5 min/km",
	"5:30 per km":            "pace 5.5 min/km",
	"5'30\"/km":              "pace 5.5 min/km",
	"5:30–6:00 min/km":       "pace 5.5..6 min/km",
	"8:45 min/mile":          "pace 8.75 min/mile",
	"8:45/mi":                "pace 8.75 min/mile",
	"9 min/mile":             "pace 9 min/mile",
	"9 minutes per mile":     "pace 9 min/mile",
	"an 8-minute mile":       "pace 8 min/mile",
	"8 minute miles":         "pace 8 min/mile",
	"5.5 min/km":             "pace 5.5 min/km",
	"5 min 30 per km":        "pace 5.5 min/km",
	"5 min 30 s per km":      "pace 5.5 min/km",
	"10 km/h":                "speed 10 km/h",
	"10 kmh":                 "speed 10 km/h",
	"10 kph":                 "speed 10 km/h",
	"10 kilometres per hour": "speed 10 km/h",
	"6 mph":                  "speed 6 mph",
	"6 miles an hour":        "speed 6 mph",
	"six miles per hour":     "speed 6 mph",
	"3 m/s":                  "speed 3 m/s",

	// time
	"45 min":                            "duration 45 min",
	"45 minutes":                        "duration 45 min",
	"a 45-minute session":               "duration 45 min",
	"an hour":                           "duration 1 h",
	"an hour and a half":                "duration 1.5 h",
	"one and a half hours":              "duration 1.5 h",
	"two and a half hours":              "duration 2.5 h",
	"2 hours and a quarter":             "duration 2.25 h",
	"half an hour":                      "duration 0.5 h",
	"a half hour":                       "duration 0.5 h",
	"half hour":                         "duration 0.5 h",
	"a quarter of an hour":              "duration 0.25 h",
	"three quarters of an hour":         "duration 0.75 h",
	"1h30":                              "duration 90 min",
	"1h 30m":                            "duration 90 min",
	"1h30min":                           "duration 90 min",
	"1 hour 15 minutes":                 "duration 75 min",
	"1 hour and 15 min":                 "duration 75 min",
	"1 hr 15":                           "duration 75 min",
	"1h30m30s":                          "duration 90.5 min",
	"90 seconds":                        "duration 90 s",
	"rest 90s":                          "duration 90 s",
	"rest 40s":                          "duration 40 s",
	"1 min 30 sec":                      "duration 1.5 min",
	"2-3 minutes":                       "duration 2..3 min",
	"2 to 3 min":                        "duration 2..3 min",
	"a couple of minutes":               "duration 2 min",
	"45 to 60 minutes":                  "duration 45..60 min",
	"twenty five minutes":               "duration 25 min",
	"12 weeks":                          "duration 12 weeks",
	"I have trained for 5 years":        "duration 5 years",
	"three months":                      "duration 3 months",
	"half a dozen weeks":                "duration 6 weeks",
	"I'm 12 weeks pregnant":             "duration 12 weeks",
	"¾ hour":                            "duration 0.75 h",
	"150 minutes a week":                "duration 150 min",
	"one thousand five hundred minutes": "duration 1500 min",

	// sets, repetitions, loads
	"3x8":                      "sets 3 sets; repetitions 8 repetitions",
	"3 x 8":                    "sets 3 sets; repetitions 8 repetitions",
	"3×8":                      "sets 3 sets; repetitions 8 repetitions",
	"3x8 reps":                 "sets 3 sets; repetitions 8 repetitions",
	"3 sets of 8":              "sets 3 sets; repetitions 8 repetitions",
	"3 sets of 8 reps":         "sets 3 sets; repetitions 8 repetitions",
	"three sets of eight":      "sets 3 sets; repetitions 8 repetitions",
	"three sets of 8-12 reps":  "sets 3 sets; repetitions 8..12 repetitions",
	"3x8-12":                   "sets 3 sets; repetitions 8..12 repetitions",
	"a set of 10":              "sets 1 sets; repetitions 10 repetitions",
	"3 × 8 @ 60kg":             "sets 3 sets; repetitions 8 repetitions; mass 60 kg",
	"bench 3x8 @ 60":           "sets 3 sets; repetitions 8 repetitions; mass 60 ",
	"3x8@60":                   "sets 3 sets; repetitions 8 repetitions; mass 60 ",
	"3x8x60":                   "sets 3 sets; repetitions 8 repetitions; mass 60 ",
	"squat 5x5 100, row":       "sets 5 sets; repetitions 5 repetitions; mass 100 ",
	"I did 3x8 2 days ago":     "sets 3 sets; repetitions 8 repetitions; duration 2 days",
	"5x5 100kg":                "sets 5 sets; repetitions 5 repetitions; mass 100 kg",
	"8 reps at 100 kg":         "repetitions 8 repetitions; mass 100 kg",
	"8 reps at 100":            "repetitions 8 repetitions; mass 100 ",
	"8 reps with 45 lbs":       "repetitions 8 repetitions; mass 45 lb",
	"100 kg x 5":               "mass 100 kg; repetitions 5 repetitions",
	"I lift 100 kg five times": "mass 100 kg; repetitions 5 repetitions",
	"100 kg 5 times a week":    "mass 100 kg; days a week 5 days a week",
	"a set of 8 at 60kg":       "sets 1 sets; repetitions 8 repetitions; mass 60 kg",
	"8@60kg":                   "repetitions 8 repetitions; mass 60 kg",
	"8 @ 60":                   "repetitions 8 repetitions; mass 60 ",
	"sets: 3, reps: 8":         "sets 3 sets; repetitions 8 repetitions",
	"100kgx5":                  "mass 100 kg; repetitions 5 repetitions",
	"100kg for 5":              "mass 100 kg; repetitions 5 repetitions",
	"60kg x 5 x 3":             "mass 60 kg; repetitions 5 repetitions; sets 3 sets",
	"100x5":                    "mass 100 ; repetitions 5 repetitions",
	"8–12 reps":                "repetitions 8..12 repetitions",
	"between 8 and 12 reps":    "repetitions 8..12 repetitions",
	"8 to 12 repetitions":      "repetitions 8..12 repetitions",
	"and for 10 reps?":         "repetitions 10 repetitions",
	"a dozen reps":             "repetitions 12 repetitions",
	"5 x 400 m":                "sets 5 sets; length 400 m",
	"plank 3x30s":              "sets 3 sets; duration 30 s",
	"3 sets of 30 seconds":     "sets 3 sets; duration 30 s",
	"2 reps in reserve":        "reserve 2 repetitions in reserve",
	"2 RIR":                    "reserve 2 repetitions in reserve",
	"RPE 8":                    "effort 8 RPE",
	"3x5 @ RPE8":               "sets 3 sets; repetitions 5 repetitions; effort 8 RPE",
	"RPE 7-8":                  "effort 7..8 RPE",

	// percent, pulse, age, days, energy
	"80%":                                 "percent 80 %",
	"80 % of my max":                      "percent 80 %",
	"eighty percent":                      "percent 80 %",
	"80 per cent":                         "percent 80 %",
	"60–70%":                              "percent 60..70 %",
	"60 bpm":                              "pulse 60 bpm",
	"60bpm":                               "pulse 60 bpm",
	"72 beats per minute":                 "pulse 72 bpm",
	"my resting pulse is 60":              "pulse 60 bpm",
	"resting heart rate of about 58":      "pulse 58 bpm",
	"RHR 55":                              "pulse 55 bpm",
	"I'm 40":                              "age 40 years",
	"i am 40, what now":                   "age 40 years",
	"im 40 and fit":                       "age 40 years",
	"I'm forty":                           "age 40 years",
	"I'm forty-five years old":            "age 45 years",
	"40 yo":                               "age 40 years",
	"40yo":                                "age 40 years",
	"40 y/o":                              "age 40 years",
	"40 y.o. male":                        "age 40 years",
	"40 years old":                        "age 40 years",
	"a 40-year-old woman":                 "age 40 years",
	"40 years of age":                     "age 40 years",
	"aged 40":                             "age 40 years",
	"age: 40":                             "age 40 years",
	"my age is 40":                        "age 40 years",
	"I just turned 40":                    "age 40 years",
	"age -3":                              "age -3 years",
	"I'm −3":                              "age -3 years",
	"minus three years old":               "age -3 years",
	"I'm 900 years old":                   "age 900 years",
	"3 days a week":                       "days a week 3 days a week",
	"3 days per week":                     "days a week 3 days a week",
	"3 days/week":                         "days a week 3 days a week",
	"3x a week":                           "days a week 3 days a week",
	"3x/week":                             "days a week 3 days a week",
	"three times per week":                "days a week 3 days a week",
	"3-4 times a week":                    "days a week 3..4 days a week",
	"3 or 4 days a week":                  "days a week 3..4 days a week",
	"twice a week":                        "days a week 2 days a week",
	"once weekly":                         "days a week 1 days a week",
	"4 sessions each week":                "days a week 4 days a week",
	"I train every day":                   "days a week 7 days a week",
	"can I work out every day?":           "days a week 7 days a week",
	"500 kcal":                            "energy 500 kcal",
	"2,000 calories":                      "energy 2000 kcal",
	"two thousand calories":               "energy 2000 kcal",
	"100 watts":                           "power 100 W",
	"150W":                                "power 150 W",
	"3 days a week, 45 minutes, at 60 kg": "days a week 3 days a week; duration 45 min; mass 60 kg",

	// nothing
	"":                              "",
	"in 2024":                       "",
	"route 66":                      "",
	"10k steps":                     "",
	"top 10":                        "",
	"covid-19":                      "",
	"vitamin B12":                   "",
	"iPhone 15":                     "",
	"24/7":                          "",
	"my 1RM":                        "",
	"the 1st of May":                "",
	"the 21st century":              "",
	"in my 40s":                     "",
	"the 1980s":                     "",
	"version 1.2.3":                 "",
	"at 7:30":                       "",
	"at 7:30 am":                    "",
	"in 7:30 pm":                    "",
	"2026-05-12":                    "",
	"12/05/2026":                    "",
	"$50":                           "",
	"50 euros":                      "",
	"one of my friends":             "",
	"wait a second":                 "",
	"a day in May":                  "",
	"5 in a row":                    "",
	"2x bodyweight":                 "",
	"1.6 g/kg":                      "",
	"I'm 3 steps away":              "",
	"I'm 1 of 3":                    "",
	"192.168.1.10":                  "",
	"99999999999999999999999999 kg": "",
	"age – 3":                       "",
	"score 8/10":                    "",
	"#1":                            "",
	"my back hurts every day":       "",
	"I'm 6-3":                       "",
	"one rep max":                   "",
	"my one-rep max":                "",
	"catch-22":                      "",
	"phase 2":                       "",
	"kg kg kg":                      "",
	"half":                          "",
	"a hundred":                     "",
	"x x x":                         "",
	"I have two brothers":           "",
	"sets of 10, 8, 6":              "repetitions 10 repetitions",
	"1920x1080":                     "",
}

func said(quantities []fitness.Quantity) string {
	var all []string
	for _, q := range quantities {
		value := fmt.Sprintf("%.6g", q.Value)
		if q.UpTo != q.Value {
			value += fmt.Sprintf("..%.6g", q.UpTo)
		}
		all = append(all, fmt.Sprintf("%s %s %s", q.Kind, value, q.Unit))
	}
	return strings.Join(all, "; ")
}

func TestQuantitiesOfPhrases(t *testing.T) {
	if len(phrases) < 120 {
		t.Fatalf("only %d phrases", len(phrases))
	}
	for text, want := range phrases {
		if got := said(fitness.Quantities(text)); got != want {
			t.Errorf("%q says %q, want %q", text, got, want)
		}
	}
}

func TestQuantitiesStandWhereTheySay(t *testing.T) {
	for text := range phrases {
		wellFormed(t, text)
	}
	const sentence = "I’m ½ way: ８０ kg, then 5’10” — ok"
	var cut []string
	for _, q := range fitness.Quantities(sentence) {
		cut = append(cut, sentence[q.Start:q.End])
	}
	if got := strings.Join(cut, "|"); got != "８０ kg|5’10”" {
		t.Errorf("cut out %q", got)
	}
}

// wellFormed checks what must hold of the quantities of any text.
func wellFormed(t *testing.T, text string) {
	t.Helper()
	end, valid := 0, utf8.ValidString(text)
	for _, q := range fitness.Quantities(text) {
		if q.Start < end || q.End <= q.Start || q.End > len(text) || valid && !utf8.ValidString(text[q.Start:q.End]) {
			t.Fatalf("%q: %+v stands at the wrong place, after %d", text, q, end)
		}
		end = q.End
		if q.Kind == "" || math.IsNaN(q.Value) || math.IsInf(q.Value, 0) || q.UpTo < q.Value || math.IsInf(q.UpTo, 0) {
			t.Fatalf("%q: %+v is no quantity", text, q)
		}
		if err := q.Check(); err == nil && q.Value < 0 {
			t.Fatalf("%q: %+v is taken as plausible", text, q)
		}
	}
}

func TestTheSameTextInCapitalsOrFullWidthSaysTheSame(t *testing.T) {
	wide := func(c rune) rune {
		if c > ' ' && c <= '~' {
			return c - '!' + '！'
		}
		return c
	}
	for text, want := range phrases {
		for _, other := range []string{strings.ToUpper(text), strings.Map(wide, text), "  " + text + "\n", strings.ReplaceAll(text, " ", "\u00a0 ")} {
			if got := said(fitness.Quantities(other)); got != want {
				t.Errorf("%q says %q, want %q", other, got, want)
			}
		}
	}
}

func TestAbsurdQuantitiesAreFoundAndRefused(t *testing.T) {
	for text, want := range map[string]error{
		"I weigh 9000 kg":           fitness.ErrImplausible,
		"I weigh -80 kg":            fitness.ErrImplausible,
		"age -3":                    fitness.ErrAgeOutOfRange,
		"minus 3 years old":         fitness.ErrAgeOutOfRange,
		"I'm 900":                   fitness.ErrAgeOutOfRange,
		"12 years old":              fitness.ErrAgeOutOfRange,
		"9 days a week":             fitness.ErrImplausible,
		"pulse of 900":              fitness.ErrImplausible,
		"5000 km":                   fitness.ErrImplausible,
		"0 reps":                    fitness.ErrImplausible,
		"300%":                      fitness.ErrImplausible,
		"200 km/h":                  fitness.ErrImplausible,
		"0:10/km":                   fitness.ErrImplausible,
		"RPE 70":                    fitness.ErrImplausible,
		"999999999999 hours":        fitness.ErrImplausible,
		"80 kg":                     nil,
		"11 st 4":                   nil,
		"I weigh 80":                nil,
		"178 tall":                  nil,
		"5:30/km":                   nil,
		"age 40":                    nil,
		"I walk every day":          nil,
		"3 sets of 8 at 60, RPE 8":  nil,
		"45 min, 5 km, 10 km/h":     nil,
		"60 bpm, 80%, 500 kcal, 8W": nil,
	} {
		quantities := fitness.Quantities(text)
		if len(quantities) == 0 {
			t.Errorf("%q says nothing", text)
		}
		for _, q := range quantities {
			if err := q.Check(); !errors.Is(err, want) {
				t.Errorf("%q: %v, want %v", text, err, want)
			}
		}
	}
	if err := (fitness.Quantity{Value: 1, UpTo: 1}).Check(); !errors.Is(err, fitness.ErrImplausible) {
		t.Errorf("a quantity of no kind: %v", err)
	}
}

func TestAnotherUnitIsTheSameQuantity(t *testing.T) {
	for _, test := range []struct {
		a, b string
		unit fitness.Unit
	}{
		{"11 st 4", "158 lb", fitness.Kilograms},
		{"80 kg", "176.37 lb", fitness.Kilograms},
		{"5'10\"", "177.8 cm", fitness.Centimetres},
		{"1m78", "1.78 m", fitness.Centimetres},
		{"5:30/km", "8:51 min/mile", fitness.KilometresPerHour},
		{"12 km/h", "7.4565 mph", fitness.MinutesPerKilometre},
		{"an hour and a half", "90 min", fitness.Seconds},
		{"1h30", "5400 s", fitness.Minutes},
		{"10 km", "6.2137 miles", fitness.Kilometres},
	} {
		a, err := fitness.Quantities(test.a)[0].In(test.unit)
		b, err2 := fitness.Quantities(test.b)[0].In(test.unit)
		if err := errors.Join(err, err2); err != nil || math.Abs(a-b) > math.Abs(a)*1e-3 {
			t.Errorf("%s is %v, %s is %v %s: %v", test.a, a, test.b, b, test.unit, err)
		}
	}
	if _, err := fitness.Quantities("80 kg")[0].In(fitness.Metres); !errors.Is(err, fitness.ErrUnitMismatch) {
		t.Errorf("kilograms in metres: %v", err)
	}
}

func TestNumberIsAnAnswerAndNothingElse(t *testing.T) {
	for text, want := range map[string]float64{
		"40": 40, "forty": 40, " about 40. ": 40, "I'm 40": 40, "80,5": 80.5, "it's 178": 178, "-3": -3, "a hundred": 100, "4½": 4.5,
	} {
		if got, ok := fitness.Number(text); !ok || got != want {
			t.Errorf("%q is %v, %v, want %v", text, got, ok, want)
		}
	}
	for _, text := range []string{"", "none", "40 kg", "8-12", "5:30", "an hour", "40 or so people", "a"} {
		if got, ok := fitness.Number(text); ok {
			t.Errorf("%q is taken as %v", text, got)
		}
	}
}

func TestOnlySoMuchOfATextIsRead(t *testing.T) {
	long := strings.Repeat("é ", fitness.MaxText/2)
	if got := fitness.Quantities(long + "80 kg"); len(got) != 0 {
		t.Errorf("read beyond the end: %v", got)
	}
	if got := fitness.Quantities(strings.Repeat(" ", fitness.MaxText-5) + "80 kg" + long); said(got) != "mass 80 kg" {
		t.Errorf("not read to the end: %v", got)
	}
}

func TestNastyTextsAreReadInOneGo(t *testing.T) {
	for _, piece := range []string{
		"one ", "a hundred and ", "1:00", "3x", "1/2 ", "5'", "- ", "-1 ", "1h", "twenty-", "half of a ", "minus ", "about ", "1,000", "1.", "x8", "@", "\xff", "½", "and a half ", "to 5 ", "5 to ",
	} {
		for _, text := range []string{strings.Repeat(piece, 8000/len(piece)), "I'm " + strings.Repeat(piece, 2000)} {
			wellFormed(t, text)
		}
	}
}

func FuzzQuantities(f *testing.F) {
	for text := range phrases {
		f.Add(text)
	}
	f.Add(strings.Repeat("minus ", 1000))
	f.Fuzz(func(t *testing.T, text string) {
		wellFormed(t, text)
		fitness.Number(text)
	})
}

func BenchmarkQuantities(b *testing.B) {
	text := strings.Repeat("I'm 40, 80 kg, 5'10\", and bench 3x8 @ 60 three times a week. ", 140)[:fitness.MaxText]
	b.ReportAllocs()
	for b.Loop() {
		fitness.Quantities(text)
	}
}
