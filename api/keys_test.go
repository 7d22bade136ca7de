package api_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"spotter/account"
	"spotter/store/storetest"
)

// key makes a personal key.
func (s *server) key(t testing.TB, own tokens, name string) (key, id string) {
	t.Helper()
	o := s.send(t, "POST /me/keys", bearer(own.access), jsonOf(map[string]any{"name": name})).object(t, 201)
	return o["key"].(string), o["id"].(string)
}

func TestAPersonalKeyIsShownOnce(t *testing.T) {
	s := newServer(t)
	own := s.member(t, ada)
	a := s.send(t, "POST /me/keys", bearer(own.access), jsonText(`{"name": " My\tlaptop "}`))
	o := a.object(t, 201)
	a.has(t, "Cache-Control", "no-store")
	wantMembers(t, o, "id", "name", "key", "hint", "created_at", "last_used_at")
	key := o["key"].(string)
	if id, err := uuid.Parse(o["id"].(string)); err != nil || id.Version() != 7 || o["name"] != "My laptop" || o["last_used_at"] != nil || !strings.HasPrefix(key, "sk-spotter-") {
		t.Errorf("made %v", o)
	}
	s.send(t, "GET /v1/models", bearer(key)).object(t, 200)
	_, second := s.key(t, own, "Phone")
	a = s.send(t, "GET /me/keys", bearer(own.access))
	page := a.object(t, 200)
	wantMembers(t, page, "items", "next_cursor")
	items := page["items"].([]any)
	if len(items) != 2 || items[0].(map[string]any)["id"] != second || page["next_cursor"] != nil {
		t.Fatalf("listed %v", page)
	}
	first := items[1].(map[string]any)
	wantMembers(t, first, "id", "name", "hint", "created_at", "last_used_at")
	if at, err := time.Parse(time.RFC3339, first["last_used_at"].(string)); err != nil || time.Since(at) > time.Minute || first["hint"] != "sk-spotter-…"+key[len(key)-4:] || first["created_at"] != o["created_at"] {
		t.Errorf("listed %v", first)
	}
	export := s.send(t, "GET /me/export", bearer(own.access))
	if keys := export.object(t, 200)["keys"].([]any); len(keys) != 2 || keys[1].(map[string]any)["id"] != o["id"] {
		t.Errorf("exported %v", keys)
	}
	sum := sha256.Sum256([]byte(key))
	for _, text := range []string{a.Body, export.Body} {
		if strings.Contains(text, key) || strings.Contains(text, hex.EncodeToString(sum[:])) {
			t.Errorf("it is shown again: %s", text)
		}
	}
	wantUnlogged(t, s, key, hex.EncodeToString(sum[:]))
	for _, file := range []string{s.file, s.file + "-wal"} {
		if data, err := os.ReadFile(file); err != nil || bytes.Contains(data, []byte(key)) || bytes.Contains(data, []byte(key[11:])) {
			t.Errorf("it stands in the database (%v)", err)
		}
	}
}

func TestPersonalKeysKeepTheirBounds(t *testing.T) {
	s := newServer(t)
	own := s.member(t, ada)
	for _, bad := range []any{"", " ", "a\u0000", "\u001b[2J", strings.Repeat("é", 65), 1, nil} {
		s.send(t, "POST /me/keys", bearer(own.access), jsonOf(map[string]any{"name": bad})).invalid(t, "body.name")
	}
	s.send(t, "POST /me/keys", bearer(own.access), jsonText(`{"name": "x", "key": "sk-spotter-mine"}`)).invalid(t, "body.key")
	s.send(t, "POST /me/keys", bearer(own.access), jsonText(`{}`)).invalid(t, "body.name")
	for range account.MaxPersonalKeys {
		s.key(t, own, strings.Repeat("é", 64))
	}
	a := s.send(t, "POST /me/keys", bearer(own.access), jsonText(`{"name": "x"}`))
	a.refused(t, 409, "too_many_keys", "")
	if !strings.Contains(a.Body, fmt.Sprint("You have ", account.MaxPersonalKeys, " keys")) {
		t.Errorf("refused with %s", a.Body)
	}
}

