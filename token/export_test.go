package token

// SealPurpose is the purpose that a stored key is sealed for: with it a test
// that holds the master key gets at the private key, and signs by hand.
var SealPurpose = sealPurpose

// StrictObject reports whether data is read as one strict JSON object.
func StrictObject(data []byte) error {
	_, err := strictObject(data)
	return err
}
