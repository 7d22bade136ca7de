package coach_test

import (
	"testing"

	"spotter/coach"
	"spotter/llm/llmtest"
)

// hear follows an answer until it ends, and calls at after each text.
func hear(t *testing.T, f *coach.Following, from int64, at func(text string)) (coach.Message, []coach.Event) {
	t.Helper()
	var all []coach.Event
	text := ""
	for number := from; ; number = all[len(all)-1].Number {
		events, err := f.Next(t.Context(), number)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, events...)
		for _, e := range events {
			text += e.Text
		}
		if at != nil {
			at(text)
		}
		if last := all[len(all)-1]; last.IsLast() {
			if last.Message == nil {
				t.Fatalf("it ends with %v", last.Err)
			}
			return *last.Message, all
		}
	}
}

// slowly is a script that says a sentence, waits, and says another.
func slowly(first string, on <-chan struct{}, second string) llmtest.Script {
	return llmtest.Script{
		llmtest.Write(llmtest.Opening + llmtest.Text(first+" ")), llmtest.Wait(on),
		llmtest.Write(llmtest.Text(second) + llmtest.Finish("stop") + llmtest.Usage(9, 9) + llmtest.End),
	}
}

// TestAModelsAnswerIsAJob: it is heard as it comes, resumed from where a listener
// was, and another conversation, an edit and a further variant go the same way.
func TestAModelsAnswerIsAJob(t *testing.T) {
	on := make(chan struct{})
	r := newRig(t, nil, slowly("Walk first.", on, "Then lift."))
	talk, who := talk(t, r)
	who.Person = mira()
	f, err := talk.Ask(t.Context(), who, "", zones)
	if err != nil {
		t.Fatal(err)
	}
	opened := false
	m, events := hear(t, f, 0, func(text string) {
		if text == "Walk first." && !opened {
			opened = true
			close(on)
		}
	})
	if m.Text != "Walk first. Then lift." || m.Writer != coach.ByModel || m.Status != coach.Done || len(m.State) == 0 || len(m.Sources) == 0 {
		t.Errorf("%+v", m)
	}
	_, rest := hear(t, f, events[1].Number, nil)
	if len(rest) != len(events)-2 {
		t.Errorf("%d events behind the second of %d", len(rest), len(events))
	}

	r.provider.Add(llmtest.Says("Another way."))
	again, err := talk.Regenerate(t.Context(), who, m.ID)
	if err != nil {
		t.Fatal(err)
	}
	if second, _ := hear(t, again, 0, nil); second.Text != "Another way." || second.Variant != 2 || second.Writer != coach.ByModel {
		t.Errorf("%+v", second)
	}

	conv, err := talk.Conversation(t.Context(), who.UID, m.ConversationID)
	if err != nil {
		t.Fatal(err)
	}
	messages, err := talk.Messages(t.Context(), conv, 0, 10)
	if err != nil {
		t.Fatal(err)
	}
	edited, err := talk.Edit(t.Context(), who, messages[0].ID, "I have chest pain")
	if err != nil {
		t.Fatal(err)
	}
	if flag, _ := hear(t, edited, 0, nil); flag.Writer != coach.ByEmbedded {
		t.Errorf("%+v", flag)
	}
	r.requests(t, 2)
	hides(t, string(r.provider.Requests()[1].Body), secretUID, "ada@example.com")
}

// TestStopKeepsThePartAndLeavesTheProvider, and the next question goes on from
// there: no empty message spoils it.
func TestStopKeepsThePartAndLeavesTheProvider(t *testing.T) {
	asked := make(chan struct{})
	r := newRig(t, nil, llmtest.Script{llmtest.Write(llmtest.Text("Walk first. Then")), llmtest.Hang()}, llmtest.Script{llmtest.Tell(asked), llmtest.Hang()}, llmtest.Says("Lift."))
	talk, who := talk(t, r)
	who.Person = mira()
	f, err := talk.Ask(t.Context(), who, "", zones)
	if err != nil {
		t.Fatal(err)
	}
	var conversation string
	m, _ := hear(t, f, 0, func(text string) {
		if text == "Walk first." && conversation == "" {
			conversation = f.ConversationID
			if err := talk.Stop(t.Context(), who.UID, conversation); err != nil {
				t.Error(err)
			}
		}
	})
	<-r.provider.Requests()[0].Gone
	if m.Status != coach.Stopped || m.Text != "Walk first." || m.Writer != coach.ByModel {
		t.Errorf("%+v", m)
	}
	// Stopped before the first word.
	f, err = talk.Ask(t.Context(), who, conversation, volume)
	if err != nil {
		t.Fatal(err)
	}
	<-asked
	if err := talk.Stop(t.Context(), who.UID, conversation); err != nil {
		t.Fatal(err)
	}
	if m, _ = hear(t, f, 0, nil); m.Status != coach.Stopped || m.Text != "" {
		t.Errorf("%+v", m)
	}
	if f, err = talk.Ask(t.Context(), who, conversation, zones); err != nil {
		t.Fatal(err)
	}
	if m, _ = hear(t, f, 0, nil); m.Text != "Lift." {
		t.Errorf("%+v", m)
	}
	last := r.provider.Requests()[len(r.provider.Requests())-1]
	for _, message := range r.requests(t, 3)[2].Messages {
		if message.Content == "" {
			t.Errorf("an empty message in %s", last.Body)
		}
	}
}
