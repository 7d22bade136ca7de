package coach

import (
	"math"
	"strings"
	"sync"
)

// odds is how much each word, and each pair of neighbours, speaks for each topic:
// naive Bayes over all examples of a topic together. The likest example finds a
// question that is worded like one that is known; this finds one that takes its
// words from several.
type odds struct {
	topics []topic
	number map[topic]int // of topics
	absent []float64     // by topic: log odds of a term that none of its examples has
	in     map[key][]vote
}

// vote is what a term that a topic's examples have adds to the topic's log odds.
type vote struct {
	topic int
	lift  float64
}

// example is an utterance as terms.
type example struct {
	topic topic
	terms []key
}

// smoothing is how many examples a topic is thought to have beside its own, worded
// like those of all topics. Leaving one example out at a time, 5 to 8 did best.
const smoothing = 6

// oddsOf counts the terms of the examples.
func oddsOf(rows []example) *odds {
	o := &odds{in: map[key][]vote{}, number: map[topic]int{}}
	var size []float64
	count, everywhere := map[key]map[int]float64{}, map[key]float64{}
	for _, row := range rows {
		n, ok := o.number[row.topic]
		if !ok {
			n = len(o.topics)
			o.number[row.topic], o.topics, size = n, append(o.topics, row.topic), append(size, 0)
		}
		size[n]++
		for _, term := range row.terms {
			if count[term] == nil {
				count[term] = map[int]float64{}
			}
			count[term][n]++
			everywhere[term]++
		}
	}
	for _, of := range size {
		o.absent = append(o.absent, math.Log(smoothing/(of+smoothing)))
	}
	for term, by := range count {
		share := (everywhere[term] + 0.5) / float64(len(rows)+1)
		votes := make([]vote, 0, len(by))
		for n, c := range by {
			votes = append(votes, vote{n, math.Log(1 + c/(smoothing*share))})
		}
		o.in[term] = votes
	}
	return o
}

const (
	// pairWeight is what a pair of neighbours counts beside a word, whose part it
	// repeats.
	pairWeight = 0.5
	// flatness of the shares: words of a sentence are not independent, so their odds
	// say less than their product.
	flatness = 1.6
	// plainEvidence is the log odds from which a share counts in full.
	plainEvidence = 7
)

// shares returns how likely each topic, by its number, is by its terms, 0–1, and little
// for all where few terms are known.
func (o *odds) shares(terms []key) []float64 {
	total := make([]float64, len(o.topics))
	gained := make([]float64, len(o.topics))
	for _, term := range terms {
		votes, known := o.in[term]
		if !known {
			continue
		}
		weight := 1.0
		if isPair(term) {
			weight = pairWeight
		} else if usual()[term] {
			weight = usualWeight
		}
		for n, absent := range o.absent {
			total[n] += weight * absent
		}
		for _, v := range votes {
			total[v.topic] += weight * v.lift
			gained[v.topic] += weight * v.lift
		}
	}
	most := math.Inf(-1)
	for _, of := range total {
		most = max(most, of)
	}
	sum := 0.0
	for n := range total {
		total[n] = math.Exp((total[n] - most) / flatness)
		sum += total[n]
	}
	for n, of := range total {
		total[n] = of / sum * min(1, gained[n]/plainEvidence)
	}
	return total
}

// usualWeight is what a word counts that stands in questions of every kind.
const usualWeight = 0.3

// usual are those words.
var usual = sync.OnceValue(func() map[key]bool {
	all := map[key]bool{}
	for _, word := range strings.Fields("a an the i im ive id my me you your it its is are am was be been do does did doing have has had to of in on at for with and or but so if as that this these those there what whats how which when where why who can could should shall will would may might must just only any some much many very really not no dont cant get got go going want need like know then than up down out all im day one more lol please thing something anything 0 kg kgs kilos cm lb lbs pounds km 5x5") {
		all[stemKey(word)&^pairBit] = true
	}
	return all
})

// pairBit marks the keys of pairs.
const pairBit = 1 << 62

func isPair(term key) bool { return term&pairBit != 0 }

// appendTerms appends the distinct stems of words and the pairs of neighbours.
// Numbers all count as the same word.
func appendTerms(all []key, words []string) []key {
	before := key(0)
	for i, word := range words {
		if strings.Trim(word, "0123456789") == "" {
			word = "0"
		}
		one := stemKey(word) &^ pairBit
		all = append(all, one)
		if i > 0 && !(usual()[before] && usual()[one]) {
			all = append(all, (before*31+one)|1<<63|pairBit)
		}
		before = one
	}
	return distinct(all)
}
