package api_test

import (
	"bytes"
	"os"
	"strings"
	"testing"

	"spotter/account"
)

// TestS6NoTokenRestsInTheDatabase, nor a password, nor a device token, nor a
// part of one that would do: whoever reads the files can be nobody.
func TestS6NoTokenRestsInTheDatabase(t *testing.T) {
	s := newServer(t)
	own := s.member(t, ada)
	again := pairOf(t, s.send(t, "POST /refresh", jsonOf(map[string]any{"refresh_token": own.refresh})).object(t, 200))
	device := s.send(t, "POST /login", jsonOf(map[string]any{"email": ada.email, "password": ada.password})).object(t, 200)["device_token"].(string)
	secrets := map[string]string{"password": ada.password, "device token": device}
	for name, raw := range map[string]string{"access": own.access, "refresh": own.refresh, "next access": again.access, "next refresh": again.refresh} {
		for i, part := range strings.Split(raw, ".")[1:] {
			secrets[name+[]string{" payload", " signature"}[i]] = part
		}
	}
	files := []string{s.file, s.file + "-wal"}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Contains(data, []byte("ada@example.com")) && file == files[1] {
			t.Error("the account is not there: what is looked at?")
		}
		for name, secret := range secrets {
			if bytes.Contains(data, []byte(secret)) {
				t.Errorf("%s stands in the database", name)
			}
		}
	}
}

// TestI5AnUnverifiedAddressGivesNothing: whoever registers another person's
// address has neither what that person had nor what is for verified addresses.
func TestI5AnUnverifiedAddressGivesNothing(t *testing.T) {
	s := newServer(t)
	first := s.account(t, ada)
	s.send(t, "DELETE /me", bearer(s.login(t, ada).access), jsonOf(map[string]any{"password": ada.password})).empty(t, 204)
	second := s.account(t, person{"mallory", ada.email, "another engine, 1843"})
	if second["uid"] == first["uid"] || second["is_verified"] != false {
		t.Errorf("first %v, second %v", first, second)
	}
	record, err := s.accounts.Export(t.Context(), second["uid"].(string))
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range record.Events {
		if e.Kind != account.EventRegistered {
			t.Errorf("it has what was another's: %v", e)
		}
	}
}

// TestO10AScopeGrantsNothing: the answer says what was granted.
func TestO10AScopeGrantsNothing(t *testing.T) {
	s := newServer(t)
	s.account(t, ada)
	for _, asked := range []string{"admin", "account admin", "openid", "*", "ACCOUNT", ""} {
		o := s.send(t, "POST /token", form("username", "ada", "password", ada.password, "scope", asked)).object(t, 200)
		if claim := partOf(t, o["access_token"].(string), 1)["scope"]; o["scope"] != "account" || claim != "account" {
			t.Errorf("asked for %q, granted %v, and the token says %v", asked, o["scope"], claim)
		}
	}
}
