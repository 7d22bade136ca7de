package api

import (
	"errors"
	"fmt"
	"testing"
)

func TestH7OnlySomeExportsAtATime(t *testing.T) {
	c := exportCount{open: map[string]bool{}}
	var leave func()
	for i := range maxExports {
		var err error
		if leave, err = c.enter(fmt.Sprint(i)); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := c.enter("0"); !errors.Is(err, ErrExporting) {
		t.Errorf("the same person: %v", err)
	}
	if _, err := c.enter("next"); !errors.Is(err, ErrManyExports) {
		t.Errorf("one more: %v", err)
	}
	leave()
	if _, err := c.enter("next"); err != nil {
		t.Errorf("behind one that has left: %v", err)
	}
}