// TestI7NobodyElsesKey: it is not there.
func TestI7NobodyElsesKey(t *testing.T) {
	s := newServer(t)
	own, other := s.member(t, ada), s.member(t, grace)
	key, id := s.key(t, own, "Laptop")
	for _, who := range []string{id, "0192f0c4-7d1e-7c3a-9b5e-2f4d8a6c1e70", "x", "%00", "%25", "'"} {
		s.send(t, "DELETE /me/keys/"+who, bearer(other.access)).refused(t, 404, "not_found", "")
	}
	if items, _ := s.items(t, other, "/me/keys", "id"); len(items) != 0 {
		t.Errorf("another's keys are listed: %v", items)
	}
	s.send(t, "GET /v1/models", bearer(key)).object(t, 200)
	s.send(t, "DELETE /me/keys/"+id, bearer(own.access)).empty(t, 204)
	s.send(t, "DELETE /me/keys/"+id, bearer(own.access)).refused(t, 404, "not_found", "")
	s.send(t, "GET /v1/models", bearer(key)).refusedOpenAI(t, 401, "invalid_api_key", "")
}

// TestAPersonalKeyServesV1Alone: to every other route it is garbage.
func TestAPersonalKeyServesV1Alone(t *testing.T) {
	s := newServer(t)
	key, id := s.key(t, s.member(t, ada), "Laptop")
	operations, err := operationsOf(s.api)
	if err != nil {
		t.Fatal(err)
	}
	tried := 0
	for what, op := range operations {
		if strings.Contains(op.path, "/v1/") || len(op.Security) == 0 || op.Security[0]["client"] != nil {
			continue
		}
		tried++
		a := s.send(t, strings.Replace(what, "{id}", id, 1), bearer(key))
		a.unauthorized(t, invalidToken, "token_invalid", notValid)
	}
	if tried < 20 {
		t.Errorf("%d routes were tried", tried)
	}
	for _, what := range []string{"POST /refresh", "POST /logout"} {
		s.send(t, what, bearer(key)).unauthorized(t, invalidToken, "token_invalid", notValid)
	}
	o := s.send(t, "POST /introspect", s.client(t), form("token", key)).object(t, 200)
	if wantMembers(t, o, "active"); o["active"] != false {
		t.Errorf("introspected %v", o)
	}
	s.send(t, "POST /revoke", form("token", key)).empty(t, 200)
	s.send(t, "GET /v1/models", bearer(key)).object(t, 200)
}

// TestS10KeysEndWithThePassword and with the account, on every node; a log-out is
// no matter to them.
func TestS10KeysEndWithThePassword(t *testing.T) {
	storetest.Each(t, func(t *testing.T, dsn string) {
		s, node := newServerAt(t, dsn), newServerAt(t, dsn)
		own := s.member(t, ada)
		serves := func(key string, status int) {
			t.Helper()
			for _, s := range []*server{s, node} {
				if a := s.send(t, "GET /v1/models", bearer(key)); a.Status != status {
					t.Errorf("status %d, want %d: %s", a.Status, status, a.Body)
				}
			}
		}
		key, _ := s.key(t, own, "Laptop")
		s.send(t, "POST /logout/all", bearer(own.access)).empty(t, 204)
		serves(key, 200)
		own = s.login(t, ada)
		uid := s.send(t, "GET /me", bearer(own.access)).object(t, 200)["uid"].(string)
		if err := s.accounts.Disable(t.Context(), uid); err != nil {
			t.Fatal(err)
		}
		serves(key, 401)
		if err := s.accounts.Enable(t.Context(), uid); err != nil {
			t.Fatal(err)
		}
		serves(key, 200)
		own = s.login(t, ada)
		s.send(t, "POST /me/password", bearer(own.access), jsonText(`{"current_password": "engine of 1843", "new_password": "looms of Jacquard"}`)).empty(t, 204)
		serves(key, 401)
		key, _ = s.key(t, own, "Laptop")
		serves(key, 200)
		s.send(t, "DELETE /me", bearer(own.access), jsonText(`{"password": "looms of Jacquard"}`)).empty(t, 204)
		serves(key, 401)
	})
}
