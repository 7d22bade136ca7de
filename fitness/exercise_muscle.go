package fitness

// Muscle is a muscle, or a few that work together.
type Muscle string

// MuscleGroup is one of the major groups to train (Garber et al., MSSE 2011;43:1334).
type MuscleGroup string

// The major muscle groups.
const (
	Chest     MuscleGroup = "chest"
	Shoulders MuscleGroup = "shoulders"
	Back      MuscleGroup = "back"
	Arms      MuscleGroup = "arms"
	Trunk     MuscleGroup = "trunk"
	Hips      MuscleGroup = "hips"
	Legs      MuscleGroup = "legs"
)

// MuscleGroups returns the major groups.
func MuscleGroups() []MuscleGroup {
	return []MuscleGroup{Chest, Shoulders, Back, Arms, Trunk, Hips, Legs}
}

// Muscles returns every muscle of the catalogue.
func Muscles() []Muscle {
	return []Muscle{
		"chest", "shoulders", "rear-shoulders", "upper-back", "lats", "biceps", "triceps", "forearms",
		"abs", "obliques", "lower-back", "glutes", "hip-flexors", "abductors", "adductors",
		"quads", "hamstrings", "calves", "neck-muscles", "heart",
	}
}

// Group returns the major group a muscle belongs to; heart and neck have none.
func (m Muscle) Group() MuscleGroup {
	switch m {
	case "chest":
		return Chest
	case "shoulders", "rear-shoulders":
		return Shoulders
	case "upper-back", "lats":
		return Back
	case "biceps", "triceps", "forearms":
		return Arms
	case "abs", "obliques", "lower-back":
		return Trunk
	case "glutes", "hip-flexors", "abductors", "adductors":
		return Hips
	case "quads", "hamstrings", "calves":
		return Legs
	default:
		return ""
	}
}
