package web

import (
	"io"
	"net/http"

	"github.com/westandtogether-assembly/assembly/internal/deck"
)

// With is the modules with others in the places of some.
func With(others map[string]string) func(name string) (string, error) {
	return func(name string) (string, error) {
		if text, ok := others[name]; ok {
			return text, nil
		}
		return asset(name)
	}
}

// HallOf is the hall's page made of other modules.
func HallOf(read func(string) (string, error)) http.Handler { return hallOf(read) }

// RemoteOf is the phone's page made of other modules.
func RemoteOf(read func(string) (string, error)) http.Handler { return remoteOf(read) }

// StandaloneOf writes a page without a server made of other modules.
func StandaloneOf(p deck.Public, read func(string) (string, error), w io.Writer) error {
	_, err := writeStandalone(p, StandaloneOptions{}, partsOf(read), w)
	return err
}

// Modules are the names of the modules of a page, behind those that they import.
func Modules(entry string) ([]string, error) {
	b := &bundler{read: asset}
	err := b.add(entry, nil)
	return b.done, err
}
