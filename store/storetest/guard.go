package storetest

import (
	_ "embed"
	"os"
	"os/exec"
	"syscall"
)

//go:embed guard.sh
var guardScript string

// guard is a small shell beside the test process. Its standard input is a pipe
// that nobody writes to: when the test process ends, by any means, the kernel
// closes the other end, and the shell ends the server and removes its folder.
//
// A parent-death signal would reach neither the children of the server nor the
// folder, and would hang on the thread that started the server.
type guard struct {
	shell *exec.Cmd
	hold  *os.File // the server lives as long as this is open
}

func startGuard(dir string, account *syscall.Credential) (*guard, error) {
	input, hold, err := os.Pipe()
	if err != nil {
		return nil, err
	}
	defer input.Close()

	shell := exec.Command("/bin/sh", "-c", guardScript, "guard", dir)
	shell.Dir = "/"
	shell.Stdin = input // and no output: "go test" would wait for its end
	// A session of its own, so that what ends the test's process group spares it.
	shell.SysProcAttr = &syscall.SysProcAttr{Setsid: true, Credential: account}
	if err := shell.Start(); err != nil {
		hold.Close()
		return nil, err
	}
	return &guard{shell: shell, hold: hold}, nil
}

// release lets the guard do its work now and returns when it is done.
func (g *guard) release() error {
	if err := g.hold.Close(); err != nil {
		return err
	}
	return g.shell.Wait()
}
