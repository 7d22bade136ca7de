package fitness

// spelling is what a word behind a number says.
type spelling struct {
	kind Kind
	unit Unit
}

var unitWords = spelled(map[spelling][]string{
	{Mass, Kilograms}:              {"kg", "kgs", "kilo", "kilos", "kilogram", "kilograms", "kilogramme", "kilogrammes"},
	{Mass, Pounds}:                 {"lb", "lbs", "pound", "pounds"},
	{Mass, Stone}:                  {"st", "stone", "stones"},
	{Mass, Grams}:                  {"g", "gm", "gms", "gram", "grams", "gramme", "grammes"},
	{Length, Centimetres}:          {"cm", "cms", "centimetre", "centimetres", "centimeter", "centimeters"},
	{Length, Metres}:               {"m", "metre", "metres", "meter", "meters"},
	{Length, Kilometres}:           {"km", "kms", "kilometre", "kilometres", "kilometer", "kilometers"},
	{Length, Inches}:               {"inch", "inches"},
	{Length, Feet}:                 {"ft", "foot", "feet"},
	{Length, Miles}:                {"mi", "mile", "miles"},
	{Duration, Seconds}:            {"s", "sec", "secs", "second", "seconds"},
	{Duration, Minutes}:            {"min", "mins", "minute", "minutes"},
	{Duration, Hours}:              {"h", "hr", "hrs", "hour", "hours"},
	{Duration, Days}:               {"day", "days"},
	{Duration, Weeks}:              {"week", "weeks", "wk", "wks"},
	{Duration, Months}:             {"month", "months"},
	{Duration, Years}:              {"year", "years", "yr", "yrs"},
	{SpeedKind, KilometresPerHour}: {"kmh", "kph", "kmph"},
	{SpeedKind, MilesPerHour}:      {"mph"},
	{SetCount, Sets}:               {"set", "sets"},
	{RepCount, Repetitions}:        {"rep", "reps", "repetition", "repetitions"},
	{Share, Percent}:               {"percent", "pct"},
	{Pulse, BeatsPerMinute}:        {"bpm", "beats"},
	{AgeKind, Years}:               {"yo", "yrold"},
	{Energy, Kilocalories}:         {"kcal", "kcals", "calorie", "calories", "cal", "cals", "kilocalorie", "kilocalories"},
	{WattKind, Watts}:              {"watt", "watts"},
	{Effort, RPE}:                  {"rpe"},
	{InTheTank, InReserve}:         {"rir"},
})

func spelled(words map[spelling][]string) map[string]spelling {
	byWord := map[string]spelling{}
	for s, all := range words {
		for _, w := range all {
			byWord[w] = s
		}
	}
	return byWord
}

// sessionWords are what is counted in "3 times a week".
var sessionWords = map[string]bool{
	"day": true, "days": true, "time": true, "times": true, "x": true, "session": true, "sessions": true,
	"workout": true, "workouts": true, "night": true, "nights": true, "evening": true, "evenings": true,
	"morning": true, "mornings": true, "training": true,
}

var timesWords = map[string]float64{"once": 1, "twice": 2, "thrice": 3}

// notKilometres are what "10k" counts when it is not a distance.
var notKilometres = map[string]bool{
	"step": true, "steps": true, "dollars": true, "bucks": true, "euros": true, "pounds": true, "usd": true, "eur": true, "gbp": true,
	"followers": true, "views": true, "users": true, "people": true, "words": true, "times": true, "a": true, "per": true,
}

// fillers may stand between a label and its number: "pulse of about 60".
var fillers = map[string]bool{
	"is": true, "was": true, "of": true, "about": true, "around": true, "roughly": true, "approximately": true, "approx": true,
	"currently": true, "now": true, "just": true, "only": true, "almost": true, "nearly": true, "exactly": true, "circa": true,
	"at": true, ":": true, "=": true, "~": true, "≈": true,
}

// labels say what the bare number behind them is.
var labels = map[string]spelling{
	"age": {AgeKind, Years}, "aged": {AgeKind, Years}, "turned": {AgeKind, Years}, "turning": {AgeKind, Years},
	"weigh": {Mass, Unsaid}, "weighs": {Mass, Unsaid}, "weighed": {Mass, Unsaid}, "weight": {Mass, Unsaid},
	"weighing": {Mass, Unsaid}, "bodyweight": {Mass, Unsaid},
	"height": {Length, Unsaid},
	"pulse":  {Pulse, BeatsPerMinute}, "rhr": {Pulse, BeatsPerMinute}, "hr": {Pulse, BeatsPerMinute},
	"heartrate": {Pulse, BeatsPerMinute}, "bpm": {Pulse, BeatsPerMinute},
	"rpe": {Effort, RPE}, "rir": {InTheTank, InReserve},
}

// afterAge are the words that may follow "I'm 40": any other makes it a number of
// something else.
var afterAge = map[string]bool{
	"and": true, "but": true, "with": true, "now": true, "today": true, "so": true, "who": true, "which": true, "what": true,
	"how": true, "can": true, "could": true, "should": true, "female": true, "male": true, "f": true, "woman": true, "man": true,
	"or": true, "as": true, "i": true, "i'm": true, "im": true, "my": true, "this": true, "next": true, "is": true, "do": true,
	"does": true, "have": true, "want": true, "need": true, "already": true, "too": true, "years": true, "tomorrow": true,
}
