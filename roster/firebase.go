package roster

import (
	"fmt"
	"regexp"
	"strconv"
)

// FirebaseParams are the "password hash parameters" of a Firebase project, as
// its console shows them. The texts are base64.
type FirebaseParams struct {
	SignerKey, SaltSeparator string
	Rounds, MemCost          int
}

var firebaseParam = regexp.MustCompile(`(?m)^\s*"?(\w+)"?\s*:\s*"?([^",\s{}]+)"?,?\s*$`)

// ReadFirebaseParams reads the parameters as they are copied from the console:
//
//	hash_config {
//	  algorithm: SCRYPT,
//	  base64_signer_key: …,
//	  base64_salt_separator: Bw==,
//	  rounds: 8,
//	  mem_cost: 14,
//	}
//
// The error wraps ErrFormat and never holds what was read.
func ReadFirebaseParams(text string) (p FirebaseParams, err error) {
	found := map[string]string{}
	for _, m := range firebaseParam.FindAllStringSubmatch(text, -1) {
		found[m[1]] = m[2]
	}
	if a := found["algorithm"]; a != "SCRYPT" {
		return p, fmt.Errorf("%w: the algorithm of the Firebase parameters has to be SCRYPT", ErrFormat)
	}
	p.SignerKey, p.SaltSeparator = found["base64_signer_key"], found["base64_salt_separator"]
	for name, into := range map[string]*int{"rounds": &p.Rounds, "mem_cost": &p.MemCost} {
		if *into, err = strconv.Atoi(found[name]); err != nil {
			return p, fmt.Errorf("%w: the Firebase parameters have no number %s", ErrFormat, name)
		}
	}
	if p.SignerKey == "" {
		return p, fmt.Errorf("%w: the Firebase parameters have no base64_signer_key", ErrFormat)
	}
	return p, nil
}
