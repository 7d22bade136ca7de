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
type tally [kinds]int32

// A resemblance is a table of pieces by hash, each in the first free place behind its
// own. It is built in a few milliseconds, for the first message of a process waits for
// it; a map takes five times as long.
type resemblance struct {
	messages tally
	pieces   []stands // a power of two of them
	known    int      // of which are taken
	learning int32    // number of the message that is learnt
}

// stands is a piece and the messages it stands in.
type stands struct {
	piece piece
	last  int32 // message that it was counted in
	in    tally
}

// piece is a word, two words or a part of a word: its hash (FNV-1a), and in the lowest
// bits which of these it is. It is never 0.
type piece uint64

const (
	word piece = iota + 1
	twoWords
	partOfWord
	sizeBits = 2
)

func (p piece) size() piece { return p & (1<<sizeBits - 1) }

// pieceWeight is how much a piece counts: what overlaps counts less.
var pieceWeight = [...]float64{word: 1, twoWords: 0.7, partOfWord: 0.3}

const (
	// surelyAlike is the likeness from which a message is dealt with as a red flag,
	// and maybeAlike that from which, where it is not understood, the coach asks
	// whether it is one. Both are set by TestLikenessCatchesMoreThanItCosts.
	surelyAlike = 6
	maybeAlike  = 5.5
	// sureOfJoint is how much more a message needs that tells of a painful joint, which
	// has an answer of its own.
	sureOfJoint = 2
	// evenness is how much less each word of a longer message says, 0 for nothing and 1
	// for a mean of the words; perWord puts a message of ten words where it was by their
	// root.
	evenness = 0.9
	perWord  = 2.79
	// aloneLess is taken off the likeness of a sentence without its neighbours.
	aloneLess = 1
	// partLength is how many letters a part of a word has.
	partLength = 4
)

// resemblances learns from the rows and the utterances, once.
var resemblances = sync.OnceValue(learnResemblances)

func learnResemblances() *resemblance {
	l := &resemblance{pieces: make([]stands, usualPieces)}
	eachRow(triagedFiles, "signs", func(row string) {
		if name, message, ok := strings.Cut(row, "\t"); ok {
			l.learnMessage(message, kindCalled(name), 1)
		}
	})
	eachRow(utteranceFiles, "utterances", func(row string) {
		if row != "" && row[0] != '[' {
			l.learn(wordsOf(row), likeNeither, 1)
		}
	})
	return l
}

// learnMessage learns a message so many times, or with -1 forgets it: a long one
// sentence by sentence, as it is judged. Of a long one with a red flag nobody has said
// which sentence has it, so that is not learnt from.
func (l *resemblance) learnMessage(message string, k kind, times int) {
	words := wordsOf(message)
	if len(words) <= mostTogether {
		l.learn(words, k, times)
		return
	}
	if k != likeNeither {
		return
	}
	for _, sentence := range sentenceEnds.Split(message, -1) {
		if words := wordsOf(sentence); len(words) > 0 {
			l.learn(words, k, times)
		}
	}
}

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

func (l *resemblance) learn(words []string, k kind, times int) {
	l.messages[k] += int32(times)
	l.learning++
	eachPiece(words, func(p piece) {
		c := l.place(p)
		if c.piece == 0 {
			if l.known++; l.known > len(l.pieces)/2 {
				l.grow()
				c = l.place(p)
			}
			c.piece = p
		}
		if c.last != l.learning {
			c.last = l.learning
			c.in[k] += int32(times)
		}
	})
}

// usualPieces is room for about twice as many pieces as the rows have.
const usualPieces = 1 << 17

// place returns where a piece is counted, or would be.
func (l *resemblance) place(p piece) *stands {
	for i := int(p>>sizeBits) & (len(l.pieces) - 1); ; i = (i + 1) & (len(l.pieces) - 1) {
		if l.pieces[i].piece == p || l.pieces[i].piece == 0 {
			return &l.pieces[i]
		}
	}
}

func (l *resemblance) grow() {
	old := l.pieces
	l.pieces = make([]stands, 2*len(old))
	for _, c := range old {
		if c.piece != 0 {
			*l.place(c.piece) = c
		}
	}
}

