package coach

import (
	"encoding/json"
	"hash/fnv"
	"slices"

	"spotter/fitness"
)

const (
	stateVersion = 1
	// longestState bounds the bytes of a dialogue state, read and written.
	longestState = 4096
	// mostKept bounds each list in a state.
	mostKept = 24
)

// dialogue is what is kept between two messages of a conversation.
type dialogue struct {
	Version     int
	Topic       topic
	Asked       slot   // what the last answer asked for
	Offered     string // the suggestion that a yes stands for
	Said        said
	Wanted      wanted
	Alarm       alarm        // a red flag that nobody has called settled yet
	AlarmTheirs bool         // it is somebody else's, and not the asker's too
	Last        uint32       // hash of the last answer, so that none is given word for word again
	Words       string       // of the question on the table, without its numbers
	Named       []string     // slugs of the exercises that the last answer names, in its order
	Choices     []string     // questions that the last answer offers to choose among
	Lifted      lifted       // of the sets that the last answer noted
	Refused     string       // what the last answer refused
	Calc        *calculation `json:",omitempty"` // the last question on a load
	Dropped     []string     `json:",omitempty"` // slugs that the last edit of a plan left out

	learned facts  // from the message of this turn
	told    report // in it, of sets
}

// lifted is how much was lifted.
type lifted struct {
	Sets, Reps int
	Kilograms  float64 // sets × repetitions × load
}

func liftedIn(sets []LoggedSet) lifted {
	var t lifted
	for _, set := range sets {
		t.Sets++
		t.Reps += set.Reps
		t.Kilograms += float64(set.Reps) * set.Weight
	}
	return t
}

// slot is a field that an answer may ask for.
type slot string

const (
	slotNone    slot = ""
	slotAge     slot = "age"
	slotWeight  slot = "weight"
	slotHeight  slot = "height"
	slotResting slot = "resting pulse"
	slotReps    slot = "repetitions"
	slotLoad    slot = "load"
	slotMax     slot = "maximum"
	slotMinutes slot = "minutes"
	slotDays    slot = "days"
)

// dialogueOf reads a state. One that is garbage, too long or of another version
// is taken for the beginning of a conversation.
func dialogueOf(state []byte) dialogue {
	var d dialogue
	if len(state) > longestState || json.Unmarshal(state, &d) != nil || d.Version != stateVersion {
		return dialogue{}
	}
	d.Said = d.Said.checked()
	return d
}

// bytes writes the state, no longer than longestState.
func (d dialogue) bytes() []byte {
	d.Version = stateVersion
	d.Said.Owns = d.Said.Owns[:min(len(d.Said.Owns), mostKept)]
	d.Said.Lacks = d.Said.Lacks[:min(len(d.Said.Lacks), mostKept)]
	d.Said.Machines = d.Said.Machines[:min(len(d.Said.Machines), mostAvoided)]
	d.Said.Avoids = d.Said.Avoids[:min(len(d.Said.Avoids), mostAvoided)]
	d.Said.Joints = d.Said.Joints[:min(len(d.Said.Joints), mostKept)]
	d.Said.Conditions = d.Said.Conditions[:min(len(d.Said.Conditions), mostKept)]
	d.Words = cut(d.Words, mostWords)
	d.Named, d.Choices = d.Named[:min(len(d.Named), mostNamed)], d.Choices[:min(len(d.Choices), mostChoices)]
	d.Dropped = d.Dropped[:min(len(d.Dropped), mostKept)]
	state, err := json.Marshal(d)
	if err != nil || len(state) > longestState {
		return nil
	}
	return state
}

// variantOf chooses among ways to say the same: it differs from turn to turn, and
// not for the same turn.
func variantOf(q Question) int {
	h := fnv.New32a()
	for _, part := range []string{q.UID, "\x00", q.ConversationID, "\x00"} {
		h.Write([]byte(part))
	}
	h.Write([]byte{byte(q.Turn), byte(q.Turn >> 8), byte(q.Variant)})
	return int(h.Sum32() >> 1)
}

// pick returns one of the ways to say something.
func pick(variant int, ways ...string) string { return ways[variant%len(ways)] }

// checked drops what no answer could have left in a state.
func (s said) checked() said {
	p := Person{Age: s.Age, RestingHeartRate: s.Resting, DaysPerWeek: s.Days, WeightKG: s.Weight, HeightCM: s.Height, Gender: s.Gender}.known()
	s.Age, s.Resting, s.Days, s.Weight, s.Height, s.Gender = p.Age, p.RestingHeartRate, p.DaysPerWeek, p.WeightKG, p.HeightCM, p.Gender
	if _, err := fitness.EffortFor(s.Level); err != nil {
		s.Level = ""
	}
	if s.Unit != fitness.Pounds {
		s.Unit = or(s.Unit, "")
		if s.Unit != "" {
			s.Unit = fitness.Kilograms
		}
	}
	if s.Their != nil {
		their := *s.Their
		their.Their = nil
		their = their.checked()
		s.Their = &their
	}
	s.Owns, s.Lacks = knownOf(s.Owns, fitness.EquipmentWords()), knownOf(s.Lacks, fitness.EquipmentWords())
	s.On, s.Off = s.On[:min(len(s.On), daysInAWeek)], s.Off[:min(len(s.Off), daysInAWeek)]
	s.Joints = knownOf(s.Joints, fitness.Joints())
	s.Conditions = knownOf(s.Conditions, conditions)
	return s
}

// knownOf keeps of a list what is known.
func knownOf[T comparable](list, known []T) []T {
	return slices.DeleteFunc(slices.Clone(list), func(value T) bool { return !slices.Contains(known, value) })
}
