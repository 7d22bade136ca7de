package token

import "time"

// SealPurpose is the purpose that a stored key is sealed for: with it a test
// that holds the master key gets at the private key, and signs by hand.
var SealPurpose = sealPurpose

// StrictObject reports whether data is read as one strict JSON object.
func StrictObject(data []byte) error {
	_, err := strictObject(data)
	return err
}

// ReadJWKS returns the ids of the keys that a key set is read as.
func ReadJWKS(data []byte) (ids []string, err error) {
	keys, err := readJWKS(data)
	for _, k := range keys {
		ids = append(ids, k.id)
	}
	return ids, err
}

// ReadEnded returns the sessions of the member "ended" of a list.
func ReadEnded(data []byte) ([]EndedSession, error) { return readEnded(data, time.Time{}) }
