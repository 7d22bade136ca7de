package main

import (
	"crypto/tls"
	"errors"
	"fmt"
	"net"
	"net/netip"
	"net/url"
	"strconv"
	"strings"
	"time"

	"spotter/account"
	"spotter/token"
)

// Settings is every setting: flags, then the environment, then a .env file.
// Times are written like 30m or 48h.
type Settings struct {
	Addr           string `setting:"SPOTTER_ADDR" group:"Settings" default:"127.0.0.1:5555" help:"Where it listens."`
	AdminAddr      string `setting:"SPOTTER_ADMIN_ADDR" group:"Settings" placeholder:"HOST:PORT" help:"Where /metrics and /debug/pprof are; off if empty."`
	DB             string `name:"db" setting:"SPOTTER_DB" group:"Settings" default:"spotter.db" help:"A SQLite file, or postgres://user:password@host/database."`
	MasterKey      string `setting:"SPOTTER_MASTER_KEY" group:"Settings" placeholder:"KEY" help:"Seals the signing keys; made once in spotter.key beside a SQLite file, required with PostgreSQL."`
	JWTSecret      string `name:"jwt-secret" setting:"JWT_SECRET" group:"Settings" placeholder:"SECRET" help:"A shared secret: set, tokens are HMAC-signed. See spotter key secret."`
	JWTAlgorithm   string `name:"jwt-algorithm" setting:"JWT_ALGORITHM" group:"Settings" placeholder:"ALG" help:"EdDSA, ES256 or RS256; HS256, HS384 or HS512 with a secret."`
	AccessTTL      string `name:"access-ttl" setting:"SPOTTER_ACCESS_TTL" group:"Settings" default:"30m" help:"Life of an access token."`
	RefreshTTL     string `name:"refresh-ttl" setting:"SPOTTER_REFRESH_TTL" group:"Settings" default:"48h" help:"Life of a refresh token, from its last use."`
	SessionTTL     string `name:"session-ttl" setting:"SPOTTER_SESSION_TTL" group:"Settings" default:"720h" help:"Life of a session, from log-in."`
	RefreshGrace   string `setting:"SPOTTER_REFRESH_GRACE" group:"Settings" default:"30s" help:"How long a used refresh token yields the same successor; 0s is strict."`
	PublicURL      string `name:"public-url" setting:"SPOTTER_PUBLIC_URL" group:"Settings" placeholder:"URL" help:"Issuer, links, and whether cookies are Secure; http://localhost and the port if empty."`
	Audience       string `setting:"SPOTTER_AUDIENCE" group:"Settings" placeholder:"URL" help:"Who the access tokens are for; the public URL if empty."`
	PasswordMin    int    `setting:"SPOTTER_PASSWORD_MIN" group:"Settings" default:"8" help:"Shortest password; below 8 only while listening on loopback, and then nothing else is asked of it."`
	Registration   string `setting:"SPOTTER_REGISTRATION" group:"Settings" default:"open" help:"open, or closed: only spotter user add makes accounts."`
	PasswordGrant  string `setting:"SPOTTER_PASSWORD_GRANT" group:"Settings" default:"on" help:"on, or off: shuts the password form of /token."`
	TrustedProxies string `setting:"SPOTTER_TRUSTED_PROXIES" group:"Settings" placeholder:"CIDR,…" help:"Proxies whose X-Forwarded-For is believed."`
	LoginRate      string `setting:"SPOTTER_LOGIN_RATE" group:"Settings" default:"10/m" help:"Wrong passwords for one account, or on one known device, before delays start; 1 to 60."`
	AddressRate    string `setting:"SPOTTER_ADDRESS_RATE" group:"Settings" default:"60/10m" help:"Accounts that log-ins from one address may fail for; or off."`
	RegisterRate   string `setting:"SPOTTER_REGISTER_RATE" group:"Settings" default:"30/h+40" help:"Registrations from one address, behind + how many at once; or off."`
	FailureRate    string `name:"refresh-failure-rate" setting:"SPOTTER_REFRESH_FAILURE_RATE" group:"Settings" default:"60/m" help:"Refreshes from one address that may fail; or off."`
	RefreshRate    string `setting:"SPOTTER_REFRESH_RATE" group:"Settings" default:"600/m" help:"Refreshes of one session; or off."`
	CORSOrigins    string `name:"cors-origins" setting:"SPOTTER_CORS_ORIGINS" group:"Settings" placeholder:"URL,…" help:"Origins whose pages may call with bearer tokens."`
	TLSCert        string `name:"tls-cert" setting:"SPOTTER_TLS_CERT" group:"Settings" placeholder:"FILE" help:"Certificate chain (PEM), for TLS without a proxy."`
	TLSKey         string `name:"tls-key" setting:"SPOTTER_TLS_KEY" group:"Settings" placeholder:"FILE" help:"Its private key (PEM)."`
	KeyRotation    string `setting:"SPOTTER_KEY_ROTATION" group:"Settings" default:"2160h" help:"Age at which the signing key is replaced; 0s is never."`
	JWKSMaxAge     string `name:"jwks-max-age" setting:"SPOTTER_JWKS_MAX_AGE" group:"Settings" default:"5m" help:"For how long verifiers elsewhere keep the public keys, and so how long a new key waits."`
	Leeway         string `setting:"SPOTTER_LEEWAY" group:"Settings" default:"60s" help:"By how much the clock of another node may run ahead."`
	LegacySecret   string `setting:"SPOTTER_LEGACY_SECRET" group:"Settings" placeholder:"SECRET" help:"HS256 secret of the app that people were imported from: its tokens count until they expire."`
	LLMURL         string `name:"llm-url" setting:"SPOTTER_LLM_URL" group:"Settings" placeholder:"URL" help:"Where an OpenAI-compatible language model is, such as http://localhost:11434/v1; the embedded coach alone if empty."`
	LLMKey         string `name:"llm-key" setting:"SPOTTER_LLM_KEY" group:"Settings" placeholder:"KEY" help:"The key that its provider wants; none if empty."`
	LLMModel       string `name:"llm-model" setting:"SPOTTER_LLM_MODEL" group:"Settings" placeholder:"NAME" help:"The name of the model there; required with the URL."`
	DailyTokens    int64  `setting:"SPOTTER_DAILY_TOKENS" group:"Settings" default:"50000" help:"Tokens of the language model that a person may use on a day (UTC); then the embedded coach answers."`
}

