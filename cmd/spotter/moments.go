package main

import (
	"fmt"
	"time"
)

// relative is where a moment lies, seen from another that is past.
func relative(t, from time.Time) string {
	if d := t.Sub(from); d > 0 {
		return span(d) + " later"
	}
	return span(from.Sub(t)) + " before"
}

// fromNow is where a moment lies, seen from now.
func fromNow(t, now time.Time) string {
	if d := t.Sub(now); d > 0 {
		return "in " + span(d)
	}
	return span(now.Sub(t)) + " ago"
}

// span is a length of time in its two largest units.
func span(d time.Duration) string {
	if d < 0 {
		d = -d
	}
	if d < time.Second {
		return "under 1 s"
	}
	d = d.Truncate(time.Second)
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
