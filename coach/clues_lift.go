package coach

var liftClues = []clues{
	{aboutOneRM, []clue{
		says(3, "whats|what is … 1rm|e1rm"),
		says(5, "1rm|e1rm|orm", "one|1 rep max|maximum", "one|1 repetition max|maximum", "rep max", "epley", "brzycki", "estimate|estimated|calculate|whats|what|my max|maximum", "what … my max", "max lift|bench|squat|deadlift|press", "lift once", "for a single"),
		says(2, "#mass … #reps", "#reps … #mass", "#mass … reps|rep|times"),
	}},
	{aboutPercentLoad, []clue{
		says(6, "#percent of|1rm|my|max", "if|with|when|given … max|1rm|maximum is|of", "max|1rm|maximum is|of … #mass … what|which|how|load", "1rm|max|maximum … #mass … for … reps|#reps",
			"load|weight for … sets|reps|#reps … max|1rm|maximum", "how many|much reps … max|1rm", "percent|percentage of … max|1rm|maximum|hypertrophy"),
		says(4, "how heavy", "max|maximum|heaviest weight|load", "how much|what|which weight|load", "choose|pick|select … weight|load|weights", "what|which weight|load|weights", "working|training weight|load", "#percent"),
	}},
	{aboutNextLoad, []clue{
		says(3, "next session|workout|time|week … lift|weight|load|use", "lift|weight|load|use … next session|workout|time|week"),
		says(6, "add|increase|raise|bump|up … weight|load|weights|kg|#mass", "when|time … heavier", "next weight|load|step|time|session|workout", "progressive overload|overlaod", "what next|now", "how|when … progress", "when … heavier|move up", "go|move|going up",
			"hit|did|got all|every|my … reps", "how … progress"),
	}},
	{aboutEffort, []clue{
		says(6, "rpe", "rir", "reps|repetitions left|in reserve|tank|the", "#reserve", "#effort", "to|close|near failure", "failure", "perceived exertion|effort", "talk test", "how hard … set|sets"),
	}},
	{aboutVolume, []clue{
		says(3, "sets", "reps", "repetitions", "rep range|ranges", "how often", "training|weekly volume|frequency", "how many workouts|sessions|trainings|exercises",
			"how many days", "times|days a|per|each|every week", "3x10|5x5|3x8", "get|getting|become stronger", "gain|build strength"),
		says(1, "days", "week|weekly", "how much|many", "frequency", "volume"),
		says(1, "train|training", "workout|workouts", "lift|lifting", "exercise|exercises|exercising", "gym", "strength"),
	}},
	{aboutRest, []clue{
		says(6, "rest between|time|times|period|periods|interval|intervals|day|days|enough|for", "between sets", "consecutive*", "back to back", "pause between", "break between", "long … rest|wait|pause|break", "minutes|seconds … rest", "rest … minutes|seconds|sets", "day|days off", "train|training|lift|exercise|workout|out every|each day",
			"train|lift daily", "recovery|rest between", "long between", "every single day", "wait between", "recover|recovery … sessions|workouts|long"),
	}},
	{aboutDeload, []clue{
		says(6, "deload*", "plateau*", "stuck", "stall|stalled|stalling", "no|not|any|made progress", "getting|am|feel|gotten weaker", "overtrain*", "burned|burnt out", "easy week", "strength|lifts … down|decreas*|dropping", "not|arent|isnt going|getting|increasing up|stronger|better", "same weight … weeks|months"),
	}},
	{aboutSoreness, []clue{
		says(5, "sore", "soreness", "doms", "stiff … after|yesterday|yesterdays", "muscle|muscles|body ache|aches|aching", "achy"),
		says(1, "muscle|muscles", "after", "legs"),
	}},
	{aboutWarmUp, []clue{
		says(6, "warm|warming up|ups", "warmup*", "cool|cooling down", "cooldown", "before training|lifting|workout", "prevent|avoid|avoiding|preventing … injur*|injuries"),
	}},
	{aboutStretch, []clue{
		says(7, "stretch*", "flexib*", "mobility", "touch … toes", "splits"),
	}},
}

