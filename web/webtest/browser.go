// Package webtest drives a real browser for the tests of pages: a tab to open,
// steps to follow in it, and what it asked for and complained about on the way.
// It is imported by tests only.
package webtest

import (
	"context"
	"os"
	"os/exec"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// mostOfAll ends a tab that hangs. It bounds no test that goes on: each step waits for the thing itself, and the
// slowest story takes more than a minute on a machine that is busy with the other tests.
const mostOfAll = 5 * time.Minute

// Open opens a tab with a profile of its own, which no other test has seen and which is gone with the test, and returns its
// context. All tests of a process share one headless Chromium, as a start of it costs more than most of them: a package that
// calls Open calls [Close] in its TestMain. Without a Chromium the test is skipped, but not in CI, where that would hide a
// page that broke.
func Open(t *testing.T) context.Context {
	t.Helper()
	program, err := exec.LookPath("chromium")
	if err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatalf("no browser in CI: %v", err)
		}
		t.Skipf("no browser: %v", err)
	}
	browser, err := chromium.open(program)
	if err != nil {
		t.Fatalf("start %s: %v", program, err)
	}
	profile, closeProfile := chromedp.NewContext(browser, chromedp.WithNewBrowserContext())
	t.Cleanup(closeProfile)
	if err := chromedp.Do(profile); err != nil {
		t.Fatalf("open a tab: %v", err)
	}
	tab, cancel := context.WithTimeout(profile, mostOfAll)
	t.Cleanup(cancel)
	return tab
}

// Close ends the Chromium of this process, if there is one.
func Close() {
	chromium.mu.Lock()
	defer chromium.mu.Unlock()
	chromium.end()
}

// chromium is the one of this process.
var chromium process

type process struct {
	mu     sync.Mutex
	window context.Context
	stop   []context.CancelFunc // in the order in which they are to be called
}

// open returns the context of the browser, which is started when there is none, or none any more.
func (p *process) open(program string) (context.Context, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.window != nil && p.window.Err() == nil {
		return p.window, nil
	}
	p.end()
	// chromedp adds --no-sandbox by itself when it runs as root.
	options := append(slices.Clone(chromedp.DefaultExecAllocatorOptions[:]),
		chromedp.ExecPath(program),
		chromedp.DisableGPU,
		chromedp.WSURLReadTimeout(mostOfAll),
		chromedp.Flag("disable-component-update", true),
		chromedp.Flag("disable-quic", true),
		chromedp.WindowSize(1200, 1000),
		// No name can be resolved, so nothing leaves the machine even where a test fails to notice the attempt.
		chromedp.Flag("host-resolver-rules", "MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"),
	)
	allocator, stop := chromedp.NewExecAllocator(context.Background(), options...)
	window, closeWindow := chromedp.NewContext(allocator)
	p.stop = []context.CancelFunc{closeWindow, stop}
	if err := chromedp.Do(window); err != nil {
		p.end()
		return nil, err
	}
	p.window = window
	return window, nil
}

func (p *process) end() {
	for _, stop := range p.stop {
		stop()
	}
	p.window, p.stop = nil, nil
}

// Log is what a tab did, as far as its owner should worry: what it asked for, and what its console complains about.
type Log struct {
	mu         sync.Mutex
	requests   []string
	complaints []string
}

// Watch writes down what the tab does from now on.
func Watch(t *testing.T, tab context.Context) *Log {
	t.Helper()
	var seen Log
	// Not chromedp.Console: Listen has told everything that came before the answer to a step when that step returns.
	if err := chromedp.Listen(tab, seen.note); err != nil {
		t.Fatal(err)
	}
	return &seen
}

// note is called for one event after another, but not on the goroutine of the test.
func (l *Log) note(event any) {
	l.mu.Lock()
	defer l.mu.Unlock()
	switch e := event.(type) {
	case *network.EventRequestWillBeSent:
		l.requests = append(l.requests, e.Request.URL)
	case *runtime.EventConsoleAPICalled:
		if e.Type == runtime.ConsoleAPICalledTypeError || e.Type == runtime.ConsoleAPICalledTypeWarning {
			l.complaints = append(l.complaints, string(e.Type)+": "+words(e.Args...))
		}
	case *runtime.EventExceptionThrown:
		l.complaints = append(l.complaints, e.ExceptionDetails.Text+" "+words(e.ExceptionDetails.Exception))
	case *log.EventEntryAdded: // what the browser itself says, of a breach of the content security policy for one
		if e.Entry.Level == log.EntryLevelError || e.Entry.Level == log.EntryLevelWarning {
			l.complaints = append(l.complaints, string(e.Entry.Source)+": "+e.Entry.Text)
		}
	}
}

// words is what a person would read of values that a script wrote or threw.
func words(values ...*runtime.RemoteObject) string {
	var said []string
	for _, value := range values {
		switch {
		case value == nil:
		case value.Description != "":
			said = append(said, value.Description)
		default:
			said = append(said, string(value.Value))
		}
	}
	return strings.Join(said, " ")
}

// Check fails the test when the tab asked for something that is not at origin, or when its console is not quiet.
func (l *Log) Check(t *testing.T, origin string) {
	t.Helper()
	l.mu.Lock()
	defer l.mu.Unlock()
	if len(l.requests) == 0 {
		t.Error("the tab asked for nothing: it is not watched")
	}
	for _, url := range l.requests {
		if !strings.HasPrefix(url, origin+"/") && !strings.HasPrefix(url, "data:") {
			t.Errorf("the page asked for %.200s", url)
		}
	}
	for _, complaint := range l.complaints {
		t.Errorf("the console says: %s", complaint)
	}
}

// Action is one thing that a reader does or waits to see.
type Action struct {
	name string
	do   chromedp.Action[chromedp.Void]
}

// Step returns an action with the name that a failure of it is told by.
func Step(name string, do chromedp.Action[chromedp.Void]) Action { return Action{name, do} }

// Follow takes the steps in order. It names the one that failed, and says what the page showed then.
func Follow(t *testing.T, tab context.Context, steps ...Action) {
	t.Helper()
	for _, step := range steps {
		if err := chromedp.Do(tab, step.do); err != nil {
			t.Fatalf("%s: %v\n%s", step.name, err, shown(tab))
		}
	}
}

// shownIn is how long a page may take to say what it shows.
const shownIn = 10 * time.Second

// shown is what somebody reads on the page, and where the focus is: also when the time of the tab is over, as it is behind
// a step that waited in vain.
func shown(tab context.Context) string {
	tab, cancel := context.WithTimeout(context.WithoutCancel(tab), shownIn)
	defer cancel()
	const page = `"the focus is at " + (document.activeElement?.outerHTML ?? "nothing").slice(0, 300) + " of\n" + document.body.innerText`
	text, err := chromedp.Run(tab, chromedp.Evaluate[string](page))
	if err != nil {
		return "the page does not say what it shows: " + err.Error()
	}
	return text
}
