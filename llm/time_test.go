package llm_test

import (
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"testing"
	"testing/synctest"
	"time"

	"spotter/llm"
	"spotter/llm/llmtest"
)

// pipes is a listener without a network, so that a clock of the test's own runs
// while everybody waits.
type pipes struct {
	conns  chan net.Conn
	closed chan struct{}
}

func (p *pipes) Accept() (net.Conn, error) {
	select {
	case c := <-p.conns:
		return c, nil
	case <-p.closed:
		return nil, net.ErrClosed
	}
}

func (p *pipes) Close() error   { close(p.closed); return nil }
func (p *pipes) Addr() net.Addr { return &net.TCPAddr{} }

func (p *pipes) dial(ctx context.Context, _, _ string) (net.Conn, error) {
	here, there := net.Pipe()
	select {
	case p.conns <- there:
		return here, nil
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// onTime runs a test in a bubble with its own clock. The bubble fails when a
// goroutine is left in it, on either side.
func onTime(t *testing.T, run func(*testing.T, *llm.Provider, *llmtest.Provider)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		p := llmtest.New(t)
		listener := &pipes{make(chan net.Conn), make(chan struct{})}
		server := &http.Server{Handler: p}
		go server.Serve(listener)
		transport := &http.Transport{DialContext: listener.dial}
		m, err := llm.New(llm.Settings{URL: "http://model.test/v1", Key: key, Model: "test-model", Client: &http.Client{Transport: transport}})
		if err != nil {
			t.Fatal(err)
		}
		run(t, m, p)
		transport.CloseIdleConnections()
		p.Close()
		server.Close()
	})
}

// timed returns how long an answer took.
func timed(ctx context.Context, m llm.Model) (llm.Answer, time.Duration, error) {
	began := time.Now()
	answer, err := llm.Whole(m.Answer(ctx, asks()))
	return answer, time.Since(began), err
}

// pingsForever is what a proxy sends while nobody works behind it.
func pingsForever(text string) llmtest.Script {
	script := llmtest.Script{llmtest.Write(text)}
	for range 100 {
		script = append(script, sleep(5*time.Second), llmtest.Write(": ping\n\n"))
	}
	return script
}

// sleep lets time pass in a script; in a bubble that costs none.
func sleep(d time.Duration) llmtest.Step {
	return func(s *llmtest.Stage) bool {
		passed := make(chan struct{})
		time.AfterFunc(d, func() { close(passed) })
		return llmtest.Wait(passed)(s)
	}
}

// TestTimeOuts wants each wait to end when it has to, not sooner and not later.
func TestTimeOuts(t *testing.T) {
	half := llmtest.Text("Hello, ")
	var slowly, slower llmtest.Script
	for range 40 {
		slowly = append(slowly, sleep(29*time.Second), llmtest.Write(llmtest.Text("a")))
		slower = append(slower, sleep(14*time.Second), llmtest.Write(llmtest.Event(`{"choices":[{"delta":{"reasoning":"Hm."}}]}`)))
	}
	for name, c := range map[string]struct {
		script llmtest.Script
		after  time.Duration
		text   string
	}{
		"a hang before the head":     {llmtest.Script{llmtest.Hang()}, llm.DefaultFirst, ""},
		"a hang after the head":      {llmtest.Script{llmtest.Status(200), llmtest.Hang()}, llm.DefaultFirst, ""},
		"a hang in the first line":   {llmtest.Script{llmtest.Write("data: {"), llmtest.Hang()}, llm.DefaultFirst, ""},
		"pings alone":                {pingsForever(": ping\n\n"), llm.DefaultFirst, ""},
		"a hang in mid-stream":       {llmtest.Script{llmtest.Write(half), llmtest.Hang()}, llm.DefaultIdle, "Hello, "},
		"pings in mid-stream":        {pingsForever(half), llm.DefaultIdle, "Hello, "},
		"a hang in one object":       {llmtest.Script{llmtest.Header("Content-Type", "application/json"), llmtest.Write("{"), llmtest.Hang()}, llm.DefaultIdle, ""},
		"a hang in a refusal":        {llmtest.Script{llmtest.Status(400), llmtest.Write("{"), llmtest.Hang()}, llm.DefaultFirst, ""},
		"a part every 29 seconds":    {append(llmtest.Script{llmtest.Write(half)}, slowly...), llm.DefaultWhole, "Hello, aaaa"},
		"a thought every 14 seconds": {slower, llm.DefaultWhole, ""},
	} {
		t.Run(name, func(t *testing.T) {
			onTime(t, func(t *testing.T, m *llm.Provider, p *llmtest.Provider) {
				p.Add(c.script)
				answer, took, err := timed(t.Context(), m)
				failure(t, err, llm.ErrSlow)
				if took != c.after || answer.Text != c.text || errors.Is(err, llm.ErrTruncated) != (c.text != "") || errors.Is(err, context.DeadlineExceeded) {
					t.Errorf("after %v %q and %v", took, answer.Text, err)
				}
				if !answer.Usage.Estimated && name != "a hang in a refusal" {
					t.Errorf("the usage is %+v: the provider may well have worked", answer.Usage)
				}
				synctest.Wait()
				<-p.Requests()[0].Gone
			})
		})
	}
}

