package fitness

// spelling is what a word behind a number says.
type spelling struct {
	kind Kind
	unit Unit
}

var unitWords = spelled(map[spelling][]string{
	{KindMass, Kilograms}:          {"kg", "kgs", "kilo", "kilos", "kilogram", "kilograms", "kilogramme", "kilogrammes"},
	{KindMass, Pounds}:             {"lb", "lbs", "pound", "pounds"},
	{KindMass, Stone}:              {"st", "stone", "stones"},
	{KindMass, Grams}:              {"g", "gm", "gms", "gram", "grams", "gramme", "grammes"},
	{KindLength, Centimetres}:      {"cm", "cms", "centimetre", "centimetres", "centimeter", "centimeters"},
	{KindLength, Metres}:           {"m", "metre", "metres", "meter", "meters"},
	{KindLength, Kilometres}:       {"km", "kms", "kilometre", "kilometres", "kilometer", "kilometers"},
	{KindLength, Inches}:           {"inch", "inches"},
	{KindLength, Feet}:             {"ft", "foot", "feet"},
	{KindLength, Miles}:            {"mi", "mile", "miles"},
	{KindDuration, Seconds}:        {"s", "sec", "secs", "second", "seconds"},
	{KindDuration, Minutes}:        {"min", "mins", "minute", "minutes"},
	{KindDuration, Hours}:          {"h", "hr", "hrs", "hour", "hours"},
	{KindDuration, Days}:           {"day", "days"},
	{KindDuration, Weeks}:          {"week", "weeks", "wk", "wks"},
	{KindDuration, Months}:         {"month", "months"},
	{KindDuration, Years}:          {"year", "years", "yr", "yrs"},
	{KindSpeed, KilometresPerHour}: {"kmh", "kph", "kmph"},
	{KindSpeed, MilesPerHour}:      {"mph"},
	{KindSets, Sets}:               {"set", "sets"},
	{KindReps, Repetitions}:        {"rep", "reps", "repetition", "repetitions"},
	{KindPercent, Percent}:         {"percent", "pct"},
	{KindPulse, BeatsPerMinute}:    {"bpm", "beats"},
	{KindAge, Years}:               {"yo", "yrold"},
	{KindEnergy, Kilocalories}:     {"kcal", "kcals", "calorie", "calories", "cal", "cals", "kilocalorie", "kilocalories"},
	{KindPower, Watts}:             {"watt", "watts"},
	{KindEffort, RPE}:              {"rpe"},
	{KindReserve, InReserve}:       {"rir"},
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

// trainWords make "every day" a frequency: much else happens every day.
var trainWords = map[string]bool{
	"train": true, "training": true, "exercise": true, "exercising": true, "workout": true, "out": true, "lift": true,
	"lifting": true, "gym": true, "run": true, "running": true, "walk": true, "walking": true, "swim": true, "cycle": true,
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
	"age": {KindAge, Years}, "aged": {KindAge, Years}, "turned": {KindAge, Years}, "turning": {KindAge, Years},
	"weigh": {KindMass, Unsaid}, "weighs": {KindMass, Unsaid}, "weighed": {KindMass, Unsaid}, "weight": {KindMass, Unsaid},
	"weighing": {KindMass, Unsaid}, "bodyweight": {KindMass, Unsaid},
	"height": {KindLength, Unsaid},
	"pulse":  {KindPulse, BeatsPerMinute}, "rhr": {KindPulse, BeatsPerMinute}, "hr": {KindPulse, BeatsPerMinute},
	"heartrate": {KindPulse, BeatsPerMinute}, "bpm": {KindPulse, BeatsPerMinute},
	"rpe": {KindEffort, RPE}, "rir": {KindReserve, InReserve},
}

// afterAge are the words that may follow "I'm 40": any other makes it a number of
// something else.
var afterAge = map[string]bool{
	"and": true, "but": true, "with": true, "now": true, "today": true, "so": true, "who": true, "which": true, "what": true,
	"how": true, "can": true, "could": true, "should": true, "female": true, "male": true, "f": true, "woman": true, "man": true,
	"or": true, "as": true, "i": true, "i'm": true, "im": true, "my": true, "this": true, "next": true, "is": true, "do": true,
	"does": true, "have": true, "want": true, "need": true, "already": true, "too": true, "years": true, "tomorrow": true,
}
