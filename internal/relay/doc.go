// Package relay carries a talk to other sites over NATS, a messaging system that its users run themselves: one
// presenter, and any number of followers, each of which is a site.
//
// What goes on the wire is what package live serves: snapshots, and a deck.Public, which cannot hold a note.
package relay
