package main_test

import (
	"cmp"
	"fmt"
	"math"
	"os"
	"slices"
	"strings"
	"testing"
	"time"
)

// holdFile is the file to which `make hold` has the figures written that were
// reached. Without it the same tests run with small numbers, and time is no
// fault: the machine may be busy.
var holdFile = os.Getenv("SPOTTER_TEST_HOLD")

// full is the number that is asked in `make hold`, and small the one for every
// other run.
func full[T any](asked, small T) T {
	if holdFile != "" {
		return asked
	}
	return small
}

// holdOnly skips a test that takes minutes or needs the machine for itself.
func holdOnly(t *testing.T) {
	t.Helper()
	if holdFile == "" {
		t.Skip("make hold runs this")
	}
}

// atOnce has a test that mostly waits run beside others of its kind, except in
// `make hold`, where each has the machine for itself.
func atOnce(t *testing.T) {
	t.Helper()
	if holdFile == "" {
		t.Parallel()
	}
}

// figures are what one test measures of one row of the table.
type figures struct {
	t    *testing.T
	id   string
	what string
	some bool
}

// measures begins the figures of a row, such as R2. A test that ends without
// one has failed there.
func measures(t *testing.T, id, what string) *figures {
	t.Helper()
	f := &figures{t: t, id: id, what: what}
	t.Cleanup(func() {
		if t.Failed() && !f.some {
			f.row("the test did not come to its figures", "-", "-", false)
		}
	})
	return f
}

// none wants a count of faults to be zero.
func (f *figures) none(what string, n int64) {
	f.t.Helper()
	f.row(what, fmt.Sprint(n), "0", n == 0)
	if n != 0 {
		f.t.Errorf("%s %s: %d %s", f.id, f.what, n, what)
	}
}

// most wants a figure to be at most the asked one. One that depends on how busy
// the machine is counts in `make hold` alone.
func (f *figures) most(what string, reached, asked float64, unit string) {
	f.t.Helper()
	f.bound(what, "≤", reached <= asked, reached, asked, unit)
}

// least is most for a figure that should be large.
func (f *figures) least(what string, reached, asked float64, unit string) {
	f.t.Helper()
	f.bound(what, "≥", reached >= asked, reached, asked, unit)
}

// soon is most for times.
func (f *figures) soon(what string, reached, asked time.Duration) {
	f.t.Helper()
	f.most(what, float64(reached.Microseconds())/1e3, float64(asked.Milliseconds()), "ms")
}

func (f *figures) bound(what, sign string, ok bool, reached, asked float64, unit string) {
	f.t.Helper()
	is, want := strings.TrimSpace(figure(reached)+" "+unit), strings.TrimSpace(sign+" "+figure(asked)+" "+unit)
	f.row(what, is, want, ok)
	if !ok && holdFile != "" {
		f.t.Errorf("%s %s: %s %s, asked %s", f.id, f.what, what, is, want)
	}
}

// figure is a number in three digits, or all that it has before its point.
func figure(x float64) string {
	if math.Abs(x) >= 1000 {
		return fmt.Sprintf("%.0f", x)
	}
	return fmt.Sprintf("%.3g", x)
}

// row writes a line of the table.
func (f *figures) row(what, reached, asked string, ok bool) {
	f.t.Helper()
	f.some = true
	verdict := "pass"
	if !ok {
		verdict = "FAIL"
	}
	f.t.Logf("%s %s: %s %s (%s)", f.id, f.what, what, reached, asked)
	if holdFile == "" {
		return
	}
	file, err := os.OpenFile(holdFile, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
	if err != nil {
		f.t.Fatal(err)
	}
	defer file.Close()
	if _, err := fmt.Fprintf(file, "%s\t%s\t%s\t%s\t%s\t%s\n", f.id, f.what, what, reached, asked, verdict); err != nil {
		f.t.Fatal(err)
	}
}

// percentile is the value below which that share of the times lies.
func percentile[N cmp.Ordered](of []N, share float64) (value N) {
	if len(of) == 0 {
		return value
	}
	slices.Sort(of)
	return of[min(len(of)-1, int(share*float64(len(of))))]
}
