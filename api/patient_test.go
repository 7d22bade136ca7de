package api_test

import (
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"spotter/coach"
)

// narrow is a listener whose connections hold little of what nobody reads.
type narrow struct{ net.Listener }

// Accept implements net.Listener.
func (n narrow) Accept() (net.Conn, error) {
	c, err := n.Listener.Accept()
	if err == nil {
		err = c.(*net.TCPConn).SetWriteBuffer(2 << 10)
	}
	return c, err
}

// TestH11ClientThatNeverReads is given up when its time is over; the answer and
// everybody else's stream go on.
func TestH11ClientThatNeverReads(t *testing.T) {
	slow := newSlowCoach()
	s := newServer(t, talksWith(slow))
	s.api.SetEventTime(time.Second) // longer than a busy machine keeps others from writing
	over := make(chan struct{})
	behind := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer close(over)
		s.api.ServeHTTP(w, r)
	}))
	behind.Listener = narrow{behind.Listener}
	behind.Start()
	defer behind.Close()
	own := s.member(t, ada)

	deaf, err := net.Dial("tcp", behind.Listener.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	defer deaf.Close()
	deaf.(*net.TCPConn).SetReadBuffer(2 << 10)
	body := `{"message": "Tell me all"}`
	if _, err := deaf.Write([]byte("POST /conversation HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nAccept: text/event-stream\r\nAuthorization: Bearer " +
		own.access + "\r\nContent-Length: 26\r\n\r\n" + body)); err != nil {
		t.Fatal(err)
	}
	speaker := <-slow.asked
	id := speaker.question.ConversationID
	speaker.says(strings.Repeat("all ", 20_000)) // more than the narrow connection holds
	<-over
	reader := s.follow(t, "GET /conversations/"+id+"/stream", bearer(own.access))
	reader.hears("start", "")
	reader.hears("delta", "")
	speaker.end <- coach.Answer{Text: strings.Repeat("all ", 20_000) + "!"}
	reader.hears("delta", `{"text":"!"}`)
	reader.hears("done", "")
	s.wantAnswer(t, own, id, "done", strings.Repeat("all ", 20_000)+"!")
}
