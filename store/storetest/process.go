package storetest

import (
	"errors"
	"fmt"
	"os"
	"strconv"
	"strings"
	"syscall"
)

// process is what /proc says of one process.
type process struct {
	id, parent int
	state      byte   // T is stopped, Z is a zombie
	birth      string // tells apart two processes that had the same id
}

// readProcess reads a file /proc/PID/stat: "PID (NAME) STATE PARENT ...", where
// NAME may hold anything and the birth is field 22.
func readProcess(stat string) (process, error) {
	content, err := os.ReadFile(stat)
	if err != nil {
		return process{}, err
	}
	line := string(content)
	pid, _, _ := strings.Cut(line, " ")
	fields := strings.Fields(line[strings.LastIndexByte(line, ')')+1:])
	if len(fields) < 20 {
		return process{}, fmt.Errorf("%s: not understood: %q", stat, line)
	}
	id, errID := strconv.Atoi(pid)
	parent, errParent := strconv.Atoi(fields[1])
	return process{id: id, parent: parent, state: fields[0][0], birth: fields[19]}, errors.Join(errID, errParent)
}

// alive reports whether p still exists. A zombie that nobody reaps does not count.
func (p process) alive() bool {
	now, err := readProcess(fmt.Sprintf("/proc/%d/stat", p.id))
	return err == nil && now.birth == p.birth && now.state != 'Z'
}

func signalAll(processes []process, signal syscall.Signal) error {
	for _, p := range processes {
		err := syscall.Kill(p.id, signal)
		if err != nil && err != syscall.ESRCH {
			return err
		}
	}
	return nil
}
