package reader_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/ansi"

	"github.com/westandtogether-assembly/assembly/internal/report"
	"github.com/westandtogether-assembly/assembly/internal/screentest"
	"github.com/westandtogether-assembly/assembly/internal/tui/reader"
)

// thirty is a report of thirty lines that say how wide they may be.
func thirty(w int) []report.Line {
	var out []report.Line
	for i := range 30 {
		out = append(out, report.Line{Text: fmt.Sprintf("line %d of width %d", i+1, w), Style: report.Style(i % 3)})
	}
	return out
}

func summary(t *testing.T, offer *reader.Offer, w, h int) *screentest.Session {
	t.Helper()
	return show(t, reader.Setup{Title: "Rehearsal", Text: reader.Report(thirty), Talk: true, Offer: offer, Note: "being saved"}, w, h)
}

func TestScrolling(t *testing.T) {
	m := summary(t, nil, 60, 12)
	for _, c := range []struct{ key, first, keys string }{
		{"", "line 1 of width 56", "q leaves   PageDown more"},
		{"pgup", "line 1 ", "q leaves   PageDown more"},
		{"pgdown", "line 10 ", "q leaves   PageDown more   PageUp back"},
		{"j", "line 11 ", "PageUp back"},
		{"k", "line 10 ", "PageUp back"},
		{"end", "line 21 ", "q leaves   PageUp back"},
		{"pgdown", "line 21 ", "q leaves   PageUp back"},
		{"home", "line 1 ", "q leaves   PageDown more"},
	} {
		if c.key != "" {
			m.Press(c.key)
		}
		rows := m.Lines()
		if !strings.Contains(rows[0], c.first) || !strings.Contains(rows[11], c.keys) || !strings.Contains(rows[10], "being saved") {
			t.Errorf("after %q the screen is\n%s", c.key, m.Text())
		}
	}
}

func TestLeavingASummary(t *testing.T) {
	m := summary(t, nil, 60, 12)
	if cmd := m.Press("esc"); cmd != nil {
		t.Error("Esc, which clickers send, does something")
	}
	if cmd := m.Press("q"); cmd == nil || cmd() != (tea.QuitMsg{}) {
		t.Error("q does not leave")
	}
}

func TestNote(t *testing.T) {
	m := summary(t, nil, 60, 12)
	if m.Send(reader.Note("Saved as run 4")); !strings.Contains(m.Text(), "Saved as run 4") || strings.Contains(m.Text(), "being saved") {
		t.Errorf("the screen is\n%s", m.Text())
	}
}

// An offer is carried out once, beside the program, and its answer stands in the note.
func TestOffer(t *testing.T) {
	for _, c := range []struct {
		done string
		err  error
		want string
	}{{"It is kept.", nil, "It is kept."}, {"", errors.New("the disk is full"), "the disk is full"}} {
		times := 0
		m := summary(t, &reader.Offer{Key: "k", Name: "keep the pace", Do: func() (string, error) { times++; return c.done, c.err }}, 60, 12)
		if !strings.Contains(m.Text(), "k keep the pace") {
			t.Errorf("the offer is not named:\n%s", m.Text())
		}
		cmd := m.Press("k")
		if times != 0 || cmd == nil {
			t.Fatal("the offer is carried out in Update, or not at all")
		}
		m.Send(cmd())
		m.Press("k")
		if got := m.Text(); times != 1 || !strings.Contains(got, c.want) || strings.Contains(got, "keep the pace") {
			t.Errorf("after %d times the screen is\n%s", times, got)
		}
	}
}

func TestAnyWindow(t *testing.T) {
	for w := range 50 {
		for h := range 20 {
			m := summary(t, nil, w, h)
			m.Press("pgdown end")
			m.Resize(w/2+1, h*2+1)
			rows := strings.Split(m.Model.View().Content, "\n")
			if len(rows) != h*2+1 {
				t.Fatalf("%dx%d: %d rows", w/2+1, h*2+1, len(rows))
			}
			for _, r := range rows {
				if ansi.StringWidth(r) != w/2+1 {
					t.Fatalf("%dx%d: a row of %d columns", w/2+1, h*2+1, ansi.StringWidth(r))
				}
			}
		}
	}
}

// A resize keeps about the same lines in view.
func TestResize(t *testing.T) {
	m := summary(t, nil, 60, 12)
	m.Press("pgdown pgdown")
	before := m.Lines()[0]
	m.Resize(60, 9)
	if after := m.Lines()[0]; after != before {
		t.Errorf("a resize moves from %q to %q", before, after)
	}
}

func TestWithoutColours(t *testing.T) {
	m := summary(t, nil, 60, 12)
	m.Send(tea.ColorProfileMsg{Profile: colorprofile.ASCII})
	if v := m.Model.View(); strings.Contains(v.Content, "8;2;") || v.BackgroundColor != nil || !v.AltScreen {
		t.Error("a colour is sent")
	}
}
