package coach

import (
	"slices"
	"strings"
)

// A sign is left out as supposed, over or seen at work only where that is sure. Where
// it is not, it is doubted: no rule counts it, and if one would, the coach asks whether
// it is there.

// manner is how a sign at a word is told, besides plainly.
type manner struct {
	supposed  bool // or asked about, or feared
	doubtful  bool // supposed, in a sentence that goes on about the writer
	prevented bool
	formerly  bool
	taken     bool // formerly, by swallowing it
	atWork    bool
	treated   bool // at work, of those who are treated there, or the name of the place
}

// of reports whether a part that is told so may be no complaint of the writer's, and
// whether that is sure.
func (t manner) of(p part) (supposed, sure bool) {
	switch {
	case t.supposed && !t.doubtful, t.formerly && (!p.stays || t.taken), t.prevented && p.lasting, t.atWork && t.treated:
		return true, true
	case t.supposed, t.prevented, t.atWork && !p.lasting:
		return true, false
	}
	return false, false
}

// supposedReach is how many words may stand between "if I had" and what is supposed.
const supposedReach = 2

// supposedIn returns how each word is told: nothing is supposed where it comes again,
// and nothing is left to others where the writer is meant too.
func (s *signs) supposedIn(c *complaint, again, meToo sentences) []manner {
	all := make([]manner, len(c.words))
	own := c.ownBehind()
	for _, at := range c.spans[s.named["supposed"]] {
		if !again.have(c, at) && !c.wonders(at) && !slices.Contains(onceMore, wordAt(c.words, at.to)) {
			doubtful := own[at.to-1]
			c.mark(at, func(i int) { all[i].supposed, all[i].doubtful = true, doubtful })
		}
	}
	for _, at := range c.spans[s.named["prevented"]] {
		c.mark(at, func(i int) { all[i].prevented = true })
	}
	for _, at := range c.spans[s.named["formerly"]] {
		if !again.have(c, at) && !c.accustomed(at) {
			taken := at.to < len(c.words) && slices.Contains(swallowing, c.words[at.to]) || c.has(at.to, "be", "on")
			c.mark(at, func(i int) { all[i].formerly, all[i].taken = true, taken })
		}
	}
	s.tellWork(c, all, meToo)
	return all
}

// mark calls do for the words of a place and those behind it that it reaches.
func (c *complaint) mark(at stretch, do func(i int)) {
	for i := at.from; i < min(at.to+supposedReach+1, len(c.words)) && c.sentence[i] == c.sentence[at.from]; i++ {
		if i >= at.to && c.ofMyself(i) {
			return
		}
		do(i)
	}
}

func (c *complaint) ofMyself(i int) bool {
	return c.words[i] == "me" || slices.Contains(myself, c.words[i])
}

// before is the word before a place, "" at the beginning.
func (c *complaint) before(at stretch) string {
	if at.from == 0 {
		return ""
	}
	return c.words[at.from-1]
}

// has reports whether these words stand at i.
func (c *complaint) has(i int, words ...string) bool {
	return i+len(words) <= len(c.words) && slices.Equal(c.words[i:i+len(words)], words)
}

var (
	// wondering are words behind which "if I had" supposes nothing.
	wondering = strings.Fields("know sure unsure wonder wondering certain remember tell idea clue see ask")
	// whenI are words that begin when something happens to the writer.
	whenI = strings.Fields("when while whenever whilst after before since if because as during")
	// onceMore is what has been before.
	onceMore = strings.Fields("another second more further")
	// having and havingIt are how the writer says that what is asked about is there.
	having   = strings.Fields("have had get got feel felt notice")
	havingIt = strings.Fields("it them this that these those one some mine")
	// ofNoBody are words behind a "my" that tell nothing of the writer's body.
	ofNoBody = strings.Fields("gym class classes team club group session sessions workout workouts training plan program programme level age goal house street")
	// swallowing begins what a "used to" makes certainly over.
	swallowing = strings.Fields("take use swallow")
	// beforeUsed and behindUsed are words around a "used to" that means being
	// accustomed, as does an "-ing" behind it that is not one of roots.
	beforeUsed = strings.Fields("am im is are was were be been being get gets got gotten getting become became not isnt wasnt arent quite so well already pretty fairly")
	behindUsed = strings.Fields("the this that it these those my a an some")
	roots      = strings.Fields("bring sing swing cling ring string fling sting")
)

// wonders reports whether an "if" at a place is what the writer does not know.
func (c *complaint) wonders(at stretch) bool {
	return c.words[at.from] == "if" && slices.ContainsFunc(c.words[max(0, at.from-2):at.from], func(w string) bool { return slices.Contains(wondering, w) })
}

// accustomed reports whether a "used to" is no past: "I got used to the pain".
func (c *complaint) accustomed(at stretch) bool {
	if slices.Contains(beforeUsed, c.before(at)) {
		return true
	}
	if at.to == len(c.words) {
		return false
	}
	next := c.words[at.to]
	return slices.Contains(behindUsed, next) || strings.HasSuffix(next, "ing") && !slices.Contains(roots, next)
}

// withDoubts returns the complaint with what was left out and may be there.
func (c complaint) withDoubts() (doubted complaint, any bool) {
	doubted = c
	doubted.spans = slices.Clone(c.spans)
	for id, more := range c.doubted {
		if len(more) == 0 {
			continue
		}
		any = true
		doubted.spans[id] = append(slices.Clone(c.spans[id]), more...)
		slices.SortFunc(doubted.spans[id], func(a, b stretch) int { return a.from - b.from })
	}
	return doubted, any
}
