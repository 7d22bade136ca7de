package api_test

import (
	"testing"

	"spotter/store/storetest"
	"spotter/web/webtest"
)

func TestMain(m *testing.M) {
	defer webtest.Close()
	storetest.Main(m)
}
