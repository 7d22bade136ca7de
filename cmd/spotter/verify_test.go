package main_test

import (
	"archive/tar"
	"bufio"
	"bytes"
	"compress/gzip"
	"context"
	"crypto/sha512"
	"encoding/base64"
	"errors"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

const (
	verifyPage  = "../../docs/verify.md"
	josePackage = "testdata/jose/jose-5.10.0.tgz"
)

func TestTheNodeProgramOfTheDocumentationTakesGoodTokensAlone(t *testing.T) {
	dir := t.TempDir()
	start(t, dir, "JWT_ALGORITHM=ES256").kill() // leaves its key in the key set
	p := start(t, dir)
	_, port, _ := strings.Cut(p.address, ":")
	issuer := "http://localhost:" + port
	hello := startNode(t, "SPOTTER_PUBLIC_URL="+issuer)
	own := signUp(t, p)
	f := newForge(t, dir, own.AccessToken)
	eventually(t, "a good token is taken", func() bool {
		return status(t, "GET", hello, own.AccessToken) == http.StatusOK
	})
	if code := status(t, "GET", hello, f.sign(f.header("kid", f.kid), f.claims("aud", []string{"x", issuer}))); code != http.StatusOK {
		t.Errorf("a good token signed here: %d", code)
	}
	now := time.Now().Unix()
	cut := strings.LastIndex(own.AccessToken, ".")
	for name, raw := range map[string]string{
		"nothing": "", "garbage": "garbage", "three parts of garbage": "a.b.c", "no signature": own.AccessToken[:cut+1],
		"a refresh token": own.RefreshToken, "the list of log-outs": page(t, p.url+"/revocations"),
		"another signature":      own.AccessToken[:cut] + own.RefreshToken[strings.LastIndex(own.RefreshToken, "."):],
		"the type of a refresh":  f.sign(f.header("typ", "rt+jwt"), f.claims("jti", "x")),
		"the type of any JWT":    f.sign(f.header("typ", "JWT"), f.claims("jti", "x")),
		"no type":                f.sign(f.header("typ", nil), f.claims("jti", "x")),
		"unsigned":               f.sign(f.header("alg", "none"), f.claims("jti", "x")),
		"signed as HS256":        f.sign(f.header("alg", "HS256"), f.claims("jti", "x")),
		"an unknown key":         f.sign(f.header("kid", "other"), f.claims("jti", "x")),
		"expired":                f.sign(f.header("kid", f.kid), f.claims("exp", now-1)),
		"no expiry":              f.sign(f.header("kid", f.kid), f.claims("exp", nil)),
		"another audience":       f.sign(f.header("kid", f.kid), f.claims("aud", "https://other.example")),
		"no audience":            f.sign(f.header("kid", f.kid), f.claims("aud", nil)),
		"another issuer":         f.sign(f.header("kid", f.kid), f.claims("iss", issuer+"/")),
		"no issuer":              f.sign(f.header("kid", f.kid), f.claims("iss", nil)),
		"nobody":                 f.sign(f.header("kid", f.kid), f.claims("sub", nil)),
		"no session":             f.sign(f.header("kid", f.kid), f.claims("sid", nil)),
		"an algorithm not ours":  logIn(t, start(t, dir, "SPOTTER_PUBLIC_URL="+issuer, "JWT_ALGORITHM=ES256")).AccessToken,
		"another Spotter's keys": signUp(t, start(t, t.TempDir(), "SPOTTER_PUBLIC_URL="+issuer)).AccessToken,
	} {
		if code := status(t, "GET", hello, raw); code != http.StatusUnauthorized {
			t.Errorf("%s: %d", name, code)
		}
	}
}

func TestTheNodeProgramOfTheDocumentationHearsOfALogOut(t *testing.T) {
	p := start(t, t.TempDir())
	_, port, _ := strings.Cut(p.address, ":")
	hello := startNode(t, "SPOTTER_PUBLIC_URL=http://localhost:"+port)
	own := signUp(t, p)
	other := logIn(t, p)
	eventually(t, "a good token is taken", func() bool {
		return status(t, "GET", hello, own.AccessToken) == http.StatusOK
	})
	if code := status(t, "POST", p.url+"/logout", own.AccessToken); code != http.StatusNoContent {
		t.Fatalf("POST /logout answers %d", code)
	}
	within(t, 2*time.Second, "401 after a log-out", func() bool {
		return status(t, "GET", hello, own.AccessToken) == http.StatusUnauthorized
	})
	if code := status(t, "GET", hello, other.AccessToken); code != http.StatusOK {
		t.Errorf("the other session: %d", code)
	}
	p.kill()
	eventually(t, "503 while nobody can tell", func() bool {
		return status(t, "GET", hello, other.AccessToken) == http.StatusServiceUnavailable
	})
	if code := status(t, "GET", hello, own.AccessToken); code != http.StatusUnauthorized {
		t.Errorf("a session that is known to have ended: %d", code)
	}
}

// startNode runs the program of the page with these settings, and returns its URL.
func startNode(t *testing.T, settings ...string) (url string) {
	t.Helper()
	node, dir := needNode(t), t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "hello.mjs"), []byte(block(t, verifyPage, "js")), 0o600); err != nil {
		t.Fatal(err)
	}
	unpackPackage(t, josePackage, filepath.Join(dir, "node_modules", "jose"))
	ctx, cancel := context.WithCancel(context.Background())
	run := exec.CommandContext(ctx, node, "hello.mjs")
	run.Dir = dir
	run.Env = append([]string{"PATH=" + os.Getenv("PATH"), "HOME=" + dir, "PORT=0"}, settings...)
	var failed bytes.Buffer
	run.Stderr = &failed
	stdout, err := run.StdoutPipe()
	if err == nil {
		err = run.Start()
	}
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { cancel(); run.Wait() })
	lines := bufio.NewScanner(stdout)
	for lines.Scan() {
		if port, found := strings.CutPrefix(lines.Text(), "port "); found {
			return "http://127.0.0.1:" + port
		}
	}
	run.Wait()
	t.Fatalf("the program does not listen: %s", failed.String())
	return ""
}

