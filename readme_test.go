package spotter_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"
)

// TestReadme does what README.md tells its reader to do, in the same order: it
// runs every block of commands and compares what they print with the block
// below. In those, … stands for anything.
func TestReadme(t *testing.T) {
	if testing.Short() {
		t.Skip("builds and runs the program")
	}
	needCurl(t)
	r := newReader(t, "README.md")
	r.follow()
	r.checkMissing(read(t, "README.md"))
}

// TestOAuthPage does the same with docs/oauth.md.
func TestOAuthPage(t *testing.T) {
	followPage(t, "docs/oauth.md")
}

// TestImportPage does the same with docs/import.md.
func TestImportPage(t *testing.T) {
	followPage(t, "docs/import.md")
}

// TestConversationsPage does the same with docs/conversations.md.
func TestConversationsPage(t *testing.T) {
	followPage(t, "docs/conversations.md")
}

// TestTrainingPage does the same with docs/training.md.
func TestTrainingPage(t *testing.T) {
	followPage(t, "docs/training.md")
}

// TestOperatePage does the same with docs/operate.md, which needs no server.
func TestOperatePage(t *testing.T) {
	if testing.Short() {
		t.Skip("builds and runs the program")
	}
	newReader(t, "docs/operate.md").follow()
}

// TestOpenAIPage does the same with docs/openai.md.
func TestOpenAIPage(t *testing.T) {
	followPage(t, "docs/openai.md")
}

// followPage runs the commands of a page that talks to a server.
func followPage(t *testing.T, page string) {
	t.Helper()
	if testing.Short() {
		t.Skip("builds and runs the program")
	}
	needCurl(t)
	newReader(t, page).follow()
}

func needCurl(t *testing.T) {
	t.Helper()
	if _, err := exec.LookPath("curl"); err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatal(err)
		}
		t.Skip(err)
	}
}

// fence is a block of code in a page.
type fence struct {
	lang    string
	text    string
	line    int  // where it begins
	follows bool // nothing but an empty line is between it and the block before
}

func fences(t *testing.T, page string) []fence {
	t.Helper()
	var all []fence
	var open *fence
	gap := true
	for i, line := range strings.SplitAfter(page, "\n") {
		lang, mark := strings.CutPrefix(strings.TrimSuffix(line, "\n"), "```")
		switch {
		case open == nil && mark:
			open = &fence{lang: lang, line: i + 1, follows: !gap}
		case mark:
			all = append(all, *open)
			open, gap = nil, false
		case open != nil:
			open.text += line
		case line != "\n":
			gap = true
		}
	}
	if open != nil {
		t.Fatalf("the block at line %d is not closed", open.line)
	}
	return all
}

// reader is someone who follows a page: in one folder, with one shell.
type reader struct {
	t       *testing.T
	page    string // the name of its file
	dir     string // where the checkout would be
	bin     string
	fences  []fence
	ports   map[string]string // a port of the page → the free one in its place
	shell   io.Writer
	printed chan string // what the shell prints, up to a mark
	errors  bytes.Buffer
}

const mark = "\x00" // ends what a block prints

func newReader(t *testing.T, page string) *reader {
	t.Helper()
	all := fences(t, read(t, page))
	r := &reader{t: t, page: page, dir: t.TempDir(), bin: t.TempDir(), fences: all, ports: freePorts(t, "5555", "5556"), printed: make(chan string)}
	if err := os.Symlink(spotter(t), filepath.Join(r.bin, "spotter")); err != nil {
		t.Fatal(err)
	}
	for _, f := range all {
		if f.lang == "go" {
			r.buildHello(f)
		}
	}
	r.startShell()
	return r
}

// follow runs every block of commands, in order.
func (r *reader) follow() {
	r.t.Helper()
	for i, f := range r.fences {
		if f.lang != "sh" {
			continue
		}
		want := ""
		if i+1 < len(r.fences) && r.fences[i+1].lang == "text" && r.fences[i+1].follows {
			want = r.fences[i+1].text
		}
		r.run(f, want)
	}
}

// build compiles a program of the checkout. With an overlay, files are there
// that are not on disk.
func (r *reader) build(pkg string, overlay map[string]string) {
	r.t.Helper()
	list := filepath.Join(r.t.TempDir(), "overlay.json")
	text, err := json.Marshal(map[string]any{"Replace": overlay})
	if err == nil {
		err = os.WriteFile(list, text, 0o600)
	}
	if err != nil {
		r.t.Fatal(err)
	}
	if err := goBuild("-overlay", list, "-o", filepath.Join(r.bin, filepath.Base(pkg)), pkg); err != nil {
		r.t.Fatal(err)
	}
}

// buildHello compiles the program that the README has its reader save, as if it
// lay in the checkout.
func (r *reader) buildHello(f fence) {
	r.t.Helper()
	root, err := os.Getwd()
	if err != nil {
		r.t.Fatal(err)
	}
	file := filepath.Join(r.t.TempDir(), "main.go")
	if err := os.WriteFile(file, []byte(r.moved(f.text)), 0o600); err != nil {
		r.t.Fatal(err)
	}
	r.build("./hello", map[string]string{filepath.Join(root, "hello", "main.go"): file})
}

// moved is a text with other ports.
func (r *reader) moved(text string) string {
	for from, to := range r.ports {
		text = strings.ReplaceAll(text, from, to)
	}
	return text
}

func freePorts(t *testing.T, names ...string) map[string]string {
	t.Helper()
	ports := map[string]string{}
	for _, name := range names {
		l, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			t.Fatal(err)
		}
		defer l.Close()
		ports[name] = strconv.Itoa(l.Addr().(*net.TCPAddr).Port)
	}
	return ports
}