// hanging is a transport that answers with a text and no end.
type hanging string

func (h hanging) RoundTrip(r *http.Request) (*http.Response, error) {
	in, out := io.Pipe()
	go out.Write([]byte(h))
	context.AfterFunc(r.Context(), func() { out.CloseWithError(r.Context().Err()) })
	return &http.Response{StatusCode: http.StatusOK, Header: http.Header{}, Body: in, Request: r}, nil
}

// TestTimesCanBeSet wants the operator's patience to count: a model on a small
// machine takes a while to load.
func TestTimesCanBeSet(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		for _, c := range []struct {
			s     llm.Settings
			text  string
			after time.Duration
		}{
			{llm.Settings{First: time.Minute}, "", time.Minute},
			{llm.Settings{Idle: time.Minute}, llmtest.Text("Hello, "), time.Minute},
			{llm.Settings{First: time.Hour, Whole: time.Minute}, "", time.Minute},
		} {
			c.s.URL, c.s.Model = "http://model.test", "m"
			c.s.Client = &http.Client{Timeout: time.Second, Transport: hanging(c.text)}
			m, err := llm.New(c.s)
			if err != nil {
				t.Fatal(err)
			}
			_, took, err := timed(t.Context(), m)
			failure(t, err, llm.ErrSlow)
			if took != c.after {
				t.Errorf("%+v: after %v", c.s, took)
			}
		}
	})
}

// TestAfterTheFinishReason wants no trouble from a server that leaves the
// connection open, and a bound on the wait.
func TestAfterTheFinishReason(t *testing.T) {
	onTime(t, func(t *testing.T, m *llm.Provider, p *llmtest.Provider) {
		p.Add(llmtest.Script{llmtest.Write(llmtest.Text("Hello.") + llmtest.Finish("stop")), sleep(time.Second), llmtest.Write(llmtest.Usage(7, 2)), llmtest.Hang()})
		answer, took, err := timed(t.Context(), m)
		if err != nil || answer.Text != "Hello." || answer.Usage != (llm.Usage{Prompt: 7, Completion: 2}) || took != 4*time.Second {
			t.Errorf("after %v %+v, %v", took, answer, err)
		}
	})
}

// TestCutBeforeAHang wants an answer that had no more room to be cut off, not
// slow, when the server leaves the connection open after it.
func TestCutBeforeAHang(t *testing.T) {
	for _, end := range []string{"", llmtest.End} {
		onTime(t, func(t *testing.T, m *llm.Provider, p *llmtest.Provider) {
			p.Add(llmtest.Script{llmtest.Write(llmtest.Text("Hello, ") + llmtest.Finish("length") + end), llmtest.Hang()})
			answer, _, err := timed(t.Context(), m)
			if f := failure(t, err, llm.ErrTruncated); f.Reason != llm.ErrTruncated || answer.Finish != llm.FinishLength {
				t.Errorf("%q and %v", answer.Finish, err)
			}
		})
	}
}

// TestAfterDone wants next to no wait for a server that says [DONE] and leaves
// the connection open.
func TestAfterDone(t *testing.T) {
	onTime(t, func(t *testing.T, m *llm.Provider, p *llmtest.Provider) {
		p.Add(append(llmtest.Says("Hello."), llmtest.Hang()))
		if _, took, err := timed(t.Context(), m); err != nil || took > 200*time.Millisecond {
			t.Errorf("after %v: %v", took, err)
		}
		<-p.Requests()[0].Gone
	})
}

// TestSlowListener wants the time that the caller takes not to count as the
// provider's.
func TestSlowListener(t *testing.T) {
	onTime(t, func(t *testing.T, m *llm.Provider, p *llmtest.Provider) {
		p.Add(llmtest.Says("Hello, ", "mira."))
		for _, err := range m.Answer(t.Context(), asks()) {
			if err != nil {
				t.Fatal(err)
			}
			time.Sleep(llm.DefaultIdle + 5*time.Second)
		}
	})
}

