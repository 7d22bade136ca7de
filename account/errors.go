package account

import "errors"

// Facts that a caller can act on. Each has one meaning; errors that are not
// among them are faults of the machine.
var (
	// ErrUsernameTaken says that another account has the username, by ASCII case.
	ErrUsernameTaken = errors.New("username already registered")
	// ErrEmailTaken says that another account has the e-mail address, by ASCII case.
	ErrEmailTaken = errors.New("email already registered")
	// ErrRegistrationClosed says that new accounts are made by the operator only.
	ErrRegistrationClosed = errors.New("registration is closed")
	// ErrWrongCredentials stands for an unknown person, a wrong password and a
	// disabled account alike, so that the answer tells nothing.
	ErrWrongCredentials = errors.New("wrong username or password")
	// ErrWrongPassword says that a signed-in person gave a wrong current password.
	ErrWrongPassword = errors.New("wrong password")
	// ErrNoPerson says that the account does not exist, or does not any more.
	ErrNoPerson = errors.New("no such account")
	// ErrDisabled says that the operator has disabled the account.
	ErrDisabled = errors.New("account is disabled")
	// ErrNoSession says that the person has no such session.
	ErrNoSession = errors.New("no such session")
	// ErrSessionEnded says that the session of a refresh token is over.
	ErrSessionEnded = errors.New("session has ended")
	// ErrTokenReused says that a refresh token was used before and is no longer
	// the one before the last: the whole session has ended for it.
	ErrTokenReused = errors.New("refresh token was already used")
	// ErrConflict says that the row changed between reading and writing, more
	// often than is worth another try.
	ErrConflict = errors.New("changed at the same time")
	// ErrWrongClient stands for an unknown client and a wrong secret alike.
	ErrWrongClient = errors.New("wrong client id or secret")
	// ErrNoClient says that there is no such client.
	ErrNoClient = errors.New("no such client")
	// ErrClientTaken says that another client has the id.
	ErrClientTaken = errors.New("client already there")
	// ErrTooManyClients says that there are MaxClients clients.
	ErrTooManyClients = errors.New("too many clients")
	// ErrWrongKey stands for a key that nobody has and for one whose person is
	// disabled alike.
	ErrWrongKey = errors.New("wrong personal key")
	// ErrNoKey says that the person has no such key.
	ErrNoKey = errors.New("no such personal key")
	// ErrTooManyKeys says that the person has MaxPersonalKeys keys.
	ErrTooManyKeys = errors.New("too many personal keys")
	// ErrUnavailable says that the store did not answer in time, or cannot
	// write. Nothing was consumed: the same call may be made again.
	ErrUnavailable = errors.New("store is unavailable")
)
