package main_test

import (
	"bufio"
	"fmt"
	"net"
	"strconv"
	"strings"
	"time"
)

// steadyClient asks GET /me on one connection, and takes as little of the cores as
// it can, which are Spotter's to be measured: net/http takes four times as much.
type steadyClient struct {
	conn    net.Conn
	answers *bufio.Reader
	request []byte
}

func dialMe(p *process, own pair) (*steadyClient, error) {
	address := strings.TrimPrefix(p.url, "http://")
	conn, err := net.Dial("tcp", address)
	if err != nil {
		return nil, err
	}
	request := "GET /me HTTP/1.1\r\nHost: " + address + "\r\nAuthorization: Bearer " + own.AccessToken + "\r\n\r\n"
	return &steadyClient{conn, bufio.NewReader(conn), []byte(request)}, nil
}

// ask returns an error for an answer other than 200. One that does not come in
// time is an error too.
func (c *steadyClient) ask() error {
	if err := c.conn.SetDeadline(time.Now().Add(patience)); err != nil {
		return err
	}
	if _, err := c.conn.Write(c.request); err != nil {
		return err
	}
	status, length := "", 0
	for {
		line, err := c.answers.ReadSlice('\n')
		if err != nil {
			return err
		}
		field := strings.TrimSpace(string(line))
		name, value, _ := strings.Cut(field, ": ")
		switch {
		case status == "":
			status = field
		case strings.EqualFold(name, "Content-Length"):
			length, err = strconv.Atoi(value)
		case field == "":
			if _, err = c.answers.Discard(length); err == nil && status != "HTTP/1.1 200 OK" {
				err = fmt.Errorf("GET /me: %s", status)
			}
			return err
		}
		if err != nil {
			return err
		}
	}
}

// Close ends the connection.
func (c *steadyClient) Close() error { return c.conn.Close() }
