package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"strings"
	"text/tabwriter"
	"time"

	"golang.org/x/term"

	"spotter/account"
	"spotter/token"
)

type userCommand struct {
	Add     userAdd     `cmd:"" help:"Add a person. The password is asked for, or read from standard input."`
	List    userList    `cmd:"" help:"List people."`
	Disable userDisable `cmd:"" help:"Disable an account: its sessions end at once, on a running server too."`
	Enable  userEnable  `cmd:"" help:"Enable an account again."`
	Reset   userReset   `cmd:"" help:"Give an account a new password and end its sessions."`
}

// withAccounts does something with the accounts of the database.
func withAccounts(ctx context.Context, s *Settings, do func(*account.Accounts) error) error {
	return withData(ctx, s, func(c settings, data opened) error {
		return explain(do(data.accounts(c, token.NewEnded(nil), slog.New(slog.DiscardHandler))))
	})
}

// explain puts an error into words for the command line.
func explain(err error) error {
	if fields := account.AllFields(err); fields != nil {
		return account.FieldErrors(fields)
	}
	switch {
	case errors.Is(err, account.ErrNoPerson):
		return errors.New("there is no such account: see spotter user list")
	case errors.Is(err, account.ErrUsernameTaken):
		return errors.New("the username is taken: choose another")
	case errors.Is(err, account.ErrEmailTaken):
		return errors.New("the e-mail address is taken: choose another")
	case errors.Is(err, account.ErrNoClient):
		return errors.New("there is no such client: see spotter client list")
	case errors.Is(err, account.ErrClientTaken):
		return errors.New("there is a client whose name gives the same id: choose another name, or remove that one first")
	case errors.Is(err, account.ErrTooManyClients):
		return fmt.Errorf("there are %d clients, and no more can be: remove one first", account.MaxClients)
	}
	return err
}

type userAdd struct {
	Username string `arg:"" help:"3 to 32 of letters, digits and _ . -"`
	Email    string `arg:"" help:"The e-mail address."`
	Age      int    `help:"13 to 120 years."`
	Gender   string `help:"female, male or other."`
	Level    string `help:"beginner, intermediate or expert."`
}

// Run adds a person.
func (u userAdd) Run(ctx context.Context, s *Settings, t terminal) error {
	return withAccounts(ctx, s, func(a *account.Accounts) error {
		password, err := askPassword(t, "Password: ")
		if err != nil {
			return err
		}
		p, err := a.Add(ctx, account.Application{Username: u.Username, Email: u.Email, Password: password, Profile: account.Profile{
			Age: u.Age, Gender: u.Gender, Level: u.Level,
		}}, account.By{})
		if err != nil {
			return err
		}
		_, err = fmt.Fprintf(t.out, "added %s (%s)\n", p.Username, p.UID)
		return err
	})
}

type userList struct{}

const listPage = 500

// Run lists people.
func (userList) Run(ctx context.Context, s *Settings, t terminal) error {
	return withAccounts(ctx, s, func(a *account.Accounts) error {
		table := tabwriter.NewWriter(t.out, 0, 0, 2, ' ', 0)
		fmt.Fprintln(table, "UID\tUSERNAME\tEMAIL\tCREATED\tLAST LOG-IN\tSTATE")
		after := ""
		for {
			people, err := a.List(ctx, after, listPage)
			if err != nil {
				return err
			}
			for _, p := range people {
				after = p.UID
				fmt.Fprintf(table, "%s\t%s\t%s\t%s\t%s\t%s\n", p.UID, p.Username, p.Email, when(p.CreatedAt), when(p.LastSignInAt), state(p))
			}
			if len(people) < listPage {
				return table.Flush()
			}
		}
	})
}

func when(t time.Time) string {
	if t.IsZero() {
		return "never"
	}
	return t.UTC().Format("2006-01-02 15:04")
}

func state(p account.Person) string {
	if p.Disabled() {
		return "disabled since " + when(p.DisabledAt)
	}
	return "enabled"
}

type whom struct {
	Login string `arg:"" name:"user" help:"Username or e-mail address."`
}

type userDisable struct{ whom }

// Run disables an account.
func (u userDisable) Run(ctx context.Context, s *Settings, t terminal) error {
	return u.change(ctx, s, t, "disabled", func(a *account.Accounts, p account.Person) error { return a.Disable(ctx, p.UID) })
}

type userEnable struct{ whom }

// Run enables an account.
func (u userEnable) Run(ctx context.Context, s *Settings, t terminal) error {
	return u.change(ctx, s, t, "enabled", func(a *account.Accounts, p account.Person) error { return a.Enable(ctx, p.UID) })
}

type userReset struct{ whom }

// Run replaces a password.
func (u userReset) Run(ctx context.Context, s *Settings, t terminal) error {
	return u.change(ctx, s, t, "gave a new password to", func(a *account.Accounts, p account.Person) error {
		password, err := askPassword(t, "New password: ")
		if err != nil {
			return err
		}
		return a.Reset(ctx, p.UID, password)
	})
}

func (w whom) change(ctx context.Context, s *Settings, t terminal, done string, do func(*account.Accounts, account.Person) error) error {
	return withAccounts(ctx, s, func(a *account.Accounts) error {
		p, err := a.Find(ctx, w.Login)
		if err == nil {
			err = do(a, p)
		}
		if err != nil {
			return err
		}
		_, err = fmt.Fprintf(t.out, "%s %s (%s)\n", done, p.Username, p.UID)
		return err
	})
}

// askPassword asks on a terminal without showing what is typed, and otherwise
// reads the first line. A password is never an argument: those show in lists of
// processes.
func askPassword(t terminal, prompt string) (string, error) {
	if f, ok := t.in.(*os.File); ok && term.IsTerminal(int(f.Fd())) {
		fmt.Fprint(t.err, prompt)
		password, err := term.ReadPassword(int(f.Fd()))
		fmt.Fprintln(t.err)
		return string(password), err
	}
	line, err := bufio.NewReader(io.LimitReader(t.in, 4096)).ReadString('\n')
	if err != nil && !errors.Is(err, io.EOF) {
		return "", fmt.Errorf("read the password: %w", err)
	}
	line = strings.TrimSuffix(strings.TrimSuffix(line, "\n"), "\r")
	if line == "" {
		return "", errors.New("no password came: type it, or pipe it into the command")
	}
	return line, nil
}
