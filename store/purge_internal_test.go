package store

import (
	"fmt"
	"testing"
	"time"

	"spotter/account"
	"spotter/store/storetest"
)

// TestPurgeBoundsTheRefusals to so many, whatever their age.
func TestPurgeBoundsTheRefusals(t *testing.T) {
	const kept, most = 25, 10
	began := time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)
	storetest.Each(t, func(t *testing.T, dsn string) {
		s, err := Open(t.Context(), dsn)
		if err != nil {
			t.Fatal(err)
		}
		defer s.Close()
		var list []account.Refusal
		for i := range kept {
			list = append(list, account.Refusal{RequestID: fmt.Sprint(i), At: began.Add(time.Duration(i) * time.Microsecond)})
		}
		if err := s.AddRefusals(t.Context(), list); err != nil {
			t.Fatal(err)
		}
		if err := s.purgeAll(t.Context(), began.Add(time.Hour), most); err != nil {
			t.Fatal(err)
		}
		for i := range kept {
			_, found, err := s.RefusalByRequest(t.Context(), fmt.Sprint(i))
			if err != nil || found != (i >= kept-most) {
				t.Errorf("refusal %d of %d: found %v, %v", i, kept, found, err)
			}
		}
	})
}
