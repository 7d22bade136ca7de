package main_test

import (
	"database/sql"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/golang-jwt/jwt/v5"
	_ "github.com/jackc/pgx/v5/stdlib" // registers the driver "pgx"
	_ "modernc.org/sqlite"             // registers the driver "sqlite"

	"spotter/store"
	"spotter/store/storetest"
)

// The passwords of the fixtures are password. Perl's crypt with libxcrypt made
// the bcrypt hash and Python's hashlib the others.
const (
	bcryptHash  = "$2b$04$abcdefghijklmnopqrstuu7EJV7kdjBBQxyb0HjTh9KS7.Lah/6CG"
	djangoHash  = "pbkdf2_sha256$1000$zL2Gnry4UzKhatU19gZE8C$K2mh+gp6e9D2zG5lw50GIHEZSxRlWc0i/+VXNaEqKFg="
	passlibHash = "$pbkdf2-sha256$29000$8PHy8/T19vf4.fr7/P3./w$TIQYWp/SSsGPoi.1mD0fYa.nVEgUooOxmJUVsSgmQa8"
)

// openApp opens the database of an app that people come from.
func openApp(t *testing.T, dsn string) *sql.DB {
	t.Helper()
	driver := "sqlite"
	if store.IsPostgres(dsn) {
		driver = "pgx"
	}
	db, err := sql.Open(driver, dsn)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	return db
}

func execAll(t *testing.T, db *sql.DB, statements ...string) {
	t.Helper()
	for _, s := range statements {
		if _, err := db.Exec(s); err != nil {
			t.Fatalf("%s: %v", s, err)
		}
	}
}

// sourceOf is what --from names a database by.
func sourceOf(dsn string) string {
	if store.IsPostgres(dsn) {
		return dsn
	}
	return "sqlite:" + dsn
}

// tutorialA is a database of tutorial A with three good people and a bad one.
func tutorialA(t *testing.T, dsn string) string {
	t.Helper()
	execAll(t, openApp(t, dsn),
		`CREATE TABLE users (id INTEGER PRIMARY KEY, username VARCHAR UNIQUE, email VARCHAR UNIQUE, hashed_password VARCHAR, age INTEGER, level VARCHAR)`,
		`INSERT INTO users VALUES (1, 'ann', 'ann@example.com', '`+bcryptHash+`', 31, 'beginner'), (2, 'ben', 'ben@example.com', '`+bcryptHash+`', NULL, NULL),
		(3, 'cy young', 'cy@example.com', '`+bcryptHash+`', NULL, NULL), (4, 'dee', 'dee@example.com', '`+passlibHash+`', NULL, NULL)`)
	return sourceOf(dsn)
}

// imports runs the command and wants its exit code and what it prints.
func imports(t *testing.T, dir string, settings []string, wantCode int, want string, args ...string) {
	t.Helper()
	out, code := tryRun(t, dir, "", settings, append([]string{"import", "users"}, args...)...)
	if code != wantCode || out != want {
		t.Errorf("import users %v ends with %d:\n%s\nwant %d:\n%s", args, code, out, wantCode, want)
	}
}

func enter(p *process, login string) error {
	return post(p.url+"/login", map[string]string{"username": login, "password": password}, nil)
}

// hashOf reads a stored hash around the program.
func hashOf(t *testing.T, dsn, username string) (hash string) {
	t.Helper()
	if err := openApp(t, dsn).QueryRow("SELECT password_hash FROM users WHERE username = $1", username).Scan(&hash); err != nil {
		t.Fatal(err)
	}
	return hash
}

