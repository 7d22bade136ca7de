package account_test

import (
	"strings"
	"testing"

	"spotter/account"
)

const foreignPassword = "correct horse battery staple"

// foreignVectors are hashes that other programs made. Where no source is named,
// Python's hashlib computed them (pbkdf2_hmac and scrypt), or Perl's crypt with
// libxcrypt (bcrypt).
var foreignVectors = []struct{ kind, password, stored string }{
	// https://passlib.readthedocs.io/en/stable/lib/passlib.hash.scrypt.html
	{"scrypt", "password", "$scrypt$ln=8,r=8,p=1$WKs1xljLudd6z9kbY0wpJQ$yCR4iDZYDKv+iEJj6yHY0lv/epnfB6f/w1EbXrsJOuQ"},
	{"scrypt", "password", "$scrypt$ln=16,r=8,p=1$aM15713r3Xsvxbi31lqr1Q$nFNh2CVHVjNldFVKDHDlm4CbdRSCdEBsjjJxD+iCs5E"},
	{"scrypt", foreignPassword, "$scrypt$ln=10,r=8,p=1$8PHy8/T19vf4+fr7/P3+/w$n5y9hrV80jPF5eBETbfKUkiKZk3DXkL+xiNruiraf+U"},
	{"scrypt", foreignPassword, "$scrypt$ln=4,r=8,p=2$8PHy8/T19vf4+fr7/P3+/w$qfwQhfvesizbUw1VyL+HUUPxsdY5pxRIW+AjhgWlEdo"},
	// https://passlib.readthedocs.io/en/stable/lib/passlib.hash.pbkdf2_digest.html
	{"pbkdf2-sha256", "toomanysecrets", "$pbkdf2-sha256$29000$N2YMIWQsBWBMae09x1jrPQ$1t8iyB2A.WF/Z5JZv.lfCIhXXN33N23OSgQYThBYRfk"},
	{"pbkdf2-sha256", foreignPassword, "$pbkdf2-sha256$29000$8PHy8/T19vf4.fr7/P3./w$TIQYWp/SSsGPoi.1mD0fYa.nVEgUooOxmJUVsSgmQa8"},
	{"pbkdf2-sha256", foreignPassword, "$pbkdf2-sha256$10$8PHy8/T19vf4.fr7/P3./w$7FFukXj1VXtrB.yxU6ciP83bhqpwlWpdV0G8rO9k8nE"},
	{"pbkdf2-sha512", foreignPassword, "$pbkdf2-sha512$25000$8PHy8/T19vf4.fr7/P3./w$Yw/OrJ.zHeUkPrszOid6FVIb4k7P0HWQz57z3ySiheCl2GQcaghxIgo2ze5Y4cYPJ1cO34p6uEL2a2jvxXSB9A"},
	{"django pbkdf2", foreignPassword, "pbkdf2_sha256$1000$zL2Gnry4UzKhatU19gZE8C$K2mh+gp6e9D2zG5lw50GIHEZSxRlWc0i/+VXNaEqKFg="},
	{"django pbkdf2", foreignPassword, "pbkdf2_sha256$600000$seasalt$JqX3GXFiu9jfHIHiot0rqlJUbmTXbK0fgff0kIvaCW4="},
	{"django scrypt", foreignPassword, "scrypt$1024$seasalt1234$8$5$60smm97cd6DSslFbKlD1gmLDllyVkrB2gz1jMicSiwI1hwjz4zm5dEBfe6g2vr9VicgziwQhaxlmYIEcIyIK3w=="},
	{"django bcrypt", foreignPassword, "bcrypt_sha256$$2b$04$abcdefghijklmnopqrstuuaBT8mpw5tGdD3eO40znWcQP/dT9hEVK"},
	{"django bcrypt", "da", "bcrypt$$2b$04$abcdefghijklmnopqrstuufbfoqDQfE6VeOiHLhVBrnrHav21zpVq"},
	// Of the reference implementation of Argon2, behind Django's name or not.
	{"django argon2", "password", "argon2$argon2id$v=19$m=256,t=2,p=2$c29tZXNhbHQ$bQk8UB/VmZZF4Oo79iDXuL5/0ttZwg2f/5U52iv1cDc"},
	{"django argon2", "password", "argon2$argon2i$v=19$m=256,t=2,p=1$c29tZXNhbHQ$iekCn0Y3spW+sCcFanM2xBT63UP2sghkUoHLIUpWRS8"},
	{"argon2i", "password", "$argon2i$v=19$m=256,t=2,p=1$c29tZXNhbHQ$iekCn0Y3spW+sCcFanM2xBT63UP2sghkUoHLIUpWRS8"},
	// https://github.com/firebase/scrypt and the tests of Supabase Auth
	{"firebase scrypt", "user1password", "$fbscrypt$v=1,n=14,r=8,p=1,ss=Bw==,sk=" + sampleSigner + "$42xEC+ixf3L2lw==$" + sampleHash},
	{"firebase scrypt", "mytestpassword", "$fbscrypt$v=1,n=14,r=8,p=1,ss=Bw==,sk=ou9tdYTGyYm8kuR6Dt0Bp0kDuAYoXrK16mbZO4yGwAn3oLspjnN0/c41v8xZnO1n14J3MjKj1b2g6AUCAlFwMw==$C0sHCg9ek77hsg==$zKVTMvnWVw5BBOZNUdnsalx4c4c7y/w7IS5p6Ut2+CfEFFlz37J9huyQfov4iizN8dbjvEJlM5tQaJP84+hfTw=="},
}

