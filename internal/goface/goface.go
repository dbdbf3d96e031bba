// Package goface holds the Go faces, by Bigelow & Holmes, with the slash taken out of their zeros: from the back of a
// hall it makes an 8 of a zero.
package goface

import (
	"sync"

	"golang.org/x/image/font/gofont/gobold"
	"golang.org/x/image/font/gofont/gomono"
	"golang.org/x/image/font/gofont/gomonobold"
	"golang.org/x/image/font/gofont/goregular"
)

// The faces as TrueType fonts. Their bytes must not be changed.

// Bold is the face of slides.
func Bold() []byte { return bold() }

// MonoBold is the face of code on slides.
func MonoBold() []byte { return monoBold() }

// Regular is the face of what is read from a page.
func Regular() []byte { return regular() }

// Mono is the face of code on a page.
func Mono() []byte { return mono() }

//nolint:gochecknoglobals // Values that never change, made when they are first asked for.
var (
	bold     = opened(gobold.TTF)
	monoBold = opened(gomonobold.TTF)
	regular  = opened(goregular.TTF)
	mono     = opened(gomono.TTF)
)

// opened is a face with its zero opened. The program holds the face, so a fault in it is a bug.
func opened(ttf []byte) func() []byte {
	return sync.OnceValue(func() []byte {
		out, err := openZero(ttf)
		if err != nil {
			panic(err)
		}
		return out
	})
}
