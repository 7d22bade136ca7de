package account

import (
	"fmt"
	"strings"
)

// why says to the operator which rule refuses, and its limit.
func (a *Accounts) why(c Counter, by By) string {
	l := a.Limits
	switch c.Rule {
	case RuleAccount:
		whose := "this account"
		if c.Event.UID == "" {
			whose = "a login that nobody has"
		}
		return "too many wrong passwords for " + whose + ", from devices that are not known as its owner's; " + limit("SPOTTER_LOGIN_RATE", l.Login)
	case RuleDevice:
		return "too many wrong passwords on this known device of the account; " + limit("SPOTTER_LOGIN_RATE", l.Login)
	case RuleDevices:
		return fmt.Sprintf("too many wrong passwords on all known devices of the account together; %s, and for these together %d at once and then one every %v",
			limit("SPOTTER_LOGIN_RATE", l.Login), c.Burst, c.Leak)
	case RuleAddress:
		return "log-ins failed for too many accounts from " + addressKind(c, by) + "; " + limit("SPOTTER_ADDRESS_RATE", l.Address)
	case RuleRegister:
		return "too many registrations from " + addressKind(c, by) + "; " + limit("SPOTTER_REGISTER_RATE", l.Register)
	case RuleRefreshFailure:
		return "too many refreshes failed from " + addressKind(c, by) + "; " + limit("SPOTTER_REFRESH_FAILURE_RATE", l.RefreshFailure)
	case RuleRefresh:
		return "this session refreshes too often; " + limit("SPOTTER_REFRESH_RATE", l.Refresh)
	}
	return "too many attempts"
}

// shortPeriod writes 10m for 10m0s, as people set it.
var shortPeriod = strings.NewReplacer("h0m0s", "h", "m0s", "m")

func limit(setting string, r Rate) string {
	text := fmt.Sprintf("the limit is %s=%d/%s", setting, r.Count, shortPeriod.Replace(r.Period.String()))
	if r.Burst > 0 {
		text += fmt.Sprintf("+%d", r.Burst)
	}
	return text
}

// addressKind says whom an address stands for.
func addressKind(c Counter, by By) string {
	kind := "this address"
	if strings.Contains(networkOf(by.Client.Address), "/") {
		kind = "the IPv6 network (/64) of this address"
	}
	if strings.HasSuffix(c.Name, sharedSuffix) {
		kind += fmt.Sprintf(", which most people come from and whose limit is %d times as wide", sharedFactor)
	}
	return kind
}

// uidOf is whose account an attempt is about, if it is known.
func uidOf(counters []Counter) string {
	for _, c := range counters {
		if c.Event.UID != "" {
			return c.Event.UID
		}
	}
	return ""
}