// piecesOf returns the distinct pieces of a message.
func piecesOf(words []string) []piece {
	var all []piece
	eachPiece(words, func(p piece) { all = append(all, p) })
	slices.Sort(all)
	return slices.Compact(all)
}

// eachPiece calls take for the pieces of a message, for one that it has twice again.
func eachPiece(words []string, take func(piece)) {
	before := ""
	var whole []byte
	for _, w := range words {
		take(hashed(hashBasis, stem(w)).piece(word))
		if before != "" {
			take(hashed(hashed(hashed(hashBasis, before), " "), w).piece(twoWords))
		}
		before = w
		if len(w) <= partLength {
			continue
		}
		whole = append(append(append(whole[:0], '^'), w...), '$')
		for i := range len(whole) - partLength + 1 {
			take(hashed(hashBasis, whole[i:i+partLength]).piece(partOfWord))
		}
	}
}

type hash uint64

const hashBasis hash = 14695981039346656037

// hashed goes on with a hash (FNV-1a).
func hashed[T string | []byte](h hash, text T) hash {
	for i := range len(text) {
		h = (h ^ hash(text[i])) * 1099511628211
	}
	return h
}

func (h hash) piece(size piece) piece { return piece(h)<<sizeBits | size }

// of returns how much oftener, as a logarithm, the pieces of a message stand in
// those of kind A and B than in others, and whether it is more like A than like B.
func (l *resemblance) of(words []string) (alike float64, emergency bool) {
	messages := l.messages
	sooner := 0.0
	for _, p := range piecesOf(words) {
		t := l.place(p).in
		if t == (tally{}) {
			continue
		}
		red := share(t[likeEmergency]+t[likeComplaint], messages[likeEmergency]+messages[likeComplaint])
		alike += pieceWeight[p.size()] * (red - share(t[likeNeither], messages[likeNeither]))
		sooner += pieceWeight[p.size()] * (share(t[likeEmergency], messages[likeEmergency]) - share(t[likeComplaint], messages[likeComplaint]))
	}
	return alike / math.Pow(float64(len(words)+3), evenness) * perWord, sooner > 0
}

// share is the logarithm of the share of n in all; half a message more, so that
// what was never seen is not impossible.
func share(n, all int32) float64 { return math.Log((float64(n) + 0.5) / (float64(all) + 1)) }

// isLike returns how much the passage of a complaint that is most like a red flag is
// like one. In a long one each sentence is judged alone as well, which has to be clearer.
func (c complaint) isLike() (alike float64, emergency bool) {
	alike = math.Inf(-1)
	judge := func(p complaint, less float64) {
		if one, now := p.passageIsLike(); one-less > alike {
			alike, emergency = one-less, now
		}
	}
	for _, p := range c.passages() {
		judge(p, 0)
	}
	if c.isLong() {
		for _, piece := range c.pieces() {
			c.passage = piece
			judge(c, aloneLess)
		}
	}
	return alike, emergency
}

// mayBeLike reports whether it is worth asking if a complaint is a red flag. Among the
// many passages of a long one some always are a little like one.
func (c complaint) mayBeLike() bool {
	alike, _ := c.isLike()
	return alike >= maybeAlike && !c.isLong()
}

// passageIsLike is isLike for one passage. One in which something was left out as a
// manner of speaking, denied, over or somebody else's is not like a red flag, nor one
// that tells a state of health that has an answer of its own, or that it was examined.
func (c complaint) passageIsLike() (alike float64, emergency bool) {
	if slices.Contains(c.leftOut[c.passage.from:c.passage.to], true) || slices.ContainsFunc(conditionParts, c.tellsHere) || c.tellsHere(examined) {
		return 0, false
	}
	return resemblances().of(c.words[c.passage.from:c.passage.to])
}

// examined is told by who has been looked at.
var examined = conditionPart{part: "cleared"}

// tellsHere reports whether the passage tells a condition.
func (c complaint) tellsHere(told conditionPart) bool {
	return len(c.within(c.spans[allSigns().named[told.part]])) > 0
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
