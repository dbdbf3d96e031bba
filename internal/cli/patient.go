package cli

import (
	"bytes"
	"io"
	"os"
	"time"

	"github.com/charmbracelet/x/term"
)

// lastWordsWithin is how long a program that is to end waits for a terminal to take what it still has to say.
const lastWordsWithin = time.Second

// patient writes to a terminal that may take nothing, and waits for it once. What comes after that is lost.
type patient struct {
	to   io.Writer
	deaf bool // it takes nothing
}

// Write implements io.Writer.
func (p *patient) Write(text []byte) (int, error) {
	if p.deaf {
		return len(text), nil
	}
	written := make(chan error, 1)
	own := bytes.Clone(text) // It may be written when this has long returned.
	go func() {
		_, err := p.to.Write(own)
		written <- err
	}()
	select {
	case err := <-written:
		return len(text), err
	case <-time.After(lastWordsWithin):
		p.deaf = true
		return len(text), nil
	}
}

// lastWords has nobody wait for a terminal for long from here on, and not at all for one that is deaf: a program that is to
// end ends without having its say.
func (a *app) lastWords(deaf bool) {
	a.out = &patient{to: a.out, deaf: deaf}
	if term.IsTerminal(os.Stderr.Fd()) {
		a.errs = &patient{to: a.errs, deaf: deaf}
	}
}