func TestPeopleOfTutorialAMoveIn(t *testing.T) {
	storetest.Each(t, func(t *testing.T, app string) {
		source := tutorialA(t, app)
		own := filepath.Join(t.TempDir(), "spotter.db")
		dir := filepath.Dir(own)
		const bad = "  row 3 (\"cy young\"): username: Use 3 to 32 letters, digits, or any of _ . - (no spaces or accents).\n"
		args := []string{"--from", source, "--format", "fastapi-tutorial"}
		imports(t, dir, nil, 2, "4 read\n3 would be imported (dry run: nothing was written): 2 bcrypt, 1 pbkdf2-sha256\n0 already here\n1 refused\n"+bad, append(args, "--dry-run")...)
		if list := mustRun(t, dir, "", "user", "list"); strings.Contains(list, "@") {
			t.Errorf("a dry run has written %s", list)
		}
		p := start(t, dir) // a live server on the same database
		imports(t, dir, nil, 2, "4 read\n3 imported: 2 bcrypt, 1 pbkdf2-sha256\n0 already here\n1 refused\n"+bad, args...)
		if err := post(p.url+"/login", map[string]string{"username": "ann", "password": password + "!"}, nil); err == nil {
			t.Error("a wrong password logs in")
		}
		for _, login := range []string{"ann", "dee", "ben@example.com"} {
			if err := enter(p, login); err != nil {
				t.Errorf("%s: %v", login, err)
			}
		}
		for _, username := range []string{"ann", "dee", "ben"} {
			if hash := hashOf(t, own, username); !strings.HasPrefix(hash, "$argon2id$v=19$m=19456,t=2,p=1$") {
				t.Errorf("after a log-in the hash of %s is %.20q", username, hash)
			}
		}
		imports(t, dir, nil, 2, "4 read\n0 imported\n3 already here\n1 refused\n"+bad, args...)
		imports(t, dir, nil, 0, "4 read\n1 imported: 1 bcrypt\n3 already here\n0 refused\n", append(args, "--new-usernames")...)
		if err := enter(p, "cy@example.com"); err != nil {
			t.Error(err)
		}
		if err := enter(p, "ann"); err != nil {
			t.Error(err)
		}
	})
}

func TestPeopleMoveIntoPostgres(t *testing.T) {
	settings := database(storetest.Postgres(t))
	dir := t.TempDir()
	imports(t, dir, settings, 2, "4 read\n3 imported: 2 bcrypt, 1 pbkdf2-sha256\n0 already here\n1 refused\n  row 3 (\"cy young\"): username: Use 3 to 32 letters, digits, or any of _ . - (no spaces or accents).\n",
		"--from", tutorialA(t, storetest.SQLite(t)), "--format", "fastapi-tutorial")
	if err := enter(start(t, dir, settings...), "dee"); err != nil {
		t.Error(err)
	}
}

func TestPeopleOfDjangoAndOfFilesMoveIn(t *testing.T) {
	dir, app := t.TempDir(), storetest.SQLite(t)
	execAll(t, openApp(t, app), `CREATE TABLE auth_user (id INTEGER PRIMARY KEY, password VARCHAR(128), last_login DATETIME, is_superuser BOOL, username VARCHAR(150),
		last_name VARCHAR(150), email VARCHAR(254), is_staff BOOL, is_active BOOL, date_joined DATETIME, first_name VARCHAR(150))`,
		`INSERT INTO auth_user VALUES (1, '`+djangoHash+`', NULL, 1, 'dora', 'D', 'dora@example.com', 1, 1, '2023-06-02 21:20:23.238847', 'Dora'),
		(2, '`+djangoHash+`', NULL, 0, 'gone', '', 'gone@example.com', 0, 0, '2023-06-02 21:20:23', ''), (3, '!x', NULL, 0, 'sso', '', 'sso@example.com', 0, 1, '2023-06-02 21:20:23', '')`)
	imports(t, dir, nil, 2, "3 read\n2 imported: 2 django pbkdf2\n0 already here\n1 refused\n  row 3 (\"sso\"): has no password hash, as somebody who logs in through another service: add them with spotter user add\n",
		"--from", "sqlite:"+app, "--format", "django")

	write := func(name, text string) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	imports(t, dir, nil, 2, "3 read\n1 imported: 1 bcrypt\n0 already here\n2 refused\n  row 2 (\"other\"): the e-mail address is somebody else's here\n  row 3 (\"plain\"): password_hash: This is none of the password hashes that are understood: see docs/import.md.\n",
		"--format", "csv", "--from", write("people.csv", "username,email,password_hash\neve,eve@example.com,"+bcryptHash+"\nother,DORA@example.com,"+bcryptHash+"\nplain,plain@example.com,hunter2\n"))
	firebase := `{"users":[{"localId":"x","email":"fay@example.com","emailVerified":true,"displayName":"Fay W","createdAt":"1508893925000",
		"passwordHash":"lSrfV15cpx95/sZS2W9c9Kp6i/LVgQNDNC/qzrCnh1SAyZvqmZqAjTdn3aoItz+VHjoZilo78198JAdRuid5lQ==","salt":"42xEC+ixf3L2lw=="}]}`
	params := write("params", "hash_config {\n  algorithm: SCRYPT,\n  base64_signer_key: jxspr8Ki0RYycVU8zykbdLGjFQ3McFUH0uiiTvC8pVMXAn210wjLNmdZJzxUECKbm0QsEmYUSDzZvpjeJ9WmXA==,\n  base64_salt_separator: Bw==,\n  rounds: 8,\n  mem_cost: 14,\n}\n")
	imports(t, dir, nil, 0, "1 read\n1 imported: 1 firebase scrypt\n0 already here\n0 refused\n",
		"--format", "jsonl", "--from", write("users.json", firebase), "--firebase", params)

	p := start(t, dir)
	for _, login := range []string{"dora", "eve"} {
		if err := enter(p, login); err != nil {
			t.Errorf("%s: %v", login, err)
		}
	}
	if err := post(p.url+"/login", map[string]string{"email": "fay@example.com", "password": "user1password"}, nil); err != nil {
		t.Error(err)
	}
	if enter(p, "gone") == nil {
		t.Error("somebody who was not active logs in")
	}
}

