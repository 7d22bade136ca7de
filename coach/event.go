package coach

import (
	"sort"
	"strings"
)

// Event is a piece of an answer as it comes. The coach tells deltas, sources and
// calculations; the others are made here.
type Event struct {
	// Number tells the events of a conversation apart and orders them: the n-th
	// event of the a-th answer is a·1,000,000 + n.
	Number      int64
	Kind        EventKind
	Text        string      // of a Delta: what the answer goes on with
	Writer      Writer      // of a Delta: who says it, ByEmbedded if empty
	Source      Source      // of a Citation
	Calculation Calculation // of a Calculated
	Message     *Message    // of an End: the answer
	Err         error       // of a Failure: why
}

// EventKind is what an event is.
type EventKind string

// The kinds. An answer starts with a Start and ends with an End or a Failure.
const (
	Start      EventKind = "start"
	Delta      EventKind = "delta"
	Citation   EventKind = "source"
	Calculated EventKind = "calculation"
	End        EventKind = "done"
	Failure    EventKind = "error"
)

// IsLast reports whether nothing comes after the event.
func (e Event) IsLast() bool { return e.Kind == End || e.Kind == Failure }

const (
	eventsPerAnswer = 1_000_000
	// crashGap is left behind the last event kept of an answer whose writer died:
	// its listeners may have heard more than was kept.
	crashGap = 100_000
)

// eventsOf are the events of an answer that was whole before anybody heard of it.
func eventsOf(m Message) []Event {
	events := []Event{{Kind: Start}}
	if m.Text != "" {
		events = append(events, Event{Kind: Delta, Text: m.Text})
	}
	for _, s := range m.Sources {
		events = append(events, Event{Kind: Citation, Source: s})
	}
	for _, c := range m.Calculations {
		events = append(events, Event{Kind: Calculated, Calculation: c})
	}
	events = append(events, Event{Kind: End, Message: &m})
	for i := range events {
		events[i].Number = m.Number*eventsPerAnswer + int64(i) + 1
	}
	return events
}

// after returns the events behind a number. One that is of another answer is
// before all of this one's.
func after(events []Event, number int64) []Event {
	at := sort.Search(len(events), func(i int) bool { return events[i].Number > number })
	return events[at:]
}

// written is an answer as far as its events go.
func written(m Message, events []Event) Message {
	var text strings.Builder
	for _, e := range events {
		switch e.Kind {
		case Delta:
			text.WriteString(e.Text)
			m.Writer = e.Writer
		case Citation:
			m.Sources = append(m.Sources, e.Source)
		case Calculated:
			m.Calculations = append(m.Calculations, e.Calculation)
		}
	}
	if m.Writer == "" {
		m.Writer = ByEmbedded
	}
	m.Text = text.String()
	return m
}