// startShell starts the one shell, in a process group that ends with the test.
func (r *reader) startShell() {
	r.t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Minute)
	shell := exec.CommandContext(ctx, "sh", "-e")
	shell.Dir = r.dir
	shell.Env = []string{"PATH=" + os.Getenv("PATH"), "HOME=" + r.dir, "LC_ALL=C.UTF-8", "SPOTTER_ADDR=127.0.0.1:" + r.ports["5555"]}
	shell.Stderr = &r.errors
	shell.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	shell.Cancel = func() error { return syscall.Kill(-shell.Process.Pid, syscall.SIGKILL) }
	in, err := shell.StdinPipe()
	if err != nil {
		r.t.Fatal(err)
	}
	out, err := shell.StdoutPipe()
	if err != nil {
		r.t.Fatal(err)
	}
	if err := shell.Start(); err != nil {
		r.t.Fatal(err)
	}
	r.shell = in
	go readMarked(out, r.printed)
	r.t.Cleanup(func() {
		shell.Cancel()
		for range r.printed {
		}
		shell.Wait()
		cancel()
	})
}

// readMarked sends what comes before each mark, and closes at the end.
func readMarked(in io.Reader, to chan<- string) {
	defer close(to)
	var text []byte
	part := make([]byte, 4096)
	for {
		n, err := in.Read(part)
		text = append(text, part[:n]...)
		for {
			before, after, found := bytes.Cut(text, []byte(mark))
			if !found {
				break
			}
			to <- string(before)
			text = after
		}
		if err != nil {
			return
		}
	}
}

var (
	server  = regexp.MustCompile(`^go run \./(?:cmd/)?(\w+)$`)
	command = regexp.MustCompile(`go run \./(?:cmd/)?(\w+) `)
	clone   = regexp.MustCompile(`^git clone \S+ && cd spotter$`)
	target  = regexp.MustCompile(`^make `)
)

// run runs one block. What a page does in a checkout and in the foreground
// happens with built programs and in the background.
func (r *reader) run(f fence, want string) {
	r.t.Helper()
	root, err := os.Getwd()
	if err != nil {
		r.t.Fatal(err)
	}
	var script strings.Builder
	started := ""
	for line := range strings.Lines(f.text) {
		line = r.moved(strings.TrimSuffix(line, "\n"))
		switch m := server.FindStringSubmatch(line); {
		case clone.MatchString(line):
			continue
		case m != nil:
			started = m[1]
			line = fmt.Sprintf("if [ \"${pid_%[1]s:-}\" ]; then kill $pid_%[1]s; wait $pid_%[1]s || :; fi\n%[2]s/%[1]s >%[1]s.out 2>%[1]s.err & pid_%[1]s=$!", m[1], r.bin)
		case target.MatchString(line): // that there is such a target; what it does, others run
			line = target.ReplaceAllString(line, "make -n -C "+root+" ")
		default:
			line = command.ReplaceAllString(line, r.bin+"/$1 ")
		}
		script.WriteString(line + "\n")
	}
	file := filepath.Join(r.dir, "block-"+strconv.Itoa(f.line))
	if err := os.WriteFile(file, []byte(script.String()), 0o600); err != nil {
		r.t.Fatal(err)
	}
	fmt.Fprintf(r.shell, ". %s </dev/null; printf '\\000'\n", file)
	printed, alive := <-r.printed
	if !alive {
		r.t.Fatalf("%s:%d: the commands fail:\n%s\n%s", r.page, f.line, script.String(), r.errors.String())
	}
	if started != "" {
		printed = r.waitFor(started)
	}
	if want != "" && !pattern(r.moved(want)).MatchString(printed) {
		r.t.Errorf("%s:%d: the commands print\n%s\nand the page says\n%s", r.page, f.line, printed, want)
	}
}

// waitFor waits until a server answers, and returns what it has printed.
func (r *reader) waitFor(name string) string {
	r.t.Helper()
	port := r.ports[map[string]string{"spotter": "5555", "hello": "5556"}[name]]
	client := http.Client{Timeout: time.Minute}
	for deadline := time.Now().Add(2 * time.Minute); time.Now().Before(deadline); {
		answer, err := client.Get("http://127.0.0.1:" + port + "/")
		if err == nil {
			answer.Body.Close()
			return read(r.t, filepath.Join(r.dir, name+".out"))
		}
		time.Sleep(50 * time.Millisecond)
	}
	r.t.Fatalf("%s does not answer:\n%s", name, read(r.t, filepath.Join(r.dir, name+".err")))
	return ""
}

// pattern matches what a block says is printed.
func pattern(want string) *regexp.Regexp {
	text := strings.ReplaceAll(regexp.QuoteMeta(strings.TrimSpace(want)), "…", ".*")
	return regexp.MustCompile(`(?s)^\s*` + text + `\s*$`)
}

// checkMissing calls what the README says is not there yet.
func (r *reader) checkMissing(page string) {
	r.t.Helper()
	_, section, found := strings.Cut(page, "## Not there yet")
	section, _, _ = strings.Cut(section, "\n## ")
	calls := regexp.MustCompile("`(GET|POST) (/\\S+)`").FindAllStringSubmatch(section, -1)
	if !found {
		r.t.Fatal("README.md does not say what is missing")
	}
	for _, call := range calls {
		request, err := http.NewRequest(call[1], "http://127.0.0.1:"+r.ports["5555"]+call[2], nil)
		if err != nil {
			r.t.Fatal(err)
		}
		answer, err := http.DefaultClient.Do(request)
		if err != nil {
			r.t.Fatal(err)
		}
		answer.Body.Close()
		if answer.StatusCode != http.StatusNotFound {
			r.t.Errorf("README.md says that %s %s is not there yet: it answers %d", call[1], call[2], answer.StatusCode)
		}
	}
}
