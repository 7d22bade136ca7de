package account

import (
	"errors"
	"strings"
	"testing"
)

const (
	someSalt = "c29tZXNhbHQ"
	someKey  = "CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc"
)

func TestParseHashRefusesWhatItsWritersNeverWrite(t *testing.T) {
	for _, text := range []string{
		"", "$", "$$$$$", "password", "$argon2id$", "$argon2id$v=19$m=256,t=2,p=1$" + someSalt,
		"$argon2d$v=19$m=256,t=2,p=1$" + someSalt + "$" + someKey,
		"$argon2id$v=16$m=256,t=2,p=1$" + someSalt + "$" + someKey,
		"$argon2id$m=256,t=2,p=1$" + someSalt + "$" + someKey,
		"$argon2id$v=19$t=2,m=256,p=1$" + someSalt + "$" + someKey,
		"$argon2id$v=19$m=256,t=2$" + someSalt + "$" + someKey,
		"$argon2id$v=19$m=256,t=2,p=1,data=AA$" + someSalt + "$" + someKey,
		"$argon2id$v=19$m=0256,t=2,p=1$" + someSalt + "$" + someKey,
		"$argon2id$v=19$m=+256,t=2,p=1$" + someSalt + "$" + someKey,
		"$argon2id$v=19$m=-256,t=2,p=1$" + someSalt + "$" + someKey,
		"$argon2id$v=19$m=4294967552,t=2,p=1$" + someSalt + "$" + someKey,
		"$argon2id$v=19$m=256,t=2,p=1$" + someSalt + "=$" + someKey,
		"$argon2id$v=19$m=256,t=2,p=1$" + someSalt[:4] + "\n" + someSalt[4:] + "$" + someKey,
		"$argon2id$v=19$m=256,t=2,p=1$" + "c29tZXNhbHR" + "$" + someKey, // stray bits
		"$argon2id$v=19$m=256,t=2,p=1$" + someSalt + "$" + someKey + "$",
		" $argon2id$v=19$m=256,t=2,p=1$" + someSalt + "$" + someKey,
		"$argon2id$v=19$m=256,t=2,p=1$" + someSalt + "$" + someKey + "\n",
		"$2$04$abcdefghijklmnopqrstuuZUVUd9SbduFNFrB2YgtEf2kPbdcybn2",
		"$2x$04$abcdefghijklmnopqrstuuZUVUd9SbduFNFrB2YgtEf2kPbdcybn2",
		"$2b$4$abcdefghijklmnopqrstuuZUVUd9SbduFNFrB2YgtEf2kPbdcybn2x",
		"$2b$+4$abcdefghijklmnopqrstuuZUVUd9SbduFNFrB2YgtEf2kPbdcybn2",
		"$2b$04$abcdefghijklmnopqrstuuZUVUd9SbduFNFrB2YgtEf2kPbdcybn",
		"$2b$04$abcdefghijklmnopqrstuuZUVUd9SbduFNFrB2YgtEf2kPbdcybn2x",
		"$2b$04$abcdefghijklmnopqrs+uuZUVUd9SbduFNFrB2YgtEf2kPbdcybn2",
		"$2b$04$abcdefghijklmnopqrstuuZUVUd9SbduFNFrB2YgtEf2kPbdcyb\x00n",
		"$argon2id$" + strings.Repeat("A", 1<<20),
	} {
		if hash, err := parseHash(text); !errors.Is(err, errHashFormat) || hash != nil {
			t.Errorf("parseHash(%.80q) = %v, %v; want errHashFormat", text, hash, err)
		}
	}
}

