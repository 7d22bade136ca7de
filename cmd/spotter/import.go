package main

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"iter"
	"net/url"
	"os"
	"strings"

	"spotter/account"
	"spotter/roster"
	"spotter/store"
)

type importCommand struct {
	Users importUsers `cmd:"" help:"Import the people of another app with their password hashes: see docs/import.md."`
}

type importUsers struct {
	From         string `required:"" placeholder:"SOURCE" help:"A file, sqlite:FILE, or postgres://user@host/database (the password in PGPASSWORD)."`
	Format       string `required:"" enum:"fastapi-tutorial,bookly,django,csv,jsonl" help:"fastapi-tutorial, bookly, django; csv or jsonl for a file."`
	DryRun       bool   `help:"Check everything, and import nobody."`
	NewUsernames bool   `help:"Make a username of the e-mail address where the app's cannot be one here."`
	TokensFor    string `default:"720h" help:"For how long the app's own tokens count, where SPOTTER_LEGACY_SECRET is set; 0s is never."`
	Firebase     string `placeholder:"FILE" help:"The password hash parameters of a Firebase project, as its console shows them."`
}

// refusedExit is the exit code when somebody was refused, and nothing else
// went wrong.
const refusedExit = exitCode(2)

const longestTokens = 365 * day

// Run imports people, says what became of them, and ends with 2 when some were
// refused.
func (u importUsers) Run(ctx context.Context, s *Settings, t terminal) error {
	rules := account.ImportRules{DryRun: u.DryRun}
	if err := duration(u.TokensFor, 0, longestTokens, &rules.LegacyLife)(); err != nil {
		return fmt.Errorf("--tokens-for: %w", err)
	}
	project, err := u.firebase()
	if err != nil {
		return err
	}
	rows, closeSource, err := u.open(ctx)
	if err != nil {
		return err
	}
	defer closeSource()
	return withAccounts(ctx, s, func(a *account.Accounts) error {
		in := intake{into: a.Import(rules), project: project, rename: u.NewUsernames, report: newImportReport(u.DryRun), progress: t.err}
		err := in.all(ctx, rows)
		if err != nil && in.report.read == 0 {
			return errors.New(withoutPassword(err, u.From))
		}
		in.report.write(t.out)
		switch {
		case err != nil:
			return fmt.Errorf("stopped after %d people: %s; what was imported stays, and a second run goes on from there",
				in.report.read, withoutPassword(err, u.From))
		case in.report.refused > 0:
			return refusedExit
		}
		return nil
	})
}

// firebase reads the parameters from a file: the signer key is no argument, for
// those show in lists of processes.
func (u importUsers) firebase() (*account.FirebaseProject, error) {
	if u.Firebase == "" {
		return nil, nil
	}
	f, err := os.Open(u.Firebase)
	if err != nil {
		return nil, fmt.Errorf("--firebase: %w", reason(err))
	}
	defer f.Close()
	text, err := io.ReadAll(io.LimitReader(f, 16<<10))
	if err != nil {
		return nil, fmt.Errorf("--firebase: %w", reason(err))
	}
	p, err := roster.ReadFirebaseParams(string(text))
	if err != nil {
		return nil, fmt.Errorf("--firebase: %w", err)
	}
	return &account.FirebaseProject{SignerKey: p.SignerKey, SaltSeparator: p.SaltSeparator, Rounds: p.Rounds, MemCost: p.MemCost}, nil
}

// open opens the source. It is only read.
func (u importUsers) open(ctx context.Context) (iter.Seq2[roster.Row, error], func() error, error) {
	path, isSQLite := strings.CutPrefix(u.From, "sqlite:")
	isDatabase := isSQLite || store.IsPostgres(u.From)
	switch {
	case roster.IsDatabase(u.Format) && !isDatabase:
		return nil, nil, fmt.Errorf("%s is read from a database: use --from sqlite:FILE or --from postgres://…", u.Format)
	case !roster.IsDatabase(u.Format) && isDatabase:
		return nil, nil, fmt.Errorf("%s is read from a file: use --from FILE", u.Format)
	case !isDatabase:
		f, err := os.Open(u.From)
		if err != nil {
			return nil, nil, fmt.Errorf("--from: %w", err)
		}
		return roster.File(f, u.Format), f.Close, nil
	}
	driver, dsn := "pgx", u.From // registered by package store
	if _, err := url.Parse(u.From); err != nil && !isSQLite {
		return nil, nil, errors.New("--from: the address cannot be read: write it like postgres://user@host/database, special characters as %40")
	}
	if isSQLite {
		if _, err := os.Stat(path); err != nil {
			return nil, nil, fmt.Errorf("--from: %w", err)
		}
		driver, dsn = "sqlite", readOnly(path)
	}
	db, err := sql.Open(driver, dsn)
	if err != nil {
		return nil, nil, fmt.Errorf("--from: %w", err)
	}
	return roster.Database(ctx, db, u.Format), db.Close, nil
}

