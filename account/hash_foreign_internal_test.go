package account

import (
	"errors"
	"strings"
	"testing"
)

const (
	passlibSalt = "8PHy8/T19vf4.fr7/P3./w"
	passlibKey  = "7FFukXj1VXtrB.yxU6ciP83bhqpwlWpdV0G8rO9k8nE"
	djangoKey   = "K2mh+gp6e9D2zG5lw50GIHEZSxRlWc0i/+VXNaEqKFg="
	scryptSalt  = "8PHy8/T19vf4+fr7/P3+/w"
	scryptKey   = "qfwQhfvesizbUw1VyL+HUUPxsdY5pxRIW+AjhgWlEdo"
	firebaseSum = "lSrfV15cpx95/sZS2W9c9A=="
)

func TestForeignHashesHaveOneSpelling(t *testing.T) {
	for _, text := range []string{
		"$pbkdf2$10$" + passlibSalt + "$" + passlibKey, // of SHA-1
		"$pbkdf2-sha256$10$" + passlibSalt,
		"$pbkdf2-sha256$010$" + passlibSalt + "$" + passlibKey,
		"$pbkdf2-sha256$+10$" + passlibSalt + "$" + passlibKey,
		"$pbkdf2-sha256$0$" + passlibSalt + "$" + passlibKey,
		"$pbkdf2-sha256$-1$" + passlibSalt + "$" + passlibKey,
		"$pbkdf2-sha256$99999999999999999999$" + passlibSalt + "$" + passlibKey,
		"$pbkdf2-sha256$10$" + scryptSalt + "$" + passlibKey, // "+" for "."
		"$pbkdf2-sha256$10$" + passlibSalt + "==$" + passlibKey,
		"$pbkdf2-sha256$10$" + passlibSalt[:4] + "\n" + passlibSalt[4:] + "$" + passlibKey,
		"$pbkdf2-sha256$10$" + passlibSalt[:21] + "x$" + passlibKey, // stray bits
		"$pbkdf2-sha512$10$" + passlibSalt + "$" + passlibKey,
		"$pbkdf2-sha256$10$" + passlibSalt + "$" + passlibKey + "$",
		"pbkdf2_sha1$1000$seasalt$" + djangoKey, "pbkdf2_sha256$1000$sea salt$" + djangoKey,
		"pbkdf2_sha256$1000$seasalt$" + strings.TrimSuffix(djangoKey, "="), "pbkdf2_sha256$1000$seasalt$" + djangoKey + "\n",
		"pbkdf2_sha256$01000$seasalt$" + djangoKey, "pbkdf2_sha256$$seasalt$" + djangoKey,
		"$scrypt$ln=04,r=8,p=2$" + scryptSalt + "$" + scryptKey,
		"$scrypt$ln=4,r=8,p=+2$" + scryptSalt + "$" + scryptKey,
		"$scrypt$ln=4, r=8,p=2$" + scryptSalt + "$" + scryptKey,
		"$scrypt$r=8,ln=4,p=2$" + scryptSalt + "$" + scryptKey,
		"$scrypt$ln=4,r=8,p=2,x=1$" + scryptSalt + "$" + scryptKey,
		"$scrypt$ln=4,r=8,p=2$" + passlibSalt + "$" + scryptKey,
		"scrypt$1023$seasalt$8$1$" + djangoKey, "scrypt$1024$seasalt$8$1$" + djangoKey + "$", "scrypt$-1024$seasalt$8$1$" + djangoKey,
		"argon2$", "argon2$argon2d$v=19$m=256,t=2,p=1$" + someSalt + "$" + someKey,
		"argon2$$argon2id$v=19$m=256,t=2,p=1$" + someSalt + "$" + someKey,
		"bcrypt$", "bcrypt$$2x$04$abcdefghijklmnopqrstuuZUVUd9SbduFNFrB2YgtEf2kPbdcybn2",
		"bcrypt$$pbkdf2-sha256$10$" + passlibSalt + "$" + passlibKey,
		"md5$salt$hash", "sha1$salt$hash", "!", "!abc", "unusable",
		firebaseText("v=2,n=4,r=8,p=1,ss=Bw==", firebaseSum, firebaseSum), firebaseText("v=1,n=4,r=8,p=2,ss=Bw==", firebaseSum, firebaseSum),
		firebaseText("v=1,n=04,r=8,p=1,ss=Bw==", firebaseSum, firebaseSum), firebaseText("v=1,n=4,r=8,p=1,ss=", firebaseSum, firebaseSum),
		firebaseText("v=1,n=4,r=8,p=1,ss=Bw", firebaseSum, firebaseSum), firebaseText("v=1,n=4,r=8,p=1,x=1", firebaseSum, firebaseSum),
		firebaseText("v=1,n=4,r=8,p=1", firebaseSum, "Bw=="), "$fbscrypt$v=1,n=4,r=8,p=1$Bw==$" + firebaseSum,
	} {
		if hash, err := parseHash(text); !errors.Is(err, errHashFormat) || hash != nil {
			t.Errorf("parseHash(%q) = %v, %v; want errHashFormat", text, hash, err)
		}
	}
}

func firebaseText(params, signer, sum string) string {
	return "$fbscrypt$" + params + ",sk=" + signer + "$42xEC+ixf3L2lw==$" + sum
}

