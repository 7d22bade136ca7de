package account_test

import (
	"strings"
	"testing"

	"spotter/account"
)

// Vectors of the reference implementation of Argon2 (src/test.c, version 0x13).
var argonVectors = []struct{ password, stored string }{
	{"password", "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc"},
	{"password", "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4"},
	{"password", "$argon2id$v=19$m=256,t=2,p=2$c29tZXNhbHQ$bQk8UB/VmZZF4Oo79iDXuL5/0ttZwg2f/5U52iv1cDc"},
}

// The first is a public vector of crypt_blowfish; the others were made by
// libxcrypt, which like every C implementation keeps 72 bytes at most.
var bcryptVectors = []struct{ password, stored string }{
	{"U*U", "$2a$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW"},
	{"pässwörtliches Übel", "$2a$04$abcdefghijklmnopqrstuuZUVUd9SbduFNFrB2YgtEf2kPbdcybn2"},
	{"pässwörtliches Übel", "$2b$04$abcdefghijklmnopqrstuuZUVUd9SbduFNFrB2YgtEf2kPbdcybn2"},
	{"pässwörtliches Übel", "$2y$04$abcdefghijklmnopqrstuuZUVUd9SbduFNFrB2YgtEf2kPbdcybn2"},
	{strings.Repeat("x", 72), "$2b$04$abcdefghijklmnopqrstuubzadhGtS2zEF.gu0yd0opP6cVzb.e0i"},
}

func TestForeignHashesVerifyAndAskForARehash(t *testing.T) {
	hasher := account.NewCheapHasher(account.HasherConfig{})
	for _, vector := range append(argonVectors, bcryptVectors...) {
		wantVerified(t, hasher, vector.stored, vector.password, true, true)
		wantVerified(t, hasher, vector.stored, vector.password+"!", false, false)
	}
}

func TestBcryptNeverMatchesAPasswordItWouldNotTakeInWhole(t *testing.T) {
	hasher := account.NewCheapHasher(account.HasherConfig{})
	const of72 = "$2b$04$abcdefghijklmnopqrstuubzadhGtS2zEF.gu0yd0opP6cVzb.e0i"
	wantVerified(t, hasher, of72, strings.Repeat("x", 73), false, false)
	wantVerified(t, hasher, of72, strings.Repeat("x", 71), false, false)

	const ofUstarU = "$2a$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW"
	wantVerified(t, hasher, ofUstarU, "U*U\x00U*U", false, false)
	wantVerified(t, hasher, ofUstarU, "U*U\x00", false, false)
}

func TestHashesBeyondTheBoundsAreErrorsAndNotEvaluated(t *testing.T) {
	hasher := account.NewHasher(account.HasherConfig{})
	for _, stored := range []string{
		"", "password", "\x00",
		"$2b$15$abcdefghijklmnopqrstuuZUVUd9SbduFNFrB2YgtEf2kPbdcybn2",
		"$2b$31$abcdefghijklmnopqrstuuZUVUd9SbduFNFrB2YgtEf2kPbdcybn2",
		"$argon2id$v=19$m=4194304,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
		"$argon2id$v=19$m=65536,t=1000000,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
	} {
		ok, rehash, err := hasher.Verify(t.Context(), stored, "password")
		if ok || rehash || err == nil {
			t.Errorf("Verify(%q) = %v, %v, %v; want an error", stored, ok, rehash, err)
		}
		if err != nil && len(stored) > 8 && strings.Contains(err.Error(), stored) {
			t.Errorf("the error repeats the hash: %v", err)
		}
	}
	if done := hasher.Stats().Done; done != 0 {
		t.Errorf("%d computations, want none", done)
	}
}

func TestNewHashesHaveTheCostOfOWASP(t *testing.T) {
	hasher := account.NewHasher(account.HasherConfig{})
	stored, err := hasher.Hash(t.Context(), "correct horse battery staple")
	if err != nil {
		t.Fatal(err)
	}
	if !strings.HasPrefix(stored, "$argon2id$v=19$m=19456,t=2,p=1$") || len(stored) != 97 {
		t.Errorf("hash is %q", stored)
	}
	wantVerified(t, hasher, stored, "correct horse battery staple", true, false)
}

func TestP2EveryByteOfThePasswordCounts(t *testing.T) {
	hasher := account.NewCheapHasher(account.HasherConfig{})
	long := strings.Repeat("a", 255)
	for _, test := range []struct{ password, other string }{
		{strings.Repeat("a", 72) + "b", strings.Repeat("a", 72) + "c"},
		{long + "b", long + "c"},
		{"before\x00after", "before\x00other"},
		{"before\x00after", "before"},
		{"secret phrase", "secret phrase "},
		{"secret phrase", " secret phrase"},
		{"secret phrase", "Secret phrase"},
		{"secret\n", "secret"},
		{"k\u00e4se", "ka\u0308se"},
		{"\ufb01tness", "fitness"},
	} {
		stored, err := hasher.Hash(t.Context(), test.password)
		if err != nil {
			t.Fatal(err)
		}
		wantVerified(t, hasher, stored, test.password, true, false)
		wantVerified(t, hasher, stored, test.other, false, false)
	}
}

func TestTwoHashesOfOnePasswordDiffer(t *testing.T) {
	hasher := account.NewCheapHasher(account.HasherConfig{})
	first, err1 := hasher.Hash(t.Context(), "secret phrase")
	second, err2 := hasher.Hash(t.Context(), "secret phrase")
	if err1 != nil || err2 != nil || first == second {
		t.Errorf("%q, %v and %q, %v", first, err1, second, err2)
	}
}

func TestSaltComesFromTheGivenSource(t *testing.T) {
	config := account.HasherConfig{Rand: strings.NewReader("sixteen bytes ok")}
	hasher := account.NewCheapHasher(config)
	stored, err := hasher.Hash(t.Context(), "secret phrase")
	if err != nil || !strings.Contains(stored, "$c2l4dGVlbiBieXRlcyBvaw$") {
		t.Errorf("Hash = %q, %v", stored, err)
	}
	if stored, err := hasher.Hash(t.Context(), "secret phrase"); err == nil {
		t.Errorf("hash without a salt: %q", stored)
	}
}

func wantVerified(t *testing.T, hasher *account.Hasher, stored, password string, ok, rehash bool) {
	t.Helper()
	gotOK, gotRehash, err := hasher.Verify(t.Context(), stored, password)
	if err != nil || gotOK != ok || gotRehash != rehash {
		t.Errorf("Verify(%q, %.20q) = %v, %v, %v; want %v, %v", stored, password, gotOK, gotRehash, err, ok, rehash)
	}
}
