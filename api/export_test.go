package api

import "net/http"

// PanicAt adds a route that panics with the value.
func (s *Server) PanicAt(pattern string, value any) {
	s.plain(pattern, func(http.ResponseWriter, *http.Request) { panic(value) })
}
