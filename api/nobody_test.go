package api_test

import (
	"strings"
	"testing"
)

// TestH2CallsWithoutABodyTakeNoField: what is sent along is refused as elsewhere
// rather than left undone, and nothing or {} serves.
func TestH2CallsWithoutABodyTakeNoField(t *testing.T) {
	s := newServer(t)
	own := s.member(t, ada)
	said := s.said(t, own, "Zones?")
	id, answer := said["conversation_id"].(string), said["message_id"].(string)
	last := []string{"DELETE /conversations/" + id, "POST /logout/all"}
	for _, call := range append([]string{"POST /messages/" + answer + "/regenerate", "POST /conversations/" + id + "/stop"}, last...) {
		for _, sent := range []func(string) option{body, chunked} {
			s.send(t, call, bearer(own.access), sent(`{"text": "x"}`)).refused(t, 415, "unsupported_media_type", "")
			s.send(t, call, bearer(own.access), sent(`{}`), header("Content-Type", "text/plain")).refused(t, 415, "unsupported_media_type", "")
			json := header("Content-Type", "application/json")
			s.send(t, call, bearer(own.access), sent(`{"b": 1, "a": {}}`), json).
				invalid(t, "body.a: There is no such field: leave it out.", "body.b: There is no such field: leave it out.")
			s.send(t, call, bearer(own.access), sent(`[]`), json).invalid(t, "body")
			for _, broken := range []string{`{} {}`, `{"a": 1, "a": 2}`, `{"a": 1, "A": 2}`, "{\"\xff\": 1}", `{`, " "} {
				s.send(t, call, bearer(own.access), sent(broken), json).refused(t, 400, "malformed_request", "")
			}
			s.send(t, call, bearer(own.access), sent(strings.Repeat(" ", 64<<10)+"{}"), json).refused(t, 413, "body_too_large", "")
			s.send(t, call, sent(`{"text": "x"}`)).refused(t, 401, "not_authenticated", "")
		}
	}
	for _, none := range []option{chunked(""), jsonText("{}"), body(""), header("Content-Type", "text/plain")} {
		s.send(t, "POST /messages/"+answer+"/regenerate", bearer(own.access), none).object(t, 200)
		s.send(t, "POST /conversations/"+id+"/stop", bearer(own.access), none).empty(t, 204)
	}
	for _, call := range last {
		s.send(t, call, bearer(own.access), jsonText("{}")).empty(t, 204)
	}
}
