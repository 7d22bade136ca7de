package coach

import (
	"slices"
	"strings"
	"time"
)

// weekdayNames are how people write the days of the week.
var weekdayNames = map[string]time.Weekday{
	"monday": time.Monday, "mon": time.Monday, "tuesday": time.Tuesday, "tue": time.Tuesday, "tues": time.Tuesday, "wednesday": time.Wednesday, "wed": time.Wednesday, "weds": time.Wednesday,
	"thursday": time.Thursday, "thu": time.Thursday, "thur": time.Thursday, "thurs": time.Thursday, "friday": time.Friday, "fri": time.Friday, "saturday": time.Saturday, "sat": time.Saturday, "sunday": time.Sunday, "sun": time.Sunday,
}

// dayClauses parts what is said of one day from what is said of another.
var dayClauses = strings.NewReplacer(" but ", ",", " because ", ",", " since ", ",", " as i", ",i", " im ", ", im ", " i'm ", ", i'm ", " i cant", ", i cant", " cant ", ", cant ")

// taken are the words of a clause that says on which days somebody cannot train.
var taken = patterns("cant|cannot|not|no|never|except|busy|away|off|without|avoid|wont|hate", "im|am at|with|in", "i work|have", "instead of")

var onWeekends = patterns("weekends only|just", "only|just|on … weekend|weekends", "on weekends")

// weekdaysIn returns the days of the week that a message wants to train on, and those
// that it does not. Short names count beside another day only.
func (r reading) weekdaysIn() (on, off []time.Weekday) {
	named := 0
	for _, word := range r.words {
		if _, ok := dayNamed(word); ok {
			named++
		}
	}
	if r.has(onWeekends) {
		on = []time.Weekday{time.Saturday, time.Sunday}
	}
	if named == 0 {
		return on, nil
	}
	for _, clause := range strings.FieldsFunc(dayClauses.Replace(r.text), func(c rune) bool { return strings.ContainsRune(",.;?!", c) }) {
		words := wordsOf(clause)
		isTaken := anyIn(taken, words)
		for i, word := range words {
			day, ok := dayNamed(word)
			if !ok || named < 2 && len(word) < 6 {
				continue
			}
			if from := i > 0 && words[i-1] == "from"; isTaken || from {
				off = union(off, []time.Weekday{day})
				continue
			}
			on = union(on, []time.Weekday{day})
		}
	}
	return without(on, off), off
}

func dayNamed(word string) (time.Weekday, bool) {
	day, ok := weekdayNames[word]
	if !ok && strings.HasSuffix(word, "days") {
		day, ok = weekdayNames[strings.TrimSuffix(word, "s")]
	}
	return day, ok
}

// weekdays are the days of the week for a number of training days: those that were
// wanted, and beside them the free ones that are farthest from the others.
func (s said) weekdays(number int) []time.Weekday {
	if len(s.On) == 0 && len(s.Off) == 0 {
		return nil
	}
	days := slices.Clone(s.On[:min(len(s.On), number)])
	for len(days) < number {
		best, farthest := -1, 0
		for day := range daysInAWeek {
			of := time.Weekday((day + 1) % daysInAWeek) // from Monday on
			if slices.Contains(days, of) || slices.Contains(s.Off, of) {
				continue
			}
			nearest := daysInAWeek
			for _, other := range days {
				between := (fromMonday(of) - fromMonday(other) + daysInAWeek) % daysInAWeek
				nearest = min(nearest, between, daysInAWeek-between)
			}
			if nearest > farthest {
				best, farthest = int(of), nearest
			}
		}
		if best < 0 {
			break
		}
		days = append(days, time.Weekday(best))
	}
	slices.SortFunc(days, func(a, b time.Weekday) int { return fromMonday(a) - fromMonday(b) })
	return days
}
