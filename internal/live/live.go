// Package live carries what the hall shows from the presenter to any number of hall screens: whole
// states with a sequence number, of which the newest wins.
//
// A presenter publishes snapshots to a Hub; a hall takes states from a Client. Server-sent events
// over HTTP join them, with a Server on the presenter's side.
//
// What is served is a deck.Public, which cannot hold a note. Nothing here writes a file.
package live

import (
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"net/url"
	"time"
)

// Version is the version of what goes on the wire. Two programs follow each other only when
// theirs are equal.
const Version = 5

// The paths of the server.
const (
	pathDeck    = "/deck"
	pathPicture = "/picture/" // and the picture's ID
	pathEvents  = "/events"
	pathShown   = "/shown"
	pathCommand = "/command"
	pathCode    = "/code" // a page's way to its key
)

// The names of the events.
const (
	eventProof     = "proof" // the first one for a hall with a token
	eventState     = "state"
	eventBeat      = "beat"      // an event and not a comment, because a browser's page sees no comments; with the server's time
	eventClassroom = "classroom" // the follower is beyond the presenter's machine
)

// The times that both sides agree on.
const (
	beatEvery   = time.Second            // between two heartbeats, and between two reports of a hall
	lostAfter   = 2 * time.Second        // without a sign, after which a link or a hall counts as lost
	writeWithin = 2 * time.Second        // for one write, after which a follower that never reads is dropped
	partWithin  = 500 * time.Millisecond // for a hall to say that it closes
)

// NewSecret makes a random name of 26 characters and 128 bits, for a session or a token.
func NewSecret() string { return rand.Text() }

// Endpoint is where a presenter can be reached. It is left in a file that only its own user may
// read, because of the token.
type Endpoint struct {
	URL     string    `json:"url"`   // http://127.0.0.1:port
	Token   string    `json:"token"` // with which both sides prove who they are; it never travels. "" for a hall that only follows
	PID     int       `json:"pid"`
	Session string    `json:"session"`
	Started time.Time `json:"started"`
	Wide    int       `json:"wide,omitempty"` // the port on the school's network; 0 for none
}

// ErrNoPresenter says that no presenter is running yet.
var ErrNoPresenter = errors.New("find presenter: none is running yet")

// maxEndpoint is the size of the file at most, in bytes.
const maxEndpoint = 4096

// DecodeEndpoint reads the text of the file.
func DecodeEndpoint(text []byte) (Endpoint, error) {
	var p Endpoint
	if len(text) > maxEndpoint {
		return p, fmt.Errorf("read presenter's endpoint: %d bytes, expected at most %d", len(text), maxEndpoint)
	}
	if err := json.Unmarshal(text, &p); err != nil {
		return Endpoint{}, fmt.Errorf("read presenter's endpoint: %w", err)
	}
	u, err := url.Parse(p.URL)
	if err != nil || u.Scheme != "http" || u.Port() == "" || u.Path != "" || u.User != nil {
		return Endpoint{}, fmt.Errorf("read presenter's endpoint: %.60q is not an address such as http://127.0.0.1:4000", p.URL)
	}
	return p, nil
}
