package llmtest

import "net/http"

// Stage is where steps play: one answer.
type Stage struct {
	w       http.ResponseWriter
	gone    <-chan struct{} // the client has left
	closing <-chan struct{} // the test is over
}

// Step does one thing with the answer. It returns false to end it.
type Step func(*Stage) bool

// Header sets a header; it has to come before what is written.
func Header(name, value string) Step {
	return func(s *Stage) bool {
		s.w.Header().Set(name, value)
		return true
	}
}

// Status sends the head of the answer. Without it the first Write does, with 200.
func Status(code int) Step {
	return func(s *Stage) bool {
		s.w.WriteHeader(code)
		return s.flush()
	}
}

// Write writes text as it is, and sends it.
func Write(text string) Step {
	return func(s *Stage) bool {
		if _, err := s.w.Write([]byte(text)); err != nil {
			return false
		}
		return s.flush()
	}
}

// Dribble writes text and sends each byte by itself.
func Dribble(text string) Step {
	return func(s *Stage) bool {
		for i := range len(text) {
			if !Write(text[i : i+1])(s) {
				return false
			}
		}
		return true
	}
}

// Wait waits until c is closed or sends.
func Wait(c <-chan struct{}) Step {
	return func(s *Stage) bool {
		select {
		case <-c:
			return true
		case <-s.gone:
		case <-s.closing:
		}
		return false
	}
}

// Hang waits until the client has left.
func Hang() Step { return Wait(nil) }

// Tell closes c: the test may go on.
func Tell(c chan<- struct{}) Step {
	return func(*Stage) bool {
		close(c)
		return true
	}
}

// Cut closes the connection without an end.
func Cut() Step {
	return func(*Stage) bool { panic(http.ErrAbortHandler) }
}

func (s *Stage) flush() bool {
	return http.NewResponseController(s.w).Flush() == nil
}
