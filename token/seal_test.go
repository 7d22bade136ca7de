package token_test

import (
	"bytes"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"testing"

	"spotter/token"
)

func TestAMasterKeyIsReadAsItWasWritten(t *testing.T) {
	m := token.NewMasterKey()
	sealed, err := m.Seal("p", []byte("plain"))
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range []string{m.Encode(), " " + m.Encode() + "\r\n"} {
		again, err := token.ParseMasterKey(s)
		if err != nil || again.Encode() != m.Encode() {
			t.Fatalf("%v", err)
		}
		if plain, err := again.Open("p", sealed); err != nil || string(plain) != "plain" {
			t.Errorf("%q, %v", plain, err)
		}
	}
	if len(m.Encode()) != 44 {
		t.Errorf("%d letters", len(m.Encode()))
	}
}

func TestAMalformedMasterKeyIsRefusedAndNotRepeated(t *testing.T) {
	good := token.NewMasterKey().Encode()
	for _, s := range []string{
		"", " ", good[:43], good[:40], good + "A", good + good, good[1:], "-" + good[1:], good[:20] + "!" + good[21:],
		"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAB=", hex.EncodeToString(make([]byte, 32)),
	} {
		if _, err := token.ParseMasterKey(s); err == nil || len(s) > 8 && strings.Contains(err.Error(), s[:8]) {
			t.Errorf("%q: %v", s, err)
		}
	}
}

func TestK3AMasterKeyIsNeverPrinted(t *testing.T) {
	m, err := token.ParseMasterKey("AQIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRobHB0eHyA=")
	if err != nil {
		t.Fatal(err)
	}
	type hidden struct{ master token.MasterKey }
	var log bytes.Buffer
	slog.New(slog.NewTextHandler(&log, nil)).Info("x", "master", m, "in", hidden{m})
	slog.New(slog.NewJSONHandler(&log, nil)).Info("x", "master", m, "in", hidden{m})
	printed := log.String()
	for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%X", "%d", "%o", "%b", "%c", "%U"} {
		printed += fmt.Sprintf(verb+"\n", m) + fmt.Sprintf(verb+"\n", &m) + fmt.Sprintf(verb+"\n", hidden{m}) + fmt.Sprintf(verb+"\n", []token.MasterKey{m}) +
			fmt.Sprintf(verb+"\n", token.Config{Master: m})
	}
	data, err := json.Marshal(struct{ M token.MasterKey }{m})
	if err != nil {
		t.Fatal(err)
	}
	printed += string(data)
	for _, trace := range []string{"1 2 3 4", "01020304", "0102", "0x1, 0x2", "[1 10 11", "AQIDBAUG", "U+0001 U+0002", "\x01\x02"} {
		if strings.Contains(printed, trace) {
			t.Errorf("the key shows as %q in\n%s", trace, printed)
		}
	}
}

func TestASealedValueOpensForItsPurposeAlone(t *testing.T) {
	m := token.NewMasterKey()
	sealed, err := m.Seal("one", []byte("plain"))
	if err != nil {
		t.Fatal(err)
	}
	if bytes.Contains(sealed, []byte("plain")) {
		t.Error("it can be read")
	}
	if again, _ := m.Seal("one", []byte("plain")); bytes.Equal(again, sealed) {
		t.Error("the same value is sealed alike twice")
	}
	for i := range sealed {
		changed := bytes.Clone(sealed)
		changed[i] ^= 1
		if _, err := m.Open("one", changed); !errors.Is(err, token.ErrWrongMasterKey) {
			t.Errorf("byte %d changed: %v", i, err)
		}
		if _, err := m.Open("one", sealed[:i]); !errors.Is(err, token.ErrWrongMasterKey) {
			t.Errorf("cut at %d: %v", i, err)
		}
	}
	for _, purpose := range []string{"", "two", "One", "one "} {
		if _, err := m.Open(purpose, sealed); !errors.Is(err, token.ErrWrongMasterKey) {
			t.Errorf("for %q: %v", purpose, err)
		}
	}
	if _, err := token.NewMasterKey().Open("one", sealed); !errors.Is(err, token.ErrWrongMasterKey) {
		t.Errorf("another key: %v", err)
	}
}

func TestTheZeroMasterKeyDoesNothing(t *testing.T) {
	var m token.MasterKey
	if _, err := m.Seal("p", nil); err == nil {
		t.Error("it seals")
	}
	if _, err := m.Open("p", make([]byte, 64)); err == nil {
		t.Error("it opens")
	}
	if _, err := m.Derive("p"); err == nil {
		t.Error("it derives")
	}
	if m.Encode() != "" {
		t.Error("it encodes")
	}
}

func TestDerivedKeysDifferByPurposeAndRoot(t *testing.T) {
	a, b := token.NewMasterKey(), token.NewMasterKey()
	seen := map[string]bool{}
	for _, m := range []token.MasterKey{a, b} {
		for _, purpose := range []string{"", "device", "cursor"} {
			k, err := m.Derive(purpose)
			if err != nil || len(k) != 32 || seen[string(k)] {
				t.Errorf("%d bytes, seen %v, %v", len(k), seen[string(k)], err)
			}
			if again, _ := m.Derive(purpose); !bytes.Equal(again, k) {
				t.Error("the same twice differs")
			}
			seen[string(k)] = true
		}
	}
}
