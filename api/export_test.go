package api

import (
	"context"
	"net/http"
	"time"

	"spotter/coach"
)

// PanicAt adds a route that panics with the value.
func (s *Server) PanicAt(pattern string, value any) {
	s.plain(pattern, func(http.ResponseWriter, *http.Request) { panic(value) })
}

// SetEventTime sets how long a client may take to read an event.
func (s *Server) SetEventTime(d time.Duration) { s.eventTime = d }

// ParseTalk reads a request for a completion.
func ParseTalk(data []byte) (before []coach.Line, question string, err error) {
	in, err := parseCompletion(context.Background(), data)
	if err != nil {
		return nil, "", err
	}
	t, err := in.talk(context.Background())
	return t.before, t.question, err
}
