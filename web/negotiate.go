package web

import (
	"iter"
	"strconv"
	"strings"
)

// acceptsGzip tells whether a client that sent these Accept-Encoding lines takes gzip (RFC 9110, 12.5.3). A line for gzip
// itself counts before one for everything; a client that says nothing gets the plain content, which anybody can read.
func acceptsGzip(lines []string) bool {
	accepts := false
	for coding := range elements(lines) {
		name, parameters, _ := strings.Cut(coding, ";")
		switch strings.ToLower(strings.TrimSpace(name)) {
		case "gzip", "x-gzip":
			return weighsMoreThanNothing(parameters)
		case "*":
			accepts = weighsMoreThanNothing(parameters)
		}
	}
	return accepts
}

// weighsMoreThanNothing reads the q of "q=0.5": absent it is 1, and what cannot be read counts as a refusal.
func weighsMoreThanNothing(parameters string) bool {
	for parameter := range strings.SplitSeq(parameters, ";") {
		name, value, _ := strings.Cut(parameter, "=")
		if strings.EqualFold(strings.TrimSpace(name), "q") {
			weight, err := strconv.ParseFloat(strings.TrimSpace(value), 64)
			return err == nil && weight > 0
		}
	}
	return true
}

// holdsTag tells whether these If-None-Match lines hold etag, which is weak, or the "*" that stands for any (RFC 9110,
// 13.1.2). The comparison is the weak one: a tag counts with W/ before it and without.
func holdsTag(lines []string, etag string) bool {
	for tag := range elements(lines) {
		if tag == "*" || strings.TrimPrefix(tag, "W/") == strings.TrimPrefix(etag, "W/") {
			return true
		}
	}
	return false
}

// elements yields what stands between the commas of a header that may come in several lines.
func elements(lines []string) iter.Seq[string] {
	return func(yield func(string) bool) {
		for _, line := range lines {
			for element := range strings.SplitSeq(line, ",") {
				if element = strings.TrimSpace(element); element != "" && !yield(element) {
					return
				}
			}
		}
	}
}
