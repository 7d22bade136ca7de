package coach

import (
	"strings"
	"testing"
)

// holdsAt reports whether a phrase begins at a word, compared with every word it may be.
func holdsAt(p pattern, words []string) bool {
	if len(p) == 0 {
		return true
	}
	reach := 1
	if p[0].loose {
		reach += looseGap
	}
	for i := range min(reach, len(words)) {
		for _, want := range p[0].words {
			same := words[i] == want.stem || want.prefix && strings.HasPrefix(words[i], want.stem) ||
				words[i][0] == want.stem[0] && len(want.stem) >= p[0].exact && slipped(words[i], want.stem)
			if same && holdsAt(p[1:], words[i+1:]) {
				return true
			}
		}
	}
	return false
}

// TestTheIndexOfCluesLeavesNoneOut compares it with a look at every clue.
func TestTheIndexOfCluesLeavesNoneOut(t *testing.T) {
	found := 0
	for _, message := range []string{
		"What are my heart rate zones?", "hart rate zonez pls", "how mch protien shld i eat", "my knee hurst when I squat, can I still train?",
		"60 kg for 8 reps, what is my 1RM?", "im a begginer, where do I satrt", "how many calories does 30 min running burn?", "alternatvie to bench press",
		"i cant sleep and dont eat breakfast", "Übungen für zuhause?", "make me a 3 day plan with dumbells", "is it ok to lift whlie pregnant", "x", "thanks, bye!",
		"how long should I rest between heavy sets of deadlifts", "what's a good warm-up before a marathon", "creatine or whey", "stretchign after runing",
	} {
		r := read(message)
		for _, words := range [][]string{r.words, r.marked} {
			letters := lettersIn(words)
			held := cluesByLetters().heldBy(words, &letters)
			for _, known := range allClues() {
				for i, clue := range known.phrases {
					want := false
					for _, phrase := range clue.phrases.parsed() {
						for start := range words {
							want = want || holdsAt(phrase, words[start:])
						}
					}
					if got := held[known.first+i]; got != want {
						t.Errorf("%q: a clue for %s %q is %v, want %v", message, known.topic, clue.phrases.rows, got, want)
					}
					if want {
						found++
					}
				}
			}
		}
	}
	if found < 50 {
		t.Errorf("only %d clues are held: the messages show nothing", found)
	}
}

// TestWhatIsFoundOfAMessageIsTheCallersOwn.
func TestWhatIsFoundOfAMessageIsTheCallersOwn(t *testing.T) {
	r := read("My knee hurts. How much protein do I need? And should I squat?")
	guesses, joints, parts := r.guesses(), r.jointsIn(), r.questionsIn()
	if len(guesses) == 0 || len(joints) == 0 || len(parts) < 2 {
		t.Fatal(guesses, joints, parts)
	}
	about := guesses[0].topic
	guesses[0].topic, joints[0], parts[0] = unclear, "", reading{}
	if r.guesses()[0].topic != about || r.jointsIn()[0] == "" || len(r.questionsIn()[0].words) == 0 {
		t.Error("who asks again gets what the one before made of it")
	}
}
