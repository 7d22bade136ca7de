package main_test

import (
	"debug/elf"
	"io/fs"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"syscall"
	"testing"
)

const checkout = "../.."

// nobody is whom the Dockerfile runs the program as.
const nobody = 65532

// TestTheImageServesFromAnEmptyReadOnlyRoot does what the Dockerfile does, where
// there is no Docker: it looks for all sources in what the build would be given,
// and runs the program as nobody, in a root that holds nothing else and in which only
// /data can be written to.
func TestTheImageServesFromAnEmptyReadOnlyRoot(t *testing.T) {
	text := readFile(t, "Dockerfile")
	build := "\nRUN CGO_ENABLED=0 go build -trimpath -buildvcs=false -ldflags=\"-s -w\" -o /out/spotter ./cmd/spotter\n" // as binary does
	if !strings.Contains(text, build) || !strings.Contains(text, "\nUSER "+strconv.Itoa(nobody)+":") || !strings.Contains(text, "\nFROM scratch\n") || !strings.Contains(text, "\nENTRYPOINT [\"/spotter\"]\n") {
		t.Fatal("the Dockerfile is not as this test knows it")
	}
	if given, all := sourcesIn(t, buildContext(t)), sourcesIn(t, checkout); given != all {
		t.Fatalf("the build would be given\n%s\nof\n%s", given, all)
	}
	path, err := binary()
	if err != nil {
		t.Fatal(err)
	}
	wantStatic(t, path)
	root := t.TempDir()
	program, err := os.ReadFile(path)
	if err == nil {
		err = os.WriteFile(filepath.Join(root, "spotter"), program, 0o755)
	}
	if err != nil {
		t.Fatal(err)
	}

	if os.Getuid() != 0 {
		t.Skip("to run it as somebody else in a root of its own takes root")
	}
	data := filepath.Join(root, "data")
	if err := os.Mkdir(data, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.Chown(data, nobody, nobody); err != nil {
		t.Fatal(err)
	}
	inside := func(args ...string) *exec.Cmd {
		c := exec.Command("/spotter", args...)
		c.Dir = "/data"
		c.Env = []string{"SPOTTER_ADDR=127.0.0.1:0"}
		c.SysProcAttr = &syscall.SysProcAttr{Chroot: root, Credential: &syscall.Credential{Uid: nobody, Gid: nobody}}
		return c
	}
	p := launch(t, inside())
	p.untilAnswers(t, "/readyz")
	signUp(t, p)
	if out, err := inside("backup", "/data/copy.db").CombinedOutput(); err != nil {
		t.Errorf("backup: %v\n%s", err, out)
	}
	if out, err := inside("backup", "/copy.db").CombinedOutput(); err == nil || !strings.Contains(string(out), "permission denied") {
		t.Errorf("a backup outside of /data: %v\n%s", err, out)
	}
}

// buildContext is a folder with what .dockerignore leaves.
func buildContext(t *testing.T) string {
	t.Helper()
	var ignored []string
	for _, line := range strings.Fields(readFile(t, ".dockerignore")) {
		ignored = append(ignored, strings.TrimPrefix(line, "/"))
	}
	into := t.TempDir()
	err := fs.WalkDir(os.DirFS(checkout), ".", func(name string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil || name == ".":
			return err
		case isIgnored(ignored, name) && entry.IsDir():
			return fs.SkipDir
		case isIgnored(ignored, name):
			return nil
		case entry.IsDir():
			return os.Mkdir(filepath.Join(into, name), 0o700)
		}
		data, err := os.ReadFile(filepath.Join(checkout, name))
		if err != nil {
			return err
		}
		return os.WriteFile(filepath.Join(into, name), data, 0o600)
	})
	if err != nil {
		t.Fatal(err)
	}
	return into
}

// sourcesIn lists every file of ours that the program is built from there, those
// that are embedded too, but for pages that explain them, which nobody is shown.
func sourcesIn(t *testing.T, dir string) string {
	t.Helper()
	list := exec.Command("go", "list", "-deps", "-f", `{{with .Module}}{{if .Main}}{{$.ImportPath}} {{$.GoFiles}} {{$.EmbedFiles}}{{end}}{{end}}`, "./cmd/spotter")
	list.Dir = dir
	list.Env = append(os.Environ(), "CGO_ENABLED=0")
	out, err := list.Output()
	if err != nil {
		t.Fatalf("go list in %s: %v", dir, err)
	}
	return regexp.MustCompile(`[^ \[]+/README\.md `).ReplaceAllString(string(out), "")
}

// isIgnored knows the patterns of .dockerignore that we use: a name at the top,
// or one at any depth behind **/.
func isIgnored(patterns []string, name string) bool {
	for _, pattern := range patterns {
		matched, _ := path.Match(pattern, name)
		if anywhere, ok := strings.CutPrefix(pattern, "**/"); ok {
			matched, _ = path.Match(anywhere, path.Base(name))
		}
		if matched {
			return true
		}
	}
	return false
}

// wantStatic wants a binary that asks for no other file.
func wantStatic(t *testing.T, file string) {
	t.Helper()
	f, err := elf.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for _, part := range f.Progs {
		if part.Type == elf.PT_INTERP || part.Type == elf.PT_DYNAMIC {
			t.Errorf("the binary is linked dynamically: it has a %s", part.Type)
		}
	}
}

func readFile(t *testing.T, name string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(checkout, name))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// need returns the path of a program, and skips the test where there is none.
func need(t *testing.T, program string) string {
	t.Helper()
	found, err := exec.LookPath(program)
	if err != nil { // where only root looks
		found, err = exec.LookPath("/usr/sbin/" + program)
	}
	if err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatal(err)
		}
		t.Skip(err)
	}
	return found
}

// TestTheSystemdUnitIsHardened by systemd's own judgement: 0 is the least that a
// service is exposed, 10 the most. It does not run here: no systemd does in a
// container.
func TestTheSystemdUnitIsHardened(t *testing.T) {
	analyze, err := exec.LookPath("systemd-analyze")
	if err != nil {
		t.Skip(err)
	}
	program, err := binary()
	if err != nil {
		t.Fatal(err)
	}
	unit := filepath.Join(t.TempDir(), "spotter.service")
	text := strings.Replace(readFile(t, "deploy/spotter.service"), "ExecStart=/usr/local/bin/spotter", "ExecStart="+program, 1)
	if err := os.WriteFile(unit, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	if out, err := exec.Command(analyze, "verify", unit).CombinedOutput(); err != nil || strings.Contains(string(out), unit) {
		t.Errorf("systemd-analyze verify: %v\n%s", err, out)
	}
	out, _ := exec.Command(analyze, "security", "--offline=true", "--no-pager", unit).CombinedOutput() // an error is that it finds something
	exposed := regexp.MustCompile(`Overall exposure level for spotter.service: (\d+\.\d+)`).FindSubmatch(out)
	if exposed == nil {
		t.Skipf("this systemd-analyze does not judge files:\n%s", out)
	}
	if level, err := strconv.ParseFloat(string(exposed[1]), 64); err != nil || level > 1.5 {
		t.Errorf("it is exposed to %s:\n%s", exposed[1], out)
	}
}
