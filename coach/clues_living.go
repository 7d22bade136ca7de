package coach

var livingClues = []clues{
	{aboutSleep, []clue{
		says(7, "sleep|slept|sleeping|nap", "hours of sleep", "insomnia"),
	}},
	{aboutWater, []clue{
		says(7, "water … drink|day|need|training|run|enough", "drink|drinking … water|training|run|day|enough|during", "hydrat*", "dehydrat*", "electrolyte*", "sports drink|drinks", "fluid|fluids"),
	}},
	{aboutMeals, []clue{
		says(7, "eat|eating|food|meal … before|after|workout|training|gym|run", "before|after eating|food", "empty stomach", "fasted|fasting", "carb|carbs|carbohydrate*", "what|when should i eat", "good|best food|foods", "breakfast", "how much fat", "pre workout meal"),
	}},
	{aboutIllness, []clue{
		says(7, "a|the|my cold", "flu", "sick|ill", "fever*", "hungover|hangover", "covid", "sore throat", "cough|coughing", "with a headache", "stomach bug"),
	}},
	{aboutOrder, []clue{
		says(8, "cardio|running|weights|lifting before|after|or … weights|cardio|lifting|running … first", "cardio|run|running|lift|lifting|weights before|after|first … weights|lifting|cardio|running", "weights|cardio|lifting first", "order", "combine … running|cardio|lifting", "kill … gains", "same day"),
	}},
	{aboutTerms, []clue{
		says(9, "time of day", "morning or evening", "how long … workout|session be|last|take", "machines or|vs free|weights|barbells", "free weights or|vs", "change|switch … routine|program|programme|exercises", "equipment should|to buy|get", "buy … equipment", "equipment should|to|do i|buy|get", "grip strength|stronger", "shoes", "breathe|breathing … lift*|squat*|press*|exercise*|train*", "superset*", "amrap", "emom", "drop set|sets", "compound exercise|lift|movement*", "isolation exercise|lift|movement*", "periodisation|periodization", "what|define|meaning … tempo|hypertrophy|mesocycle|concentric|eccentric"),
	}},
	{aboutConvert, []clue{
		says(8, "convert", "#mass in|to kg|lb|lbs|pounds|kilos|stone", "#distance in|to km|miles|feet|cm|inches|metres|meters|ft", "how many|much pounds|kg|kilos|lbs|km|miles|feet|cm is|are", "many|much … #mass in"),
	}},
	{aboutWomen, []clue{
		says(7, "women|woman|female|females lift|train|need|heavy|lifting", "as|for a|all woman|women", "bulky", "my|on|during period|periods", "menstrua*", "menopause", "period cramps|pain"),
	}},
}
