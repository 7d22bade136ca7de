package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"strings"

	"github.com/alecthomas/kong"
	"github.com/joho/godotenv"
)

// program is the command line: the settings, and a command.
type program struct {
	Settings

	Serve   serveCommand   `cmd:"" default:"1" help:"Serve (what spotter does without a command)."`
	User    userCommand    `cmd:"" help:"Add, list, disable, enable people; reset a password."`
	Client  clientCommand  `cmd:"" help:"Add, list, remove services that may ask what a token is worth."`
	Import  importCommand  `cmd:"" help:"Import the people of another app."`
	Key     keyCommand     `cmd:"" help:"Keys and secrets that tokens are signed with."`
	Token   tokenCommand   `cmd:"" help:"Look into a token: whose it is, and everything that is wrong with it."`
	Explain explainCommand `cmd:"" help:"Say why a request was refused, by the X-Request-Id of its answer; of the last day."`
	Backup  backupCommand  `cmd:"" help:"Copy the SQLite database into a new file, also under a running server."`
	Migrate migrateCommand `cmd:"" help:"Move everything from the SQLite database into an empty PostgreSQL database. Stop the server first."`
	Version versionCommand `cmd:"" help:"Print the version."`
}

// terminal is where a command reads and writes.
type terminal struct {
	in  io.Reader
	out io.Writer
	err io.Writer
}

// lookup finds a setting in the environment.
type lookup func(name string) (string, bool)

// run is the whole program: it returns the exit code. Everything it touches but
// the network and the files that settings name is passed in.
func run(ctx context.Context, args []string, env lookup, in io.Reader, out, stderr io.Writer) int {
	err := runCommand(ctx, args, env, terminal{in, out, stderr})
	var exit exitCode
	switch {
	case err == nil:
		return 0
	case errors.As(err, &exit):
		return int(exit)
	}
	fmt.Fprintf(stderr, "spotter: %s\n", strings.Join(strings.Fields(err.Error()), " "))
	return 1
}

// exitCode ends the program without a word: everything has been said.
type exitCode int

func (e exitCode) Error() string { return fmt.Sprintf("exit %d", int(e)) }

func runCommand(ctx context.Context, args []string, env lookup, term terminal) error {
	env, err := withDotEnv(env)
	if err != nil {
		return err
	}
	var p program
	parser, err := kong.New(&p,
		kong.Name("spotter"),
		kong.Description("A fitness coach that knows who is asking: accounts, access and refresh tokens, and personal answers, in one binary."),
		kong.Writers(term.out, term.err),
		kong.Exit(func(code int) { panic(exitCode(code)) }),
		kong.Resolvers(environment(env)),
		kong.ConfigureHelp(kong.HelpOptions{Compact: true, FlagsLast: true}),
		kong.ValueFormatter(settingHelp),
		kong.BindTo(ctx, (*context.Context)(nil)),
		kong.Bind(&p.Settings, term),
	)
	if err != nil {
		return err
	}
	command, err := parse(parser, args)
	if err != nil {
		return err
	}
	return command.Run()
}

// parse returns exit codes as errors: kong would end the program after --help.
func parse(parser *kong.Kong, args []string) (command *kong.Context, err error) {
	defer func() {
		switch p := recover().(type) {
		case nil:
		case exitCode:
			err = p
		default:
			panic(p)
		}
	}()
	command, err = parser.Parse(args)
	if err != nil {
		return nil, fmt.Errorf("%w: see spotter --help", err)
	}
	return command, nil
}

// withDotEnv adds the .env file of the working directory, which the environment
// overrules.
func withDotEnv(env lookup) (lookup, error) {
	file, err := godotenv.Read()
	if errors.Is(err, fs.ErrNotExist) {
		return env, nil
	}
	if err != nil { // its text could quote a secret
		return nil, errors.New("the file .env cannot be read: it has lines of the form NAME=value")
	}
	return func(name string) (string, bool) {
		if value, ok := env(name); ok {
			return value, true
		}
		value, ok := file[name]
		return value, ok
	}, nil
}

// environment fills flags that the command line leaves out from the setting
// that their env tag names.
func environment(env lookup) kong.Resolver {
	return kong.ResolverFunc(func(_ *kong.Context, _ *kong.Path, flag *kong.Flag) (any, error) {
		if name := flag.Tag.Get("setting"); name != "" {
			if value, ok := env(name); ok && value != "" {
				return value, nil
			}
		}
		return nil, nil
	})
}

// settingHelp names the environment variable behind a flag's help.
func settingHelp(value *kong.Value) string {
	if name := value.Tag.Get("setting"); name != "" {
		return value.Help + " [" + name + "]"
	}
	return value.Help
}