// needNode returns where Node is.
func needNode(t *testing.T) string {
	t.Helper()
	node, err := exec.LookPath("node")
	if err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatal(err)
		}
		t.Skip(err)
	}
	return node
}

// block returns the block of a page in that language.
func block(t *testing.T, page, lang string) string {
	t.Helper()
	text, err := os.ReadFile(page)
	if err != nil {
		t.Fatal(err)
	}
	_, rest, found := strings.Cut(string(text), "\n```"+lang+"\n")
	code, _, closed := strings.Cut(rest, "\n```\n")
	if !found || !closed {
		t.Fatalf("%s has no block in %s", page, lang)
	}
	return code + "\n"
}

// unpackPackage unpacks a package of npm into a folder, once it is what the README
// beside it says.
func unpackPackage(t *testing.T, file, into string) {
	t.Helper()
	packed, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	readme, err := os.ReadFile(filepath.Join(filepath.Dir(file), "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	sum := sha512.Sum512(packed)
	if !bytes.Contains(readme, []byte("sha512-"+base64.StdEncoding.EncodeToString(sum[:]))) {
		t.Fatalf("%s is not the package that its README names", file)
	}
	text, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		t.Fatal(err)
	}
	files := tar.NewReader(text)
	for {
		file, err := files.Next()
		if errors.Is(err, io.EOF) {
			return
		}
		if err != nil {
			t.Fatal(err)
		}
		name, inside := strings.CutPrefix(file.Name, "package/")
		if !inside || !filepath.IsLocal(name) || file.Typeflag != tar.TypeReg {
			continue
		}
		unpack(t, filepath.Join(into, name), files)
	}
}

func unpack(t *testing.T, name string, from io.Reader) {
	t.Helper()
	data, err := io.ReadAll(from)
	if err == nil {
		err = os.MkdirAll(filepath.Dir(name), 0o700)
	}
	if err == nil {
		err = os.WriteFile(name, data, 0o600)
	}
	if err != nil {
		t.Fatal(err)
	}
}
