package fitness

import (
	"slices"
	"sync"
)

// Exertions returns the activities whose energy is known. Their METs are those of
// the 2024 Compendium (Herrmann et al., JSHS 2024;13:6), read from copies of its
// tables that agree with each other; Former is the Compendium of 2011 (Ainsworth
// et al., MSSE 2011;43:1575). The slice is the caller's own.
func Exertions() []Exertion { return slices.Clone(exertions()) }

var exertions = sync.OnceValue(func() []Exertion {
	return slices.Concat(onFoot, onWheels, inWater, inTheGym, inClass, atSport)
})

var onFoot = []Exertion{
	{"walking, 2 mph", []string{"slow walk", "stroll", "strolling", "walking, 3 km/h"}, "17152", 2.8, 2024, 0},
	{"walking, 3 mph", []string{"walk", "walking", "walking, 5 km/h"}, "17190", 3.8, 2024, 3.5},
	{"walking, 3.5 mph", []string{"brisk walk", "brisk walking", "walking, 5.6 km/h"}, "17200", 4.8, 2024, 4.3},
	{"walking, 4 mph", []string{"fast walk", "power walk", "power walking", "walking, 6.4 km/h"}, "17220", 5.5, 2024, 5.0},
	{"hiking", []string{"hike", "hill walking", "trekking"}, "17080", 6.0, 2024, 0},
	{"backpacking", []string{"rucking", "ruck"}, "17010", 7.0, 2024, 0},
	{"nordic walking", []string{"pole walking"}, "17302", 4.3, 2024, 4.8},
	{"stair climbing", []string{"stairs", "climbing stairs"}, "17131", 6.8, 2024, 0},
	{"jogging", []string{"jog", "easy run", "easy running"}, "12020", 7.5, 2024, 7.0},
	{"running, 5 mph", []string{"running, 8 km/h", "slow run"}, "12030", 8.5, 2024, 8.3},
	{"running, 6 mph", []string{"run", "running", "running, 10 km/h", "running, 9.7 km/h"}, "12050", 9.3, 2024, 9.8},
	{"running, 7 mph", []string{"running, 11 km/h"}, "12070", 11.0, 2024, 0},
	{"running, 7.5 mph", []string{"running, 12 km/h"}, "12080", 11.8, 2024, 0},
	{"running, 8 mph", []string{"running, 13 km/h", "fast run"}, "12090", 12.0, 2024, 11.8},
	{"running, 9 mph", []string{"running, 14.5 km/h"}, "12110", 13.0, 2024, 12.8},
	{"running, 10 mph", []string{"running, 16 km/h"}, "12120", 14.8, 2024, 14.5},
	{"cross-country running", []string{"trail run", "trail running"}, "12140", 9.3, 2024, 9.0},
}

var onWheels = []Exertion{
	{"cycling under 10 mph", []string{"easy cycling", "leisure cycling", "cycling, under 16 km/h"}, "01010", 4.0, 2024, 0},
	{"cycling, 10–11.9 mph", []string{"cycling, 16–19 km/h"}, "01020", 6.8, 2024, 0},
	{"cycling", []string{"bike", "biking", "bicycling", "bike ride", "cycle"}, "01014", 7.0, 2024, 7.5},
	{"cycling, 12–13.9 mph", []string{"cycling, 19–22 km/h", "moderate cycling"}, "01030", 8.0, 2024, 0},
	{"cycling, 14–15.9 mph", []string{"cycling, 23–26 km/h", "fast cycling"}, "01040", 10.0, 2024, 0},
	{"mountain biking", []string{"mountain bike", "mtb"}, "01009", 8.5, 2024, 0},
	{"stationary cycling", []string{"exercise bike", "stationary bike", "indoor cycling"}, "01200", 6.8, 2024, 7.0},
	{"spinning", []string{"spin", "spin class", "spin bike"}, "01270", 9.0, 2024, 8.5},
	{"e-bike, light support", []string{"e-bike", "ebike"}, "01084", 6.0, 2024, 0},
	{"inline skating", []string{"rollerblading", "in-line skating"}, "15591", 7.5, 2024, 0},
}

var inWater = []Exertion{
	{"swimming laps, slow", []string{"swimming laps", "slow swim", "freestyle"}, "18240", 5.8, 2024, 0},
	{"swimming laps, fast", []string{"fast swim", "hard swim"}, "18230", 9.8, 2024, 0},
	{"swimming", []string{"swim", "leisure swimming"}, "18310", 6.0, 2024, 0},
	{"breaststroke", []string{"breast stroke"}, "18265", 5.3, 2024, 0},
	{"backstroke", []string{"back stroke"}, "18255", 4.8, 2024, 0},
	{"water aerobics", []string{"aqua aerobics", "aqua fitness", "aquafit"}, "18355", 5.5, 2024, 0},
}

