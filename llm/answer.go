package llm

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
)

// MaxText bounds the text of an answer, in bytes.
const MaxText = 64 << 10

// answer is one answer under way.
type answer struct {
	request Request
	yield   func(Event, error) bool

	asked  bool // the provider has begun, or may have
	atOnce bool // the provider does not stream
	begun  bool // there was Text
	length int  // of the Text so far
	joint  joint
	before thought
	calls  calls
	finish Finish
	whole  bool // a finish reason came, and nothing after it
	usage  *Usage
	spent  int // tokens of the answer so far, estimated
}

// read reads the answer to its end. What kind of end that is, [answer.end] says.
func (p *Provider) read(ctx context.Context, response *http.Response, a *answer, w *watch) error {
	e := newEvents(response.Body)
	first, err := e.opening()
	switch {
	case err == io.EOF:
		return ErrEmpty
	case err != nil:
		return err
	case first == '<':
		return fmt.Errorf("%w: it is a page", ErrBadAnswer)
	case first == '{' && !strings.HasPrefix(response.Header.Get("Content-Type"), "text/event-stream"):
		w.wait(p.idle)
		return p.readObject(e, a)
	}
	return p.readStream(ctx, e, a, w)
}

// readObject reads the answer of a server that does not stream.
func (p *Provider) readObject(e *events, a *answer) error {
	a.atOnce = true
	data, err := e.all()
	if err != nil {
		return err
	}
	return p.take(data, a)
}

// readStream reads chunks until the provider says that there are no more, or the
// stream ends. After the finish reason nothing can go wrong any more.
func (p *Provider) readStream(ctx context.Context, e *events, a *answer, w *watch) error {
	for {
		data, err := e.next()
		w.stop()
		if ctx.Err() != nil {
			err = ctx.Err()
		}
		switch {
		case err != nil && a.whole, err == io.EOF, errors.Is(err, io.ErrUnexpectedEOF):
			return nil
		case err != nil:
			return err
		case string(bytes.TrimSpace(data)) == done:
			w.wait(drainWait)
			e.drain()
			return nil
		}
		if err := p.take(data, a); err != nil {
			return err
		}
		if a.whole {
			w.wait(lastWait)
		} else {
			w.wait(p.idle)
		}
	}
}

// take takes one chunk in.
func (p *Provider) take(data []byte, a *answer) error {
	var c chunk
	if err := json.Unmarshal(data, &c); err != nil {
		return fmt.Errorf("%w: a chunk is not what chunks are", ErrBadAnswer)
	}
	if c.Error.text != "" && !a.whole {
		return p.midError(c.Error)
	}
	for _, choice := range c.Choices {
		if choice.Index != 0 {
			continue
		}
		if err := a.take(choice); err != nil {
			return err
		}
	}
	if usage, ok := toldUsage(c.Usage); ok {
		a.usage = &usage
	}
	return nil
}

// midError is an error after status 200. Without a status of its own it is a
// fault of the provider.
func (p *Provider) midError(t told) *Failure {
	status := t.status()
	if status == 0 && isContextFull(t.text) {
		status = http.StatusBadRequest
	}
	if status == 0 {
		status = http.StatusInternalServerError
	}
	f := p.refused(status, t)
	f.Status = http.StatusOK
	return f
}

// take takes the part of a chunk that is the answer.
func (a *answer) take(c choice) error {
	part := c.Delta
	if a.atOnce {
		part = c.Message
	}
	if err := a.takeDelta(part); err != nil {
		return err
	}
	if strings.EqualFold(c.Finish, "error") {
		return fmt.Errorf("%w: it ends with an error", ErrUnavailable)
	}
	if finish, ok := c.finish(); ok {
		a.finish, a.whole = finish, true
	}
	return nil
}

func (a *answer) takeDelta(d delta) error {
	text := d.Content + d.Refusal
	if text != "" || len(d.Calls) > 0 {
		a.finish, a.whole = Unfinished, false // some servers say stop in each chunk
	}
	if text != "" || len(d.Calls) > 0 || d.Reasoning+d.ReasoningContent != "" {
		a.usage = nil // it was of what came before
	}
	a.spent += EstimateTokens(string(text)) + EstimateTokens(string(cmp.Or(d.Reasoning, d.ReasoningContent)))
	for _, call := range d.Calls {
		a.spent += EstimateTokens(call.Function.Name + string(call.Function.Arguments))
	}
	if err := a.calls.add(d.Calls); err != nil {
		return err
	}
	return a.say(a.before.strip(a.joint.add(text)))
}

// say yields text.
func (a *answer) say(text string) error {
	if text == "" {
		return nil
	}
	if a.length += len(text); a.length > MaxText {
		return fmt.Errorf("%w: more than %d bytes of text", ErrTooLong, MaxText)
	}
	a.begun = true
	return a.tell(Text(text))
}

func (a *answer) tell(e Event) error {
	if !a.yield(e, nil) {
		return errLeft
	}
	return nil
}

// end judges an answer after its last chunk, and yields its calls.
func (a *answer) end() error {
	if a.whole {
		if err := a.say(a.before.strip(a.joint.rest()) + a.before.rest()); err != nil {
			return err
		}
	}
	calls, err := a.calls.whole(a.request)
	switch {
	case !a.begun && len(a.calls.all) == 0 && a.finish != FinishFiltered:
		return ErrEmpty
	case !a.whole:
		return fmt.Errorf("%w: no finish reason came", a.cutOff())
	case a.finish == FinishLength:
		return fmt.Errorf("%w: there was no more room", a.cutOff())
	case a.finish == FinishFiltered:
		return ErrFiltered
	case err != nil:
		return err
	case len(calls) == 0 && a.finish == FinishCalls:
		return fmt.Errorf("%w: it ends for calls and has none", ErrBadAnswer)
	case len(calls) == 0:
		return nil
	}
	a.finish = FinishCalls
	return a.tell(calls)
}

// cutOff is the reason of an answer that is not whole: with text, it is cut off;
// with half a call alone there is nothing.
func (a *answer) cutOff() error {
	if a.begun {
		return ErrTruncated
	}
	return ErrBadAnswer
}

// done is the end of the answer, with what is known of its cost.
func (a *answer) done() Done {
	d := Done{Finish: a.finish}
	switch {
	case a.usage != nil:
		d.Usage = *a.usage
	case a.asked:
		d.Usage = Usage{Prompt: a.request.estimate(), Completion: a.spent, Estimated: true}
	}
	return d
}
