package coach

import (
	"fmt"
	"strings"
	"testing"
)

func BenchmarkTriage(b *testing.B) {
	signs := allSigns()
	text := "went a bit woozy and everything went grey on the treadmill this mornin. how fast should i go tomorrow"
	for b.Loop() {
		signs.raised(signs.complaintIn(text), func(string) bool { return true })
	}
}

// repeated are pieces of a message that make the most of a rule when somebody sends
// nothing else: without an end of a sentence each is read beside all others.
var repeated = map[string]string{
	"healed": "broken wrist healed ", "long ago": "years ago ", "counted": "one or a ", "denied": "no without zero ", "supposed": "fear of pain ", "at work": "my patients chest ",
	"others": "my dad he ", "cleared": "not cleared signed off ", "chest": "chest pain jaw ", "again": "again still ", "lasting": "pregnant bleeding dizzy 30 weeks ", "used to": "used to faint ",
}

// BenchmarkTriageOfTheLongest shows what a message costs by its length: ns/char should
// not grow with it.
func BenchmarkTriageOfTheLongest(b *testing.B) {
	signs := allSigns()
	for name, piece := range repeated {
		for _, length := range []int{500, 4000, 8000} {
			text := strings.Repeat(piece, length/len(piece))
			b.Run(fmt.Sprintf("%s/%d", strings.ReplaceAll(name, " ", "-"), length), func(b *testing.B) {
				for b.Loop() {
					signs.raised(signs.complaintIn(text), func(string) bool { return true })
				}
				b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(length), "ns/char")
			})
		}
	}
}