func TestForeignHashesHaveBounds(t *testing.T) {
	for _, text := range []string{
		"$pbkdf2-sha256$2147483647$" + passlibSalt + "$" + passlibKey,
		"$pbkdf2-sha256$10000000$" + passlibSalt + "$" + passlibKey,
		"$pbkdf2-sha256$10$$" + passlibKey,
		"pbkdf2_sha256$10000000$seasalt$" + djangoKey, "pbkdf2_sha256$10$$" + djangoKey,
		"pbkdf2_sha256$10$" + strings.Repeat("a", 65) + "$" + djangoKey,
		"$scrypt$ln=0,r=8,p=1$" + scryptSalt + "$" + scryptKey, "$scrypt$ln=19,r=8,p=1$" + scryptSalt + "$" + scryptKey,
		"$scrypt$ln=63,r=8,p=1$" + scryptSalt + "$" + scryptKey, "$scrypt$ln=-1,r=8,p=1$" + scryptSalt + "$" + scryptKey,
		"$scrypt$ln=16,r=8,p=16$" + scryptSalt + "$" + scryptKey, "$scrypt$ln=4,r=0,p=1$" + scryptSalt + "$" + scryptKey,
		"$scrypt$ln=4,r=1000000,p=1$" + scryptSalt + "$" + scryptKey, "$scrypt$ln=4,r=8,p=1$$" + scryptKey,
		"$scrypt$ln=4,r=8,p=1$" + scryptSalt + "$Bw", "scrypt$1$seasalt$8$1$" + djangoKey, "scrypt$1073741824$seasalt$8$1$" + djangoKey,
		"argon2$argon2id$v=19$m=4194304,t=2,p=1$" + someSalt + "$" + someKey,
		"bcrypt_sha256$$2b$15$abcdefghijklmnopqrstuuZUVUd9SbduFNFrB2YgtEf2kPbdcybn2",
		firebaseText("v=1,n=24,r=8,p=1", firebaseSum, firebaseSum), firebaseText("v=1,n=0,r=8,p=1", firebaseSum, firebaseSum),
		firebaseText("v=1,n=4,r=999,p=1", firebaseSum, firebaseSum), firebaseText("v=1,n=4,r=8,p=1", "Bw==", "Bw=="),
	} {
		if hash, err := parseHash(text); !errors.Is(err, errHashCost) || hash != nil {
			t.Errorf("parseHash(%q) = %v, %v; want errHashCost", text, hash, err)
		}
	}
}

func TestL2CheapForeignHashesCostAFullVerification(t *testing.T) {
	for _, text := range []string{
		"$pbkdf2-sha256$1000$" + passlibSalt + "$" + passlibKey, "pbkdf2_sha256$1000$seasalt$" + djangoKey,
		"$scrypt$ln=4,r=8,p=2$" + scryptSalt + "$" + scryptKey, firebaseText("v=1,n=4,r=8,p=1", firebaseSum, firebaseSum),
		"bcrypt_sha256$$2b$04$abcdefghijklmnopqrstuuZUVUd9SbduFNFrB2YgtEf2kPbdcybn2",
	} {
		hash, err := parseHash(text)
		if err != nil {
			t.Fatal(err)
		}
		spent := hash.work()
		h := NewHasher(HasherConfig{})
		h.derive = func(_, _ []byte, passes, memory uint32, _ uint8, keyLength uint32) []byte {
			spent += uint64(passes) * uint64(memory)
			return make([]byte, keyLength)
		}
		_, _, err = h.Verify(t.Context(), text, "password")
		if full := currentParams.work(); err != nil || spent+uint64(currentParams.passes) <= full || spent > full {
			t.Errorf("%.20s…: %d of %d, %v", text, spent, full, err)
		}
	}
}

// FuzzForeignHashesKeepTheirBounds looks for a text that makes the parser or the check
// panic, or whose check would cost more than the bounds allow.
func FuzzForeignHashesKeepTheirBounds(f *testing.F) {
	for _, seed := range []string{
		"$argon2id$v=19$m=256,t=2,p=1$" + someSalt + "$" + someKey, "argon2$argon2i$v=19$m=256,t=2,p=1$" + someSalt + "$" + someKey,
		"$2b$04$abcdefghijklmnopqrstuuZUVUd9SbduFNFrB2YgtEf2kPbdcybn2", "bcrypt_sha256$$2b$04$abcdefghijklmnopqrstuuZUVUd9SbduFNFrB2YgtEf2kPbdcybn2",
		"$pbkdf2-sha256$10$" + passlibSalt + "$" + passlibKey, "pbkdf2_sha256$1000$seasalt$" + djangoKey, "pbkdf2_sha256$1$0$" + djangoKey,
		"$scrypt$ln=4,r=8,p=2$" + scryptSalt + "$" + scryptKey, "scrypt$16$seasalt$8$1$" + djangoKey,
		firebaseText("v=1,n=4,r=8,p=1,ss=Bw==", firebaseSum, firebaseSum),
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		hash, err := parseHash(text)
		if (hash == nil) == (err == nil) {
			t.Fatalf("parseHash(%q) = %v, %v", text, hash, err)
		}
		if err != nil {
			if !errors.Is(err, errHashFormat) && !errors.Is(err, errHashCost) {
				t.Fatalf("parseHash(%q): %v", text, err)
			}
			return
		}
		if hash.kind() == "" || hash.work() == 0 || hash.work() > maxMemory*maxPasses {
			t.Fatalf("%q is %q and costs %d", text, hash.kind(), hash.work())
		}
		if strings.TrimSpace(text) != text || strings.ContainsAny(text, "\r\n\x00") {
			t.Fatalf("%q is accepted", text)
		}
		if work := hash.work(); work < 2000 { // cheap enough to run
			hash.matches(noArgon, "a password")
		}
	})
}

func noArgon(_, _ []byte, _, _ uint32, _ uint8, keyLength uint32) []byte {
	return make([]byte, keyLength)
}
