// Package session is what runs in the background of a screen: it reads and watches the deck, publishes
// the talk to the halls, saves it, and records a rehearsal.
//
// Nothing here draws or reads keys. What a screen must know comes to it by callbacks, and nothing that
// a screen calls waits for a disk or a network, but for opening and closing.
package session