// settings is what the texts mean, once every one has been checked.
type settings struct {
	Settings
	algorithm                         token.Algorithm
	access, idle, life, grace, leeway time.Duration
	rotation, jwksMaxAge              time.Duration
	publicURL, audience               string
	proxies                           []netip.Prefix
	limits                            account.Limits
	origins                           []string
	tls                               *tls.Config // nil without TLS; set once the listener is
}

const day = 24 * time.Hour

// check returns what the settings mean, or one line that says which is wrong
// and why. A value that could be a secret is not repeated.
func (s Settings) check() (settings, error) {
	c := settings{Settings: s}
	for _, check := range []struct {
		name string
		do   func() error
	}{
		{"SPOTTER_ADDR", func() error { return checkAddr(s.Addr) }},
		{"SPOTTER_ADMIN_ADDR", func() error {
			if s.AdminAddr == "" {
				return nil
			}
			return checkAddr(s.AdminAddr)
		}},
		{"JWT_ALGORITHM", func() (err error) { c.algorithm, err = s.algorithm(); return err }},
		{"JWT_SECRET", s.checkSecret(&c)},
		{"SPOTTER_LEGACY_SECRET", s.checkLegacySecret},
		{"SPOTTER_ACCESS_TTL", duration(s.AccessTTL, time.Second, day, &c.access)},
		{"SPOTTER_REFRESH_TTL", duration(s.RefreshTTL, time.Second, 365*day, &c.idle)},
		{"SPOTTER_SESSION_TTL", duration(s.SessionTTL, time.Second, 10*365*day, &c.life)},
		{"SPOTTER_REFRESH_GRACE", duration(s.RefreshGrace, 0, 10*time.Minute, &c.grace)},
		{"SPOTTER_LEEWAY", duration(s.Leeway, 0, token.MaxLeeway, &c.leeway)},
		{"SPOTTER_KEY_ROTATION", duration(s.KeyRotation, 0, 10*365*day, &c.rotation)},
		{"SPOTTER_JWKS_MAX_AGE", duration(s.JWKSMaxAge, time.Second, day, &c.jwksMaxAge)},
		{"SPOTTER_PUBLIC_URL", func() (err error) { c.publicURL, err = s.public(); return err }},
		{"SPOTTER_PASSWORD_MIN", s.checkPasswordMin},
		{"SPOTTER_REGISTRATION", oneOf(s.Registration, "open", "closed")},
		{"SPOTTER_PASSWORD_GRANT", oneOf(s.PasswordGrant, "on", "off")},
		{"SPOTTER_TRUSTED_PROXIES", func() (err error) { c.proxies, err = prefixes(s.TrustedProxies); return err }},
		{"SPOTTER_LOGIN_RATE", func() error { return loginRate(s.LoginRate, &c.limits.Login) }},
		{"SPOTTER_ADDRESS_RATE", rate(s.AddressRate, &c.limits.Address)},
		{"SPOTTER_REGISTER_RATE", rate(s.RegisterRate, &c.limits.Register)},
		{"SPOTTER_REFRESH_FAILURE_RATE", rate(s.FailureRate, &c.limits.RefreshFailure)},
		{"SPOTTER_REFRESH_RATE", rate(s.RefreshRate, &c.limits.Refresh)},
		{"SPOTTER_CORS_ORIGINS", func() (err error) { c.origins, err = origins(s.CORSOrigins); return err }},
		{"SPOTTER_LLM_URL", s.checkModelURL},
		{"SPOTTER_LLM_KEY", s.checkModelKey},
		{"SPOTTER_LLM_MODEL", s.checkModelName},
		{"SPOTTER_DAILY_TOKENS", s.checkDailyTokens},
		{"SPOTTER_TLS_CERT and SPOTTER_TLS_KEY", func() error {
			if (s.TLSCert == "") != (s.TLSKey == "") {
				return errors.New("set both or neither")
			}
			return nil
		}},
	} {
		if err := check.do(); err != nil {
			return settings{}, fmt.Errorf("%s: %w", check.name, err)
		}
	}
	if c.audience = s.Audience; c.audience == "" {
		c.audience = c.publicURL
	}
	return c, nil
}