const (
	sampleSigner = "jxspr8Ki0RYycVU8zykbdLGjFQ3McFUH0uiiTvC8pVMXAn210wjLNmdZJzxUECKbm0QsEmYUSDzZvpjeJ9WmXA=="
	sampleHash   = "lSrfV15cpx95/sZS2W9c9Kp6i/LVgQNDNC/qzrCnh1SAyZvqmZqAjTdn3aoItz+VHjoZilo78198JAdRuid5lQ=="
)

func TestHashesOfOtherAppsVerifyAndAskForARehash(t *testing.T) {
	hasher := account.NewCheapHasher(account.HasherConfig{})
	for _, vector := range foreignVectors {
		wantVerified(t, hasher, vector.stored, vector.password, true, true)
		wantVerified(t, hasher, vector.stored, vector.password+"!", false, false)
		wantVerified(t, hasher, vector.stored, "", false, false)
		if kind, err := account.HashKind(vector.stored); kind != vector.kind || err != nil {
			t.Errorf("HashKind(%.20s…) = %q, %v; want %q", vector.stored, kind, err, vector.kind)
		}
	}
}

func TestALongPasswordCountsInWholeUnderDjangosBcrypt(t *testing.T) {
	// hashlib and Perl's crypt again: of 100 letters, and of 101.
	hasher := account.NewCheapHasher(account.HasherConfig{})
	wantVerified(t, hasher, foreignOf100, strings.Repeat("x", 100), true, true)
	wantVerified(t, hasher, foreignOf100, strings.Repeat("x", 101), false, false)
}

func TestFirebasePartsMakeOneText(t *testing.T) {
	project := account.FirebaseProject{SignerKey: sampleSigner, SaltSeparator: "Bw==", Rounds: 8, MemCost: 14}
	url := strings.NewReplacer("+", "-", "/", "_").Replace
	for _, spelling := range []func(string) string{func(s string) string { return s }, url} {
		stored, err := project.Stored(spelling(sampleHash), spelling("42xEC+ixf3L2lw=="))
		if err != nil {
			t.Fatal(err)
		}
		wantVerified(t, account.NewCheapHasher(account.HasherConfig{}), stored, "user1password", true, true)
	}
	for name, bad := range map[string]func() (string, error){
		"no salt":       func() (string, error) { return project.Stored(sampleHash, "") },
		"no hash":       func() (string, error) { return project.Stored("", "42xEC+ixf3L2lw==") },
		"no parameters": func() (string, error) { return account.FirebaseProject{}.Stored(sampleHash, "42xEC+ixf3L2lw==") },
		"too dear": func() (string, error) {
			p := project
			p.MemCost = 24
			return p.Stored(sampleHash, "42xEC+ixf3L2lw==")
		},
	} {
		if stored, err := bad(); err == nil || strings.Contains(err.Error(), sampleHash) {
			t.Errorf("%s: %q, %v", name, stored, err)
		}
	}
}

const foreignOf100 = "bcrypt_sha256$$2b$04$abcdefghijklmnopqrstuut2SshH6UbGkn9RXLOv/njlCqQS.IYXK"
