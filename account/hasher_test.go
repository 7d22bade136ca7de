package account_test

import (
	"context"
	"errors"
	"math/rand/v2"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"spotter/account"
)

const hashTime = 25 * time.Millisecond

func pacedHasher(slots, queue int, maxWait time.Duration) *account.Hasher {
	config := account.HasherConfig{Slots: slots, Queue: queue, MaxWait: maxWait}
	return account.NewPacedHasher(config, func() time.Duration { return hashTime })
}

func TestP10NeverMoreComputationsThanSlots(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		const slots, callers = 3, 64
		hasher := pacedHasher(slots, callers, 0)
		start := time.Now()
		var group sync.WaitGroup
		for range callers {
			group.Go(func() {
				if _, err := hasher.Hash(t.Context(), "secret phrase"); err != nil {
					t.Error(err)
				}
			})
		}
		for left := callers; left > 0; left -= slots {
			synctest.Wait()
			want := account.HasherStats{Running: min(left, slots), Waiting: max(0, left-slots), Done: uint64(callers - left)}
			if stats := hasher.Stats(); stats != want {
				t.Errorf("%v: %+v, want %+v", time.Since(start), stats, want)
			}
			time.Sleep(hashTime)
		}
		group.Wait()
		if took := time.Since(start); took != 22*hashTime {
			t.Errorf("took %v: the slots were not all used all the time", took)
		}
	})
}

func TestCallersAreServedInTheOrderTheyCome(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		hasher := pacedHasher(1, 100, 0)
		served := make(chan int, 50)
		var group sync.WaitGroup
		for i := range cap(served) {
			group.Go(func() {
				if err := hasher.VerifyNobody(t.Context(), "secret phrase"); err != nil {
					t.Error(err)
				}
				served <- i
			})
			synctest.Wait()
		}
		group.Wait()
		for i := range cap(served) {
			if next := <-served; next != i {
				t.Errorf("caller %d was served as number %d", next, i)
			}
		}
	})
}

func TestP10FullQueueIsBusyAtOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		hasher := pacedHasher(2, 5, 0)
		var group sync.WaitGroup
		for range 7 {
			group.Go(func() {
				if _, err := hasher.Hash(t.Context(), "secret phrase"); err != nil {
					t.Error(err)
				}
			})
		}
		synctest.Wait()
		start := time.Now()
		_, err := hasher.Hash(t.Context(), "one too many")
		wantBusy(t, err, time.Second)
		if took := time.Since(start); took != 0 {
			t.Errorf("refused after %v", took)
		}
		if stats := hasher.Stats(); stats.Waiting != 5 || stats.Refused != 1 {
			t.Errorf("%+v", stats)
		}
		group.Wait()
		if _, err := hasher.Hash(t.Context(), "later"); err != nil {
			t.Errorf("after the crowd: %v", err)
		}
	})
}

func TestCallerWhoWouldWaitTooLongIsBusyAtOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		hasher := pacedHasher(1, 1000, 4*hashTime+time.Millisecond)
		if err := hasher.VerifyNobody(t.Context(), "measured"); err != nil {
			t.Fatal(err)
		}
		results := make(chan error, 10)
		start := time.Now()
		for range cap(results) {
			go func() { results <- hasher.VerifyNobody(t.Context(), "secret phrase") }()
		}
		synctest.Wait()
		for range 5 {
			wantBusy(t, <-results, time.Second)
		}
		if took := time.Since(start); took != 0 {
			t.Errorf("refused after %v", took)
		}
		for range 5 {
			if err := <-results; err != nil {
				t.Errorf("one who had a place: %v", err)
			}
		}
	})
}

func TestNobodyWaitsLongerThanMaxWaitHoweverSlowAComputation(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		took := hashTime
		config := account.HasherConfig{Slots: 1, MaxWait: 5 * time.Second}
		hasher := account.NewPacedHasher(config, func() time.Duration { return took })
		if err := hasher.VerifyNobody(t.Context(), "measured"); err != nil {
			t.Fatal(err)
		}
		took = time.Minute
		slow := make(chan error, 1)
		go func() { slow <- hasher.VerifyNobody(t.Context(), "slow") }()
		synctest.Wait()
		start := time.Now()
		wantBusy(t, hasher.VerifyNobody(t.Context(), "waiting"), time.Second)
		if waited := time.Since(start); waited != 5*time.Second {
			t.Errorf("waited %v", waited)
		}
		if stats := hasher.Stats(); stats.Waiting != 0 || stats.Refused != 1 {
			t.Errorf("%+v", stats)
		}
		if err := <-slow; err != nil {
			t.Error(err)
		}
	})
}

func TestRetryAfterIsTheTimeTheQueueTakes(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		config := account.HasherConfig{Slots: 2, Queue: 9, MaxWait: time.Minute}
		hasher := account.NewPacedHasher(config, func() time.Duration { return 500 * time.Millisecond })
		if err := hasher.VerifyNobody(t.Context(), "measured"); err != nil {
			t.Fatal(err)
		}
		var group sync.WaitGroup
		for range 11 {
			group.Go(func() { _ = hasher.VerifyNobody(t.Context(), "secret phrase") })
		}
		synctest.Wait()
		wantBusy(t, hasher.VerifyNobody(t.Context(), "one too many"), 3*time.Second)
		group.Wait()
	})
}

