package web_test

import (
	"testing"

	"spotter/web/webtest"
)

func TestMain(m *testing.M) {
	defer webtest.Close()
	m.Run()
}
