package roster_test

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"testing/iotest"
	"time"

	"spotter/roster"
)

func file(text, format string) ([]roster.Row, error) {
	return people(roster.File(strings.NewReader(text), format))
}

func TestCSVIsReadByTheNamesOfItsColumns(t *testing.T) {
	text := "\ufeffemail,username,password_hash,first_name,age,gender,level,created_at,is_active,shoe size\r\n" +
		"ann@example.com,ann,h1,\"Ann, \"\"A\"\"\",31,Female,beginner,2024-05-01T12:00:00Z,true,40\r\n" +
		"\r\n" +
		" ben@example.com , ben , h2 ,,,,,1714564800,0,\r\n"
	wantPeople(t, roster.File(strings.NewReader(text), "csv"),
		roster.Person{
			Email: "ann@example.com", Username: "ann", PasswordHash: "h1", FirstName: `Ann, "A"`, Age: 31, Gender: "female", Level: "beginner",
			CreatedAt: time.Date(2024, 5, 1, 12, 0, 0, 0, time.UTC),
		},
		roster.Person{Email: "ben@example.com", Username: "ben", PasswordHash: "h2", CreatedAt: time.Date(2024, 5, 1, 12, 0, 0, 0, time.UTC), Disabled: true})
}

func TestABadLineOfAFileIsNamedAndTheOthersCome(t *testing.T) {
	for format, text := range map[string]string{
		"csv": "username,email,password_hash,age\nann,ann@example.com,h,thirty\n\"ben,ben@example.com,h,\ncy,cy@example.com,h\n" +
			"dee,d\xffe@example.com,h,\n" + strings.Repeat("x", 70_000) + "\neve,\"" + strings.Repeat("y", 2000) + "\",h,\nlast,last@example.com,h,40\n",
		"jsonl": `{"username":"ann","age":"thirty"}` + "\n" + `{"username":"ben"` + "\n" + `["cy"]` + "\n" + "{\"username\":\"d\xffe\"}\n" +
			`{"username":"` + strings.Repeat("x", 70_000) + "\"}\n" + `{"username":"` + strings.Repeat("y", 2000) + "\"}\n" +
			`{"username":"last","email":"last@example.com","password_hash":"h","age":40}`,
	} {
		rows, err := file(text, format)
		if err != nil || len(rows) != 7 {
			t.Fatalf("%s: %d rows, %v", format, len(rows), err)
		}
		for i, row := range rows[:6] {
			if row.Err == nil || row.Number != i+1 || len(row.Err.Error()) > 200 {
				t.Errorf("%s: row %d: %+v", format, i+1, row)
			}
		}
		if last := rows[6]; last.Err != nil || last.Person.Username != "last" || last.Person.Age != 40 {
			t.Errorf("%s: the last row is %+v", format, last)
		}
	}
}

func TestPlainPasswordsAreNotRead(t *testing.T) {
	for format, text := range map[string]string{
		"csv":   "username,email,password\nann,ann@example.com,hunter2\n",
		"jsonl": `{"username":"ann","email":"ann@example.com","password":"hunter2"}`,
	} {
		rows, err := file(text, format)
		if err != nil || len(rows) != 1 || rows[0].Err == nil || rows[0].Person.PasswordHash != "" {
			t.Fatalf("%s: %+v, %v", format, rows, err)
		}
		if said := rows[0].Err.Error(); !strings.Contains(said, "password_hash") || strings.Contains(said, "hunter2") {
			t.Errorf("%s: %q", format, said)
		}
	}
}

func TestAFileThatIsNotOfTheFormatIsRefused(t *testing.T) {
	for _, text := range []string{"", "\n\n", "ann,ann@example.com,h\n", "username,email\nann,ann@example.com\n", "email,email,password_hash\n", "\"email,password_hash\n", "SQLite format 3\x00"} {
		if rows, err := file(text, "csv"); !errors.Is(err, roster.ErrFormat) || len(rows) > 0 {
			t.Errorf("CSV %q: %v, %v", text, rows, err)
		}
	}
	for _, text := range []string{`{"users":[{"username":"ann"},`, `{"users":[{"username":"ann"} x]}`, `{"users":[{]}`, `{"users":[` + strings.Repeat("[", 200_000)} {
		if _, err := file(text, "jsonl"); !errors.Is(err, roster.ErrFormat) {
			t.Errorf("JSON %.40q: %v", text, err)
		}
	}
	for _, format := range []string{"csv", "jsonl"} {
		broken := io.MultiReader(strings.NewReader("email,password_hash\n"), iotest.ErrReader(errors.New("the disk is gone")))
		if _, err := people(roster.File(broken, format)); err == nil || !strings.Contains(err.Error(), "the disk is gone") {
			t.Errorf("%s: %v", format, err)
		}
	}
}

