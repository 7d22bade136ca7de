package coach

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// when is the day that a message says something was done on.
type when struct {
	day   time.Time // midnight UTC; zero is not said
	said  bool
	vague bool // a day is meant that this does not say: "last week", 31 June, 5/6
	ahead bool // it is still to come
	spans [][]int
}

// oldestTold is how many days back a chat logs; POST /workouts takes what is older.
const oldestTold = 366

const (
	monthNames = `(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)(?:uary|ruary|ch|il|e|y|ust|t|tember|ober|ember)?\b\.?`
	dayNames   = `(mon|tue|wed|thu|fri|sat|sun)`
	dayEnds    = `(?:day|s|sday|nesday|r|rs|rsday|urday)?`
)

// dayForm is a way to write a day. read returns the day of what the form's groups
// hold, seen from today; false where that is none.
type dayForm struct {
	form *expression
	read func(m []string, today time.Time) (time.Time, bool)
}

func back(days int) func([]string, time.Time) (time.Time, bool) {
	return func(_ []string, today time.Time) (time.Time, bool) { return today.AddDate(0, 0, -days), true }
}

func notSaid([]string, time.Time) (time.Time, bool) { return time.Time{}, false }

// dayForms are read in this order; what one has read, none after it reads.
var dayForms = []dayForm{
	{expressionOf(`\b(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})\b`), func(m []string, _ time.Time) (time.Time, bool) {
		return dateIn(m[1], m[2], m[3])
	}},
	{expressionOf(`\b(\d{1,2})\.(\d{1,2})\.(\d{4})\b`), func(m []string, _ time.Time) (time.Time, bool) {
		return dateIn(m[3], m[2], m[1])
	}},
	{expressionOf(`\b(\d{1,2})/(\d{1,2})/(\d{4})\b`), func(m []string, _ time.Time) (time.Time, bool) {
		return slashed(m[1], m[2], m[3])
	}},
	{expressionOf(`\b(\d{1,2})(?:st|nd|rd|th)?(?: of)? ` + monthNames + `(?:,? (\d{4})\b)?`), func(m []string, today time.Time) (time.Time, bool) {
		return inMonth(m[2], m[1], m[3], today)
	}},
	{expressionOf(`\b` + monthNames + ` (?:the )?(\d{1,2})(?:st|nd|rd|th)?\b(?:,? (20\d{2})\b)?`), func(m []string, today time.Time) (time.Time, bool) {
		return inMonth(m[1], m[2], m[3], today)
	}},
	{expressionOf(`\bon the (\d{1,2})(?:st|nd|rd|th)\b`), func(m []string, today time.Time) (time.Time, bool) {
		return inMonth("", m[1], "", today)
	}},
	{expressionOf(`\b(?:the )?day before yesterday\b`), back(2)},
	{expressionOf(`\b(?:yesterday(?: (?:morning|afternoon|evening))?|last night)\b`), back(1)},
	{expressionOf(`\b(a|an|one|two|three|four|five|six|seven|eight|nine|ten|\d{1,3}) (day|week)s? (?:ago|back)\b`), func(m []string, today time.Time) (time.Time, bool) {
		n, ok := counted[m[1]]
		if !ok {
			n, _ = strconv.Atoi(m[1])
		}
		if m[2] == "week" {
			n *= 7
		}
		return today.AddDate(0, 0, -n), true
	}},
	{expressionOf(`\b(?:last|previous|a few|few|couple of|several|some) (?:week|weekend|month|year|days|weeks|months|time|session|workout)(?: (?:ago|back))?\b`), notSaid},
	{expressionOf(`\b(?:the other day|over the weekend|at the weekend|(?:a|some) (?:while|time) (?:ago|back)|recently|earlier this week|(?:months?|years?) (?:ago|back))\b`), notSaid},
	{expressionOf(`\b(next|this coming|coming) ` + dayNames + dayEnds + `\b`), func(m []string, today time.Time) (time.Time, bool) {
		day, _ := lastOn(m[2], today)
		return day.AddDate(0, 0, 7), true
	}},
	{expressionOf(`\b(?:last|past) ` + dayNames + dayEnds + `\b`), func(m []string, today time.Time) (time.Time, bool) {
		return lastOn(m[1], today.AddDate(0, 0, -1))
	}},
	{expressionOf(`\b(?:on|this) ` + dayNames + dayEnds + `\b`), func(m []string, today time.Time) (time.Time, bool) {
		return lastOn(m[1], today)
	}},
	{expressionOf(`\b(mon|tues|wednes|thurs|fri|satur|sun)day\b`), func(m []string, today time.Time) (time.Time, bool) {
		return lastOn(m[1][:3], today)
	}},
	{expressionOf(`^` + dayNames + dayEnds + `\s*[:,]`), func(m []string, today time.Time) (time.Time, bool) {
		return lastOn(m[1], today)
	}},
	{expressionOf(`(?:^|\bon )(\d{1,2})/(\d{1,2})\b(?:\s*[:,]|\s)`), notSaid},
	{expressionOf(`\b(?:tomorrow|next (?:week|weekend|month|year))\b`), back(-1)},
	{expressionOf(`\b(?:today|tonight|this (?:morning|afternoon|evening)|just now|(?:\d{1,2}|a|an|a few) (?:hours?|minutes?|mins?) ago)\b`), back(0)},
}

