package account_test

import (
	"testing"
	"time"

	"spotter/account"
)

func TestRatesAreRead(t *testing.T) {
	for text, want := range map[string]account.Rate{
		"60/m":        {Count: 60, Period: time.Minute},
		"60/10m":      {Count: 60, Period: 10 * time.Minute},
		"30/h+40":     {Count: 30, Period: time.Hour, Burst: 40},
		"1/1h30m":     {Count: 1, Period: 90 * time.Minute},
		"1000000/s":   {Count: 1_000_000, Period: time.Second},
		"5/24h+1":     {Count: 5, Period: 24 * time.Hour, Burst: 1},
		"off":         account.Unlimited,
		"007/0.5h+09": {Count: 7, Period: 30 * time.Minute, Burst: 9},
	} {
		if got, err := account.ParseRate(text); err != nil || got != want {
			t.Errorf("%q is read as %+v, %v; want %+v", text, got, err, want)
		}
	}
	for _, text := range []string{
		"", "/", "60", "60/", "/m", "60/x", "0/m", "-1/m", "+1/m", "1.5/m", "1000001/m", "99999999999999999999/m", "60/0s", "60/-1m", "60/25h",
		"60/10", "60/m+", "60/m+0", "60/m+-1", "60/m+1000001", "60/m+1+1", "60 / m", "OFF", "60/1ms", "60/m/h", "60/1m\x00",
	} {
		if got, err := account.ParseRate(text); err == nil {
			t.Errorf("%q is read as %+v", text, got)
		}
	}
}

// FuzzParseRate: what is read is within the bounds, and nothing panics.
func FuzzParseRate(f *testing.F) {
	for _, text := range []string{"60/m", "30/h+40", "off", "1/1h30m", "9/9", "+/+"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		r, err := account.ParseRate(text)
		if err != nil || r == account.Unlimited {
			return
		}
		if r.Count < 1 || r.Count > 1_000_000 || r.Period < time.Second || r.Period > 24*time.Hour || r.Burst < 0 || r.Burst > 1_000_000 {
			t.Errorf("%q is read as %+v", text, r)
		}
	})
}

func TestTheRateOfLogInsHasBounds(t *testing.T) {
	for text, good := range map[string]bool{
		"10/m": true, "1/s": true, "60/h": true, "61/m": false, "10/2h": false, "10/m+10": false, "off": false,
	} {
		r, err := account.ParseRate(text)
		must(t, err)
		if err := account.CheckLogin(r); (err == nil) != good {
			t.Errorf("%s: %v", text, err)
		}
	}
}
