package main

import (
	"log/slog"

	"spotter/token"
)

// newLegacy verifies the tokens of the app that people come from, if there is
// one. Its secret is what it is: where it is weak, the log says what that means.
func newLegacy(c settings, log *slog.Logger) (*token.Legacy, error) {
	if c.LegacySecret == "" {
		return nil, nil
	}
	if err := token.CheckSecret(token.HS256, c.LegacySecret); err != nil {
		log.Warn("SPOTTER_LEGACY_SECRET is weak: who guesses it can act as anybody who was imported; take it away as soon as people have logged in here",
			"reason", err.Error())
	}
	return token.NewLegacy(c.LegacySecret, c.leeway, nil)
}
