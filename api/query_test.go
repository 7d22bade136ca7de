package api_test

import "testing"

// TestH2QueriesHoldNoControlCharacters: strings of the address are as those of a
// body, and what cannot be unescaped is not taken for nothing.
func TestH2QueriesHoldNoControlCharacters(t *testing.T) {
	s := newServer(t)
	own := s.member(t, ada)
	id := s.said(t, own, "Zones?")["conversation_id"].(string)
	for _, list := range []string{"/conversations", "/conversations/" + id, "/workouts"} {
		for name, locations := range map[string][]string{
			"q": {"query.q: Leave out control characters."}, "cursor": {"query.cursor: Leave out control characters."}, "limit": {"query.limit: Leave out control characters."},
		} {
			if name == "q" && list != "/conversations" {
				continue
			}
			for _, wrong := range []string{"%00", "a%00b", "%07", "%1b[2J", "%7f", "%c2%85", "%ff", "%ed%a0%80", "zones%0d"} {
				s.send(t, "GET "+list+"?"+name+"="+wrong, bearer(own.access)).invalid(t, locations...)
			}
		}
		s.send(t, "GET "+list+"?limit=%zz", bearer(own.access)).invalid(t, "query")
		s.send(t, "GET "+list+"?other=%00", bearer(own.access)).object(t, 200)
	}
	for _, fine := range []string{"zones", "zones%0A%09", "%C3%A9", "%F0%9F%8F%8B", ""} {
		s.send(t, "GET /conversations?q="+fine, bearer(own.access)).object(t, 200)
	}
	s.send(t, "GET /conversations?q=%00").refused(t, 401, "not_authenticated", "")
}