// listening returns the settings with the port that port 0 has become, where
// the public URL is made from it.
func (c settings) listening(at net.Addr) settings {
	if _, port, err := net.SplitHostPort(c.Addr); c.PublicURL != "" || err != nil || port != "0" {
		return c
	}
	byDefault := c.publicURL
	c.Addr = at.String()
	c.publicURL, _ = c.public() // cannot fail: it is made of the port
	if c.audience == byDefault {
		c.audience = c.publicURL
	}
	return c
}

func checkAddr(addr string) error {
	host, port, err := net.SplitHostPort(addr)
	if err != nil {
		return fmt.Errorf("%q is no address: use host:port, such as 127.0.0.1:5555", addr)
	}
	if n, err := strconv.Atoi(port); err != nil || n < 0 || n > 65535 {
		return fmt.Errorf("%q has no port from 0 to 65535", addr)
	}
	if strings.ContainsAny(host, " /") {
		return fmt.Errorf("%q is no address: use host:port, such as 127.0.0.1:5555", addr)
	}
	return nil
}

// algorithm is HS256 with a secret and EdDSA without, unless it is named.
func (s Settings) algorithm() (token.Algorithm, error) {
	if s.JWTAlgorithm == "" {
		if s.JWTSecret != "" {
			return token.HS256, nil
		}
		return token.EdDSA, nil
	}
	a, err := token.ParseAlgorithm(s.JWTAlgorithm)
	switch {
	case err != nil:
		return "", err
	case a.Symmetric() && s.JWTSecret == "":
		return "", fmt.Errorf("%s needs a JWT_SECRET: make one with spotter key secret", a)
	case !a.Symmetric() && s.JWTSecret != "":
		return "", fmt.Errorf("%s does not use JWT_SECRET: unset one of the two", a)
	}
	return a, nil
}

