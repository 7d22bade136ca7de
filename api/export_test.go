package api

import (
	"net/http"
	"time"
)

// PanicAt adds a route that panics with the value.
func (s *Server) PanicAt(pattern string, value any) {
	s.plain(pattern, func(http.ResponseWriter, *http.Request) { panic(value) })
}

// SetEventTime sets how long a client may take to read an event.
func (s *Server) SetEventTime(d time.Duration) { s.eventTime = d }
