package coach

// plainNames are everyday words for the muscles, joints and equipment of the
// catalogue, and the exercise that a bare word means.
var plainNames = []struct {
	mark      mark
	value     string
	spellings []string
}{
	{markMuscle, "chest", []string{"chest", "pecs", "pec"}},
	{markMuscle, "shoulders", []string{"shoulders", "shoulder", "delts"}},
	{markMuscle, "back", []string{"back", "upper back", "lats", "lat", "traps"}},
	{markMuscle, "arms", []string{"arms", "arm", "biceps", "bicep", "triceps", "tricep", "forearms"}},
	{markMuscle, "trunk", []string{"abs", "ab", "core", "stomach", "obliques", "six pack", "trunk", "belly", "lower back"}},
	{markMuscle, "hips", []string{"glutes", "glute", "butt", "hips", "booty", "bum"}},
	{markMuscle, "legs", []string{"legs", "leg", "quads", "quad", "hamstrings", "hamstring", "calves", "calf", "thighs"}},

	{markJoint, "knee", []string{"knee", "knees", "meniscus", "acl", "kneecap"}},
	{markJoint, "hip", []string{"hip", "hips"}},
	{markJoint, "ankle", []string{"ankle", "ankles", "achilles", "foot", "feet", "heel"}},
	{markJoint, "low-back", []string{"lower back", "low back", "spine", "lumbar", "back"}},
	{markJoint, "shoulder", []string{"shoulder", "shoulders", "rotator cuff"}},
	{markJoint, "elbow", []string{"elbow", "elbows"}},
	{markJoint, "wrist", []string{"wrist", "wrists", "hands", "fingers"}},
	{markJoint, "neck", []string{"neck"}},

	{markEquipment, "dumbbell", []string{"dumbbells", "dumbells", "dumbell", "dumbel", "db"}},
	{markEquipment, "barbell", []string{"barbells", "barbel", "olympic bar", "bar and plates"}},
	{markEquipment, "kettlebell", []string{"kettlebells", "kettle bell", "kb"}},
	{markEquipment, "bench", []string{"a bench", "my bench", "bench and", "weight bench"}},
	{markEquipment, "rack", []string{"squat rack", "power rack", "rack"}},
	{markEquipment, "pull-up-bar", []string{"pull up bar", "pullup bar", "chin up bar"}},
	{markEquipment, "band", []string{"resistance band", "resistance bands", "bands", "elastic band", "elastic bands", "rubber band", "rubber bands"}},
	{markEquipment, "cable", []string{"cables", "cable machine"}},
	{markEquipment, "machine", []string{"machines", "leg press machine"}},
	{markEquipment, "suspension", []string{"trx", "rings", "suspension trainer"}},
	{markEquipment, "bike", []string{"exercise bike", "stationary bike"}},
	{markEquipment, "rower", []string{"rowing machine"}},
	{markEquipment, "rope", []string{"jump rope", "skipping rope"}},
	{markEquipment, "stability-ball", []string{"swiss ball", "gym ball", "exercise ball"}},
	{markEquipment, "medicine-ball", []string{"med ball"}},

	{markActivity, "running", []string{"ran", "runs"}},
	{markActivity, "walking", []string{"walked", "walks"}},
	{markActivity, "cycling", []string{"cycled", "biked"}},
	{markActivity, "swimming", []string{"swam"}},
	{markActivity, "hiking", []string{"hiked"}},
	{markActivity, "rowing", []string{"rowed"}},

	{markExercise, "bodyweight-squat", []string{"squat", "squats", "squatting", "air squat"}},
	{markExercise, "back-squat", []string{"squatted", "barbell squat"}},
	{markExercise, "deadlift", []string{"deadlifts", "deads", "deadlifting", "deadlifted", "dead lift", "dl"}},
	{markExercise, "bench-press", []string{"bench", "benching", "benched", "bench press", "bp bench"}},
	{markExercise, "barbell-row", []string{"barbell row", "rows", "row", "bent over row", "rowed"}},
	{markExercise, "overhead-press", []string{"shoulder press", "overhead press", "military press", "ohp", "pressed overhead"}},
	{markExercise, "push-up", []string{"push up", "push ups", "pushup", "pushups", "press up", "press ups"}},
	{markExercise, "pull-up", []string{"pull up", "pull ups", "pullup", "pullups"}},
	{markExercise, "chin-up", []string{"chin up", "chin ups", "chinup"}},
	{markExercise, "reverse-lunge", []string{"lunge", "lunges"}},
	{markExercise, "biceps-curl", []string{"curl", "curls", "bicep curl", "dumbbell curl"}},
	{markExercise, "kettlebell-swing", []string{"swing", "swings", "kb swing"}},
	{markExercise, "dip", []string{"dips"}},
	{markExercise, "crunch", []string{"crunches", "sit up", "sit ups", "situp"}},
	{markExercise, "burpees", []string{"burpee"}},
	{markExercise, "jog", []string{"run", "running", "jogging"}},
	{markExercise, "plank", []string{"planks", "planking"}},
	{markExercise, "calf-raise", []string{"calf raises"}},
}
