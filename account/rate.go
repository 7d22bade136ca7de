package account

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"
)

// Rate is how often something may happen: Burst times at once, and from then on
// Count times in each Period. The zero value stands for a default.
type Rate struct {
	Count  int           // 1 to 1,000,000
	Period time.Duration // 1 s to 24 h
	Burst  int           // 1 to 1,000,000; Count if zero
}

// Unlimited is the rate of what may happen at any pace.
var Unlimited = Rate{Count: -1}

const (
	mostCount   = 1_000_000
	leastPeriod = time.Second
	mostPeriod  = 24 * time.Hour
)

var errRate = errors.New("write a rate as COUNT/PERIOD or COUNT/PERIOD+BURST, such as 60/m, 60/10m or 30/h+40, or off")

// ParseRate reads a rate like 60/m, 60/10m or 30/h+40, where the number behind
// + is how many may come at once; or off, which is [Unlimited]. A period is a
// Go duration whose number may be left out, from 1 s to 24 h.
func ParseRate(text string) (Rate, error) {
	if text == "off" {
		return Unlimited, nil
	}
	count, rest, found := strings.Cut(text, "/")
	period, burst, hasBurst := strings.Cut(rest, "+")
	if !found || period == "" {
		return Rate{}, errRate
	}
	if period[0] < '0' || period[0] > '9' {
		period = "1" + period
	}
	var r Rate
	var err error
	if r.Count, err = parseCount(count); err != nil {
		return Rate{}, err
	}
	if r.Period, err = time.ParseDuration(period); err != nil {
		return Rate{}, errRate
	}
	if r.Period < leastPeriod || r.Period > mostPeriod {
		return Rate{}, fmt.Errorf("a period is from %v to %v", leastPeriod, mostPeriod)
	}
	if hasBurst {
		r.Burst, err = parseCount(burst)
	}
	if err != nil {
		return Rate{}, err
	}
	return r, nil
}

func parseCount(text string) (int, error) {
	n, err := strconv.ParseUint(text, 10, 31)
	if err != nil {
		return 0, errRate
	}
	if n < 1 || n > mostCount {
		return 0, fmt.Errorf("a number in a rate is from 1 to %d", mostCount)
	}
	return int(n), nil
}

// Pace is a rate as a counter keeps it: a leaking bucket. The zero value is no
// limit.
type Pace struct {
	Leak  time.Duration // until one is forgotten
	Burst int           // how many are remembered at most
}

func (r Rate) pace() Pace {
	if r.Count <= 0 {
		return Pace{}
	}
	p := Pace{Leak: r.Period / time.Duration(r.Count), Burst: r.Burst}
	if p.Burst == 0 {
		p.Burst = r.Count
	}
	return p
}

// Unlimited reports whether there is no limit.
func (p Pace) Unlimited() bool { return p.Leak == 0 }

// Tolerance is by how much a bucket may be ahead of the clock and still take
// one more.
func (p Pace) Tolerance() time.Duration { return time.Duration(p.Burst-1) * p.Leak }

// times is the pace n times as fast.
func (p Pace) times(n int) Pace { return Pace{p.Leak / time.Duration(n), p.Burst * n} }
