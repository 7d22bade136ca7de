package account

import (
	"errors"
	"fmt"
	"time"
)

// Limits is how much is let through before the answer is ErrThrottled. The zero
// value of each is its default.
type Limits struct {
	// Login is how many wrong passwords for one account are evaluated at once,
	// from all devices that are not known to be its owner's; and the same for
	// each known device, and three times as many for these together. Count is from 1 to 60, Period at most an hour; there is
	// no Burst, and no switching off.
	Login Rate
	// Address is how many accounts log-ins from one address may fail for.
	Address Rate
	// Register is how many registrations are looked at from one address.
	Register Rate
	// RefreshFailure is how many refreshes from one address may fail before
	// those that fail are no longer told why.
	RefreshFailure Rate
	// Refresh is how many refreshes one session may make.
	Refresh Rate
}

// DefaultLimits is what the zero Limits mean.
var DefaultLimits = Limits{
	Login:          Rate{Count: 10, Period: time.Minute},
	Address:        Rate{Count: 60, Period: 10 * time.Minute},
	Register:       Rate{Count: 30, Period: time.Hour, Burst: 40},
	RefreshFailure: Rate{Count: 60, Period: time.Minute},
	Refresh:        Rate{Count: 600, Period: time.Minute},
}

// Bounds of the rate of log-ins. What is evaluated within an hour is what leaks
// out of the counter meanwhile, at most failuresAnHour - Login.Count, and what it
// holds: Login.Count, and as many more as there are delays shorter than the time
// in which one leaks out, which are seven; behind the longest delay come four an
// hour. So it stays below 100 (NIST SP 800-63B-4 §3.2.2), whatever the setting.
const (
	mostLoginCount  = 60
	mostLoginPeriod = time.Hour
	failuresAnHour  = 90
	mostDevices     = 60 // failures that all known devices may make at once

	firstDelay = 5 * time.Second
	mostDelay  = 15 * time.Minute
)

// CheckLogin returns an error that says what a rate of log-ins has to be.
func CheckLogin(r Rate) error {
	switch {
	case r.Count < 1 || r.Count > mostLoginCount:
		return fmt.Errorf("use from 1 to %d: it cannot be switched off", mostLoginCount)
	case r.Period > mostLoginPeriod:
		return errors.New("use a period of at most an hour")
	case r.Burst != 0:
		return errors.New("leave out the burst: the count is how many may come at once")
	}
	return nil
}

// orDefaults fills in what is zero. A rate of log-ins that is out of bounds is
// the default too: nothing switches that one off.
func (l Limits) orDefaults() Limits {
	if l.Login.Period == 0 || CheckLogin(l.Login) != nil {
		l.Login = DefaultLimits.Login
	}
	for _, r := range []struct {
		rate   *Rate
		ifZero Rate
	}{
		{&l.Address, DefaultLimits.Address},
		{&l.Register, DefaultLimits.Register},
		{&l.RefreshFailure, DefaultLimits.RefreshFailure},
		{&l.Refresh, DefaultLimits.Refresh},
	} {
		if *r.rate == (Rate{}) {
			*r.rate = r.ifZero
		}
	}
	return l
}

// loginPace is how fast wrong passwords are forgotten.
func loginPace(r Rate) Pace {
	hourly := time.Hour / time.Duration(failuresAnHour-r.Count)
	return Pace{Leak: max(r.Period/time.Duration(r.Count), hourly), Burst: r.Count}
}

// devicesPace is how fast wrong passwords of all known devices of an account are
// forgotten: three devices may be used up at once. There are no delays, so that
// what is evaluated within an hour is the burst and what leaks out meanwhile, at
// most failuresAnHour.
func devicesPace(r Rate) Pace {
	burst := min(3*r.Count, mostDevices)
	hourly := time.Hour / time.Duration(failuresAnHour-burst)
	return Pace{Leak: max(r.Period/time.Duration(3*r.Count), hourly), Burst: burst}
}
