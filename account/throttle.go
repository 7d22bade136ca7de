package account

import (
	"context"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"fmt"
	"sync/atomic"
	"time"
)

// ErrThrottled says that there were too many attempts: nothing was evaluated,
// be the password right or wrong. The error has a *ThrottledError in it, which
// says when to come again, and a *RefusedError, which tells the operator why.
var ErrThrottled = errors.New("too many attempts")

// ThrottledError is ErrThrottled with the time to wait.
type ThrottledError struct {
	// RetryAfter is when to try again: whole seconds, at least one.
	RetryAfter time.Duration
}

// Error returns a sentence with the time to wait.
func (e *ThrottledError) Error() string {
	return fmt.Sprintf("%v: try again in %v", ErrThrottled, e.RetryAfter)
}

// Unwrap returns ErrThrottled.
func (e *ThrottledError) Unwrap() error { return ErrThrottled }

// Rule is one word for why an attempt was refused, for the metrics.
type Rule string

// The rules, each with counters of its own.
const (
	RuleAccount        Rule = "account" // one for each account and all strange devices
	RuleDevice         Rule = "device"  // one for each known device of an account
	RuleDevices        Rule = "devices" // one for all known devices of an account
	RuleAddress        Rule = "address"
	RuleRegister       Rule = "register"
	RuleRefreshFailure Rule = "refresh_failure"
	RuleRefresh        Rule = "refresh"
)

// Rules is all of them.
var Rules = []Rule{RuleAccount, RuleDevice, RuleDevices, RuleAddress, RuleRegister, RuleRefreshFailure, RuleRefresh}

// byAddress reports whether the rule counts by address, and so counts everybody
// behind a proxy as one.
func (r Rule) byAddress() bool {
	return r == RuleAddress || r == RuleRegister || r == RuleRefreshFailure
}

// throttle is what a node remembers of the throttle. What decides is in the
// store.
type throttle struct {
	refused map[Rule]*atomic.Uint64
	shared  sharedAddress
	memory  refusalMemory
}

func newThrottle() *throttle {
	t := &throttle{refused: map[Rule]*atomic.Uint64{}, memory: refusalMemory{full: map[string]remembered{}}}
	for _, r := range Rules {
		t.refused[r] = new(atomic.Uint64)
	}
	return t
}

// ThrottleStats counts what the throttle of this node has done.
type ThrottleStats struct {
	Refused map[Rule]uint64 // attempts answered with ErrThrottled since the start
	// Shared says that an address was found, in the last ten minutes, that looks
	// like a proxy which nobody has named.
	Shared bool
}

// ThrottleStats returns the counters of this moment.
func (a *Accounts) ThrottleStats() ThrottleStats {
	s := ThrottleStats{Refused: map[Rule]uint64{}, Shared: a.throttle.shared.seen(a.Now())}
	for r, n := range a.throttle.refused {
		s.Refused[r] = n.Load()
	}
	return s
}

// refuse counts a refusal and returns it: why with a *ThrottledError as its fact.
func (a *Accounts) refuse(by Rule, wait time.Duration, why RefusedError) error {
	a.throttle.refused[by].Add(1)
	seconds := (wait + time.Second - 1) / time.Second
	why.Err = &ThrottledError{RetryAfter: max(1, seconds) * time.Second}
	return &why
}

// counterName names a counter by what it counts and for whom. Of whom there is
// only a hash: what strangers type where a name belongs may be a password.
func counterName(what Rule, whom ...string) string {
	h := sha256.New()
	for _, w := range whom {
		fmt.Fprintf(h, "%d:%s", len(w), w)
	}
	return string(what) + ":" + base64.RawURLEncoding.EncodeToString(h.Sum(nil)[:18])
}

// passwordCounter counts the wrong passwords of an account: on the device if it
// is known to be the owner's, and together with all others if not. A login that
// nobody has is counted like an account.
func (a *Accounts) passwordCounter(uid, login string, by By) Counter {
	c := Counter{
		Rule: RuleAccount, Pace: loginPace(a.Limits.Login), Delay: firstDelay, MaxDelay: mostDelay,
		Event: a.event(EventThrottled, uid, "", by),
	}
	if device := by.device(uid); device != "" {
		c.Rule, c.Name = RuleDevice, counterName(RuleDevice, uid, device)
		return c
	}
	if uid != "" {
		c.Name = counterName(RuleAccount, "uid", uid)
	} else {
		c.Name = counterName(RuleAccount, "login", foldASCII(login))
	}
	return c
}

