package storetest

import (
	"bytes"
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"net"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"

	"github.com/jackc/pgx/v5"
)

const superuser = "spotter"

// cluster is a PostgreSQL data folder and the server on it. Only create, drop
// and url may be called from several goroutines at once.
type cluster struct {
	programs   string
	dir        string // holds the data folder, the log and the password file
	account    *syscall.Credential
	guard      *guard
	options    Options
	port       int
	password   string
	postmaster postmaster
}

// newCluster makes a data folder and starts a server on it.
func newCluster(programs string, options Options) (_ *cluster, err error) {
	c := &cluster{programs: programs, options: options, password: rand.Text()}
	if c.account, err = unprivileged(); err != nil {
		return nil, err
	}
	if c.port, err = freePort(); err != nil {
		return nil, err
	}
	if c.dir, err = newFolder(options); err != nil {
		return nil, err
	}
	if err := c.layOut(); err != nil {
		return nil, errors.Join(err, os.RemoveAll(c.dir))
	}
	// The guard comes first: initdb must not outlive the test process either.
	if c.guard, err = startGuard(c.dir, c.account); err != nil {
		return nil, errors.Join(err, os.RemoveAll(c.dir))
	}
	if err := c.initialize(); err != nil {
		return nil, errors.Join(err, c.discard())
	}
	if err := c.start(); err != nil {
		return nil, errors.Join(err, c.discard())
	}
	return c, nil
}

func (c *cluster) data() string         { return filepath.Join(c.dir, "data") }
func (c *cluster) log() string          { return filepath.Join(c.dir, "log") }
func (c *cluster) passwordFile() string { return filepath.Join(c.dir, "password") }

// layOut writes what initdb expects to find, owned by whom it runs as.
func (c *cluster) layOut() error {
	if err := os.Mkdir(c.data(), 0o700); err != nil {
		return err
	}
	if err := os.WriteFile(c.passwordFile(), []byte(c.password), 0o600); err != nil {
		return err
	}
	if c.account == nil {
		return nil
	}
	for _, path := range []string{c.data(), c.passwordFile(), c.dir} {
		if err := os.Chown(path, int(c.account.Uid), int(c.account.Gid)); err != nil {
			return err
		}
	}
	return nil
}

// initialize runs initdb. It never syncs: only a crash of the machine, not of
// the server, could tell.
func (c *cluster) initialize() error {
	out, err := c.command("initdb",
		"--pgdata", c.data(),
		"--username", superuser,
		"--pwfile", c.passwordFile(),
		"--auth", "scram-sha-256",
		"--encoding", "UTF8",
		"--locale", "C.UTF-8", // on every Debian; knows letters beyond ASCII
		"--no-sync",
		"--no-instructions",
	).CombinedOutput()
	if err != nil {
		return fmt.Errorf("initdb: %w\n%s", err, out)
	}
	return nil
}

// start runs the server and returns when it takes connections.
func (c *cluster) start() error {
	if c.postmaster.running() {
		return errors.New("the server is running already")
	}
	log, err := os.OpenFile(c.log(), os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	defer log.Close()

	cmd := c.command("postgres", c.settings()...)
	cmd.Stdout, cmd.Stderr = log, log
	if c.postmaster, err = startPostmaster(cmd); err != nil {
		return err
	}
	return c.awaitReady()
}

func (c *cluster) settings() []string {
	durable := "off"
	if c.options.Fsync {
		durable = "on"
	}
	return []string{
		"-D", c.data(),
		"-c", "listen_addresses=127.0.0.1",
		"-c", "port=" + strconv.Itoa(c.port),
		// The data folder as seen by the server: never too long for a socket's name.
		"-c", "unix_socket_directories=.",
		"-c", "max_connections=200",
		"-c", "synchronous_commit=on",
		"-c", "fsync=" + durable,
		"-c", "full_page_writes=" + durable,
		"-c", "max_wal_size=256MB", // the folder may be in memory
		// In the data folder rather than /dev/shm, where a killed server's would stay.
		"-c", "dynamic_shared_memory_type=mmap",
	}
}

// command prepares one of PostgreSQL's programs to run as the cluster's owner
// and in the data folder, by which the guard finds it.
func (c *cluster) command(program string, args ...string) *exec.Cmd {
	cmd := exec.Command(filepath.Join(c.programs, program), args...)
	cmd.Dir = c.data()
	cmd.Env = []string{"TZ=UTC"}
	for _, variable := range os.Environ() {
		// PGDATA, PGOPTIONS and the like are meant for another server.
		if !strings.HasPrefix(variable, "PG") && !strings.HasPrefix(variable, "TZ=") {
			cmd.Env = append(cmd.Env, variable)
		}
	}
	// A Ctrl-C at the terminal is for the test; it would otherwise reach the server too.
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true, Credential: c.account}
	return cmd
}

func (c *cluster) awaitReady() error {
	var refusal error
	err := poll("the server takes no connections", func() (bool, error) {
		if !c.postmaster.running() {
			return false, errors.New("the server ended while starting")
		}
		refusal = c.exec("SELECT 1")
		return refusal == nil, nil
	})
	if err != nil {
		return errors.Join(err, refusal, errors.New(c.logTail()))
	}
	return nil
}

func (c *cluster) stop(how syscall.Signal) error { return c.postmaster.stop(how) }
func (c *cluster) kill() error                   { return c.postmaster.kill() }
func (c *cluster) pause() error                  { return c.postmaster.pause() }
func (c *cluster) resume() error                 { return c.postmaster.resume() }

// discard ends the server, in whatever state it is, and removes its folder.
func (c *cluster) discard() error {
	err := c.guard.release()
	if err != nil { // someone ended the guard
		err = errors.Join(err, c.kill())
	}
	err = errors.Join(err, c.postmaster.awaitEnd(nil)) // also reaps it
	// The owner of the cluster may not be allowed to remove the folder itself.
	return errors.Join(err, os.RemoveAll(c.dir))
}

func (c *cluster) create(db string) error {
	return c.exec("CREATE DATABASE " + pgx.Identifier{db}.Sanitize() + " TEMPLATE template0 ENCODING 'UTF8'")
}

func (c *cluster) drop(db string) error {
	return c.exec("DROP DATABASE IF EXISTS " + pgx.Identifier{db}.Sanitize() + " WITH (FORCE)")
}

func (c *cluster) exec(statement string) error {
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	conn, err := pgx.Connect(ctx, c.url("postgres"))
	if err != nil {
		return err
	}
	defer conn.Close(ctx)
	_, err = conn.Exec(ctx, statement)
	return err
}

func (c *cluster) url(db string) string {
	u := url.URL{
		Scheme:   "postgres",
		User:     url.UserPassword(superuser, c.password),
		Host:     net.JoinHostPort("127.0.0.1", strconv.Itoa(c.port)),
		Path:     "/" + db,
		RawQuery: "sslmode=disable",
	}
	return u.String()
}

// logTail returns the last lines of the server's log.
func (c *cluster) logTail() string {
	content, err := os.ReadFile(c.log())
	if err != nil {
		return err.Error()
	}
	lines := bytes.Split(bytes.TrimSpace(content), []byte("\n"))
	return string(bytes.Join(lines[max(0, len(lines)-30):], []byte("\n")))
}
