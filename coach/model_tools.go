package coach

import (
	stdjson "encoding/json"
	"errors"
	"fmt"
	"strings"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"spotter/fitness"
	"spotter/llm"
)

// toolbox is what a model may have computed in one turn: always for the person
// who asks, whom no argument can change. Every result is an answer of the
// embedded coach, with the care that the person needs.
type toolbox struct {
	turn   *chat // the person, with what the chat has said of them
	logged []LoggedSet
}

// tool is one function of the toolbox.
type tool struct {
	llm.Tool
	use func(b *toolbox, arguments string) (Answer, error)
}

// Bounds of what a tool takes and gives.
const (
	longestResult  = 6000 // bytes
	mostFound      = 10   // exercises
	longestWanted  = 80   // bytes of a name
	mostRepsInCall = 200
	mostSetsInCall = mostLoggedSets
)

// errArgument is the error that a model is told: which argument is wrong, and how
// it should be.
var errArgument = errors.New("wrong arguments")

var tools = []tool{
	{llm.Tool{
		Name:        "heart_rate_zones",
		Description: "Maximum heart rate and zones of the person who asks, in bpm.",
		Schema: schema(fmt.Sprintf(`"resting_bpm":{"type":"integer","minimum":%d,"maximum":%d,"description":"pulse at rest, if the person has just told it"}`,
			fitness.MinRestingHeartRate, fitness.MaxRestingHeartRate)),
	}, (*toolbox).heartRateZones},
	{llm.Tool{
		Name:        "energy_needs",
		Description: "Energy at rest and in a day (kcal), and protein a day (g), of the person who asks.",
		Schema: schema(fmt.Sprintf(`"movement":{"type":"string","enum":%s,"description":"how much they move in a usual day, if they have told it"}`,
			listed(fitness.Movements()))),
	}, (*toolbox).energyNeeds},
	{llm.Tool{
		Name:        "one_rep_max",
		Description: "Estimated one-repetition maximum from a load that was lifted several times.",
		Schema:      schema(`"load":{"type":"number","exclusiveMinimum":0,"maximum":1300},"unit":{"type":"string","enum":["kg","lb"]},"repetitions":{"type":"integer","minimum":1,"maximum":30}`, "load", "unit", "repetitions"),
	}, (*toolbox).oneRepMax},
	{llm.Tool{
		Name:        "plan_week",
		Description: "A week of training that suits the person's level, age, equipment and what they spare.",
		Schema:      schema(`"days":{"type":"integer","minimum":1,"maximum":7},"minutes":{"type":"integer","minimum":10,"maximum":180,"description":"of a session"}`),
	}, (*toolbox).planWeek},
	{llm.Tool{
		Name:        "find_exercises",
		Description: "Exercises that suit the person, by words of their name or by muscle group.",
		Schema:      schema(`"words":{"type":"string","maxLength":80},"muscle":{"type":"string","enum":` + listed(fitness.MuscleGroups()) + `}`),
	}, (*toolbox).findExercises},
	{llm.Tool{
		Name:        "log_workout",
		Description: "Notes sets that the person says they have done today. Only for what they have said themselves.",
		Schema: schema(`"exercise":{"type":"string","maxLength":80},"sets":{"type":"integer","minimum":1,"maximum":20},"repetitions":{"type":"integer","minimum":1,"maximum":200},`+
			`"load":{"type":"number","minimum":0,"maximum":1300},"unit":{"type":"string","enum":["kg","lb"]},"rpe":{"type":"number","minimum":1,"maximum":10}`, "exercise", "sets", "repetitions"),
	}, (*toolbox).logWorkout},
	{llm.Tool{
		Name:        "progress",
		Description: "What the person has lifted last, their records, and the next load.",
		Schema:      schema(``),
	}, (*toolbox).progress},
}

// schema is the JSON Schema of an object with these properties and no other.
func schema(properties string, required ...string) stdjson.RawMessage {
	names := ""
	if len(required) > 0 {
		names = `,"required":["` + strings.Join(required, `","`) + `"]`
	}
	return stdjson.RawMessage(`{"type":"object","properties":{` + properties + `}` + names + `,"additionalProperties":false}`)
}

// listed is a list of words in JSON.
func listed[T ~string](words []T) string {
	quoted := make([]string, len(words))
	for i, word := range words {
		quoted[i] = `"` + string(word) + `"`
	}
	return "[" + strings.Join(quoted, ",") + "]"
}

// offered are the tools as a request has them.
func offered() []llm.Tool {
	all := make([]llm.Tool, len(tools))
	for i, t := range tools {
		all[i] = t.Tool
	}
	return all
}

// use answers a call. The text is for the model; ok is false where there is
// nothing to answer with.
func (b *toolbox) use(call llm.Call) (answer Answer, text string, ok bool) {
	for _, t := range tools {
		if t.Name != call.Name {
			continue
		}
		answer, err := t.use(b, call.Arguments)
		if err != nil {
			return Answer{}, "error: " + err.Error(), false
		}
		return answer, resultOf(answer), true
	}
	return Answer{}, "error: there is no such tool", false
}

