package storetest

import (
	"context"
	"testing"
	"time"
)

func TestServerKeepsItsContentsOverRestarts(t *testing.T) {
	server := Dedicated(t, Options{Fsync: true})
	url := server.Create("shop")
	execute(t, url, "CREATE TABLE sales (id int)")

	for _, end := range []struct {
		name string
		do   func()
	}{
		{"kill", server.Kill},
		{"stop fast", func() { server.Stop(Fast) }},
		{"stop immediate", func() { server.Stop(Immediate) }},
		{"kill paused", func() { server.Pause(); server.Kill() }},
		{"stop paused", func() { server.Pause(); server.Stop(Fast) }},
	} {
		t.Run(end.name, func(t *testing.T) {
			open := connect(t, url)
			defer open.Close(context.Background())
			before := query[int](t, url, "SELECT count(*) FROM sales")
			execute(t, url, "INSERT INTO sales VALUES (1)")

			end.do()
			if err := server.cluster.exec("SELECT 1"); err == nil {
				t.Fatal("it still answers")
			}
			if err := open.Ping(t.Context()); err == nil {
				t.Error("an open connection still answers")
			}

			server.Start()
			if after := query[int](t, url, "SELECT count(*) FROM sales"); after != before+1 {
				t.Errorf("%d rows, want %d", after, before+1)
			}
		})
	}
}

func TestEndingAnEndedServerDoesNothing(t *testing.T) {
	server := Dedicated(t, Options{})
	server.Kill()
	server.Kill()
	server.Stop(Fast)
	server.Start()
	query[int](t, server.URL("postgres"), "SELECT 1")
}

func TestPausedServerHangsUntilResumed(t *testing.T) {
	server := Dedicated(t, Options{})
	conn := connect(t, server.URL("postgres"))
	defer conn.Close(context.Background())

	server.Pause()
	processes, err := server.cluster.postmaster.processes()
	if err != nil {
		t.Fatal(err)
	}
	if len(processes) < 3 {
		t.Errorf("%d processes; a main one, one for the connection and some more were expected", len(processes))
	}
	for _, p := range processes {
		if p.state != 'T' {
			t.Errorf("process %d is in state %c", p.id, p.state)
		}
	}

	answer := make(chan error, 1)
	go func() {
		_, err := conn.Exec(context.Background(), "SELECT 1")
		answer <- err
	}()
	select {
	case err := <-answer:
		t.Errorf("a paused server answered: %v", err)
	case <-time.After(50 * time.Millisecond): // long for SELECT 1; a slow machine cannot fail here
	}

	server.Resume()
	if err := <-answer; err != nil {
		t.Error(err)
	}
}

func TestFsyncIsAsAsked(t *testing.T) {
	for _, asked := range []struct {
		options Options
		want    string
	}{{Options{}, "off"}, {Options{Fsync: true}, "on"}} {
		url := Dedicated(t, asked.options).URL("postgres")
		for _, setting := range []string{"fsync", "full_page_writes"} {
			if got := query[string](t, url, "SHOW "+setting); got != asked.want {
				t.Errorf("%+v: %s = %s", asked.options, setting, got)
			}
		}
		if got := query[string](t, url, "SHOW synchronous_commit"); got != "on" {
			t.Errorf("synchronous_commit = %s", got)
		}
	}
}
