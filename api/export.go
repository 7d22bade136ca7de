package api

import (
	"context"
	"errors"
	"io"
	"net/http"
	"sync"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"spotter/coach"
)

// maxExports is how many exports one node writes at a time, one for each person:
// each holds a page of workouts or a conversation in memory.
const maxExports = 4

// Errors of an export that does not begin.
var (
	// ErrExporting says that the person has an export under way.
	ErrExporting = errors.New("an export is under way")
	// ErrManyExports says that maxExports are under way.
	ErrManyExports = errors.New("too many exports at once")
)

// exportCount knows whose exports are under way.
type exportCount struct {
	mu   sync.Mutex
	open map[string]bool
}

// enter takes a place, which leave gives back.
func (c *exportCount) enter(uid string) (leave func(), err error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	switch {
	case c.open[uid]:
		return nil, ErrExporting
	case len(c.open) >= maxExports:
		return nil, ErrManyExports
	}
	c.open[uid] = true
	return func() {
		c.mu.Lock()
		defer c.mu.Unlock()
		delete(c.open, uid)
	}, nil
}

type exportReply struct {
	Disposition string `header:"Content-Disposition"`
	Body        func(huma.Context)
}

// export answers with a file that is written as it is read. Its bounded parts are
// read first: where the store does not answer, that is still told.
func (s *Server) export(ctx context.Context, _ *struct{}) (*exportReply, error) {
	leave, err := s.exports.enter(uid(ctx))
	if err != nil {
		return nil, err
	}
	begun := false
	defer func() {
		if !begun {
			leave()
		}
	}()
	e, err := s.boundedExport(ctx)
	if err != nil {
		return nil, err
	}
	begun = true
	return &exportReply{`attachment; filename="spotter-export.json"`, func(hc huma.Context) {
		defer leave()
		hc.SetHeader("Content-Type", jsonType)
		hc.SetStatus(http.StatusOK)
		if err := s.writeExport(ctx, hc.BodyWriter(), e); err != nil {
			s.log.LogAttrs(ctx, levelWarn, "an export broke off", requestAttrs(ctx, err)...)
			panic(http.ErrAbortHandler) // half of one shall not look whole
		}
	}}, nil
}

// boundedExport is an export without conversations and workouts.
func (s *Server) boundedExport(ctx context.Context) (*Export, error) {
	record, err := s.Accounts.Export(ctx, uid(ctx))
	if err != nil {
		return nil, err
	}
	memory, err := s.Conversations.Memory(ctx, uid(ctx))
	if err != nil {
		return nil, err
	}
	spent, err := s.Spending.TokensByDay(ctx, uid(ctx))
	if err != nil {
		return nil, err
	}
	e := &Export{
		User: userOf(record.Person), Sessions: sessionsOf(record.Sessions, exchangeOf(ctx).claims.SessionID), Events: []EventWire{},
		Refusals: refusalsOf(record.Refusals), Keys: keysOf(record.Keys), Memory: factsOf(memory), Tokens: tokensOf(spent),
	}
	for _, v := range record.Events {
		e.Events = append(e.Events, EventWire{
			At: v.At.UTC(), Kind: string(v.Kind), SessionID: known(v.SessionID),
			Address: v.Client.Address, Agent: v.Client.Agent, RequestID: v.RequestID,
		})
	}
	return e, s.exportTraining(ctx, e)
}

// writeExport writes an export with all conversations and workouts.
func (s *Server) writeExport(ctx context.Context, to io.Writer, e *Export) error {
	out := &exportWriter{jsontext.NewEncoder(to), http.NewResponseController(&exchangeOf(ctx).reply), s.eventTime}
	conversations := func() error {
		return s.Conversations.EachRecord(ctx, uid(ctx), func(r coach.Record) error {
			return out.value(ExportedConversation{conversationOf(r.Conversation), messagesOf(r.Messages)})
		})
	}
	workouts := func() error {
		return s.Training.EachWorkout(ctx, uid(ctx), func(w coach.Workout) error { return out.value(workoutOf(w)) })
	}
	return firstError(
		out.begin,
		out.member("user", e.User), out.member("sessions", e.Sessions), out.member("events", e.Events), out.member("refusals", e.Refusals),
		out.member("keys", e.Keys), out.list("conversations", conversations), out.list("workouts", workouts),
		out.member("plan", e.Plan), out.member("memory", e.Memory), out.member("tokens", e.Tokens),
		out.end,
	)
}

func firstError(steps ...func() error) error {
	for _, step := range steps {
		if err := step(); err != nil {
			return err
		}
	}
	return nil
}

// exportWriter writes the members of an object one after the other.
type exportWriter struct {
	to         *jsontext.Encoder
	connection *http.ResponseController
	time       time.Duration // for the client to take a value
}

// begin sends the headers ahead: clients ask again by themselves when they have
// heard nothing.
func (o *exportWriter) begin() error {
	return errors.Join(o.connection.Flush(), o.to.WriteToken(jsontext.BeginObject))
}

func (o *exportWriter) end() error { return o.to.WriteToken(jsontext.EndObject) }

func (o *exportWriter) value(v any) error {
	o.connection.SetWriteDeadline(time.Now().Add(o.time))
	return json.MarshalEncode(o.to, v, json.Deterministic(true))
}

func (o *exportWriter) member(name string, v any) func() error {
	return func() error {
		return errors.Join(o.to.WriteToken(jsontext.String(name)), o.value(v))
	}
}

// list writes a list whose values are written by each.
func (o *exportWriter) list(name string, each func() error) func() error {
	return func() error {
		return firstError(
			func() error { return o.to.WriteToken(jsontext.String(name)) },
			func() error { return o.to.WriteToken(jsontext.BeginArray) },
			each,
			func() error { return o.to.WriteToken(jsontext.EndArray) },
		)
	}
}
