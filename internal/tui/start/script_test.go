package start

import (
	"errors"
	"testing"

	"github.com/westandtogether-assembly/assembly/internal/deck"
)

// The script is written once for a deck and a phase, the screen says where it is, and the next press opens it.
func TestPrintTheScript(t *testing.T) {
	written, opened := "", ""
	m := opening(t, 80, 24, func(s *Setup) {
		s.Print = func(_ *deck.Deck, phase string) (string, error) {
			written += phase + " "
			return "/school/own-" + phase + ".pdf", nil
		}
		s.OpenFile = func(path string) error { opened = path; return errors.New("no program opens it here") }
	})
	m.Sees(t, "Print the script a PDF, to print")
	m.wait(m.Press("4"))
	m.Sees(t, "own-primary.pdf: Enter opens it", "The script is /school/own-primary.pdf")
	m.wait(m.Press("4"))
	m.Sees(t, "own-primary.pdf: open it from its folder", "no program opens it here")
	m.wait(m.Press("t"))
	m.wait(m.Press("4"))
	m.Sees(t, "own-secondary.pdf: Enter opens it")
	if written != "primary secondary " || opened != "/school/own-primary.pdf" {
		t.Errorf("written %q, opened %q", written, opened)
	}
}

// What went wrong is told, and the next press tries again.
func TestPrintFails(t *testing.T) {
	m := opening(t, 80, 24, func(s *Setup) {
		s.Print = func(*deck.Deck, string) (string, error) { return "", errors.New("no room on the disk") }
	})
	m.wait(m.Press("4"))
	m.Sees(t, "no room on the disk", "Print the script a PDF, to print")
}
