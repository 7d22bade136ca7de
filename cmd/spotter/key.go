package main

import (
	"crypto/rand"
	"encoding/base64"
	"fmt"

	"spotter/token"
)

type keyCommand struct {
	Secret secretCommand `cmd:"" help:"Print a fresh JWT_SECRET=… line for .env."`
	Master masterCommand `cmd:"" help:"Print a fresh SPOTTER_MASTER_KEY=… line for .env."`
}

type secretCommand struct{}

// secretBytes of randomness serve every HMAC algorithm: 86 characters.
const secretBytes = 64

// Run prints a secret.
func (secretCommand) Run(t terminal) error {
	secret := make([]byte, secretBytes)
	rand.Read(secret)
	_, err := fmt.Fprintf(t.out, "JWT_SECRET=%s\n", base64.RawURLEncoding.EncodeToString(secret))
	return err
}

type masterCommand struct{}

// Run prints a master key.
func (masterCommand) Run(t terminal) error {
	_, err := fmt.Fprintf(t.out, "SPOTTER_MASTER_KEY=%s\n", token.NewMasterKey().Encode())
	return err
}
