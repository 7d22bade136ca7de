package account

import (
	"fmt"
	"testing"
	"time"
)

// TestL3WhatANodeRemembersOfRefusalsIsBounded in number and time.
func TestL3WhatANodeRemembersOfRefusalsIsBounded(t *testing.T) {
	m, now := refusalMemory{full: map[string]remembered{}}, time.Now()
	for i := range 2 * mostRemembered {
		m.remember(fmt.Sprint(i), now.Add(time.Hour), now)
	}
	if len(m.full) != mostRemembered {
		t.Errorf("%d are remembered", len(m.full))
	}
	now = now.Add(rememberFor)
	m.remember("late", now.Add(300*time.Millisecond), now)
	m.remember("never", now, now)
	if _, found := m.recall("0", now); found || len(m.full) != 1 {
		t.Errorf("%d are remembered after a second", len(m.full))
	}
	if until, found := m.recall("late", now.Add(299*time.Millisecond)); !found || !until.Equal(now.Add(300*time.Millisecond)) {
		t.Errorf("until %v, %v", until, found)
	}
	if _, found := m.recall("late", now.Add(300*time.Millisecond)); found {
		t.Error("a refusal is remembered beyond its end")
	}
}
