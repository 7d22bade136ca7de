package store

import (
	"fmt"

	"github.com/go-json-experiment/json"

	"spotter/coach"
)

// detailsText is what stands beside the text of a message, in its column.
type detailsText struct {
	Sources      []sourceText      `json:"sources,omitzero"`
	Calculations []calculationText `json:"calculations,omitzero"`
	Suggestions  []string          `json:"suggestions,omitzero"`
}

type sourceText struct {
	ID    string `json:"id"`
	Title string `json:"title"`
}

type calculationText struct {
	Name   string         `json:"name"`
	Input  map[string]any `json:"input"`
	Output map[string]any `json:"output"`
}

// eventText is an event in its column.
type eventText struct {
	Number      int64            `json:"n"`
	Kind        string           `json:"k"`
	Text        string           `json:"t,omitzero"`
	Writer      string           `json:"w,omitzero"`
	Source      *sourceText      `json:"s,omitzero"`
	Calculation *calculationText `json:"c,omitzero"`
}

func writeDetails(m coach.Message) (string, error) {
	d := detailsText{Suggestions: m.Suggestions}
	for _, s := range m.Sources {
		d.Sources = append(d.Sources, sourceText(s))
	}
	for _, c := range m.Calculations {
		d.Calculations = append(d.Calculations, calculationText(c))
	}
	text, err := json.Marshal(d, json.Deterministic(true))
	return string(text), err
}

func readDetails(text string, m *coach.Message) error {
	if text == "{}" {
		return nil
	}
	var d detailsText
	if err := json.Unmarshal([]byte(text), &d); err != nil {
		return fmt.Errorf("a stored message cannot be read: %w", err)
	}
	m.Suggestions = d.Suggestions
	for _, s := range d.Sources {
		m.Sources = append(m.Sources, coach.Source(s))
	}
	for _, c := range d.Calculations {
		m.Calculations = append(m.Calculations, coach.Calculation(c))
	}
	return nil
}

func writeEvents(events []coach.Event) (string, error) {
	list := make([]eventText, len(events))
	for i, e := range events {
		list[i] = eventText{Number: e.Number, Kind: string(e.Kind), Text: e.Text, Writer: string(e.Writer)}
		switch e.Kind {
		case coach.Citation:
			s := sourceText(e.Source)
			list[i].Source = &s
		case coach.Calculated:
			c := calculationText(e.Calculation)
			list[i].Calculation = &c
		}
	}
	text, err := json.Marshal(list, json.Deterministic(true))
	return string(text), err
}

// readEvents adds the events in text behind a number.
func readEvents(to []coach.Event, text string, number int64) ([]coach.Event, error) {
	var list []eventText
	if err := json.Unmarshal([]byte(text), &list); err != nil {
		return nil, fmt.Errorf("stored events cannot be read: %w", err)
	}
	for _, t := range list {
		if t.Number <= number {
			continue
		}
		e := coach.Event{Number: t.Number, Kind: coach.EventKind(t.Kind), Text: t.Text, Writer: coach.Writer(t.Writer)}
		if t.Source != nil {
			e.Source = coach.Source(*t.Source)
		}
		if t.Calculation != nil {
			e.Calculation = coach.Calculation(*t.Calculation)
		}
		to = append(to, e)
	}
	return to, nil
}
