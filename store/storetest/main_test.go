package storetest

import (
	"os"
	"testing"
)

func TestMain(m *testing.M) {
	if os.Getenv(childMode) != "" {
		m.Run() // like a package that forgot Main
		return
	}
	Main(m)
}
