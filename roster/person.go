package roster

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"
)

// Person is somebody as another app has them. What it does not know is zero.
type Person struct {
	UID                 string // its id, whatever that is
	Username            string
	Email               string
	PasswordHash        string
	PasswordSalt        string // where it is kept apart, as Firebase does
	FirstName, LastName string
	Age                 int
	Gender              string // female, male, other, or what the app says
	Level               string // beginner, intermediate, expert, or what the app says
	Verified            bool   // the e-mail address was proven
	Disabled            bool
	CreatedAt           time.Time
}

// Row is one row of a roster: a person, or why there is none.
type Row struct {
	Number int // from 1 on, as they come
	Person Person
	// Err says what is wrong with this row, and nothing of what is in it. Of the
	// person, Username and Email are set then, as far as they could be read.
	Err error
}

// errPlainPassword is for what would be a password, not a hash of one.
var errPlainPassword = errors.New("has a column password, which may hold passwords as they are: hash them, and name the column password_hash")

// fields are the texts of a row by the name of its column.
type fields map[string]string

// first returns the first of the columns that has a text.
func (f fields) first(names ...string) string {
	for _, name := range names {
		if text := f[name]; text != "" {
			return text
		}
	}
	return ""
}

// The columns of a person. The first that has a text counts.
var (
	uidColumns       = []string{"uid", "id", "user_id", "localId"}
	usernameColumns  = []string{"username", "user_name"}
	emailColumns     = []string{"email"}
	hashColumns      = []string{"password_hash", "hashed_password", "passwordHash"}
	saltColumns      = []string{"salt"}
	firstNameColumns = []string{"first_name", "firstname", "firstName"}
	lastNameColumns  = []string{"last_name", "lastname", "lastName"}
	fullNameColumns  = []string{"full_name", "displayName"}
	verifiedColumns  = []string{"is_verified", "email_verified", "emailVerified"}
	createdColumns   = []string{"created_at", "date_joined", "createdAt"}
)

const (
	passwordColumn = "password"
	activeColumn   = "is_active"
	disabledColumn = "disabled"
)

// person reads the fields. Where a password column holds hashes, and not
// passwords, the caller has said so by the name of a hash column.
func (f fields) person() (p Person, err error) {
	p = Person{
		UID: f.first(uidColumns...), Username: f.first(usernameColumns...), Email: f.first(emailColumns...),
		PasswordHash: f.first(hashColumns...), PasswordSalt: f.first(saltColumns...),
		FirstName: f.first(firstNameColumns...), LastName: f.first(lastNameColumns...),
		Gender: word(f["gender"], genders), Level: word(f["level"], levels),
	}
	if full := f.first(fullNameColumns...); p.FirstName == "" && p.LastName == "" {
		p.FirstName, p.LastName, _ = strings.Cut(strings.TrimSpace(full), " ")
	}
	if p.PasswordHash == "" && f[passwordColumn] != "" {
		return p, errPlainPassword
	}
	active := true
	err = errors.Join(
		flag("is_verified", f.first(verifiedColumns...), &p.Verified),
		flag(activeColumn, f[activeColumn], &active), flag(disabledColumn, f[disabledColumn], &p.Disabled),
		number("age", f["age"], &p.Age), moment("created_at", f.first(createdColumns...), &p.CreatedAt),
	)
	p.Disabled = p.Disabled || !active
	return p, err
}

// How apps write what Spotter has its own words for.
var (
	genders = map[string]string{"f": "female", "woman": "female", "m": "male", "man": "male", "non-binary": "other", "nonbinary": "other"}
	levels  = map[string]string{"novice": "beginner", "advanced": "expert"}
)

func word(text string, others map[string]string) string {
	text = strings.ToLower(strings.TrimSpace(text))
	if w, ok := others[text]; ok {
		return w
	}
	return text
}

// flag reads a truth as databases and JSON write it; nothing leaves it as it is.
func flag(name, text string, into *bool) error {
	switch strings.ToLower(text) {
	case "":
	case "1", "t", "true", "yes":
		*into = true
	case "0", "f", "false", "no":
		*into = false
	default:
		return fmt.Errorf("%s is neither true nor false", name)
	}
	return nil
}

func number(name, text string, into *int) error {
	if text == "" {
		return nil
	}
	n, err := strconv.Atoi(strings.TrimSuffix(text, ".0"))
	if err != nil {
		return fmt.Errorf("%s is no whole number", name)
	}
	*into = n
	return nil
}

// layouts are how databases and JSON write a moment. Without a zone it is UTC.
var layouts = []string{
	time.RFC3339Nano, "2006-01-02T15:04:05.999999999", "2006-01-02 15:04:05.999999999-07:00", "2006-01-02 15:04:05.999999999-07",
	"2006-01-02 15:04:05.999999999-0700", "2006-01-02 15:04:05.999999999", "2006-01-02",
}

// Seconds since 1970 have fewer digits than this until the year 5138, and
// milliseconds, which JavaScript and Firebase write, have more since 1973.
const firstMillisecond = 100_000_000_000

// latest keeps moments within what RFC 3339 can write.
const latest = 253402300799

func moment(name, text string, into *time.Time) error {
	if text == "" {
		return nil
	}
	if n, err := strconv.ParseInt(text, 10, 64); err == nil && n >= 0 && n <= latest*1000 {
		if *into = time.Unix(n, 0).UTC(); n >= firstMillisecond {
			*into = time.UnixMilli(n).UTC()
		}
		return nil
	}
	for _, layout := range layouts {
		if t, err := time.Parse(layout, text); err == nil && t.Year() >= 1970 {
			*into = t.UTC()
			return nil
		}
	}
	return fmt.Errorf("%s is no time from 1970 on: write it like 2026-01-31T12:00:00Z", name)
}
