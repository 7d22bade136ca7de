package main

import (
	"fmt"
	"time"
)

// relative is where a moment lies, seen from another.
func relative(t, from time.Time) string {
	if d := t.Sub(from); d > 0 {
		return "in " + span(d)
	}
	return span(from.Sub(t)) + " before"
}

// span is a length of time in its two largest units.
func span(d time.Duration) string {
	if d < 0 {
		d = -d
	}
	d = d.Round(time.Second)
	for _, u := range []struct {
		size, part time.Duration
		name, next string
	}{
		{24 * time.Hour, time.Hour, "d", "h"},
		{time.Hour, time.Minute, "h", "min"},
		{time.Minute, time.Second, "min", "s"},
	} {
		if d < u.size {
			continue
		}
		whole, rest := d/u.size, d%u.size/u.part
		if rest == 0 || whole >= 10 {
			return fmt.Sprintf("%d %s", whole, u.name)
		}
		return fmt.Sprintf("%d %s %d %s", whole, u.name, rest, u.next)
	}
	return fmt.Sprintf("%d s", d/time.Second)
}
