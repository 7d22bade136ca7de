package store

import (
	"cmp"
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"math"
	"math/bits"
	"strings"

	"github.com/jackc/pgx/v5"
)

// errNotTheSame says that PostgreSQL has not kept what it was given.
var errNotTheSame = errors.New("the two databases differ, and nothing was moved")

// carry carries one table, and reads back what has arrived.
func (s *Store) carry(ctx context.Context, source leaving, tx pgx.Tx, table movingTable) (Moved, error) {
	if table.columns == nil {
		return s.indexAnew(ctx, source, tx, table.name)
	}
	rows, err := source.conn.QueryContext(ctx, "SELECT "+table.list()+" FROM "+quoted(table.name))
	if err != nil {
		return Moved{}, err
	}
	defer rows.Close()
	given := &flow{rows: rows, columns: table.columns}
	if _, err := tx.CopyFrom(ctx, pgx.Identifier{table.name}, table.names(), given); err != nil {
		return Moved{}, cmp.Or(given.err, err)
	}
	if err := advance(ctx, tx, table); err != nil {
		return Moved{}, err
	}
	kept, err := table.tally(ctx, tx)
	if err != nil {
		return Moved{}, err
	}
	if kept != given.tally {
		return Moved{}, fmt.Errorf("%w: %d rows (%s) have become %d (%s)", errNotTheSame, given.rowCount, given.tally, kept.rowCount, kept)
	}
	return Moved{Table: table.name, Rows: kept.rowCount, Sum: kept.String()}, nil
}

func (t movingTable) names() []string {
	names := make([]string, len(t.columns))
	for i, c := range t.columns {
		names[i] = c.name
	}
	return names
}

func (t movingTable) list() string {
	names := t.names()
	for i := range names {
		names[i] = quoted(names[i])
	}
	return strings.Join(names, ", ")
}

// tally reads a whole table of PostgreSQL.
func (t movingTable) tally(ctx context.Context, tx pgx.Tx) (tally, error) {
	var all tally
	rows, err := tx.Query(ctx, "SELECT "+t.list()+" FROM "+quoted(t.name))
	if err != nil {
		return all, err
	}
	defer rows.Close()
	for rows.Next() {
		values, err := rows.Values()
		if err == nil {
			err = alike(t.columns, values)
		}
		if err != nil {
			return all, err
		}
		all.add(values)
	}
	return all, rows.Err()
}

// advance has PostgreSQL go on counting behind the rows that have come.
func advance(ctx context.Context, tx pgx.Tx, table movingTable) error {
	for _, c := range table.columns {
		if c.kind != wholeNumber {
			continue
		}
		_, err := tx.Exec(ctx, "SELECT setval(CAST(sequence AS regclass), newest) FROM (SELECT pg_get_serial_sequence($1, $2) AS sequence, (SELECT MAX("+quoted(c.name)+") FROM "+quoted(table.name)+
			") AS newest) AS counter WHERE sequence IS NOT NULL AND newest IS NOT NULL", quoted(table.name), c.name)
		if err != nil {
			return err
		}
	}
	return nil
}

// flow is the rows of a table on their way. It implements pgx.CopyFromSource.
type flow struct {
	rows    *sql.Rows
	columns []movingColumn
	values  []any
	err     error
	tally
}

// Next implements pgx.CopyFromSource.
func (f *flow) Next() bool {
	if f.err != nil || !f.rows.Next() {
		f.err = errors.Join(f.err, f.rows.Err())
		return false
	}
	f.values = make([]any, len(f.columns))
	into := make([]any, len(f.columns))
	for i := range into {
		into[i] = &f.values[i]
	}
	f.err = f.rows.Scan(into...)
	if f.err == nil {
		f.err = alike(f.columns, f.values)
	}
	if f.err != nil {
		f.err = fmt.Errorf("row %d: %w", f.rowCount+1, f.err)
		return false
	}
	f.add(f.values)
	return true
}

// Values implements pgx.CopyFromSource.
func (f *flow) Values() ([]any, error) { return f.values, f.err }

// Err implements pgx.CopyFromSource.
func (f *flow) Err() error { return f.err }

// alike gives the values of a row the form that both drivers have in common, and
// refuses what a column should not hold: SQLite keeps anything anywhere.
func alike(columns []movingColumn, values []any) error {
	for i, c := range columns {
		if values[i] == nil {
			continue
		}
		v, ok := c.kind.of(values[i])
		if !ok {
			return fmt.Errorf("%w: %s holds a %T that is not %s", errNotCarried, c.name, values[i], c.kind)
		}
		values[i] = v
	}
	return nil
}

// of returns a value as int64, bool, float64, string or []byte, and whether it
// is of this kind.
func (k kind) of(value any) (any, bool) {
	switch v := value.(type) {
	case int16:
		return k.of(int64(v))
	case int32:
		return k.of(int64(v))
	case int64:
		switch k {
		case wholeNumber:
			return v, true
		case truthValue:
			return v == 1, v == 0 || v == 1
		case realNumber:
			return float64(v), true
		}
	case bool:
		return v, k == truthValue
	case float64:
		return v, k == realNumber
	case string:
		return v, k == someText && checkTexts([]any{v}) == nil
	case []byte: // of no length it may be nil, which pgx would write as NULL
		return append([]byte{}, v...), k == someBytes
	}
	return nil, false
}

// tally is how many rows there are and the sum of their SHA-256, modulo 2²⁵⁶: the
// same for the same rows in any order.
type tally struct {
	rowCount int64
	sum      [4]uint64
}

func (t *tally) add(values []any) {
	var row []byte
	for _, v := range values {
		row = appendValue(row, v)
	}
	hash := sha256.Sum256(row)
	var carry uint64
	for i := range t.sum {
		t.sum[i], carry = bits.Add64(t.sum[i], binary.LittleEndian.Uint64(hash[8*i:]), carry)
	}
	t.rowCount++
}

// appendValue writes a value so that no two rows read the same.
func appendValue(row []byte, value any) []byte {
	number := func(mark byte, n uint64) []byte { return binary.BigEndian.AppendUint64(append(row, mark), n) }
	switch v := value.(type) {
	case nil:
		return append(row, '0')
	case int64:
		return number('i', uint64(v))
	case bool:
		if v {
			return append(row, 't')
		}
		return append(row, 'f')
	case float64:
		return number('d', math.Float64bits(v))
	case string:
		return append(number('s', uint64(len(v))), v...)
	case []byte:
		return append(number('b', uint64(len(v))), v...)
	}
	panic(fmt.Sprintf("a %T in a row", value)) // alike lets none pass
}

// String is the first 64 bits of the sum: for people to compare.
func (t tally) String() string {
	var sum [8]byte
	binary.BigEndian.PutUint64(sum[:], t.sum[3])
	return hex.EncodeToString(sum[:])
}