func (s Settings) checkSecret(c *settings) func() error {
	return func() error {
		if s.JWTSecret == "" {
			return nil
		}
		if err := token.CheckSecret(c.algorithm, s.JWTSecret); err != nil {
			return fmt.Errorf("%w: make one with spotter key secret", err)
		}
		return nil
	}
}

// checkLegacySecret keeps the secrets of two services apart: the other app's is
// known where ours must not be. One that everybody knows lets everybody in as
// whomever they like.
func (s Settings) checkLegacySecret() error {
	if s.LegacySecret != "" && errors.Is(token.CheckSecret(token.HS256, s.LegacySecret), token.ErrSampleSecret) {
		return errors.New("it is a published sample, so that anybody can make tokens with it: leave the setting out, and let people log in anew")
	}
	if s.LegacySecret != "" && s.LegacySecret == s.JWTSecret {
		return errors.New("it is the JWT_SECRET too: give Spotter one of its own, made with spotter key secret")
	}
	return nil
}

func duration(text string, least, most time.Duration, into *time.Duration) func() error {
	return func() error {
		d, err := time.ParseDuration(text)
		if err != nil || d < least || d > most {
			return fmt.Errorf("%q is no time from %s to %s: write it like 30m or 48h", text, least, most)
		}
		*into = d
		return nil
	}
}

func oneOf(text string, words ...string) func() error {
	return func() error {
		for _, w := range words {
			if text == w {
				return nil
			}
		}
		return fmt.Errorf("%q is not %s", text, strings.Join(words, " or "))
	}
}

func (s Settings) loopback() bool {
	host, _, err := net.SplitHostPort(s.Addr)
	if err != nil {
		return false
	}
	ip, err := netip.ParseAddr(host)
	return host == "localhost" || err == nil && ip.IsLoopback()
}

const leastPassword = 8

func (s Settings) checkPasswordMin() error {
	if s.PasswordMin < 1 || s.PasswordMin > 64 {
		return fmt.Errorf("%d is not from 1 to 64", s.PasswordMin)
	}
	if s.PasswordMin < leastPassword && !s.loopback() {
		return fmt.Errorf("%d is below %d: that is for a loopback address only", s.PasswordMin, leastPassword)
	}
	return nil
}

// public is the public URL without a slash at its end: scheme and host alone,
// since it is the issuer too, whose metadata has a fixed place below it.
func (s Settings) public() (string, error) {
	if s.PublicURL == "" {
		scheme := "http"
		if s.TLSCert != "" {
			scheme = "https"
		}
		_, port, _ := net.SplitHostPort(s.Addr)
		return scheme + "://localhost:" + port, nil
	}
	u, err := url.Parse(strings.TrimSuffix(s.PublicURL, "/"))
	if err != nil || (u.Scheme != "http" && u.Scheme != "https") || u.Host == "" || u.Path != "" || u.RawQuery != "" || u.Fragment != "" || u.User != nil {
		return "", errors.New("use a scheme and a host alone, such as https://coach.example.com")
	}
	return u.String(), nil
}

func rate(text string, into *account.Rate) func() error {
	return func() (err error) {
		*into, err = account.ParseRate(text)
		return err
	}
}

func loginRate(text string, into *account.Rate) error {
	if err := rate(text, into)(); err != nil {
		return err
	}
	return account.CheckLogin(*into)
}

func prefixes(text string) ([]netip.Prefix, error) {
	var all []netip.Prefix
	for _, word := range list(text) {
		p, err := netip.ParsePrefix(word)
		if err != nil {
			if a, err := netip.ParseAddr(word); err == nil {
				all = append(all, netip.PrefixFrom(a, a.BitLen()))
				continue
			}
			return nil, fmt.Errorf("%q is no network: write it like 10.0.0.0/8", word)
		}
		all = append(all, p)
	}
	return all, nil
}

func origins(text string) ([]string, error) {
	all := list(text)
	for _, word := range all {
		u, err := url.Parse(word)
		if err != nil || u.Host == "" || u.Scheme+"://"+u.Host != word {
			return nil, fmt.Errorf("%q is no origin: write it like https://app.example.com", word)
		}
	}
	return all, nil
}

func list(text string) []string {
	return strings.FieldsFunc(text, func(r rune) bool { return r == ',' || r == ' ' })
}
