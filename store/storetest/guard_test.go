package storetest

import (
	"bufio"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// childMode is the variable that makes a test process a child: one that brings a
// server into the state it names and waits for its end.
const childMode = "STORETEST_CHILD"

func TestNoServerOutlivesTheTestProcess(t *testing.T) {
	if mode := os.Getenv(childMode); mode != "" {
		beChild(t, mode)
	}
	requirePrograms(t)
	for _, mode := range []string{"shared", "paused", "killed", "initializing", "exit"} {
		t.Run(mode, func(t *testing.T) {
			t.Parallel()
			temp := openTempDir(t)
			server := runChild(t, mode, temp)
			err := poll("what the child left does not go", func() (bool, error) {
				left, err := os.ReadDir(temp)
				return len(left) == 0 && !slices.ContainsFunc(server, process.alive), err
			})
			if err != nil {
				t.Error(err)
			}
		})
	}
}

// runChild runs a child, ends it with SIGKILL unless it ends by itself, and
// returns the processes of the server that it had. Its files are in temp.
func runChild(t *testing.T, mode, temp string) []process {
	t.Helper()
	child := exec.Command(os.Args[0], "-test.run=^TestNoServerOutlivesTheTestProcess$")
	child.Env = append(os.Environ(), childMode+"="+mode, "TMPDIR="+temp)
	out, err := child.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	gate, err := child.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := child.Start(); err != nil {
		t.Fatal(err)
	}
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		t.Errorf("read from the child: %v", err)
	}
	server := processesIn(t, strings.TrimSpace(line))
	if mode != "exit" {
		if err := child.Process.Kill(); err != nil {
			t.Error(err)
		}
	}
	gate.Close()
	child.Wait() // ends with an error, as it was killed
	return server
}

// processesIn lists the server on dir by the file in which it keeps its id. A
// cluster that is killed or not set up yet has none.
func processesIn(t *testing.T, dir string) []process {
	t.Helper()
	content, err := os.ReadFile(filepath.Join(dir, "data", "postmaster.pid"))
	if err != nil {
		return nil
	}
	first, _, _ := strings.Cut(string(content), "\n")
	pid, err := strconv.Atoi(first)
	if err != nil {
		t.Fatal(err)
	}
	m := postmaster{pid: pid}
	processes, err := m.processes()
	if err != nil {
		t.Fatal(err)
	}
	return processes
}

// beChild is the body of the child process. It prints the folder of its server
// and does not return.
func beChild(t *testing.T, mode string) {
	var dir string
	switch mode {
	case "shared", "exit":
		Postgres(t)
		dir = shared.cluster.dir
	case "paused":
		server := Dedicated(t, Options{})
		server.Pause()
		dir = server.cluster.dir
	case "killed":
		server := Dedicated(t, Options{})
		server.Kill()
		dir = server.cluster.dir
	case "initializing":
		dir = initializing(t)
	}
	fmt.Println(dir)
	os.Stdin.Read(make([]byte, 1)) // until the parent closes it
	if mode == "exit" {
		os.Exit(0)
	}
	select {}
}

// initializing returns while initdb is at work in the folder it returns.
func initializing(t *testing.T) string {
	go newCluster(requirePrograms(t), Options{})
	var found []string
	err := poll("initdb does not begin", func() (bool, error) {
		var err error
		found, err = filepath.Glob(filepath.Join(os.TempDir(), "*", "data", "base"))
		return len(found) > 0, err
	})
	if err != nil {
		t.Fatal(err)
	}
	return filepath.Dir(filepath.Dir(found[0]))
}

// openTempDir makes a folder that, unlike t.TempDir, the server's user may enter.
func openTempDir(t *testing.T) string {
	t.Helper()
	dir, err := os.MkdirTemp("", "storetest-")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := os.RemoveAll(dir); err != nil {
			t.Error(err)
		}
	})
	if err := os.Chmod(dir, 0o777|os.ModeSticky); err != nil {
		t.Fatal(err)
	}
	return dir
}
