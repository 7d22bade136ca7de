package roster_test

import (
	"testing"

	"spotter/store/storetest"
)

func TestMain(m *testing.M) { storetest.Main(m) }
