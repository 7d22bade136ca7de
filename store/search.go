package store

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Full text is the one thing that the engines do each in its own way. Both are
// given words that were cut and spelled here, so that they find the same, and no
// text of a user is ever read as a query.

const (
	longestWord = 64  // runes; the rest of it is not looked at
	mostWanted  = 16  // words of a search
	mostIndexed = 1e4 // words of a message
)

// searchWords cuts a text into its runs of letters and digits, in lower case and
// without accents: "Kürzlich, 5×5!" is kurzlich, 5, 5.
func searchWords(text string) []string {
	var words []string
	var word strings.Builder
	runes := 0
	flush := func() {
		if word.Len() > 0 {
			words = append(words, word.String())
			word.Reset()
		}
		runes = 0
	}
	// Behind bytes that are no UTF-8, norm lets a letter keep its accent.
	for _, r := range norm.NFKD.String(strings.ToValidUTF8(text, "\uFFFD")) {
		switch {
		case unicode.Is(unicode.Mn, r): // an accent, now that it stands apart
		case !unicode.IsLetter(r) && !unicode.IsNumber(r):
			flush()
		case runes < longestWord:
			word.WriteRune(unicode.ToLower(r))
			runes++
		}
	}
	flush()
	return words
}

// indexed is the words of a text in one line.
func indexed(text string) string {
	words := searchWords(text)
	return strings.Join(words[:min(len(words), mostIndexed)], " ")
}

// wanted is the query for messages of a person that hold all words, the last
// also as the beginning of a word. It is made of letters, digits and what stands
// here. It is empty when there are no words.
func (s *Store) wanted(uid string, words []string) string {
	words = words[:min(len(words), mostWanted)]
	if len(words) == 0 {
		return ""
	}
	quote, and, prefix, query := `"`, " AND ", "*", `uid : "`+searchUID(uid)+`" AND words : (`
	if s.postgres {
		quote, and, prefix, query = "'", " & ", ":*", "("
	}
	for i, w := range words {
		if i > 0 {
			query += and
		}
		query += quote + w + quote
	}
	return query + prefix + ")"
}

// found is the conversations of the messages that the query in $5 finds.
func (s *Store) found() string {
	if s.postgres {
		return `SELECT m.conversation_id FROM message_words w JOIN messages m ON m.id = w.message_id WHERE w.words @@ CAST($5 AS tsquery)`
	}
	return `SELECT m.conversation_id FROM message_words w JOIN messages m ON m.seq = w.rowid WHERE w.message_words MATCH $5`
}

// index is the statement that makes the message $1 of the person $2 found by the
// words $3.
func (s *Store) index() string {
	if s.postgres {
		return "INSERT INTO message_words (message_id, words) SELECT id, array_to_tsvector(string_to_array($3, ' ')) FROM messages WHERE id = $1 AND $2 <> ''"
	}
	return "INSERT INTO message_words (rowid, uid, words) SELECT seq, $2, $3 FROM messages WHERE id = $1"
}

// searchUID is an id as one word.
func searchUID(uid string) string { return strings.Join(searchWords(uid), "") }
