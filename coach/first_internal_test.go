package coach

import (
	"testing"

	"spotter/fitness"
)

// BenchmarkFirstAnswer builds what the first message of a process waits for.
func BenchmarkFirstAnswer(b *testing.B) {
	b.Run("examples", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			learn()
		}
	})
	b.Run("resemblances", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			learnResemblances()
		}
	})
	b.Run("signs", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			readSigns()
		}
	})
	b.Run("names", func(b *testing.B) {
		fitness.Catalogue()
		b.ReportAllocs()
		for b.Loop() {
			indexNames()
		}
	})
}