func TestALongImportSaysHowFarItIsAndNamesFewOfMany(t *testing.T) {
	dir := t.TempDir()
	var text strings.Builder
	text.WriteString("username,email,password_hash\n")
	for i := range 10_100 {
		hash := bcryptHash
		if i%100 == 0 {
			hash = "hunter2"
		}
		fmt.Fprintf(&text, "person%d,person%d@example.com,%s\n", i, i, hash)
	}
	path := filepath.Join(dir, "many.csv")
	if err := os.WriteFile(path, []byte(text.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	out, code := tryRun(t, dir, "", nil, "import", "users", "--from", path, "--format", "csv")
	if code != 2 || !strings.HasPrefix(out, "10000 read …\n10100 read\n9999 imported: 9999 bcrypt\n0 already here\n101 refused\n") ||
		!strings.HasSuffix(out, "\n  and 51 more\n") || strings.Count(out, "\n  row ") != 50 || strings.Contains(out, "hunter2") {
		t.Errorf("ends with %d:\n%.2000s", code, out)
	}
}

func TestImportSaysWhatIsWrong(t *testing.T) {
	dir := t.TempDir()
	csv := filepath.Join(dir, "people.csv")
	if err := os.WriteFile(csv, []byte("ann,ann@example.com\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	for what, c := range map[string]struct {
		args []string
		says string
	}{
		"no source":            {[]string{"--format", "csv"}, "--from"},
		"no format":            {[]string{"--from", csv}, "--format"},
		"another format":       {[]string{"--from", csv, "--format", "xml"}, "--format"},
		"a missing file":       {[]string{"--from", "missing.csv", "--format", "csv"}, "missing.csv"},
		"a missing database":   {[]string{"--from", "sqlite:missing.db", "--format", "bookly"}, "missing.db"},
		"a file for bookly":    {[]string{"--from", csv, "--format", "bookly"}, "sqlite:FILE"},
		"a database for CSV":   {[]string{"--from", "sqlite:" + csv, "--format", "csv"}, "--from FILE"},
		"no header":            {[]string{"--from", csv, "--format", "csv"}, "first line"},
		"no SQLite file":       {[]string{"--from", "sqlite:" + csv, "--format", "django"}, "not a database"},
		"PostgreSQL is away":   {[]string{"--from", "postgres://u:hunter2@127.0.0.1:1/db", "--format", "django"}, "127.0.0.1:1"},
		"a password elsewhere": {[]string{"--from", "postgres://u@127.0.0.1:1/db?password=hunter2&sslmode=bogus", "--format", "django"}, "sslmode"},
		"a bad address":        {[]string{"--from", "postgres://u:hunter2@[::1/db", "--format", "django"}, "--from"},
		"a bad time":           {[]string{"--from", csv, "--format", "csv", "--tokens-for", "soon"}, "--tokens-for"},
		"no Firebase":          {[]string{"--from", csv, "--format", "jsonl", "--firebase", csv}, "--firebase"},
	} {
		t.Run(what, func(t *testing.T) {
			out, code := tryRun(t, dir, "", nil, append([]string{"import", "users"}, c.args...)...)
			if code == 0 || code == 2 || !strings.Contains(out, c.says) || strings.Contains(out, "hunter2") || strings.Count(out, "spotter: ") != 1 {
				t.Errorf("ends with %d, %q; want %q", code, out, c.says)
			}
		})
	}
}

// oldToken is a token of tutorial A.
func oldToken(t *testing.T, secret, username string) string {
	t.Helper()
	raw, err := jwt.NewWithClaims(jwt.SigningMethodHS256, jwt.MapClaims{"sub": username, "exp": time.Now().Add(time.Hour).Unix()}).SignedString([]byte(secret))
	if err != nil {
		t.Fatal(err)
	}
	return raw
}

func TestTokensOfBeforeServeAndEndOnEveryNode(t *testing.T) {
	storetest.Each(t, func(t *testing.T, dsn string) {
		const secret = "s3cret"
		settings := append(database(dsn), "SPOTTER_LEGACY_SECRET="+secret, "SPOTTER_PUBLIC_URL=http://localhost:5555")
		dir := t.TempDir()
		tryRun(t, dir, "", settings, "import", "users", "--from", tutorialA(t, storetest.SQLite(t)), "--format", "fastapi-tutorial")
		nodes := []*process{start(t, dir, settings...), start(t, dir, settings...)}
		if log := nodes[0].log.String(); !strings.Contains(log, "SPOTTER_LEGACY_SECRET is weak") || strings.Contains(log, secret+`"`) {
			t.Errorf("the log says of a weak secret:\n%s", log)
		}
		ann, ben := oldToken(t, secret, "ann"), oldToken(t, secret, "ben")
		for _, raw := range []string{ann, ben} {
			if code := status(t, "GET", nodes[1].url+"/me", raw); code != http.StatusOK {
				t.Fatalf("GET /me answers %d", code)
			}
		}
		if code := status(t, "GET", nodes[1].url+"/me", oldToken(t, "another", "ann")); code != http.StatusUnauthorized {
			t.Errorf("a token under another secret: %d", code)
		}
		if code := status(t, "POST", nodes[0].url+"/logout", ann); code != http.StatusNoContent {
			t.Fatalf("POST /logout answers %d", code)
		}
		within(t, 2*time.Second, "401 on the other node after a log-out", func() bool {
			return status(t, "GET", nodes[1].url+"/sessions", ann) == http.StatusUnauthorized
		})
		if out, code := tryRun(t, dir, "", settings, "user", "disable", "ben"); code != 0 {
			t.Fatal(out)
		}
		if code := status(t, "GET", nodes[1].url+"/sessions", ben); code != http.StatusUnauthorized {
			t.Errorf("after disabling: %d", code)
		}
	})
}

func TestTheSecretOfBeforeIsNotOursToo(t *testing.T) {
	const strong = "q8Zr3vLk1PxT7mWn5sYb9dFh2jGc4aEuQ8Zr3vLk1Px"
	endsWithOneLine(t, t.TempDir(), "SPOTTER_LEGACY_SECRET: it is the JWT_SECRET too", "JWT_SECRET="+strong, "SPOTTER_LEGACY_SECRET="+strong)
}

// TestAPublishedSecretOfBeforeKeepsTheServerFromStarting, be it short or long:
// anybody could make tokens with it.
func TestAPublishedSecretOfBeforeKeepsTheServerFromStarting(t *testing.T) {
	for _, sample := range []string{"09d25e094faa6ca2556c818166b7a9563b93f7099f6f0f4caa6cf63b88e8d3e7", "narscbjim@$@&^@&%^&RFghgjvbdsha", "changeme"} {
		endsWithOneLine(t, t.TempDir(), "SPOTTER_LEGACY_SECRET: it is a published sample, so that anybody can make tokens with it: leave the setting out", "SPOTTER_LEGACY_SECRET="+sample)
	}
}