var trainClues = []clues{
	{aboutPlan, []clue{
		says(6, "plan|program|programme|routine|schedule|split for|with|without|please|week|me|of|a", "training|workout|weekly|week|gym|home|exercise|fitness|lifting|beginner|strength plan|program|programme|routine|schedule|split", "plan|organise|organize|structure … week", "make|give|create|build|write|design … plan|program|programme|routine|schedule",
			"push pull legs", "ppl", "full body routine|split|plan|program", "split", "upper lower", "days a|per week … with|dumbbells|equipment|minutes|barbell"),
		says(4, "#duration … #days", "#days … #duration"),
		says(3, "plan", "program|programme", "routine", "schedule", "#days … #duration", "training|whole week"),
		says(1, "#days", "#equipment", "#duration"),
	}},
	{aboutSession, []clue{
		says(6, "#duration workout|session|routine|circuit", "workout|session|do|train|training today|now", "workout|session for|with", "quick|short|single|one|another|leg|upper|lower|core|chest|arm|arms|back|home|bodyweight|body workout|session", "leg|push|pull|chest|arm|back day", "what|which … exercises … today", "give|want|need|make … workout|session",
			"have … #duration … what", "do today|tomorrow|tonight"),
		says(1, "today", "workout", "session", "#duration", "#equipment"),
	}},
	{aboutFirstStep, []clue{
		says(4, "should|do|to|must … first", "first step|session|workout|thing|exercise|time", "where|how … i start|begin", "where|how to start|begin", "get|getting started", "im|am new", "out of shape", "never trained|exercised|lifted|worked", "get|getting fit|fitter|in shape", "get into shape", "complete|total|absolute beginner", "get back into", "start|begin again", "start … running|lifting|training|exercising|gym"),
		says(1, "start|starting", "begin|beginning"),
		says(1, "train|training", "workout", "lifting", "exercise|exercising", "gym", "fit"),
	}},
	{aboutHowTo, []clue{
		says(5, "how … do|perform|execute … #exercise", "how to … #exercise", "form|technique|tips … #exercise", "#exercise … form|technique|correctly|properly|right", "explain|teach|show|describe|demonstrate … #exercise", "what is|are a|an|the #exercise", "muscles … #exercise", "whats a|an|the #exercise", "#exercise or|vs|versus #exercise", "deep … squat"),
		says(6, "exercise|exercises|movement|movements|moves for|to … #muscle", "#muscle exercise|exercises"),
		says(4, "exercise|exercises|movement|movements|moves for|to … #muscle", "best|good|which|what … exercise|exercises", "#muscle exercise|exercises", "train … #muscle", "proper|correct|good|right form"),
		says(2, "#exercise", "form", "technique"),
	}},
	{aboutSubstitute, []clue{
		says(6, "instead", "alternative*", "substitut*", "replac*", "swap*", "equivalent", "something|anything|variation easier|harder|else", "easier|harder|another|different variation|version|exercise|#exercise", "dont|not|cant have|use|own … #equipment", "no|without … #equipment|machine", "cant|cannot do|perform|manage … #exercise", "like the #exercise", "hate|dislike … #exercise",
			"easier|harder than|variation|version"),
		says(2, "#exercise … at home", "no|without #equipment", "#exercise", "i have|own|only|just … #equipment"),
	}},
	{aboutLog, []clue{
		says(6, "log|record|save|track|note|write … #exercise|workout|#mass|#sets|training|session|set|sets", "i did|done|finished|benched|squatted|deadlifted|lifted|pressed|rowed … #sets|#reps|#mass", "did|done|finished … #exercise", "just did|finished|done", "benched|squatted|deadlifted … #mass", "add … log", "log|record this|that|it|my"),
		says(7, "#exercise … #sets … #mass", "#exercise #sets"),
		says(3, "#exercise … #sets", "#sets … #exercise", "#exercise #mass", "#exercise … #reps … #mass", "today"),
		says(1, "#sets … #mass", "#mass"),
	}},
	{aboutProgress, []clue{
		says(7, "my progress", "how am i doing", "last time|session|workout", "my history|log|logs|records|prs|pr", "my training|workout log|history", "personal record|records|best", "am i getting|improving", "have i improved|done|trained|made", "how much … improved", "what did i", "making progress"),
	}},
	{aboutMotivation, []clue{
		says(6, "motivat*", "dont|not feel like", "lazy", "skip|skipping|skipped|missed … workout|workouts|week|training|session|gym", "no|any time to|for exercise|train|training|the|working|sport", "habit*", "give|giving up", "boring|bored", "consistent|consistency", "stick|sticking to|with", "too tired|busy", "tired|exhausted|fatigued all|always|of", "always|constantly|so tired|exhausted", "ashamed|embarrassed|intimidated|scared|gymtimidation", "discipline"),
	}},
}
