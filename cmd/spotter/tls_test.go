package main_test

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"encoding/pem"
	"math/big"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// certify writes a certificate for 127.0.0.1 and its key into dir, and returns
// who trusts it.
func certify(t *testing.T, dir string) *x509.CertPool {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{
		SerialNumber: big.NewInt(1), NotAfter: time.Now().Add(time.Hour), IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)},
		IsCA: true, BasicConstraintsValid: true,
	}
	der, err := x509.CreateCertificate(rand.Reader, template, template, key.Public(), key)
	if err != nil {
		t.Fatal(err)
	}
	private, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		t.Fatal(err)
	}
	for file, block := range map[string]*pem.Block{
		"cert.pem": {Type: "CERTIFICATE", Bytes: der}, "key.pem": {Type: "PRIVATE KEY", Bytes: private},
	} {
		if err := os.WriteFile(filepath.Join(dir, file), pem.EncodeToMemory(block), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	certificate, err := x509.ParseCertificate(der)
	if err != nil {
		t.Fatal(err)
	}
	pool := x509.NewCertPool()
	pool.AddCert(certificate)
	return pool
}

func TestWithACertificateItServesHTTPSWithSecureCookies(t *testing.T) {
	dir := t.TempDir()
	pool := certify(t, dir)
	p := startListening(t, dir, "SPOTTER_TLS_CERT=cert.pem", "SPOTTER_TLS_KEY=key.pem")
	client := &http.Client{Transport: &http.Transport{TLSClientConfig: &tls.Config{RootCAs: pool}, ForceAttemptHTTP2: true}}
	body := `{"username":"testuser","email":"testuser@example.com","password":"correct horse battery staple","cookie":true}`
	answer, err := client.Post("https://"+p.address+"/register", "application/json", strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	answer.Body.Close()
	if answer.ProtoMajor != 2 || !strings.HasPrefix(answer.Header.Get("Strict-Transport-Security"), "max-age=") {
		t.Errorf("%s, Strict-Transport-Security %q", answer.Proto, answer.Header.Get("Strict-Transport-Security"))
	}
	if cookies := strings.Join(answer.Header.Values("Set-Cookie"), "\n"); !strings.Contains(cookies, "__Host-spotter=") || !strings.Contains(cookies, "; Secure") {
		t.Errorf("cookies %q", cookies)
	}
	endsWithOneLine(t, dir, "SPOTTER_TLS_CERT", "SPOTTER_TLS_CERT=missing.pem", "SPOTTER_TLS_KEY=key.pem")
}
