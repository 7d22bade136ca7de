package storetest

import (
	"fmt"
	"time"
)

const (
	patience  = time.Minute           // before a server counts as stuck
	pollEvery = 10 * time.Millisecond // between looks at it
)

// poll calls done until it says true or fails, or patience is at its end.
func poll(otherwise string, done func() (bool, error)) error {
	for deadline := time.Now().Add(patience); time.Now().Before(deadline); time.Sleep(pollEvery) {
		if ok, err := done(); ok || err != nil {
			return err
		}
	}
	return fmt.Errorf("%s within %v", otherwise, patience)
}
