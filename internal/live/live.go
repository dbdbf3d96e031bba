// Package live carries the hall's picture from the presenter to any number of halls: whole
// states with a sequence number, of which the newest wins.
//
// The transport stands behind a small seam. A presenter publishes snapshots to a Publisher; a
// hall takes states from a Source. Here they are joined by server-sent events over HTTP: Hub and
// Server on the presenter's side, Client on the hall's.
//
// What is served is a deck.Public, which cannot hold a note. Nothing here writes a file.
package live

import (
	"crypto/rand"
	"time"

	"assembly/internal/deck"
)

// Version is the version of what goes on the wire. Two programs follow each other only when
// theirs are equal.
const Version = 2

// The paths of the server and the header that carries the token.
const (
	PathDeck    = "/deck"
	PathEvents  = "/events"
	PathShown   = "/shown"
	PathCommand = "/command"
	TokenHeader = "X-Assembly-Token" //nolint:gosec // the name of a header, no credential
)

// The names of the events.
const (
	eventState = "state"
	eventBeat  = "beat" // an event and not a comment, because a browser's page sees no comments
)

// The times that both sides agree on.
const (
	BeatEvery   = time.Second     // between two heartbeats, and between two reports of a hall
	LostAfter   = 2 * time.Second // without a sign, after which a link or a hall counts as lost
	writeWithin = 2 * time.Second // for one write, after which a follower that never reads is dropped
)

// Publisher takes the newest state of a talk. Publish never blocks.
type Publisher interface {
	Publish(s Snapshot, d deck.Public)
}

// Source hands out the states of a talk that is followed. The channel holds the newest one only,
// and is closed when following ends.
type Source interface {
	States() <-chan State
}

var (
	_ Publisher = (*Hub)(nil)
	_ Source    = (*Client)(nil)
)

// NewSecret is a random name of 26 characters and 128 bits, for a session or a token.
func NewSecret() string { return rand.Text() }
