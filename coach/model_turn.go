package coach

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"spotter/fitness"
	"spotter/llm"
)

// mostRounds is how often the model may use tools before it has to answer.
const mostRounds = 5

var (
	errFigure    = errors.New("a number contradicts the calculations")
	errGivenAway = errors.New("it repeats its instructions")
	errRounds    = fmt.Errorf("%w: it goes on using tools", llm.ErrBadAnswer)
)

// modelTurn is one answer of a model.
type modelTurn struct {
	m    *Modelled
	q    Question
	own  Answer // the embedded coach's
	name string // that it speaks to the person by
	tell func(Event)

	chat     *chat  // without a name
	facts    Answer // own, without a name
	standing Answer // the calculations that hold for the person whatever they ask
	known    ledger
	tools    toolbox
	used     []Answer // of tools
	request  llm.Request
	kept     []Message // of the conversation, in the request
	leak     *leak
	day      time.Time

	said     strings.Builder // told
	waiting  []drafted       // sentences that wait for something to compare with
	before   string          // the sentence that was looked at last
	open     string          // a sentence that goes on
	heard    strings.Builder // all that the model has written to the request
	answered int             // how much of said the request has as the model's own words
	wrong    contradiction   // what errFigure is about
	retried  bool
	short    bool // without the conversation, which was too long
}

// newTurn prepares an answer for a person, with what they have said so far. What
// the embedded coach has computed is found again without their name, which the
// model is not told.
func (m *Modelled) newTurn(q Question, own Answer, who Person, tell func(Event)) *modelTurn {
	t := &modelTurn{m: m, q: q, own: own, name: who.Name, tell: tell, leak: m.leak.fresh()}
	anonymous := q
	anonymous.Person.Name = ""
	t.facts = Respond(anonymous)
	// The state after the turn has in it what this message says of the person.
	d := dialogueOf(own.State)
	t.chat = chatWith(unnamed(who), read(q.Text), d.Said, wanted{Whose: d.Wanted.Whose}, variantOf(q))
	t.chat.told = reportIn(t.chat.reading, d.Said.Unit, q.AskedAt)
	t.tools = toolbox{turn: t.chat}
	t.standing = standingFacts(t.chat)
	t.compose()
	t.fillLedger()
	return t
}

// standingFacts are the pulse, energy and protein of a person, as far as they can
// be computed.
func standingFacts(c *chat) Answer {
	var a Answer
	plain := func() *chat { one := *c; one.want = wanted{}; return &one }
	if zones := personalZones(c.Person); len(zones) > 0 && !c.has(betaBlocker) {
		a.citeZones(c.Person, zones)
	}
	if c.body().Check() == nil {
		energy := energyAnswer(plain())
		a, a.Text = withCalculations(a, energy), energy.Text
	}
	if c.WeightKG != 0 {
		protein := proteinAnswer(plain())
		a, a.Text = withCalculations(a, protein), a.Text+"\n"+protein.Text
	}
	return a
}

// withCalculations is a with the sources and calculations of another answer.
func withCalculations(a, other Answer) Answer {
	a.Sources = slices.Clone(a.Sources)
	a.cite(other.Sources...)
	a.Calculations = append(slices.Clone(a.Calculations), other.Calculations...)
	return a
}

func (t *modelTurn) fillLedger() {
	t.known.compute(t.standing)
	if t.found() {
		t.known.compute(t.facts)
	}
	if t.chat.has(betaBlocker) {
		t.known.unfit = []measure{pulseMeasure}
	}
	t.known.say(t.q.Text)
	for _, m := range t.kept {
		if m.IsQuestion() || m.ID != "" { // what no store has kept may be made up
			t.known.say(m.Text)
		}
	}
	p := t.chat.Person
	t.known.said = append(t.known.said,
		figure{measure: pulseMeasure, low: float64(p.RestingHeartRate), high: float64(p.RestingHeartRate)},
		figure{measure: loadMeasure, low: p.WeightKG, high: p.WeightKG})
	for _, set := range p.Log {
		t.known.said = append(t.known.said, figure{measure: loadMeasure, low: set.Weight, high: set.Weight})
	}
}

// run asks until there is an answer. The error is that of ctx.
func (t *modelTurn) run(ctx context.Context) (Answer, error) {
	for rounds := 0; ; {
		calls, err := t.ask(ctx)
		switch {
		case ctx.Err() != nil:
			return Answer{}, ctx.Err()
		case err == nil && len(calls) > 0 && rounds == mostRounds:
			return t.fallBack(ctx, errRounds), nil
		case err == nil && len(calls) > 0:
			rounds++
			t.use(calls)
		case err == nil && t.said.Len() == 0:
			return t.fallBack(ctx, llm.ErrEmpty), nil
		case err == nil:
			return t.whole(), nil
		case errors.Is(err, errFigure) && !t.retried:
			t.correct()
		case errors.Is(err, errGivenAway):
			t.m.OnError(fmt.Errorf("the language model has not answered (%s): %w", GivenAway, err))
			return t.refuse(), nil
		case errors.Is(err, llm.ErrContextFull) && !t.short && len(t.used) == 0 && t.said.Len() == 0:
			t.short = true
			t.compose()
		case errors.Is(err, llm.ErrTruncated) && t.said.Len() > 0:
			return t.truncated(err), nil
		default:
			return t.fallBack(ctx, err), nil
		}
	}
}

