package coach

var careClues = []clues{
	{aboutPregnancy, []clue{
		says(9, "pregnan*", "trimester", "expecting … baby|child|twins", "postpartum", "post partum", "gave|given|giving birth", "had … baby", "c section", "caesarean|cesarean", "weeks along", "breastfeeding|breast feeding"),
	}},
	{aboutBloodPressure, []clue{
		says(8, "blood pressure", "hypertension|hypertensive", "beta blocker*", "betablocker*", "bisoprolol", "metoprolol", "atenolol", "propranolol", "carvedilol", "nebivolol", "valsalva", "systolic|diastolic", "heart rate|pressure medication|medicine|pills|drug|drugs"),
	}},
	{aboutDiabetes, []clue{
		says(8, "diabet*", "insulin", "blood|low|high sugar", "hypoglyc*", "glucose", "metformin", "hba1c"),
	}},
	{aboutAsthma, []clue{
		says(8, "asthma*", "inhaler*"),
	}},
	{aboutPain, []clue{
		says(7, "#joint … hurt*|pain*|ache*|aching|pinch*|click*|pop*|sore|swollen|bad|injur*|twing*|stiff|problem|problems|issue|issues|trouble|discomfort|bother*", "hurt*|pain*|ache*|aching|bad|sore|injured|twisted|sprained|rolled|dodgy|achy|weak|injury … #joint|ankle",
			"arthritis", "sciatica", "shin splints", "tendin*|tendonitis", "#joint|back|hamstring … pinch|pinches", "tennis|golfers|runners elbow|knee", "pulled|strained|tore|torn … #muscle|muscle|hamstring|groin", "herniat*", "slipped disc", "it hurts", "in pain"),
		says(3, "pain|pains|painful", "hurt|hurts|hurting", "injury|injured"),
	}},
	{aboutYouth, []clue{
		says(7, "teen|teens|teenager|teenagers|teenage", "kid|kids|child|children", "stunt*", "growth plate*", "under 18|eighteen", "too young", "my son|daughter", "youth", "year|years old … lift|train|weights|gym|deadlift"),
		says(3, "im|am|at|a|for 13|14|15|16|17", "#age"),
	}},
	{aboutSenior, []clue{
		says(7, "balance", "prevent|avoid|preventing … fall|falls|falling", "falls", "senior*", "older adult|adults|people|person", "elderly", "too old", "over 60|65|70|75|80", "old age", "osteoporosis", "chair exercise|exercises", "nearly|almost fell|fall", "at my age … safe|lift|weights", "walking stick|frame"),
	}},
}

var talkClues = []clues{
	{aboutWho, []clue{
		says(8, "who|what are you", "real trainer|coach|person", "are you … bot|robot|human|real|ai|chatgpt|person|machine|model", "your name", "who made|built|created|programmed you", "which|what model|llm", "how do you work", "where … your numbers|facts|information", "language model", "do|can you bench|squat|deadlift|lift|train", "you … human|robot|ai|bot"),
	}},
	{aboutHelp, []clue{
		says(8, "what can|could you", "how can you", "what can|could|should i ask", "what do you know", "menu", "help me out|please", "how does this work", "are you good", "what topics", "know what to ask", "what else can you"),
		says(4, "help", "options"),
	}},
	{aboutMe, []clue{
		says(9, "know|remember|have about|of|on me", "my profile", "whats|what is my age|name|level|gender|profile", "who am i", "which level am i", "my data", "do you know my", "what do you remember"),
	}},
	{aboutHello, []clue{
		says(3, "hello", "hi", "hey", "hiya", "good morning|evening|afternoon|day", "greetings", "whats up", "sup", "yo", "how are you", "howdy"),
	}},
	{aboutThanks, []clue{
		says(3, "thanks", "thank", "thx", "cheers", "that|very helpful", "awesome", "perfect", "got it", "cool", "great", "that helps", "ty"),
	}},
	{aboutBye, []clue{
		says(5, "bye", "goodbye", "see you|ya", "good night", "thats all", "talk … later", "have a … day", "cya"),
	}},
	{aboutOffTopic, []clue{
		says(5, "weather", "joke", "essay", "election", "president", "python|javascript|code", "stock|stocks|bitcoin|crypto", "translate", "movie|film", "capital of", "recipe", "homework", "meaning of life", "flight", "poem", "christmas", "politics", "what time is it", "horoscope", "news", "lottery", "trump|biden|putin|politician*", "tax|taxes|rent|law|legal|lawyer|car|phone|laptop|computer|game|music|math|maths|history|world cup|football score*", "girlfriend|boyfriend", "password", "hack*", "sing", "pasta", "equation"),
	}},
}
