package coach

// topic is what a message asks for. Each has rows in the folder utterances, and
// most have clues.
type topic string

const (
	unclear topic = ""

	aboutZones       topic = "zones"
	aboutMaximum     topic = "hrmax"
	aboutHard        topic = "hard"
	aboutBurn        topic = "burn"
	aboutGuideline   topic = "guideline"
	aboutPace        topic = "pace"
	aboutBMI         topic = "bmi"
	aboutToolate     topic = "toolate"
	aboutCracking    topic = "cracking"
	aboutResults     topic = "results"
	aboutWeightStall topic = "weightstall"
	aboutScale       topic = "scale"
	aboutMoreReps    topic = "morereps"
	aboutDeadline    topic = "deadline"

	aboutEnergy      topic = "energy"
	aboutFatLoss     topic = "fatloss"
	aboutMuscle      topic = "muscle"
	aboutProtein     topic = "protein"
	aboutSupplements topic = "supplements"

	aboutOneRM       topic = "onerm"
	aboutPercentLoad topic = "percentload"
	aboutNextLoad    topic = "nextload"
	aboutEffort      topic = "effort"
	aboutVolume      topic = "volume"
	aboutRest        topic = "rest"
	aboutDeload      topic = "deload"
	aboutSoreness    topic = "soreness"
	aboutWarmUp      topic = "warmup"
	aboutStretch     topic = "stretch"

	aboutPlan       topic = "plan"
	aboutSession    topic = "session"
	aboutFirstStep  topic = "firststep"
	aboutHowTo      topic = "howto"
	aboutSubstitute topic = "substitute"
	aboutLog        topic = "log"
	aboutProgress   topic = "progress"
	aboutMotivation topic = "motivation"

	aboutPain          topic = "pain"
	aboutPregnancy     topic = "pregnancy"
	aboutYouth         topic = "youth"
	aboutSenior        topic = "senior"
	aboutBloodPressure topic = "bloodpressure"
	aboutDiabetes      topic = "diabetes"
	aboutAsthma        topic = "asthma"

	aboutSleep   topic = "sleep"
	aboutWater   topic = "water"
	aboutMeals   topic = "meals"
	aboutIllness topic = "illness"
	aboutOrder   topic = "order"
	aboutTerms   topic = "terms"
	aboutConvert topic = "convert"
	aboutWomen   topic = "women"

	aboutHello    topic = "hello"
	aboutThanks   topic = "thanks"
	aboutBye      topic = "bye"
	aboutWho      topic = "who"
	aboutHelp     topic = "help"
	aboutMe       topic = "me"
	aboutOffTopic topic = "offtopic"
)

// smallTalk are topics that never share a message with a question: a greeting or a
// thank-you before one is only politeness.
func (t topic) smallTalk() bool {
	switch t {
	case aboutHello, aboutThanks, aboutBye:
		return true
	default:
		return false
	}
}

// lifting reports whether a bare weight in a message on t is a load, and not the
// weight of the body.
func (t topic) lifting() bool {
	switch t {
	case aboutOneRM, aboutPercentLoad, aboutNextLoad, aboutLog, aboutDeload, aboutHowTo, aboutSubstitute, aboutVolume, aboutWarmUp:
		return true
	default:
		return false
	}
}
