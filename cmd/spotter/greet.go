package main

import (
	"fmt"
	"io"
	"log/slog"
	"net"
	"os"
	"path/filepath"
	"strings"

	"spotter/store"
	"spotter/token"
)

// logStart is the first line of the log, and warns of settings that are for
// trying out.
func logStart(log *slog.Logger, c settings, authority *token.Authority, at net.Addr) {
	log.Info("listening", "address", at.String(), "public_url", c.publicURL, "database", describeDB(c.DB),
		"algorithm", string(authority.Algorithm()), "version", version())
	logModel(log, c)
	if c.PasswordMin < leastPassword {
		log.Warn("short passwords are allowed and the common-password list is off: for trying out on this machine only",
			"password_min", c.PasswordMin)
	}
}

// greet tells whoever has just started it for the first time where it listens,
// where the data lies and what to try next.
func greet(out io.Writer, c settings, at net.Addr) {
	base := "http://" + at.String()
	if c.tls != nil {
		base = "https://" + at.String()
	}
	if tcp, ok := at.(*net.TCPAddr); c.PublicURL != "" || ok && tcp.IP.IsUnspecified() {
		base = c.publicURL
	}
	fmt.Fprintf(out, `
Spotter listens on %s
%s

Try next:
  %s
      the app: make an account and talk to your coach
  %s/docs
      every call, to try out in the browser
  %s user add NAME EMAIL
      an account from the command line; --help tells all settings and commands

`, base, whereDataLies(c), base, base, self())
}

// self is how this program was called, for the next call: go run builds into a
// folder of its own that is gone afterwards.
func self() string {
	path, err := os.Executable()
	if err != nil || strings.Contains(path, "go-build") {
		return "go run ./cmd/spotter"
	}
	return filepath.Base(path)
}

func whereDataLies(c settings) string {
	if store.IsPostgres(c.DB) {
		return "The data lies in " + describeDB(c.DB) + ", sealed with SPOTTER_MASTER_KEY: keep a copy of that elsewhere."
	}
	file := c.DB
	if absolute, err := filepath.Abs(file); err == nil {
		file = absolute
	}
	if c.MasterKey != "" {
		return "The data lies in " + file + ", sealed with SPOTTER_MASTER_KEY: keep copies of both."
	}
	return "The data lies in " + file + ", sealed with " + keyFile + " beside it: keep copies of both."
}