var inTheGym = []Exertion{
	{"weight training", []string{"weights", "lifting", "weight lifting", "strength training", "resistance training", "gym"}, "02054", 3.5, 2024, 0},
	{"weight training, vigorous", []string{"bodybuilding", "powerlifting", "heavy lifting", "heavy weights"}, "02050", 6.0, 2024, 0},
	{"squats and deadlifts", []string{"squats", "deadlifts"}, "02052", 5.0, 2024, 0},
	{"kettlebell swings", []string{"kettlebell", "kettlebells"}, "02058", 9.8, 2024, 0},
	{"circuit training, moderate", []string{"circuit training", "circuits"}, "02035", 5.0, 2024, 4.3},
	{"circuit training, vigorous", []string{"crossfit", "hard circuit"}, "02040", 7.5, 2024, 8.0},
	{"calisthenics, light", []string{"crunches", "plank", "planks"}, "02024", 2.8, 2024, 0},
	{"calisthenics, moderate", []string{"calisthenics", "push-ups", "pushups", "pull-ups", "sit-ups", "lunges", "bodyweight training"}, "02022", 3.8, 2024, 0},
	{"calisthenics, vigorous", []string{"burpees", "jumping jacks", "battle ropes"}, "02020", 7.5, 2024, 8.0},
	{"high-intensity intervals", []string{"hiit", "interval training", "intervals"}, "02210", 7.0, 2024, 0},
	{"tabata", []string{"all-out intervals"}, "02214", 11.0, 2024, 0},
	{"rowing machine, under 100 watts", []string{"easy rowing"}, "02071", 5.0, 2024, 4.8},
	{"rowing machine, 100 watts", []string{"rowing", "rowing machine", "erg", "row", "rower"}, "02072", 7.5, 2024, 7.0},
	{"rowing machine, 150 watts", []string{"hard rowing"}, "02073", 11.0, 2024, 8.5},
	{"elliptical", []string{"elliptical trainer", "cross trainer", "crosstrainer"}, "02048", 5.0, 2024, 0},
	{"elliptical, vigorous", []string{"hard elliptical"}, "02049", 9.0, 2024, 0},
	{"stair machine", []string{"stairmaster", "stepper", "stair climber"}, "02065", 9.3, 2024, 9.0},
	{"rope jumping, 100–120 a minute", []string{"jump rope", "skipping", "rope", "rope skipping", "rope jumping", "skipping rope"}, "15551", 11.8, 2024, 0},
	{"rope jumping, under 100 a minute", []string{"slow skipping"}, "15552", 8.3, 2024, 8.8},
}

var inClass = []Exertion{
	{"hatha yoga", []string{"yoga", "hatha"}, "02150", 2.3, 2024, 2.5},
	{"power yoga", []string{"ashtanga"}, "02160", 4.0, 2024, 0},
	{"stretching", []string{"stretches", "flexibility"}, "02101", 2.3, 2024, 0},
	{"pilates", nil, "02105", 2.8, 2024, 3.0},
	{"tai chi", []string{"qi gong", "tai-chi"}, "15670", 3.3, 2024, 3.0},
	{"aerobics", []string{"aerobics class"}, "02000", 7.3, 2024, 0},
	{"low-impact aerobics", []string{"low impact aerobics"}, "02005", 4.8, 2024, 5.0},
	{"step aerobics", []string{"step class"}, "02002", 7.3, 2024, 7.5},
	{"zumba", []string{"zumba class"}, "02310", 6.5, 2024, 0},
	{"ballroom dancing, fast", []string{"dancing", "ballroom dancing", "dance"}, "03030", 5.5, 2024, 0},
}

var atSport = []Exertion{
	{"football (soccer), casual", []string{"soccer", "football"}, "15610", 7.0, 2024, 0},
	{"football (soccer), competitive", []string{"soccer match", "football match"}, "15605", 9.5, 2024, 10.0},
	{"basketball", []string{"basketball, general"}, "15055", 7.5, 2024, 6.5},
	{"basketball game", []string{"basketball match"}, "15040", 8.0, 2024, 0},
	{"tennis, singles", []string{"tennis", "tennis match"}, "15690", 8.0, 2024, 0},
	{"badminton", []string{"social badminton"}, "15030", 5.5, 2024, 0},
	{"table tennis", []string{"ping pong"}, "15660", 4.0, 2024, 0},
	{"squash", []string{"squash, general"}, "15652", 7.3, 2024, 0},
	{"volleyball", []string{"casual volleyball"}, "15720", 3.0, 2024, 0},
	{"climbing", []string{"rock climbing", "bouldering"}, "15537", 5.8, 2024, 0},
	{"boxing, punching bag", []string{"punching bag", "heavy bag"}, "15110", 5.8, 2024, 5.5},
	{"boxing, sparring", []string{"boxing", "sparring"}, "15120", 7.8, 2024, 0},
	{"martial arts", []string{"karate", "jujitsu", "muay thai", "kick boxing"}, "15430", 10.3, 2024, 0},
	{"golf, walking", []string{"golf"}, "15265", 4.3, 2024, 0},
}