func TestCancelledWaiterLeavesItsPlaceToAnother(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		hasher := pacedHasher(1, 1, 0)
		var group sync.WaitGroup
		verify := func(ctx context.Context, want error) {
			group.Go(func() {
				if err := hasher.VerifyNobody(ctx, "secret phrase"); !errors.Is(err, want) {
					t.Errorf("got %v, want %v", err, want)
				}
			})
			synctest.Wait()
		}
		verify(t.Context(), nil)
		ctx, cancel := context.WithCancel(t.Context())
		verify(ctx, context.Canceled)
		wantBusy(t, hasher.VerifyNobody(t.Context(), "no place"), time.Second)
		cancel()
		synctest.Wait()
		if waiting := hasher.Stats().Waiting; waiting != 0 {
			t.Errorf("%d wait after the cancellation", waiting)
		}
		verify(t.Context(), nil)
		group.Wait()
	})
}

func TestCancelledCallerComputesNothing(t *testing.T) {
	hasher := account.NewCheapHasher(account.HasherConfig{})
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := hasher.Hash(ctx, "secret phrase"); !errors.Is(err, context.Canceled) {
		t.Errorf("Hash: %v", err)
	}
	if err := hasher.VerifyNobody(ctx, "secret phrase"); !errors.Is(err, context.Canceled) {
		t.Errorf("VerifyNobody: %v", err)
	}
	if stats := hasher.Stats(); stats != (account.HasherStats{}) {
		t.Errorf("%+v", stats)
	}
}

func TestSlotsSurviveACrowdThatComesAndGoes(t *testing.T) {
	hasher := account.NewCheapHasher(account.HasherConfig{Slots: 2, Queue: 20, MaxWait: 2 * time.Millisecond})
	var group sync.WaitGroup
	for range 64 {
		group.Go(func() {
			for range 50 {
				ctx, cancel := context.WithTimeout(t.Context(), rand.N(2*time.Millisecond))
				err := hasher.VerifyNobody(ctx, "secret phrase")
				if err != nil && !errors.Is(err, account.ErrBusy) && !errors.Is(err, context.DeadlineExceeded) {
					t.Error(err)
				}
				if running := hasher.Stats().Running; running < 0 || running > 2 {
					t.Errorf("%d computations at once", running)
				}
				cancel()
			}
		})
	}
	group.Wait()
	if stats := hasher.Stats(); stats.Running != 0 || stats.Waiting != 0 {
		t.Errorf("left behind: %+v", stats)
	}
}

func wantBusy(t *testing.T, err error, retryAfter time.Duration) {
	t.Helper()
	var busy *account.BusyError
	if !errors.Is(err, account.ErrBusy) || !errors.As(err, &busy) {
		t.Errorf("got %v, want ErrBusy", err)
		return
	}
	if busy.RetryAfter != retryAfter {
		t.Errorf("retry after %v, want %v", busy.RetryAfter, retryAfter)
	}
}

func BenchmarkHash(b *testing.B) {
	hasher := account.NewHasher(account.HasherConfig{})
	b.ReportAllocs()
	for b.Loop() {
		if _, err := hasher.Hash(b.Context(), "correct horse battery staple"); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkVerify(b *testing.B) {
	hasher := account.NewHasher(account.HasherConfig{})
	fresh, err := hasher.Hash(b.Context(), "correct horse battery staple")
	if err != nil {
		b.Fatal(err)
	}
	for _, test := range []struct{ name, stored, password string }{
		{"nobody", "", "a wrong one"},
		{"right", fresh, "correct horse battery staple"},
		{"wrong", fresh, "a wrong one"},
		{"half-memory", "$argon2id$v=19$m=9728,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc", "a wrong one"},
		{"cheapest", argonVectors[1].stored, "a wrong one"},
		{"bcrypt-04", bcryptVectors[1].stored, "a wrong one"},
		{"bcrypt-08", "$2b$08$abcdefghijklmnopqrstuuZUVUd9SbduFNFrB2YgtEf2kPbdcybn2", "a wrong one"},
		{"bcrypt-10", "$2b$10$abcdefghijklmnopqrstuuZUVUd9SbduFNFrB2YgtEf2kPbdcybn2", "a wrong one"},
		{"bcrypt-12", "$2b$12$abcdefghijklmnopqrstuuZUVUd9SbduFNFrB2YgtEf2kPbdcybn2", "a wrong one"},
	} {
		b.Run(test.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				var err error
				if test.stored == "" {
					err = hasher.VerifyNobody(b.Context(), test.password)
				} else {
					_, _, err = hasher.Verify(b.Context(), test.stored, test.password)
				}
				if err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