// passwordCounters are that counter and, of a known device, the one that all
// known devices of the account share: who has had the password for a while can
// have made himself any number of them.
func (a *Accounts) passwordCounters(uid, login string, by By) []Counter {
	c := a.passwordCounter(uid, login, by)
	if c.Rule != RuleDevice {
		return []Counter{c}
	}
	all := Counter{Rule: RuleDevices, Name: counterName(RuleDevices, uid), Pace: devicesPace(a.Limits.Login), Event: c.Event}
	return []Counter{c, all}
}

// addressCounters count the accounts that log-ins from an address fail for. The
// first is a mark: within the period one account counts once.
func (a *Accounts) addressCounters(account string, by By) []Counter {
	if a.Limits.Address == Unlimited {
		return nil
	}
	network := networkOf(by.Client.Address)
	mark := Counter{
		Rule: RuleAddress, Name: counterName("pair", network, account), Once: true,
		Pace: Pace{Leak: a.Limits.Address.Period, Burst: 1},
	}
	return []Counter{mark, a.addressCounter(RuleAddress, a.Limits.Address, by)}
}

func (a *Accounts) addressCounter(rule Rule, rate Rate, by By) Counter {
	return Counter{Rule: rule, Name: counterName(rule, networkOf(by.Client.Address)), Pace: rate.pace()}
}

// reserveSignIn moves what counts a log-in, before the password is looked at.
func (a *Accounts) reserveSignIn(ctx context.Context, uid, login string, by By) ([]Move, error) {
	counters := a.passwordCounters(uid, login, by)
	if counters[0].Rule == RuleAccount {
		counters = append(counters, a.addressCounters(counters[0].Name, by)...)
	}
	return a.reserve(ctx, by, counters)
}

// reserve moves the counters, or returns ErrThrottled.
func (a *Accounts) reserve(ctx context.Context, by By, counters []Counter) ([]Move, error) {
	now := a.Now()
	r, err := a.ask(ctx, Attempt{At: now, Counters: counters})
	if err == nil && r.Refused != nil && counters[r.Refused.Counter].Rule.byAddress() && a.isShared(ctx, networkOf(by.Client.Address)) {
		counters = widened(counters)
		r, err = a.ask(ctx, Attempt{At: now, Counters: counters})
	}
	if err != nil {
		return nil, err
	}
	if r.Refused == nil {
		return r.Moved, nil
	}
	c := counters[r.Refused.Counter]
	if r.Refused.First {
		a.OnEvent(c.Event)
	}
	return nil, a.refuse(c.Rule, r.Refused.Until.Sub(now), RefusedError{Why: a.why(c, by), UID: uidOf(counters)})
}

// release gives a reservation back, also when the caller has gone. Where that
// fails, the attempt counts as a failure until it is forgotten.
func (a *Accounts) release(ctx context.Context, moved []Move) {
	if len(moved) > 0 {
		defer a.throttle.memory.forget(moved)
		_ = a.Store.Release(context.WithoutCancel(ctx), moved)
	}
}

// admitRegistration counts a registration before anything is looked up: what
// is looked up tells who has an account here.
func (a *Accounts) admitRegistration(ctx context.Context, by By) error {
	if a.Limits.Register == Unlimited {
		return nil
	}
	_, err := a.reserve(ctx, by, []Counter{a.addressCounter(RuleRegister, a.Limits.Register, by)})
	return err
}

// RefreshFailed counts a refresh that is refused, for whatever reason, and
// returns ErrThrottled when too many from this address are: then that is the
// answer. Where the counter cannot be moved it returns nil, for the refresh is
// refused all the same.
func (a *Accounts) RefreshFailed(ctx context.Context, by By) error {
	if a.Limits.RefreshFailure == Unlimited {
		return nil
	}
	_, err := a.reserve(ctx, by, []Counter{a.addressCounter(RuleRefreshFailure, a.Limits.RefreshFailure, by)})
	if !errors.Is(err, ErrThrottled) {
		return nil
	}
	return err
}
