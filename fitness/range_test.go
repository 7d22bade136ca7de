package fitness_test

import (
	"testing"

	"spotter/fitness"
)

func TestRangeIsRoundedOnceAndPrintedWithItsUnit(t *testing.T) {
	for _, test := range []struct {
		r    fitness.Range
		want string
	}{
		{fitness.Between(93.54, 111.08, fitness.BeatsPerMinute), "94–111 bpm"},
		{fitness.Between(1, 3, fitness.Sets), "1–3 sets"},
		{fitness.Between(0.5, 1.4, fitness.Sets), "1 set"},
		{fitness.Exactly(1, fitness.Days), "1 day"},
		{fitness.Exactly(2, fitness.Days), "2 days"},
		{fitness.Exactly(190.5, fitness.BeatsPerMinute), "191 bpm"},
		{fitness.AtLeast(80, fitness.PercentOneRM), "at least 80 % 1RM"},
		{fitness.Under(83.3, fitness.BeatsPerMinute), "under 83 bpm"},
		{fitness.Between(5, 10, fitness.Minutes).Start(), "5 min"},
		{fitness.Range{Low: fitness.Under(1, "").Low, High: fitness.AtLeast(1, "").High, Unit: fitness.Days}, "any days"},
	} {
		if got := test.r.String(); got != test.want {
			t.Errorf("%#v prints %q, want %q", test.r, got, test.want)
		}
	}
}
