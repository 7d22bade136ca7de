package main_test

import (
	"errors"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// smallDisk is a folder on a disk of 16 MB of its own.
func smallDisk(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	if err := syscall.Mount("tmpfs", dir, "tmpfs", 0, "size=16m"); err != nil {
		t.Skipf("a disk of its own takes root: %v", err)
	}
	t.Cleanup(func() { syscall.Unmount(dir, syscall.MNT_DETACH) })
	return dir
}

// fillDisk writes until there is no room, and returns the file that takes it.
func fillDisk(t *testing.T, dir string) string {
	t.Helper()
	file := filepath.Join(dir, "filler")
	f, err := os.Create(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for size := 1 << 20; size > 0; {
		if _, err := f.Write(make([]byte, size)); errors.Is(err, syscall.ENOSPC) {
			size /= 2
		} else if err != nil {
			t.Fatal(err)
		}
	}
	return file
}

// TestR5AFullDiskRefusesWritesAndLosesNothing: what writes answers 503 and has
// used nothing up, what reads goes on, and with room again everything does
// without a restart.
func TestR5AFullDiskRefusesWritesAndLosesNothing(t *testing.T) {
	disk := smallDisk(t)
	f := measures(t, "R5", "a disk of 16 MB is full")
	settings := []string{"SPOTTER_DB=" + filepath.Join(disk, "spotter.db")}
	p := start(t, t.TempDir(), settings...)
	own := signUp(t, p)
	filler := fillDisk(t, disk)

	var full error
	for full == nil { // there is some room left in the files themselves
		var next pair
		if next, full = own.refresh(p); full == nil {
			own = next
		}
	}
	if !strings.Contains(full.Error(), "503") {
		t.Errorf("a refresh on a full disk: %v", full)
	}
	if code := status(t, "GET", p.url+"/healthz", ""); code != http.StatusOK {
		t.Errorf("GET /healthz answers %d", code)
	}
	wantStatus(t, p, "an access token on a full disk", own.AccessToken, http.StatusOK)
	for _, path := range []string{"/register", "/login"} {
		err := post(p.url+path, map[string]string{"username": "late", "email": "late@example.com", "password": benchPassword}, nil)
		if err == nil || !strings.Contains(err.Error(), "503") {
			t.Errorf("POST %s on a full disk: %v", path, err)
		}
	}
	if out, code := tryRun(t, p.command.Dir, "", settings, "backup", filepath.Join(disk, "copy.db")); code != 1 || !strings.Contains(out, "make room") || strings.Count(out, "\n") != 1 {
		t.Errorf("a backup onto a full disk: exit %d: %s", code, out)
	}
	if left, _ := filepath.Glob(filepath.Join(disk, "copy.db*")); len(left) != 0 {
		t.Errorf("it left %v", left)
	}

	room := time.Now()
	if err := os.Remove(filler); err != nil {
		t.Fatal(err)
	}
	eventually(t, "a refresh with room again", func() bool {
		next, err := own.refresh(p)
		if err != nil && !strings.Contains(err.Error(), "503") {
			t.Fatalf("what was answered 503 used the token up: %v", err)
		}
		own = next
		return err == nil
	})
	f.soon("writes again with room", time.Since(room), 10*time.Second)
	someone(t, p, "late")
	p.kill()
	p = start(t, t.TempDir(), settings...)
	mustRefresh(t, p, own)
	f.none("writes answered other than 503, or lost, or not back with room", btoi(t.Failed()))
}