// ask sends the request and listens. It returns the calls that the model wants
// served; errFigure, errGivenAway, errSpent; or an error of package llm.
func (t *modelTurn) ask(ctx context.Context) ([]llm.Call, error) {
	if err := t.m.rested(); err != nil {
		return nil, err
	}
	reserved, err := t.reserve(ctx)
	if err != nil {
		return nil, err
	}
	calls, wrong, failed := t.listen(ctx, reserved)
	t.m.rest(failed)
	switch {
	case wrong != nil:
		return nil, wrong
	case failed != nil && ctx.Err() == nil && errors.Is(failed, llm.ErrTruncated):
		if wrong := t.lastWords(true); errors.Is(wrong, errGivenAway) {
			return nil, wrong
		}
		return nil, failed
	case failed != nil:
		return nil, failed
	case len(calls) > 0:
		t.pause(calls)
		return calls, nil
	}
	return nil, t.lastWords(false)
}

// listen hears an answer to its end, and settles what it has cost whatever comes.
func (t *modelTurn) listen(ctx context.Context, reserved int64) (calls []llm.Call, wrong, failed error) {
	var usage llm.Usage
	defer func() { t.settle(ctx, reserved, usage) }()
	t.heard.Reset()
	listening, leave := context.WithCancel(ctx)
	defer leave()
	for event, err := range t.m.Model.Answer(listening, t.request) {
		switch e := event.(type) {
		case llm.Text:
			if wrong == nil {
				if wrong = t.hear(string(e)); wrong != nil {
					leave() // and stay for what it has cost
				}
			}
		case llm.Calls:
			calls = e
		case llm.Done:
			usage, failed = e.Usage, err
		}
	}
	return calls, wrong, failed
}

// use serves calls, in their order, and hands the results to the model.
func (t *modelTurn) use(calls []llm.Call) {
	for _, call := range calls {
		answer, text, ok := t.tools.use(call)
		if ok {
			t.used = append(t.used, answer)
			t.known.compute(answer)
		}
		t.request.Messages = append(t.request.Messages, llm.Message{Role: llm.ToolUsed, CallID: call.ID, Text: text})
	}
}

// correct asks the model to go on behind its last good sentence.
func (t *modelTurn) correct() {
	t.retried = true
	t.m.counts.retries.Add(1)
	t.waiting, t.open, t.before, t.leak = nil, "", "", t.m.leak.fresh()
	text := t.known.correction(t.wrong)
	if said := strings.TrimSpace(t.said.String()[t.answered:]); said != "" {
		t.request.Messages = append(t.request.Messages, llm.Message{Role: llm.Assistant, Text: said})
		t.answered = t.said.Len()
	}
	if t.answered > 0 {
		t.open = " "
		text += " The person has read what you have written above. Go on right behind it with the right numbers, without repeating it and without a word about this."
	} else {
		text += " Answer again with the right numbers, without a word about this."
	}
	t.request.Messages = append(t.request.Messages, llm.Message{Role: llm.User, Text: asData("correction by the coach's calculator, not by the person", text)})
}

// whole is the answer as the model has given it.
func (t *modelTurn) whole() Answer {
	a := t.own
	a.Text, a.Writer = t.said.String(), ByModel
	if !t.found() {
		a.Sources, a.Calculations, a.State = nil, nil, t.stateBefore()
	}
	a.Asks = false
	for _, used := range t.used {
		a = withCalculations(a, used)
	}
	a = t.withStanding(a)
	if len(t.tools.logged) > 0 {
		a.Logged = t.tools.logged
	}
	return a
}

// stateBefore is the dialogue as it was, with what the message says of the person:
// the embedded coach has not understood the rest, but the model has, and what was
// talked of may be talked of again.
func (t *modelTurn) stateBefore() []byte {
	d := dialogueOf(t.own.State)
	d.Topic = dialogueOf(t.q.State).Topic
	return d.bytes()
}

// withStanding adds the calculations that hold for the person and that the answer
// speaks of.
func (t *modelTurn) withStanding(a Answer) Answer {
	spoken := map[string]bool{}
	for _, f := range figuresIn(fold(a.Text)) {
		switch f.measure {
		case pulseMeasure:
			spoken["heart_rate_zones"] = true
		case energyMeasure:
			spoken["energy_needs"] = true
		case foodMeasure, perKiloMeasure:
			spoken["protein"] = true
		}
	}
	for _, c := range t.standing.Calculations {
		known := slices.ContainsFunc(a.Calculations, func(other Calculation) bool { return other.Name == c.Name })
		if spoken[c.Name] && !known {
			a = withCalculations(a, Answer{Calculations: []Calculation{c}, Sources: t.sourcesOf(c.Name)})
		}
	}
	return a
}

// sourcesOf are those of a standing calculation.
func (t *modelTurn) sourcesOf(calculation string) []Source {
	var a Answer
	switch calculation {
	case "heart_rate_zones":
		for _, z := range personalZones(t.chat.Person) {
			a.cite(z.Sources()...)
		}
	case "energy_needs":
		a.cite(fitness.RestingEnergy{}.Sources()...)
	case "protein":
		if p, err := fitness.ProteinFor(t.chat.WeightKG, t.chat.Age); err == nil {
			a.cite(p.Sources()...)
		}
	}
	return a.Sources
}

// truncated is the part of an answer that has no end.
func (t *modelTurn) truncated(err error) Answer {
	t.m.OnError(fmt.Errorf("the language model broke off: %w", err))
	a := t.whole()
	a.Text += "\n\n" + brokeOff
	a.Status = Truncated
	return a
}
