package storetest

import (
	"errors"
	"os/exec"
	"path/filepath"
	"slices"
	"syscall"
)

// postmaster is the main process of a PostgreSQL server. Each of its children
// leads a process group of its own, so that no single signal reaches them all.
// The zero value is a server that does not run.
type postmaster struct {
	pid int // 0 once it has ended
}

// startPostmaster starts cmd. Nothing waits for it in the background, so that a test
// that looks for leaked goroutines finds none of ours; running reaps it.
func startPostmaster(cmd *exec.Cmd) (postmaster, error) {
	if err := cmd.Start(); err != nil {
		return postmaster{}, err
	}
	m := postmaster{pid: cmd.Process.Pid}
	return m, cmd.Process.Release()
}

// running reports whether the main process has not ended yet.
func (m *postmaster) running() bool {
	if m.pid == 0 {
		return false
	}
	ended, err := syscall.Wait4(m.pid, nil, syscall.WNOHANG, nil)
	if err == syscall.EINTR || (err == nil && ended == 0) {
		return true
	}
	m.pid = 0
	return false
}

func (m *postmaster) stop(signal syscall.Signal) error {
	if !m.running() {
		return nil
	}
	processes, err := m.processes()
	if err != nil {
		return err
	}
	if err := syscall.Kill(m.pid, signal); err != nil {
		return err
	}
	if err := signalAll(processes, syscall.SIGCONT); err != nil {
		return err
	}
	return m.awaitEnd(processes)
}

// kill freezes the server first, so that it cannot react to, or outgrow, the
// killing of its processes one by one.
func (m *postmaster) kill() error {
	if !m.running() {
		return nil
	}
	if err := m.pause(); err != nil {
		return err
	}
	processes, err := m.processes()
	if err != nil {
		return err
	}
	if err := signalAll(processes, syscall.SIGKILL); err != nil {
		return err
	}
	return m.awaitEnd(processes)
}

// pause stops the main process before the others, so that no child is born
// behind its back, and returns when none of them runs any more.
func (m *postmaster) pause() error {
	if !m.running() {
		return errors.New("the server is not running")
	}
	onlyMain := func(p process) bool { return p.id == m.pid }
	if err := m.freeze(onlyMain); err != nil {
		return err
	}
	return m.freeze(func(process) bool { return true })
}

func (m *postmaster) freeze(chosen func(process) bool) error {
	return poll("the server does not freeze", func() (bool, error) {
		processes, err := m.processes()
		if err != nil {
			return false, err
		}
		var moving []process
		for _, p := range processes {
			if chosen(p) && p.state != 'T' {
				moving = append(moving, p)
			}
		}
		return len(moving) == 0, signalAll(moving, syscall.SIGSTOP)
	})
}

func (m *postmaster) resume() error {
	if !m.running() {
		return errors.New("the server is not running")
	}
	processes, err := m.processes()
	if err != nil {
		return err
	}
	return signalAll(processes, syscall.SIGCONT)
}

// awaitEnd waits for the children too: a new server does not start on a data
// folder while one of the old lives.
func (m *postmaster) awaitEnd(processes []process) error {
	return poll("the server does not end", func() (bool, error) {
		if m.running() {
			return false, nil
		}
		return !slices.ContainsFunc(processes, process.alive), nil
	})
}

// processes lists the main process and its children, zombies left out.
func (m *postmaster) processes() ([]process, error) {
	stats, err := filepath.Glob("/proc/[0-9]*/stat")
	if err != nil {
		return nil, err
	}
	var family []process
	for _, stat := range stats {
		p, err := readProcess(stat)
		if err != nil {
			continue // it ended meanwhile
		}
		if (p.id == m.pid || p.parent == m.pid) && p.state != 'Z' {
			family = append(family, p)
		}
	}
	return family, nil
}
