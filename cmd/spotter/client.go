package main

import (
	"context"
	"errors"
	"fmt"
	"text/tabwriter"

	"spotter/account"
)

type clientCommand struct {
	Add    clientAdd    `cmd:"" help:"Add a service that may introspect tokens, and print its secret this once."`
	List   clientList   `cmd:"" help:"List the services that may introspect tokens."`
	Remove clientRemove `cmd:"" help:"Remove a service: its secret opens nothing any more, at a running server too."`
}

// withClients does something with the clients of the database.
func withClients(ctx context.Context, s *Settings, do func(*account.Clients) error) error {
	return withData(ctx, s, func(_ settings, data opened) error { return explain(do(data.clients())) })
}

type clientAdd struct {
	Name string `arg:"" help:"What you call the service; its id is made of it."`
}

// Run adds a client. What another program wants to know goes to standard output,
// in the form of a .env file.
func (a clientAdd) Run(ctx context.Context, s *Settings, t terminal) error {
	return withClients(ctx, s, func(clients *account.Clients) error {
		client, secret, err := clients.Add(ctx, a.Name)
		if err != nil {
			return err
		}
		_, err = fmt.Fprintf(t.out, "CLIENT_ID=%s\nCLIENT_SECRET=%s\n", client.ID, secret)
		fmt.Fprintln(t.err, "Give both to the service: the secret is not kept here, and cannot be shown again.")
		if err != nil { // nobody has seen the secret
			err = errors.Join(err, clients.Remove(ctx, client.ID))
		}
		return err
	})
}

type clientList struct{}

// Run lists clients.
func (clientList) Run(ctx context.Context, s *Settings, t terminal) error {
	return withClients(ctx, s, func(clients *account.Clients) error {
		all, err := clients.List(ctx)
		if err != nil {
			return err
		}
		table := tabwriter.NewWriter(t.out, 0, 0, 2, ' ', 0)
		fmt.Fprintln(table, "ID\tNAME\tCREATED")
		for _, c := range all {
			fmt.Fprintf(table, "%s\t%s\t%s\n", c.ID, c.Name, when(c.CreatedAt))
		}
		return table.Flush()
	})
}

type clientRemove struct {
	ID string `arg:"" help:"The id of the service: see spotter client list."`
}

// Run removes a client.
func (r clientRemove) Run(ctx context.Context, s *Settings, t terminal) error {
	return withClients(ctx, s, func(clients *account.Clients) error {
		if err := clients.Remove(ctx, r.ID); err != nil {
			return err
		}
		_, err := fmt.Fprintf(t.out, "removed %s\n", r.ID)
		return err
	})
}
