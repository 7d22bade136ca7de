package llm

import (
	"context"
	"fmt"
	"iter"
	"slices"
	"sync"
)

// Scripted is a [Model] that plays scenes instead of thinking, for tests. Safe
// for concurrent use.
type Scripted struct {
	mu     sync.Mutex
	scenes []Scene
	asked  []Request
}

// Scene is what a [Scripted] answers to one request.
type Scene struct {
	// Text are the parts of the text.
	Text []string
	// Pause, if any, comes after the first part, until it is closed.
	Pause <-chan struct{}
	// Calls come after the text.
	Calls []Call
	// Err ends the answer instead of the calls, as a provider's error would.
	Err error
	// Usage is what it cost; an estimate if zero.
	Usage Usage
}

// Script returns a model that plays the scenes, one for each request. Then it is
// [ErrUnavailable].
func Script(scenes ...Scene) *Scripted {
	return &Scripted{scenes: scenes}
}

// Asked returns the requests so far.
func (s *Scripted) Asked() []Request {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.asked)
}

// next takes a request down and returns the scene for it.
func (s *Scripted) next(r Request) Scene {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.asked = append(s.asked, r)
	if len(s.scenes) == 0 {
		return Scene{Err: fmt.Errorf("%w: the script has no scene for request %d", ErrUnavailable, len(s.asked))}
	}
	scene := s.scenes[0]
	s.scenes = s.scenes[1:]
	return scene
}

// Answer implements [Model].
func (s *Scripted) Answer(ctx context.Context, r Request) iter.Seq2[Event, error] {
	return func(yield func(Event, error) bool) {
		scene := s.next(r)
		spoken, ok, err := scene.speak(ctx, yield)
		if !ok {
			return
		}
		if err == nil && len(scene.Calls) > 0 && !yield(Calls(scene.Calls), nil) {
			return
		}
		yield(scene.done(r, spoken, err))
	}
}

// speak yields the text and returns how much of it; false when nobody listens
// any more.
func (s Scene) speak(ctx context.Context, yield func(Event, error) bool) (spoken string, ok bool, err error) {
	for i, part := range s.Text {
		if i == 1 && s.Pause != nil {
			select {
			case <-s.Pause:
			case <-ctx.Done():
			}
		}
		if ctx.Err() != nil {
			return spoken, true, ctx.Err()
		}
		if part == "" {
			continue
		}
		spoken += part
		if !yield(Text(part), nil) {
			return spoken, false, nil
		}
	}
	if ctx.Err() != nil {
		return spoken, true, ctx.Err()
	}
	return spoken, true, s.Err
}

func (s Scene) done(r Request, spoken string, err error) (Event, error) {
	d := Done{Finish: FinishStop, Usage: s.Usage}
	if len(s.Calls) > 0 {
		d.Finish = FinishCalls
	}
	if d.Usage == (Usage{}) {
		d.Usage = Usage{Prompt: r.estimate(), Completion: EstimateTokens(spoken), Estimated: true}
	}
	if err == nil && spoken == "" && len(s.Calls) == 0 {
		err = ErrEmpty
	}
	if err != nil {
		d.Finish = Unfinished
		return d, &Failure{Reason: err, cut: spoken != ""}
	}
	return d, nil
}