// resultOf is an answer as a model reads it: the text, and the numbers by name.
func resultOf(a Answer) string {
	text := a.Text
	for _, c := range a.Calculations {
		line, err := json.Marshal(map[string]any{"calculation": c.Name, "from": c.Input, "gives": c.Output}, json.Deterministic(true), jsontext.EscapeForHTML(true))
		if err == nil && len(text)+len(line) < longestResult {
			text += "\n" + string(line)
		}
	}
	return cut(text, longestResult)
}

// decode reads arguments strictly: nothing that the schema does not have, nothing
// twice, and each of its own type.
func decode(arguments string, into any) error {
	if err := json.Unmarshal([]byte(arguments), into, json.RejectUnknownMembers(true)); err != nil {
		return fmt.Errorf("%w: they do not fit the schema", errArgument)
	}
	return nil
}

func within(name string, value, least, most float64) error {
	if !(value >= least && value <= most) {
		return fmt.Errorf("%w: %s has to be from %g to %g", errArgument, name, least, most)
	}
	return nil
}

// chat is the turn's, for one call to change.
func (b *toolbox) chat() *chat {
	c := *b.turn
	c.want, c.asked, c.brief = wanted{}, slotNone, false
	return &c
}

func (b *toolbox) heartRateZones(arguments string) (Answer, error) {
	var a struct {
		Resting *int `json:"resting_bpm"`
	}
	if err := decode(arguments, &a); err != nil {
		return Answer{}, err
	}
	c := b.chat()
	if a.Resting != nil {
		if err := within("resting_bpm", float64(*a.Resting), fitness.MinRestingHeartRate, fitness.MaxRestingHeartRate); err != nil {
			return Answer{}, err
		}
		c.RestingHeartRate = *a.Resting
	}
	return c.answer(aboutZones), nil
}

func (b *toolbox) energyNeeds(arguments string) (Answer, error) {
	var a struct {
		Movement *fitness.Movement `json:"movement"`
	}
	if err := decode(arguments, &a); err != nil {
		return Answer{}, err
	}
	c := b.chat()
	if a.Movement != nil {
		if len(knownOf([]fitness.Movement{*a.Movement}, fitness.Movements())) == 0 {
			return Answer{}, fmt.Errorf("%w: movement is one of the enum", errArgument)
		}
		c.said.Movement = *a.Movement
	}
	return joined(c.answer(aboutEnergy), b.chat().answer(aboutProtein)), nil
}

func (b *toolbox) oneRepMax(arguments string) (Answer, error) {
	var a struct {
		Load        *float64     `json:"load"`
		Unit        fitness.Unit `json:"unit"`
		Repetitions *int         `json:"repetitions"`
	}
	if err := decode(arguments, &a); err != nil {
		return Answer{}, err
	}
	if a.Load == nil || a.Repetitions == nil {
		return Answer{}, fmt.Errorf("%w: load, unit and repetitions are required", errArgument)
	}
	c := b.chat()
	if err := c.lifts(*a.Load, a.Unit); err != nil {
		return Answer{}, err
	}
	if err := within("repetitions", float64(*a.Repetitions), 1, 30); err != nil {
		return Answer{}, err
	}
	c.want.Reps = *a.Repetitions
	return c.answer(aboutOneRM), nil
}

// lifts puts a load on the table.
func (c *chat) lifts(load float64, unit fitness.Unit) error {
	if unit != fitness.Kilograms && unit != fitness.Pounds {
		return fmt.Errorf("%w: unit is kg or lb", errArgument)
	}
	if err := (fitness.Load{Weight: load, Unit: unit}).Check(); err != nil {
		return fmt.Errorf("%w: load has to be above 0 and at most %d kg", errArgument, fitness.MaxLoad)
	}
	c.want.Load, c.said.Unit = load, unit
	return nil
}

func (b *toolbox) planWeek(arguments string) (Answer, error) {
	var a struct {
		Days    *int `json:"days"`
		Minutes *int `json:"minutes"`
	}
	if err := decode(arguments, &a); err != nil {
		return Answer{}, err
	}
	c := b.chat()
	if a.Days != nil {
		if err := within("days", float64(*a.Days), fitness.MinPlanDays, fitness.MaxPlanDays); err != nil {
			return Answer{}, err
		}
		c.DaysPerWeek = *a.Days
	}
	if a.Minutes != nil {
		if err := within("minutes", float64(*a.Minutes), fitness.MinPlanMinutes, fitness.MaxPlanMinutes); err != nil {
			return Answer{}, err
		}
		c.want.Minutes = float64(*a.Minutes)
	}
	return c.answer(aboutPlan), nil
}

func (b *toolbox) progress(arguments string) (Answer, error) {
	if err := decode(arguments, &struct{}{}); err != nil {
		return Answer{}, err
	}
	return b.chat().answer(aboutProgress), nil
}
