package storetest

import (
	"errors"
	"math/rand/v2"
	"net"
	"strconv"
)

// freePort picks a port that nobody listens on. It stays below the range from
// which the kernel takes ports for outgoing connections: a server that is down
// for a while must find its port free when it comes back.
func freePort() (int, error) {
	const lowest, beyond, tries = 15000, 32000, 100
	for range tries {
		port := lowest + rand.IntN(beyond-lowest)
		l, err := net.Listen("tcp", net.JoinHostPort("127.0.0.1", strconv.Itoa(port)))
		if err != nil {
			continue
		}
		return port, l.Close()
	}
	return 0, errors.New("found no free port")
}
