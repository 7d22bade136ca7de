package account

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// Person is an account as the store keeps it.
type Person struct {
	UID          string // UUIDv7
	Username     Username
	Email        Email
	PasswordHash string // PHC or bcrypt string; never leaves this package and the store
	Verified     bool   // the e-mail address was proven
	CreatedAt    time.Time
	LastSignInAt time.Time // zero before the first
	DisabledAt   time.Time // zero while enabled
	Version      int64     // counts changes of the profile
	Profile      Profile
}

// Disabled reports whether the operator has disabled the account.
func (p Person) Disabled() bool { return !p.DisabledAt.IsZero() }

// Profile is what a person says of themselves. Zero values are unknown.
type Profile struct {
	FirstName, LastName string   // ≤ 100 characters each
	Age                 int      // years, 13–120
	Gender              string   // female, male or other
	Level               string   // beginner, intermediate or expert; never empty once checked
	Goal                string   // strength, muscle, fat_loss, endurance or health
	Equipment           []string // words of the exercise catalogue; nil is unknown, empty is none
	DaysPerWeek         int      // 1–7
	RestingHeartRate    int      // beats per minute, 30–120
	WeightKG            float64  // 25–350
	HeightCM            float64  // 100–250
	Injuries            string   // ≤ 500 characters
}

// The words of the profile's choices, in the order in which people are offered them.
var (
	Levels  = []string{"beginner", "intermediate", "expert"}
	Genders = []string{"female", "male", "other"}
	Goals   = []string{"strength", "muscle", "fat_loss", "endurance", "health"}
)

const (
	maxName      = 100
	maxInjuries  = 500
	maxEquipment = 40
	maxWord      = 40
)

// Check returns FieldErrors of the fields that are out of bounds, and fills in
// the level that everybody starts with.
func (p *Profile) Check() error {
	if p.Level == "" {
		p.Level = Levels[0]
	}
	return joinFields(
		CheckText("first_name", p.FirstName, maxName),
		CheckText("last_name", p.LastName, maxName),
		checkNumber("age", float64(p.Age), 13, 120),
		checkChoice("gender", p.Gender, Genders),
		checkChoice("level", p.Level, Levels),
		checkChoice("goal", p.Goal, Goals),
		checkNumber("days_per_week", float64(p.DaysPerWeek), 1, 7),
		checkNumber("resting_heart_rate", float64(p.RestingHeartRate), 30, 120),
		checkNumber("weight_kg", p.WeightKG, 25, 350),
		checkNumber("height_cm", p.HeightCM, 100, 250),
		CheckText("injuries", p.Injuries, maxInjuries),
		checkEquipment(p.Equipment),
	)
}

func checkNumber(field string, n, least, most float64) error {
	if n == 0 || (n >= least && n <= most && !math.IsNaN(n)) {
		return nil
	}
	return &FieldError{field, fmt.Sprintf("Use a number from %g to %g.", least, most)}
}

func checkChoice(field, word string, words []string) error {
	if word == "" || slices.Contains(words, word) {
		return nil
	}
	return &FieldError{field, "Use one of: " + strings.Join(words, ", ") + "."}
}

// CheckText returns a *FieldError when a text has more than most characters, is
// not UTF-8 or holds control characters other than tab and newline: the rule
// for every text that is kept.
func CheckText(field, text string, most int) error {
	if !utf8.ValidString(text) || strings.ContainsFunc(text, isControl) {
		return &FieldError{field, "Leave out control characters."}
	}
	if utf8.RuneCountInString(text) > most {
		return &FieldError{field, fmt.Sprintf("Use at most %d characters.", most)}
	}
	return nil
}

// isControl reports the control characters that no text holds: all but tab and
// newline.
func isControl(r rune) bool { return unicode.IsControl(r) && r != '\t' && r != '\n' }

func checkEquipment(words []string) error {
	if len(words) > maxEquipment {
		return &FieldError{"equipment", fmt.Sprintf("Name at most %d pieces of equipment.", maxEquipment)}
	}
	for i, w := range words {
		if slices.Contains(words[:i], w) {
			return &FieldError{"equipment", "Name each piece of equipment once."}
		}
		letter := func(r rune) bool {
			return r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || strings.ContainsRune("_ -", r)
		}
		if w == "" || len(w) > maxWord || strings.ContainsFunc(w, func(r rune) bool { return !letter(r) }) {
			return &FieldError{"equipment", `Use words in lower case, such as "barbell", "dumbbell" or "bands".`}
		}
	}
	return nil
}
