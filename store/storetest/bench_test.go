package storetest

import "testing"

// BenchmarkDedicated measures what the first Postgres of a process costs too.
func BenchmarkDedicated(b *testing.B) {
	for b.Loop() {
		c, err := newCluster(requirePrograms(b), Options{})
		if err != nil {
			b.Fatal(err)
		}
		b.StopTimer()
		if err := c.discard(); err != nil {
			b.Fatal(err)
		}
		b.StartTimer()
	}
}

// BenchmarkDatabase measures what each further Postgres costs, with its cleanup.
func BenchmarkDatabase(b *testing.B) {
	Postgres(b)
	for b.Loop() {
		if err := shared.cluster.create("bench"); err != nil {
			b.Fatal(err)
		}
		if err := shared.cluster.drop("bench"); err != nil {
			b.Fatal(err)
		}
	}
}
