package api

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net/http"
	"strconv"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/go-json-experiment/json"

	"spotter/coach"
)

// Bounds of a stream.
const (
	maxStreams  = 10               // of one person at a time, on one node
	eventTime   = 30 * time.Second // for a client to take what it is sent
	commentTime = 15 * time.Second // so that nothing in between takes it for dead
	sessionTime = time.Second      // between two looks whether the session has ended
)

// ErrTooManyStreams says that a person follows maxStreams answers already.
var ErrTooManyStreams = errors.New("too many streams at once")

var errLeaving = errors.New("this node shuts down")

type resumeRequest struct {
	ID          string `path:"id" maxLength:"64" doc:"The id of a conversation of yours." example:"0192f0c4-7d1e-7c3a-9b5e-2f4d8a6c1e70"`
	LastEventID string `header:"Last-Event-ID" doc:"The id of the last event that was heard; left out, an answer that is being written is told from its start. Behind an event that was heard, the rest is told for five minutes after the answer has ended."`
}

func (s *Server) resume(ctx context.Context, in *resumeRequest) (*liveReply, error) {
	number, err := strconv.ParseInt(in.LastEventID, 10, 64)
	if err != nil {
		number = 0
	}
	return s.streamed(ctx, func() (*coach.Following, error) {
		return s.Conversations.Resume(ctx, uid(ctx), in.ID, number)
	})
}

// streamed streams what begin returns, or answers 204 when that is nothing. A
// place for the stream is taken first: a question whose answer cannot be told is
// not put.
func (s *Server) streamed(ctx context.Context, begin func() (*coach.Following, error)) (*liveReply, error) {
	leave, err := s.streams.enter(uid(ctx))
	if err != nil {
		return nil, err
	}
	f, err := begin()
	if err != nil {
		leave()
		return nil, err
	}
	return &liveReply{func(hc huma.Context) {
		defer leave()
		if f == nil {
			hc.SetStatus(http.StatusNoContent)
			return
		}
		hc.SetHeader("Content-Type", eventStream)
		hc.SetHeader("X-Accel-Buffering", "no")
		hc.SetStatus(http.StatusOK)
		out := s.newEventWriter(ctx, f)
		s.stream(ctx, f, out, ownEvents{out, f})
	}}, nil
}

// teller writes the events of an answer as its client wants them.
type teller interface {
	tell(e coach.Event)
	fail(p *Problem) // in place of the last event, or before it
}

// stream tells events until the last, until the client is gone or does not read,
// or until its session has ended.
func (s *Server) stream(ctx context.Context, f *coach.Following, out *eventWriter, to teller) {
	x := exchangeOf(ctx)
	out.connection.SetReadDeadline(time.Time{})
	checked := time.Now()
	for {
		events, err := nextWithin(ctx, f, out.heard)
		if ctx.Err() != nil {
			return
		}
		if now := time.Now(); err == nil && now.Sub(checked) >= sessionTime || errors.Is(err, errQuiet) {
			checked = now
			if ended := s.sessionEnded(ctx, x); ended != nil {
				err = ended
			}
		}
		switch {
		case errors.Is(err, io.EOF):
			return
		case errors.Is(err, errQuiet):
			if time.Since(out.at) < commentTime {
				continue
			}
			out.comment()
		case err != nil:
			to.fail(s.problemOf(ctx, err))
			out.send()
			return
		}
		for _, e := range events {
			out.heard = e.Number
			if e.Kind == coach.Failure {
				to.fail(s.problemOf(ctx, e.Err))
				continue
			}
			to.tell(e)
		}
		if out.send() != nil || len(events) > 0 && events[len(events)-1].IsLast() {
			return
		}
	}
}

var errQuiet = errors.New("nothing was said for a while")

// nextWithin is what comes within a second, or errQuiet.
func nextWithin(ctx context.Context, f *coach.Following, number int64) ([]coach.Event, error) {
	within, cancel := context.WithTimeout(ctx, sessionTime)
	defer cancel()
	events, err := f.Next(within, number)
	if err != nil && within.Err() != nil {
		return nil, errQuiet
	}
	return events, err
}

// sessionEnded says why the client may hear no more: its token is over, its
// session has ended, nobody knows whether it has, or this node leaves.
func (s *Server) sessionEnded(ctx context.Context, x *exchange) error {
	if s.leaving.Load() {
		return errLeaving
	}
	return s.admitAgain(ctx, x)
}

// EndStreams ends the streams that are left, of answers that other nodes write.
// Their clients resume elsewhere.
func (s *Server) EndStreams() { s.leaving.Store(true) }

// eventWriter writes server-sent events (HTML, section 9.2).
type eventWriter struct {
	to         io.Writer
	connection *http.ResponseController
	time       time.Duration // for the client to take them
	text       bytes.Buffer
	heard      int64     // the last event
	at         time.Time // when something was sent
}

func (s *Server) newEventWriter(ctx context.Context, f *coach.Following) *eventWriter {
	to := &exchangeOf(ctx).reply
	return &eventWriter{to: to, connection: http.NewResponseController(to), time: s.eventTime, heard: f.Heard}
}

type startWire struct {
	ConversationID string `json:"conversation_id"`
	MessageID      string `json:"message_id"`
	QuestionID     string `json:"question_id,omitempty"`
}

type deltaWire struct {
	Text string `json:"text"`
}

type failureWire struct {
	Code   string `json:"code"`
	Detail string `json:"detail"`
}

// ownEvents tells an answer in events of Spotter's own.
type ownEvents struct {
	out *eventWriter
	of  *coach.Following
}

// tell implements teller.
func (o ownEvents) tell(e coach.Event) {
	w := o.out
	switch e.Kind {
	case coach.Start:
		w.write("start", startWire{o.of.ConversationID, o.of.MessageID, o.of.QuestionID})
	case coach.Delta:
		w.write("delta", deltaWire{e.Text})
	case coach.Citation:
		w.write("source", SourceWire{e.Source.ID, e.Source.Title})
	case coach.Calculated:
		w.write("calculation", CalculationWire(e.Calculation))
	case coach.End:
		w.write("done", answerOf(*e.Message))
	}
}

// fail implements teller. What ends the stream alone has the id of the event
// before it: whoever resumes misses nothing.
func (o ownEvents) fail(p *Problem) { o.out.write("error", failureWire{p.Code, p.Detail}) }

func (w *eventWriter) write(name string, data any) {
	w.text.WriteString("id: ")
	w.text.WriteString(strconv.FormatInt(w.heard, 10))
	w.text.WriteString("\nevent: ")
	w.text.WriteString(name)
	w.text.WriteString("\ndata: ")
	json.MarshalWrite(&w.text, data, json.Deterministic(true)) // of texts that are UTF-8: it does not fail
	w.text.WriteString("\n\n")
}

func (w *eventWriter) comment() { w.text.WriteString(": still here\n\n") }

// send sends what was written, all at once.
func (w *eventWriter) send() error {
	w.at = time.Now()
	w.connection.SetWriteDeadline(w.at.Add(w.time))
	_, err := w.text.WriteTo(w.to)
	return errors.Join(err, w.connection.Flush())
}
