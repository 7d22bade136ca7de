package coach

// In clues, a word that starts with # is a kind of quantity or name that the
// message holds; see marks.

var heartClues = []clues{
	{aboutHard, []clue{
		says(7, "hiit", "vigorous*", "sprint*", "high intensity", "intense|intensive|hard|harder|heavy workout|training|session|exercise|cardio|run|running|effort",
			"train|go|push|work|run|exercise|ride … hard|harder", "all out", "max|maxing out", "flat out", "interval|intervals training|session|workout|run|running", "tabata", "maximal|maximum effort", "crossfit", "vo2max", "vo2 max", "improve|increase|build … endurance|stamina|cardio|fitness|vo2max", "my limit|limits", "fast intervals", "how hard|intense … training"),
	}},
	{aboutMaximum, []clue{
		says(5, "max|maximum|maximal|highest|peak|top heart|hr|pulse|heartbeat", "hr max", "limit … heart", "heart rate go", "hrmax", "220 minus|age", "heart … fast|high|beat at most", "tanaka", "gulati", "mhr"),
	}},
	{aboutZones, []clue{
		says(3, "zones", "zone 1|2|3|4|5|one|two|three|four|five", "bpm", "#pulse", "karvonen", "target heart|pulse|hr", "beats per|a minute", "heart rate|pulse goes|is|was|hit|zone", "which|what zone"),
		says(1, "heart", "hr|pulse|heartbeat", "heart|cardio rate|zone|zones", "cardio"),
		says(1, "zone", "rate", "heart rate", "target", "how fast|high", "range"),
		says(2, "fat burning|burn zone|pulse|heart|range"),
	}},
	{aboutBurn, []clue{
		says(2, "calories|kcal|energy|cal|calorie … burn|burned|burnt|burns|burning", "burn|burned|burnt|burns … calories|kcal"),
		says(4, "calories|kcal|calorie|cal|much burn|burned|burnt|burns|burning", "energy … use|uses|used", "burns most|more", "which|what burns", "do i burn", "#distance … calories|kcal", "burn|burned|burnt|burns … calories|kcal|calorie|#energy|cal",
			"calories|kcal|cal … #activity", "#activity … calories|kcal|burn", "met value|values|of|for", "mets"),
		says(2, "burn|burned|burnt|burns|burning"),
		says(2, "calories|kcal|calorie"),
		says(1, "#activity", "#distance"),
		says(1, "#duration", "hour|minutes"),
	}},
	{aboutGuideline, []clue{
		says(8, "how far|much|long should|must i walk", "far … walk"),
		says(4, "guideline*", "weekly|daily activity", "exercise recommend*", "recommend|recommends|recommended|recommendation* … exercise|activity|move|movement|cardio|week|who|minutes", "who recommend*|say|says",
			"how much|many … exercise|activity|move|cardio|movement|minutes|steps", "active should", "steps a|per|every day", "minimum exercise|activity", "enough exercise|activity",
			"minutes a|per week|day … enough"),
		says(1, "week|weekly|day|daily", "enough", "healthy|health"),
	}},
	{aboutPace, []clue{
		says(4, "pace", "#pace", "#speed", "race|finish|marathon|10k|5k time|prediction", "marathon|5k|10k … time|long|take|fast", "run … 5k|10k|marathon … time|fast|in"),
		says(2, "marathon", "5k", "10k", "half marathon", "predict*", "#distance"),
	}},
	{aboutBMI, []clue{
		says(5, "bmi", "body mass", "overweight", "underweight", "obese|obesity", "ideal|healthy|normal|right weight", "weight ok|okay|normal|healthy", "what should i weigh"),
	}},
}

var foodClues = []clues{
	{aboutEnergy, []clue{
		says(6, "calories|kcal … maintain"),
		says(2.5, "calories|calorie|kcal"),
		says(7, "at rest … calories|kcal|burn", "calories|kcal|burn … at rest"),
		says(5, "bmr", "tdee", "metabol*", "maintenance", "basal", "resting energy|calories", "calories at rest", "energy expenditure|needs|need"),
		says(4, "how many|much calories|kcal|calorie|cal do|should|i|a|per", "calorie|calories|kcal|energy need|needs|intake|requirement*|target|budget", "calories|kcal … need|eat|day"),
		says(2, "how much should i eat", "keep|maintain … weight"),
	}},
	{aboutFatLoss, []clue{
		says(5, "lose|losing|drop|shed|loose|reduce … weight|fat|kg|#mass|pounds|belly", "fat|weight loss", "deficit", "slim|slimming", "get|getting|be|become|look lean|leaner|thin|thinner|shredded|ripped|slim|slimmer",
			"burn|burning … fat", "belly|body fat", "cutting|cut", "love handles", "six pack", "get|see|have abs", "rid of", "want abs", "until|till i reach|weigh"),
	}},
	{aboutMuscle, []clue{
		says(5, "build|building|gain|gaining|grow|put|add|more|bigger … muscle|muscles|mass|size", "hypertrophy", "bulk*", "gain weight", "get|getting big|bigger|jacked|huge|toned|muscular",
			"bigger|grow … arms|legs|chest|glutes|back|shoulders|biceps|calves", "muscle growth|mass|gain|building", "muscle|muscles bigger", "see … muscle", "toned|toning", "look muscular"),
	}},
	{aboutProtein, []clue{
		says(6, "protein|proteins"),
		says(2, "protein for|per|intake|need|target", "much|grams … protein"),
		says(1, "grams|g", "meal", "how much|many"),
	}},
	{aboutSupplements, []clue{
		says(7, "supplement*", "creatine", "whey", "bcaa*", "preworkout*", "pre workout caffeine|drink|powder|supplement|dangerous|safe|boosters", "caffeine", "take|taking|use|drink pre workout", "beta alanine", "omega 3", "vitamin*", "fat burner*", "protein shake|shakes|powder",
			"testosterone booster*", "ashwagandha", "glutamine", "mass gainer"),
	}},
}
