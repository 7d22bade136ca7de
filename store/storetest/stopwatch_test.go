package storetest

import (
	"os/exec"
	"testing"
	"time"
)

// TestAStopwatchLeavesOutWhatTheMachineTook, here by stopping the process.
func TestAStopwatchLeavesOutWhatTheMachineTook(t *testing.T) {
	watch, begun := StartStopwatch(), time.Now()
	if out, err := exec.Command("sh", "-c", "kill -s STOP $PPID; sleep 0.5; kill -s CONT $PPID").CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	if took, whole := watch.Took(), time.Since(begun); took > whole-400*time.Millisecond {
		t.Errorf("%v of %v", took, whole)
	}
}

// TestAStopwatchGoesWhileOneWaits: what the machine did not take counts.
func TestAStopwatchGoesWhileOneWaits(t *testing.T) {
	const wait = 300 * time.Millisecond
	for range 100 { // on a busy machine some of it is lost
		watch := StartStopwatch()
		time.Sleep(wait)
		if took := watch.Took(); took >= wait*9/10 {
			return
		}
	}
	t.Error("it stands still")
}
