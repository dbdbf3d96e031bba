//go:build !windows

package cli

import (
	"fmt"
	"io"
	"os"
	"time"

	tea "charm.land/bubbletea/v2"
	uv "github.com/charmbracelet/ultraviolet"
	"github.com/charmbracelet/x/term"
	"github.com/muesli/cancelreader"

	"github.com/westandtogether-assembly/assembly/internal/tui/ui"
)

// keyboard is the terminal's input, of which each Read gives one whole key: over a slow line a key comes
// in parts, and Bubble Tea, which waits 50 ms for the rest, makes other keys of them.
//
// It has a descriptor, so that Bubble Tea takes it for a terminal, and no name, so that Bubble Tea reads by Read and not by
// the descriptor.
type keyboard struct {
	tty    *os.File
	bytes  cancelreader.CancelReader
	parts  chan []byte
	failed error // why there are no more parts; it may be read once parts is closed

	joiner ui.KeyJoiner
	tired  <-chan time.Time // when what the joiner holds is given up; nil where it holds nothing
	keys   [][]byte         // whole, and not yet read
}

var _ term.File = (*keyboard)(nil)

// openKeyboard opens the terminal's input. Where standard input is something else, such as a deck, it is the terminal that
// the program runs in.
func openKeyboard() (input, error) {
	tty, err := os.Stdin, error(nil)
	if !term.IsTerminal(tty.Fd()) {
		tty, _, err = tea.OpenTTY()
	}
	k := &keyboard{tty: tty, parts: make(chan []byte)}
	if err == nil {
		k.bytes, err = uv.NewCancelReader(tty)
	}
	if err != nil {
		return input{}, fmt.Errorf("open the keyboard: %w", err)
	}
	leave, left := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(left)
		k.listen(leave)
	}()
	return input{[]tea.ProgramOption{tea.WithInput(k)}, rawInput(tty), func() {
		close(leave)
		if k.bytes.Cancel() {
			<-left // What is typed from now on is for whoever has the terminal next.
		}
	}}, nil
}

// longestPart is how many bytes are taken at a time.
const longestPart = 4096

// listen takes bytes as they come until it is told to leave, or there are no more.
func (k *keyboard) listen(leave <-chan struct{}) {
	defer func() {
		_ = k.bytes.Close()
		close(k.parts)
	}()
	for {
		part := make([]byte, longestPart)
		n, err := k.bytes.Read(part)
		if err != nil {
			k.failed = err
			return
		}
		select {
		case k.parts <- part[:n]:
		case <-leave:
			k.failed = io.EOF
			return
		}
	}
}

// Read waits for a whole key. A paste may be longer than p, and comes in several.
func (k *keyboard) Read(p []byte) (int, error) {
	for len(k.keys) == 0 {
		k.await()
		select {
		case part, more := <-k.parts:
			if !more {
				return 0, k.failed
			}
			k.keys = append(k.joiner.Before(part), k.joiner.Take(part)...)
		case <-k.tired:
			k.keys, k.tired = k.joiner.GiveUp(), nil
		}
	}
	n := copy(p, k.keys[0])
	if k.keys[0] = k.keys[0][n:]; len(k.keys[0]) == 0 {
		k.keys = k.keys[1:]
	}
	return n, nil
}

// await sets when to give up waiting for the rest of a key.
func (k *keyboard) await() {
	switch wait, inAll := k.joiner.Wait(); {
	case wait == 0:
		k.tired = nil
	case k.tired == nil || !inAll:
		k.tired = time.After(wait)
	}
}

// Fd is the terminal's descriptor.
func (k *keyboard) Fd() uintptr { return k.tty.Fd() }

// Write is there for the terminal to be a file. Nothing is written to a keyboard.
func (k *keyboard) Write(p []byte) (int, error) { return k.tty.Write(p) }

// Close leaves the terminal open; it is not the program's own.
func (k *keyboard) Close() error { return nil }