var counted = map[string]int{"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10}

// dayIn reads the day in a folded text that was written at some time, in UTC. A day
// without a year is the last one of that name; two different days are vague.
func dayIn(text string, asked time.Time) when {
	var w when
	today := dayOf(asked)
	rest := []byte(text)
	for _, f := range dayForms {
		for _, span := range f.form.compiled().FindAllSubmatchIndex(rest, 4) {
			m := make([]string, len(span)/2)
			for i := range m {
				if span[2*i] >= 0 {
					m[i] = string(rest[span[2*i]:span[2*i+1]])
				}
			}
			w.add(f.read(m, today))
			w.spans = append(w.spans, span[:2])
		}
		for _, span := range w.spans {
			blank(rest, span)
		}
	}
	switch {
	case !w.said || w.vague:
	case w.day.After(today):
		w.ahead = true
	case today.Sub(w.day) > oldestTold*24*time.Hour || w.day.Before(firstDay):
		w.vague = true
	}
	return w
}

func (w *when) add(day time.Time, ok bool) {
	if !ok || w.said && !w.day.Equal(day) {
		w.vague = true
	}
	w.day, w.said = day, true
}

func blank(text []byte, span []int) {
	for i := span[0]; i < span[1]; i++ {
		text[i] = ' '
	}
}

// dateIn is a date of numbers; false for the 31st of June.
func dateIn(year, month, day string) (time.Time, bool) {
	t, err := time.Parse("2006-1-2", year+"-"+strings.TrimPrefix(month, "0")+"-"+strings.TrimPrefix(day, "0"))
	return t, err == nil
}

// slashed is 13/1/2026 or 1/13/2026: which of two small numbers is the month, nobody
// can tell.
func slashed(first, second, year string) (time.Time, bool) {
	a, _ := strconv.Atoi(first)
	b, _ := strconv.Atoi(second)
	switch {
	case a > 12 || a == b:
		return dateIn(year, second, first)
	case b > 12:
		return dateIn(year, first, second)
	default:
		return time.Time{}, false
	}
}

// inMonth is a day of a month; without a year the last one that has been, and
// without a month too.
func inMonth(month, day, year string, today time.Time) (time.Time, bool) {
	n, err := strconv.Atoi(day)
	if err != nil {
		return time.Time{}, false
	}
	if month == "" {
		for back := range 3 {
			first := time.Date(today.Year(), today.Month()-time.Month(back), 1, 0, 0, 0, 0, time.UTC)
			if t := first.AddDate(0, 0, n-1); n >= 1 && t.Month() == first.Month() && !t.After(today) {
				return t, true
			}
		}
		return time.Time{}, false
	}
	if year != "" {
		return monthly(year, month, n)
	}
	t, ok := monthly(strconv.Itoa(today.Year()), month, n)
	if ok && t.After(today) || !ok {
		return monthly(strconv.Itoa(today.Year()-1), month, n)
	}
	return t, ok
}

func monthly(year, month string, day int) (time.Time, bool) {
	t, err := time.Parse("2006-Jan-2", fmt.Sprintf("%04s-%s-%d", year, strings.ToUpper(month[:1])+month[1:], day))
	return t, err == nil
}

// lastOn is the last day of a name, "mon", that is not after another.
func lastOn(name string, from time.Time) (time.Time, bool) {
	for back := range 7 {
		if day := from.AddDate(0, 0, -back); strings.HasPrefix(strings.ToLower(day.Weekday().String()), name) {
			return day, true
		}
	}
	return time.Time{}, false
}

// dayName writes a day as people say it: "Saturday, 21 November 2026".
func dayName(day time.Time) string { return day.Format("Monday, 2 January 2006") }
