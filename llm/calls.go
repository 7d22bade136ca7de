package llm

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
	"unicode"
)

// Bounds of the calls in one answer.
const (
	MaxCalls     = 16
	MaxArguments = 16 << 10 // bytes, of each call
	maxCallID    = 128      // bytes
	maxToolName  = 64       // bytes; OpenAI's own bound
)

// calls puts the calls of an answer together from their parts. How a part says
// which call it belongs to differs: OpenAI by index, some servers by id alone or
// by place, and Ollama has sent index 0 for each of several whole calls.
type calls struct {
	all     []*openCall
	byIndex map[int]*openCall
	byPlace []*openCall // of the parts in the last chunk
}

type openCall struct {
	id, name string
	raw      []byte // the arguments so far
}

// add takes the parts of one chunk.
func (c *calls) add(parts []callDelta) error {
	for place, part := range parts {
		call := c.of(part, place, len(parts))
		if call == nil || call.another(part) {
			if len(c.all) == MaxCalls {
				return fmt.Errorf("%w: more than %d calls", ErrTooLong, MaxCalls)
			}
			call = new(openCall)
			c.all = append(c.all, call)
		}
		c.place(call, part, place)
		if err := call.add(part); err != nil {
			return err
		}
	}
	return nil
}

// of finds the call that a part continues; nil if it begins one.
func (c *calls) of(part callDelta, place, parts int) *openCall {
	switch {
	case part.Index != nil:
		return c.byIndex[*part.Index]
	case part.ID != "":
		for _, call := range c.all {
			if call.id == part.ID {
				return call
			}
		}
		return nil
	case part.Function.Name != "" || len(c.all) == 0:
		return nil
	case parts > 1 && place < len(c.byPlace):
		return c.byPlace[place]
	}
	return c.all[len(c.all)-1]
}

func (c *calls) place(call *openCall, part callDelta, place int) {
	if c.byIndex == nil {
		c.byIndex = map[int]*openCall{}
	}
	if part.Index != nil {
		c.byIndex[*part.Index] = call
	}
	if place >= len(c.byPlace) {
		c.byPlace = append(c.byPlace, call) // as many as there are calls in a chunk
	}
	c.byPlace[place] = call
}

// another tells whether a part that seems to continue the call begins the next:
// it has a name again and another id, or comes after arguments that are whole.
// An id alone says nothing, for there are servers that make one up for each part.
func (o *openCall) another(part callDelta) bool {
	if part.Function.Name == "" {
		return false
	}
	otherID := o.id != "" && part.ID != "" && part.ID != o.id
	return otherID || part.Function.Arguments != "" && isObject(o.raw)
}

func (o *openCall) add(part callDelta) error {
	if o.id == "" {
		o.id = part.ID
	}
	if o.name != part.Function.Name { // some repeat it with each part
		o.name += part.Function.Name
	}
	o.raw = append(o.raw, part.Function.Arguments...)
	if len(o.raw) > MaxArguments || len(o.name) > maxToolName {
		return fmt.Errorf("%w: the arguments of a call have more than %d bytes", ErrTooLong, MaxArguments)
	}
	return nil
}

// whole returns the calls, each of a tool that the request offers and with an id
// of its own.
func (c *calls) whole(r Request) (Calls, error) {
	var whole Calls
	used := map[string]bool{}
	for i, o := range c.all {
		var j joint
		call := Call{ID: o.id, Name: o.name, Arguments: strings.TrimSpace(j.add(piece(o.raw)) + j.rest())}
		if call.Arguments == "" || call.Arguments == "null" {
			call.Arguments = "{}"
		}
		if !r.offers(call.Name) {
			return nil, fmt.Errorf("%w: it calls a tool that is not offered", ErrBadAnswer)
		}
		if !isObject([]byte(call.Arguments)) {
			return nil, fmt.Errorf("%w: the arguments of a call are no JSON object", ErrBadAnswer)
		}
		for n := i; !isID(call.ID) || used[call.ID]; n++ {
			call.ID = fmt.Sprintf("call_%d", n)
		}
		used[call.ID] = true
		whole = append(whole, call)
	}
	return whole, nil
}

func isObject(text []byte) bool {
	text = bytes.TrimSpace(text)
	return len(text) > 1 && text[0] == '{' && json.Valid(text)
}

func isID(id string) bool {
	return id != "" && len(id) <= maxCallID && !strings.ContainsFunc(id, func(r rune) bool {
		return r > unicode.MaxASCII || !unicode.IsPrint(r)
	})
}