func TestParseHashRefusesCostsBeyondItsBounds(t *testing.T) {
	for _, text := range []string{
		"$argon2id$v=19$m=0,t=2,p=1$" + someSalt + "$" + someKey,
		"$argon2id$v=19$m=7,t=2,p=1$" + someSalt + "$" + someKey,
		"$argon2id$v=19$m=31,t=2,p=4$" + someSalt + "$" + someKey,
		"$argon2id$v=19$m=262145,t=2,p=1$" + someSalt + "$" + someKey,
		"$argon2id$v=19$m=4294967295,t=2,p=1$" + someSalt + "$" + someKey,
		"$argon2id$v=19$m=256,t=0,p=1$" + someSalt + "$" + someKey,
		"$argon2id$v=19$m=256,t=17,p=1$" + someSalt + "$" + someKey,
		"$argon2id$v=19$m=256,t=2,p=0$" + someSalt + "$" + someKey,
		"$argon2id$v=19$m=256,t=2,p=17$" + someSalt + "$" + someKey,
		"$argon2id$v=19$m=256,t=2,p=257$" + someSalt + "$" + someKey,
		"$argon2id$v=19$m=256,t=2,p=1$$" + someKey,
		"$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbA$" + someKey,
		"$argon2id$v=19$m=256,t=2,p=1$" + strings.Repeat("A", 88) + "$" + someKey,
		"$argon2id$v=19$m=256,t=2,p=1$" + someSalt + "$",
		"$argon2id$v=19$m=256,t=2,p=1$" + someSalt + "$" + someKey[:20],
		"$argon2id$v=19$m=256,t=2,p=1$" + someSalt + "$" + strings.Repeat("A", 88),
		"$2b$03$abcdefghijklmnopqrstuuZUVUd9SbduFNFrB2YgtEf2kPbdcybn2",
		"$2b$15$abcdefghijklmnopqrstuuZUVUd9SbduFNFrB2YgtEf2kPbdcybn2",
		"$2b$31$abcdefghijklmnopqrstuuZUVUd9SbduFNFrB2YgtEf2kPbdcybn2",
		"$2b$99$abcdefghijklmnopqrstuuZUVUd9SbduFNFrB2YgtEf2kPbdcybn2",
	} {
		if hash, err := parseHash(text); !errors.Is(err, errHashCost) || hash != nil {
			t.Errorf("parseHash(%.80q) = %v, %v; want errHashCost", text, hash, err)
		}
	}
}

func TestRehashIsWantedForEveryOtherCost(t *testing.T) {
	fresh := argonHash{params: currentParams, salt: make([]byte, saltLength), key: make([]byte, keyLength)}
	if fresh.needsRehash(currentParams) {
		t.Error("a new hash wants to be hashed anew")
	}
	for name, change := range map[string]func(*argonHash){
		"less memory":   func(h *argonHash) { h.params.memory-- },
		"more memory":   func(h *argonHash) { h.params.memory++ },
		"fewer passes":  func(h *argonHash) { h.params.passes-- },
		"more threads":  func(h *argonHash) { h.params.threads++ },
		"shorter salt":  func(h *argonHash) { h.salt = h.salt[1:] },
		"shorter key":   func(h *argonHash) { h.key = h.key[1:] },
		"longer key":    func(h *argonHash) { h.key = append(h.key, 0) },
		"all different": func(h *argonHash) { *h = argonHash{params: argonParams{64, 1, 1}} },
	} {
		other := fresh
		change(&other)
		if !other.needsRehash(currentParams) {
			t.Errorf("%s: no rehash", name)
		}
	}
}

func TestCheapAndMissingAccountsCostAFullVerification(t *testing.T) {
	for name, stored := range map[string]string{
		"quarter memory": "$argon2id$v=19$m=4864,t=2,p=1$" + someSalt + "$" + someKey,
		"one pass":       "$argon2id$v=19$m=19456,t=1,p=1$" + someSalt + "$" + someKey,
		"next to none":   "$argon2id$v=19$m=8,t=1,p=1$" + someSalt + "$" + someKey,
		"current":        "$argon2id$v=19$m=19456,t=2,p=1$" + someSalt + "$" + someKey,
		"nobody":         "",
	} {
		var spent uint64
		h := NewHasher(HasherConfig{})
		h.derive = func(_, _ []byte, passes, memory uint32, _ uint8, keyLength uint32) []byte {
			spent += uint64(passes) * uint64(memory)
			return make([]byte, keyLength)
		}
		var err error
		if stored == "" {
			err = h.VerifyNobody(t.Context(), "password")
		} else {
			_, _, err = h.Verify(t.Context(), stored, "password")
		}
		if full := currentParams.work(); err != nil || spent+uint64(currentParams.passes) <= full || spent > full {
			t.Errorf("%s: spent %d KiB passes of %d, %v", name, spent, full, err)
		}
	}
}

func FuzzParseHashKeepsItsBounds(f *testing.F) {
	f.Add("$argon2id$v=19$m=19456,t=2,p=1$" + someSalt + "$" + someKey)
	f.Add("$argon2id$v=19$m=,t=,p=$$")
	f.Add("$2b$04$abcdefghijklmnopqrstuuZUVUd9SbduFNFrB2YgtEf2kPbdcybn2")
	f.Add("$2a$")
	f.Fuzz(func(t *testing.T, text string) {
		hash, err := parseHash(text)
		switch hash := hash.(type) {
		case argonHash:
			if hash.String() != text || !hash.inBounds() {
				t.Errorf("%q was read as %v", text, hash)
			}
		case bcryptHash:
			if hash.text != text || hash.cost < 4 || hash.cost > 14 {
				t.Errorf("%q was read as %v", text, hash)
			}
		default:
			if (hash == nil) == (err == nil) {
				t.Errorf("%q: neither hash nor error", text)
			}
		}
		if err != nil && len(text) > 8 && strings.Contains(err.Error(), text) {
			t.Errorf("the error repeats %q", text)
		}
	})
}
