package coach

import "testing"

func BenchmarkTriage(b *testing.B) {
	signs := allSigns()
	text := "went a bit woozy and everything went grey on the treadmill this mornin. how fast should i go tomorrow"
	for b.Loop() {
		signs.raised(signs.complaintIn(text), func(string) bool { return true })
	}
}
