package coach

import (
	"embed"
	"math"
	"slices"
	"strings"
	"sync"
)

// Where no sign of signs/rules.txt shows, a message can still be like those that
// others wrote in need. Likeness weighs its words, neighbouring words and parts of
// words by how much oftener they stand in messages of kind A and B than in all
// others (naive Bayes), and speaks up only when that is very clear. Every row that
// is added to signs/triage*.tsv teaches it.
//
//go:embed signs/triage*.tsv
var triagedFiles embed.FS

// kind is a kind of the screening list, as likeness counts it: C, D and N are one.
type kind int

const (
	likeEmergency kind = iota // A
	likeComplaint             // B
	likeNeither
	kinds
)

// tally is in how many messages of each kind a piece stands.
type tally [kinds]int

type resemblance struct {
	messages tally
	pieces   map[piece]tally
}

// piece is a word, two words or a part of a word, hashed (FNV-1a).
type piece struct {
	hash uint64
	size pieceSize
}

type pieceSize byte

const (
	word pieceSize = iota
	twoWords
	partOfWord
	pieceSizes
)

// pieceWeight is how much a piece counts: what overlaps counts less.
var pieceWeight = [pieceSizes]float64{1, 0.7, 0.3}

const (
	// surelyAlike is the likeness from which a message is dealt with as a red flag,
	// and maybeAlike that from which, where it is not understood, the coach asks
	// whether it is one. Both are set by TestLikenessCatchesMoreThanItCosts.
	surelyAlike = 6.5
	maybeAlike  = 5.5
	// partLength is how many letters a part of a word has.
	partLength = 4
)

// resemblances learns from the rows and the utterances, once.
var resemblances = sync.OnceValue(func() *resemblance {
	l := &resemblance{pieces: map[piece]tally{}}
	eachRow(triagedFiles, "signs", func(row string) {
		if name, message, ok := strings.Cut(row, "\t"); ok {
			l.learn(wordsOf(message), kindCalled(name))
		}
	})
	eachRow(utteranceFiles, "utterances", func(row string) {
		if row != "" && row[0] != '[' {
			l.learn(wordsOf(row), likeNeither)
		}
	})
	return l
})

func kindCalled(name string) kind {
	switch name {
	case "A":
		return likeEmergency
	case "B":
		return likeComplaint
	default:
		return likeNeither
	}
}

// eachRow calls take for the rows of the files in a folder of the program, without
// comments.
func eachRow(files embed.FS, folder string, take func(row string)) {
	all, err := files.ReadDir(folder)
	if err != nil {
		panic(err)
	}
	for _, file := range all {
		text, err := files.ReadFile(folder + "/" + file.Name())
		if err != nil {
			panic(err)
		}
		for row := range strings.Lines(string(text)) {
			if row = strings.TrimSpace(row); !strings.HasPrefix(row, "#") {
				take(row)
			}
		}
	}
}

func (l *resemblance) learn(words []string, k kind) {
	l.messages[k]++
	for _, p := range piecesOf(words) {
		t := l.pieces[p]
		t[k]++
		l.pieces[p] = t
	}
}

// piecesOf returns the distinct pieces of a message.
func piecesOf(words []string) []piece {
	var all []piece
	before := ""
	for _, w := range words {
		all = append(all, piece{hashed(stem(w)), word})
		if before != "" {
			all = append(all, piece{hashed(before, " ", w), twoWords})
		}
		before = w
		if len(w) <= partLength {
			continue
		}
		whole := "^" + w + "$"
		for i := range len(whole) - partLength + 1 {
			all = append(all, piece{hashed(whole[i : i+partLength]), partOfWord})
		}
	}
	slices.SortFunc(all, piece.compare)
	return slices.Compact(all)
}

func (p piece) compare(q piece) int {
	switch {
	case p.hash < q.hash:
		return -1
	case p.hash > q.hash:
		return 1
	default:
		return int(p.size) - int(q.size)
	}
}

func hashed(parts ...string) uint64 {
	hash := uint64(14695981039346656037)
	for _, part := range parts {
		for i := range len(part) {
			hash = (hash ^ uint64(part[i])) * 1099511628211
		}
	}
	return hash
}

// of returns how much oftener, as a logarithm, the pieces of a message stand in
// those of kind A and B than in others, and whether it is more like A than like B.
// besides is a kind of which one message, this, is not counted, or kinds for none.
func (l *resemblance) of(words []string, besides kind) (alike float64, emergency bool) {
	messages := l.messages.besides(besides)
	sooner := 0.0
	for _, p := range piecesOf(words) {
		t, known := l.pieces[p]
		if !known {
			continue
		}
		if t = t.besides(besides); t == (tally{}) {
			continue
		}
		red := share(t[likeEmergency]+t[likeComplaint], messages[likeEmergency]+messages[likeComplaint])
		alike += pieceWeight[p.size] * (red - share(t[likeNeither], messages[likeNeither]))
		sooner += pieceWeight[p.size] * (share(t[likeEmergency], messages[likeEmergency]) - share(t[likeComplaint], messages[likeComplaint]))
	}
	return alike / math.Sqrt(float64(len(words)+3)), sooner > 0
}

func (t tally) besides(k kind) tally {
	if k < kinds {
		t[k]--
	}
	return t
}

// share is the logarithm of the share of n in all; half a message more, so that
// what was never seen is not impossible.
func share(n, all int) float64 { return math.Log((float64(n) + 0.5) / (float64(all) + 1)) }

// isLike returns how much a complaint is like a red flag. One in which something
// was left out as a manner of speaking, denied, over or somebody else's is not, nor
// one that tells a state of health that has an answer of its own.
func (c complaint) isLike() (alike float64, emergency bool) { return c.isLikeBesides(kinds) }

func (c complaint) isLikeBesides(besides kind) (alike float64, emergency bool) {
	if c.leftOut || slices.ContainsFunc(conditionParts, func(told conditionPart) bool { return c.speaksOf(told.part) }) {
		return 0, false
	}
	return resemblances().of(c.words, besides)
}

var likely = map[bool]redFlag{
	true: {
		urgency: emergency,
		advice:  callNow + "what you tell is like what others told who were in danger. If I have read it wrongly, tell me in other words.",
	},
	false: {
		urgency: clinician,
		advice:  "stop, and see a doctor before you train again, today if it is new or getting worse: what you tell is like complaints that have to be examined first. If I have read it wrongly, tell me in other words.",
	},
}

// checkAnswer asks, where a message is not understood, whether it is a red flag.
const checkAnswer = "I am not sure that I got it, so first: is something wrong now, such as pressure or pain in the chest, trouble breathing, fainting, sudden weakness or a headache like never before, with you or somebody beside you? " +
	"Then call " + emergencyNumber + " at once. If it was one of these and has passed, see a doctor before training. If not, tell me in other words."
