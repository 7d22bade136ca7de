package llm_test

import (
	"context"
	"errors"
	"reflect"
	"testing"

	"spotter/llm"
	"spotter/llm/llmtest"
)

// TestContract wants a scripted model and a provider to yield the same.
func TestContract(t *testing.T) {
	call := llm.Call{ID: "a", Name: "progress", Arguments: `{"weeks":4}`}
	for name, c := range map[string]struct {
		scene  llm.Scene
		script llmtest.Script
		reason error
	}{
		"a text":          {llm.Scene{Text: []string{"Hello, ", "mira."}, Usage: llm.Usage{Prompt: 20, Completion: 2}}, llmtest.Says("Hello, ", "mira."), nil},
		"a call":          {llm.Scene{Calls: []llm.Call{call}, Usage: llm.Usage{Prompt: 30, Completion: 10}}, llmtest.Uses(call.ID, call.Name, call.Arguments), nil},
		"nothing":         {llm.Scene{Usage: llm.Usage{Prompt: 20}}, llmtest.Says(), llm.ErrEmpty},
		"a fault":         {llm.Scene{Err: llm.ErrUnauthorized}, llmtest.Refuses(401, "no"), llm.ErrUnauthorized},
		"a cut":           {llm.Scene{Text: []string{"Hello, "}, Err: llm.ErrTruncated}, sends(llmtest.Text("Hello, ")), llm.ErrTruncated},
		"a fault at last": {llm.Scene{Text: []string{"Hello, "}, Err: llm.ErrUnavailable}, sends(llmtest.Text("Hello, ") + llmtest.Event(`{"error":"x"}`)), llm.ErrUnavailable},
	} {
		t.Run(name, func(t *testing.T) {
			for _, m := range []llm.Model{llm.Script(c.scene), connect(t, llmtest.Start(t, c.script))} {
				var text string
				var dones, all int
				var last error
				for event, err := range m.Answer(t.Context(), asks()) {
					all++
					switch e := event.(type) {
					case llm.Text:
						text += string(e)
					case llm.Calls:
						if !reflect.DeepEqual(e, llm.Calls(c.scene.Calls)) {
							t.Errorf("%T: the calls are %v", m, e)
						}
					case llm.Done:
						dones++
						if c.scene.Usage != (llm.Usage{}) && e.Usage.Completion != c.scene.Usage.Completion && c.reason == nil {
							t.Errorf("%T: the usage is %+v", m, e.Usage)
						}
					}
					if dones == 0 && err != nil {
						t.Errorf("%T: an error without a Done: %v", m, err)
					}
					last = err
				}
				if dones != 1 || (last == nil) != (c.reason == nil) || !errors.Is(last, c.reason) || errors.Is(last, llm.ErrTruncated) != (last != nil && text != "") {
					t.Errorf("%T: %d events, %d dones, %q, %v", m, all, dones, text, last)
				}
			}
		})
	}
}

// TestScriptPauses wants a test to be able to stop a model in mid-answer.
func TestScriptPauses(t *testing.T) {
	pause := make(chan struct{})
	m := llm.Script(llm.Scene{Text: []string{"Hello, ", "mira."}, Pause: pause}, llm.Scene{Text: []string{"Hello, ", "mira."}, Pause: pause})
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	var last error
	for _, err := range m.Answer(ctx, asks()) {
		last = err
		cancel()
	}
	if !errors.Is(last, context.Canceled) || !errors.Is(last, llm.ErrTruncated) {
		t.Errorf("the error is %v", last)
	}
	close(pause)
	if answer, err := llm.Whole(m.Answer(t.Context(), asks())); err != nil || answer.Text != "Hello, mira." {
		t.Errorf("got %+v, %v", answer, err)
	}
	if _, err := llm.Whole(m.Answer(t.Context(), asks())); !errors.Is(err, llm.ErrUnavailable) {
		t.Errorf("after the last scene: %v", err)
	}
	if n := len(m.Asked()); n != 3 || m.Asked()[0].System != asks().System {
		t.Errorf("%d requests were asked", n)
	}
}

// TestScriptCanBeLeft wants nothing yielded to who has left.
func TestScriptCanBeLeft(t *testing.T) {
	m := llm.Script(llm.Scene{Text: []string{"a", "", "b"}}, llm.Scene{Calls: []llm.Call{{Name: "progress"}}})
	for range 2 {
		for range m.Answer(t.Context(), asks()) {
			break
		}
	}
}

// TestEstimates wants guesses that are near, and rather too high.
func TestEstimates(t *testing.T) {
	for text, want := range map[string][2]int{
		"": {0, 0}, "a": {1, 1}, "The quick brown fox jumps over the lazy dog.": {10, 14}, "力量训练": {3, 5}, "Тренировка": {3, 10}, "\xff\xfe": {1, 2},
	} {
		if n := llm.EstimateTokens(text); n < want[0] || n > want[1] {
			t.Errorf("%q: %d", text, n)
		}
	}
	if n := (llm.Usage{Prompt: 20, Completion: 4}).Total(); n != 24 {
		t.Errorf("the total is %d", n)
	}
}