// firebaseExport is what `firebase auth:export users.json` writes, shortened.
const firebaseExport = `{"users": [
{
  "localId": "kYi4EvWQlQTKSfnJ3dRSP6IH3ed2",
  "email": "user1@test.com",
  "emailVerified": true,
  "passwordHash": "lSrfV15cpx95/sZS2W9c9Kp6i/LVgQNDNC/qzrCnh1SAyZvqmZqAjTdn3aoItz+VHjoZilo78198JAdRuid5lQ==",
  "salt": "42xEC+ixf3L2lw==",
  "displayName": "Test User 1",
  "lastSignedInAt": "1508893925000",
  "createdAt": "1508893925000",
  "providerUserInfo": [{"providerId": "password", "email": "user1@test.com"}]
},
{"localId": "b", "email": "b@test.com", "disabled": true, "createdAt": "1508893925000", "providerUserInfo": []}
]}`

func TestFirebaseExportsAreRead(t *testing.T) {
	created := time.UnixMilli(1508893925000).UTC()
	wantPeople(t, roster.File(iotest.OneByteReader(strings.NewReader(firebaseExport)), "jsonl"),
		roster.Person{
			UID: "kYi4EvWQlQTKSfnJ3dRSP6IH3ed2", Email: "user1@test.com", Verified: true, FirstName: "Test", LastName: "User 1", CreatedAt: created,
			PasswordHash: "lSrfV15cpx95/sZS2W9c9Kp6i/LVgQNDNC/qzrCnh1SAyZvqmZqAjTdn3aoItz+VHjoZilo78198JAdRuid5lQ==", PasswordSalt: "42xEC+ixf3L2lw==",
		},
		roster.Person{UID: "b", Email: "b@test.com", Disabled: true, CreatedAt: created})
}

func TestManyPeopleOfOneArrayAreRead(t *testing.T) {
	var b strings.Builder
	b.WriteString(`{"users":[`)
	const count = 5000
	for i := range count {
		if i > 0 {
			b.WriteString(",")
		}
		fmt.Fprintf(&b, `{"username":"person%d","photos":[%s]}`, i, strings.Repeat(`"x",`, i%50)+`"y"`)
	}
	b.WriteString("]}")
	rows, err := file(b.String(), "jsonl")
	if err != nil || len(rows) != count || rows[count-1].Person.Username != "person4999" {
		t.Fatalf("%d rows, %v", len(rows), err)
	}
	long := `{"users":[{"username":"ann","x":"` + strings.Repeat("x", 80_000) + `"},{"username":"ben"}]}`
	if rows, err = file(long, "jsonl"); err != nil || len(rows) != 2 || rows[0].Err == nil || rows[1].Person.Username != "ben" {
		t.Errorf("a long person: %d rows, %v", len(rows), err)
	}
}

func TestFirebaseParametersAreReadAsTheConsoleShowsThem(t *testing.T) {
	const text = `
hash_config {
  algorithm: SCRYPT,
  base64_signer_key: jxspr8Ki0RYycVU8==,
  base64_salt_separator: Bw==,
  rounds: 8,
  mem_cost: 14,
}
`
	p, err := roster.ReadFirebaseParams(text)
	if err != nil || p != (roster.FirebaseParams{SignerKey: "jxspr8Ki0RYycVU8==", SaltSeparator: "Bw==", Rounds: 8, MemCost: 14}) {
		t.Errorf("%+v, %v", p, err)
	}
	for _, gone := range []string{"SCRYPT", "signer", "rounds: 8", "14"} {
		_, err := roster.ReadFirebaseParams(strings.Replace(text, gone, "x", 1))
		if !errors.Is(err, roster.ErrFormat) || strings.Contains(err.Error(), "jxspr8") {
			t.Errorf("without %s: %v", gone, err)
		}
	}
}

// FuzzFile looks for a file that makes a reader panic, hang or say more than it
// may: a number out of order, or an error that holds what was read.
func FuzzFile(f *testing.F) {
	f.Add("username,email,password_hash,age\nann,ann@example.com,h,31\n\"ben\n", true)
	f.Add(firebaseExport, false)
	f.Add(`{"username":"ann","created_at":"2024-05-01 12:00:00+00","is_active":false,"age":31.0}`+"\n{}\nnull\n[", false)
	f.Fuzz(func(t *testing.T, text string, isCSV bool) {
		format := "jsonl"
		if isCSV {
			format = "csv"
		}
		rows, err := file(text, format)
		if len(rows) > strings.Count(text, "\n")+strings.Count(text, ",")+1 {
			t.Fatalf("%d rows of %q", len(rows), text)
		}
		if err != nil && !errors.Is(err, roster.ErrFormat) {
			t.Fatalf("%q: %v", text, err)
		}
		for i, row := range rows {
			if row.Number != i+1 || row.Err != nil && len(row.Err.Error()) > 400 {
				t.Fatalf("%q: %+v", text, row)
			}
			if !row.Person.CreatedAt.IsZero() && (row.Person.CreatedAt.Year() < 1970 || row.Person.CreatedAt.Year() > 9999) {
				t.Fatalf("%q: %v", text, row.Person.CreatedAt)
			}
		}
	})
}