// TestSecondTries wants a busy provider asked again, when it says and at most
// twice more.
func TestSecondTries(t *testing.T) {
	busy := append(llmtest.Script{llmtest.Header("Retry-After", "2")}, llmtest.Refuses(429, "slow down")...)
	fault, overloaded := llmtest.Refuses(502, "bad gateway"), llmtest.Refuses(529, "overloaded")
	never := append(llmtest.Script{llmtest.Header("Retry-After", "6")}, llmtest.Refuses(503, "maintenance")...)
	hello := llmtest.Says("Hello.")
	slow := llmtest.Script{sleep(14 * time.Second)}
	for name, c := range map[string]struct {
		scripts     []llmtest.Script
		reason      error
		least, most time.Duration
		requests    int
	}{
		"busy once":              {[]llmtest.Script{busy, hello}, nil, 2 * time.Second, 2500 * time.Millisecond, 2},
		"busy twice":             {[]llmtest.Script{busy, busy, hello}, nil, 4 * time.Second, 5 * time.Second, 3},
		"busy three times":       {[]llmtest.Script{busy, busy, busy}, llm.ErrBusy, 4 * time.Second, 5 * time.Second, 3},
		"a fault":                {[]llmtest.Script{fault, hello}, nil, 250 * time.Millisecond, 750 * time.Millisecond, 2},
		"a fault of each kind":   {[]llmtest.Script{fault, overloaded, fault}, llm.ErrUnavailable, 750 * time.Millisecond, 2250 * time.Millisecond, 3},
		"too long a pause":       {[]llmtest.Script{never}, llm.ErrUnavailable, 0, 0, 1},
		"no time for a pause":    {[]llmtest.Script{append(slow, busy...)}, llm.ErrBusy, 14 * time.Second, 14 * time.Second, 1},
		"a fault after the head": {[]llmtest.Script{sends(llmtest.Opening + llmtest.Event(`{"error":{"message":"x","code":503}}`))}, llm.ErrUnavailable, 0, 0, 1},
	} {
		t.Run(name, func(t *testing.T) {
			onTime(t, func(t *testing.T, m *llm.Provider, p *llmtest.Provider) {
				p.Add(c.scripts...)
				answer, took, err := timed(t.Context(), m)
				if !errors.Is(err, c.reason) || (err == nil) != (c.reason == nil) || took < c.least || took > c.most || len(p.Requests()) != c.requests {
					t.Errorf("after %v and %d requests: %v", took, len(p.Requests()), err)
				}
				if err == nil && (answer.Text != "Hello." || answer.Usage.Estimated) {
					t.Errorf("got %+v", answer)
				}
			})
		})
	}
}

// TestSecondTriesDiffer wants many that are refused at once not to come back
// at once.
func TestSecondTriesDiffer(t *testing.T) {
	took := map[time.Duration]bool{}
	for range 8 {
		onTime(t, func(t *testing.T, m *llm.Provider, p *llmtest.Provider) {
			p.Add(append(llmtest.Script{llmtest.Header("Retry-After", "1")}, llmtest.Refuses(429, "slow down")...), llmtest.Says("Hello."))
			_, d, _ := timed(t.Context(), m)
			took[d] = true
		})
	}
	if len(took) < 2 {
		t.Errorf("all waited %v", took)
	}
}

// TestCancel wants the provider left as soon as the context ends, wherever the
// answer is, and no goroutine left behind. The bubble sees to the last.
func TestCancel(t *testing.T) {
	half := llmtest.Text("Hello, ")
	for name, c := range map[string]struct {
		script llmtest.Script
		text   string
	}{
		"before the head":       {llmtest.Script{llmtest.Hang()}, ""},
		"after the head":        {llmtest.Script{llmtest.Status(200), llmtest.Hang()}, ""},
		"in mid-stream":         {llmtest.Script{llmtest.Write(half), llmtest.Hang()}, "Hello, "},
		"in a line":             {llmtest.Script{llmtest.Write(half + "data: {"), llmtest.Hang()}, "Hello, "},
		"while it waits to try": {append(llmtest.Script{llmtest.Header("Retry-After", "5")}, llmtest.Refuses(429, "later")...), ""},
	} {
		t.Run(name, func(t *testing.T) {
			onTime(t, func(t *testing.T, m *llm.Provider, p *llmtest.Provider) {
				p.Add(c.script)
				ctx, cancel := context.WithCancel(t.Context())
				time.AfterFunc(3*time.Second, cancel)
				answer, took, err := timed(ctx, m)
				failure(t, err, context.Canceled)
				if took != 3*time.Second || answer.Text != c.text || errors.Is(err, llm.ErrTruncated) != (c.text != "") {
					t.Errorf("after %v %q and %v", took, answer.Text, err)
				}
				if name != "while it waits to try" {
					<-p.Requests()[0].Gone
				}
			})
		})
	}
}

// TestDeadlineOfTheCaller wants the caller's own deadline to be told from the
// provider's slowness.
func TestDeadlineOfTheCaller(t *testing.T) {
	onTime(t, func(t *testing.T, m *llm.Provider, p *llmtest.Provider) {
		p.Add(llmtest.Script{llmtest.Hang()})
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		if _, took, err := timed(ctx, m); !errors.Is(err, context.DeadlineExceeded) || errors.Is(err, llm.ErrSlow) || took != time.Second {
			t.Errorf("after %v: %v", took, err)
		}
	})
}

// TestLeavingTheRange wants the provider left when the caller breaks, and
// nothing yielded after that.
func TestLeavingTheRange(t *testing.T) {
	onTime(t, func(t *testing.T, m *llm.Provider, p *llmtest.Provider) {
		p.Add(llmtest.Script{llmtest.Write(llmtest.Text("Hello, ")), llmtest.Hang()}, llmtest.Says("Hello."), llmtest.Uses("a", "progress", "{}"))
		for range 3 {
			for range m.Answer(t.Context(), asks()) {
				break
			}
		}
		<-p.Requests()[0].Gone
	})
}