// readOnly is a SQLite file that is only read, while the app may write to it.
func readOnly(path string) string {
	query := url.Values{"mode": {"ro"}, "_pragma": {"busy_timeout(5000)", "query_only(1)"}}
	return (&url.URL{Scheme: "file", Opaque: (&url.URL{Path: path}).EscapedPath(), RawQuery: query.Encode()}).String()
}

// withoutPassword is an error of the source as a text without the password that
// its address may hold.
func withoutPassword(err error, from string) string {
	text := err.Error()
	u, parseErr := url.Parse(from)
	if parseErr != nil {
		return text
	}
	password, _ := u.User.Password()
	for _, secret := range []string{password, u.Query().Get("password")} {
		if secret != "" {
			text = strings.ReplaceAll(text, secret, "…")
		}
	}
	return text
}

// intake takes rows in, batch by batch.
type intake struct {
	into     *account.Import
	project  *account.FirebaseProject
	rename   bool
	report   *importReport
	progress io.Writer

	rows  []roster.Row
	batch []account.Newcomer
}

// progressEvery is after how many rows a line says how far it is.
const progressEvery = 10_000

func (in *intake) all(ctx context.Context, rows iter.Seq2[roster.Row, error]) error {
	for row, err := range rows {
		if err == nil {
			err = in.one(ctx, row)
		}
		if err != nil {
			return errors.Join(err, in.flush(ctx))
		}
	}
	return in.flush(ctx)
}

func (in *intake) one(ctx context.Context, row roster.Row) error {
	in.report.read++
	if in.report.read%progressEvery == 0 {
		fmt.Fprintf(in.progress, "%d read …\n", in.report.read)
	}
	newcomer, err := in.newcomer(row)
	if err != nil {
		in.report.refuse(row, err)
		return nil
	}
	in.rows, in.batch = append(in.rows, row), append(in.batch, newcomer)
	if len(in.batch) < account.MaxSettlers {
		return nil
	}
	return in.flush(ctx)
}

func (in *intake) flush(ctx context.Context) error {
	rows, batch := in.rows, in.batch
	in.rows, in.batch = nil, nil
	if len(batch) == 0 {
		return nil
	}
	arrivals, err := in.into.Batch(ctx, batch)
	if err != nil {
		in.report.read -= len(batch)
		return err
	}
	for n, arrival := range arrivals {
		in.report.note(rows[n], arrival)
	}
	return nil
}

var errNoPassword = errors.New("has no password hash, as somebody who logs in through another service: add them with spotter user add")

var errNoFirebase = errors.New("has a hash and a salt as Firebase keeps them: name its parameters with --firebase")

func (in *intake) newcomer(row roster.Row) (account.Newcomer, error) {
	p := row.Person
	switch {
	case row.Err != nil:
		return account.Newcomer{}, row.Err
	case p.PasswordHash == "", p.PasswordHash[0] == '!': // Django's mark of no password
		return account.Newcomer{}, errNoPassword
	}
	if p.PasswordSalt != "" {
		if in.project == nil {
			return account.Newcomer{}, errNoFirebase
		}
		stored, err := in.project.Stored(p.PasswordHash, p.PasswordSalt)
		if err != nil {
			return account.Newcomer{}, err
		}
		p.PasswordHash = stored
	}
	if _, err := account.ParseUsername(p.Username); err != nil && in.rename {
		p.Username = ""
	}
	return account.Newcomer{
		UID: p.UID, Username: p.Username, Email: p.Email, PasswordHash: p.PasswordHash,
		Verified: p.Verified, Disabled: p.Disabled, CreatedAt: p.CreatedAt,
		Profile: account.Profile{FirstName: p.FirstName, LastName: p.LastName, Age: p.Age, Gender: p.Gender, Level: p.Level},
	}, nil
}
