package relay

import (
	"fmt"
	"strings"

	"github.com/westandtogether-assembly/assembly/internal/live"
)

// maxRoom is the length of a room's name at most.
const maxRoom = 40

// CheckRoom says what is wrong with a room's name, and suggests a valid one; nil for nothing.
func CheckRoom(name string) error {
	if 0 < len(name) && len(name) <= maxRoom && !strings.ContainsFunc(name, func(c rune) bool { return !inRoom(c) }) {
		return nil
	}
	p := &Problem{What: fmt.Sprintf("%s cannot be a room: use 1 to %d of a-z A-Z 0-9 - _", quoted(name), maxRoom)}
	p.Hint = "a name such as year-5 can be used"
	if better := suggest(name); better != "" {
		p.Hint = better + " can be used"
	}
	return p
}

func inRoom(c rune) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || c == '-' || c == '_'
}

// suggest makes a valid name from what was typed; "" where nothing of it can be used.
func suggest(name string) string {
	words := strings.FieldsFunc(strings.ToLower(name), func(c rune) bool { return !inRoom(c) })
	out := strings.Join(words, "-")
	return strings.Trim(out[:min(len(out), maxRoom)], "-")
}

// quoted makes a text from outside fit for a message.
func quoted(s string) string { return `"` + cleaned(s, maxRoom) + `"` }

// cleaned is what can be shown of a text from outside. What is longer than any name is not looked at whole.
func cleaned(s string, most int) string { return live.Clean(s[:min(len(s), 1000)], most) }

// channel is what a room is called on the relay.
type channel string

func (c channel) states() string { return "assembly." + string(c) + ".state" }
func (c channel) sites() string  { return "assembly." + string(c) + ".site" }
func (c channel) who() string    { return "assembly." + string(c) + ".who" }

// bucket is the name of both the key-value bucket and the object store.
const bucket = "assembly"

// stateKey is the key of the newest state; claimKey that of the presenter who holds the room.
func (c channel) stateKey() string { return string(c) }
func (c channel) claimKey() string { return string(c) + ".claim" }

// objects is what the names of the room's objects begin with.
func (c channel) objects() string                { return string(c) + "/" }
func (c channel) deckObject(hash string) string  { return string(c) + "/deck/" + hash }
func (c channel) pictureObject(id string) string { return string(c) + "/picture/" + id }

// chunksOf is the subject of an object's chunks.
func chunksOf(nuid string) string { return "$O." + bucket + ".C." + nuid }

// objectsNamed is the subject of what the store says of the object of an encoded name, or with > of all.
func objectsNamed(encoded string) string { return "$O." + bucket + ".M." + encoded }
