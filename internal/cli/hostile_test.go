package cli

import (
	"os"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
	"github.com/rogpeppe/go-internal/txtar"

	"github.com/westandtogether-assembly/assembly/internal/cell"
	"github.com/westandtogether-assembly/assembly/internal/deck"
	"github.com/westandtogether-assembly/assembly/internal/markdown"
	"github.com/westandtogether-assembly/assembly/internal/theme"
	"github.com/westandtogether-assembly/assembly/internal/tui/hall"
	"github.com/westandtogether-assembly/assembly/internal/tui/presenter"
	"github.com/westandtogether-assembly/assembly/internal/tui/ui"
	"github.com/westandtogether-assembly/assembly/slides"
)

// hostile is a file of the script of that name: a deck full of what steers a terminal.
func hostile(t testing.TB, name string) []byte {
	t.Helper()
	archive, err := txtar.ParseFile("testdata/script/hostile.txtar")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range archive.Files {
		if f.Name == name {
			text, err := unescaped(string(f.Data))
			if err != nil {
				t.Fatal(err)
			}
			return text
		}
	}
	t.Fatalf("no file %s in hostile.txtar", name)
	return nil
}

// What a program may send to a terminal: cells, and sequences that the program's own drawing uses.
// Titles and the colour of the window are the only strings among them, and are looked into. The
// mouse is never asked for.
func ownSequences() *regexp.Regexp {
	return regexp.MustCompile(`^(\x1b\[[0-9;:]*[mABCDGHJKLMPSTXbdr@]` + // colours, places, erasing, scrolling
		`|\x1b\[\?(7|25|1049|2004|2026|2027)[hl]|\x1b\[\?[0-9]+\$p|\x1b\[>[0-9;]*[mu]|\x1b\[[<=?][0-9;]*u|\x1b\[\?5W` + // modes and queries
		`|\x1bM|\x1b\[\?1007[slhr]|\x1b\[2[23];2t|\x1b\]2;[^\x00-\x1f\x7f-\x9f]*\a|\x1b\]11;#[0-9a-f]{6}\a|\x1b\]111\a|[\r\n\t\x08])$`)
}

// foreign lists what a program sent besides text and its own sequences.
func foreign(written string) []string {
	own := ownSequences()
	var out []string
	var state byte
	for len(written) > 0 {
		seq, width, n, next := ansi.DecodeSequence(written, state, nil)
		if (width == 0 || steering(seq) != 0) && !own.MatchString(seq) {
			out = append(out, seq)
		}
		written, state = written[n:], next
	}
	return out
}

// Nothing of a hostile deck steers the terminal on any screen, whatever is opened over it.
func TestHostileDeckSteersNothing(t *testing.T) {
	t.Parallel()
	dir, path := write(t, string(hostile(t, "hostile.md"))+"\n\n---\n\n"+string(hostile(t, "set.md")))
	must(t, os.WriteFile(dir+"/crest.gif", hostile(t, "crest.gif"), 0o600))
	for _, command := range []string{"show", "present"} {
		for _, size := range [][2]int{{40, 12}, {120, 40}} {
			tm := runAt(t, size[0], size[1], command, path, "--set", "name=\x1b]0;SEVEN\a\x1b[31mred\u009b31m")
			// What is typed before the program has the terminal would be echoed by the system.
			tm.until("a screen of the program's", tm.emu.IsAltScreen)
			// Each is waited for: an Esc right ahead of another key is not one.
			for _, over := range []struct{ keys, sees string }{{"?", "Keys"}, {"o", "Enter goes"}, {"/\x1b]0;typed\a\x9b31m", "Search"}} {
				tm.keys(over.keys).sees(over.sees).keys(esc).gone(over.sees)
			}
			tm.keys("nn.?").sees("Keys").keys(esc).gone("Keys").keys("qy").ends(exitDone)
			if bad := foreign(tm.written()); bad != nil {
				t.Errorf("%s at %v sent %q", command, size, bad)
			}
			for _, payload := range []string{"SEVEN", "U0VW", "52;c", "+q544e"} {
				if strings.Contains(tm.written(), payload) {
					t.Errorf("%s at %v sent %q, which is in the deck's escape sequences", command, size, payload)
				}
			}
		}
	}
}

// The scan above finds what it is there to find.
func TestForeignSequencesAreFound(t *testing.T) {
	for _, bad := range []string{
		"\x1b]52;c;QQ==\a", "\x1b]0;title\a", "\x1bP+q544e\x1b\\", "\x1b_x\x1b\\", "\x1b^x\x1b\\", "\x1bc", "\u009b31m",
		"\x1b]8;;http://x\a", "\x1b[6n", "\x1b[c", "\x1b[21t", "\x1b[5i", "\x1b[?1002h", "\a", "\x1b]2;\u009b31m\a", "\u202e", "\x9b31m",
	} {
		if foreign("text "+bad+" text") == nil {
			t.Errorf("%q was not found", bad)
		}
	}
	if got := foreign("\x1b[H\x1b[2J\x1b[38;2;1;2;3mtext ▄█\x1b[m\r\n\x1b]2;Five\a"); got != nil {
		t.Errorf("%q is the program's own", got)
	}
}

// FuzzNoEscapes holds every way of showing a deck to sending nothing of the deck's that steers.
func FuzzNoEscapes(f *testing.F) {
	for _, name := range []string{"hostile.md", "latin.md", "front.md", "set.md"} {
		f.Add(hostile(f, name), "\x1b]0;SEVEN\a")
	}
	f.Add(slides.Builtin(), "")
	f.Add([]byte(withCanaries), "\u009b")
	files := fstest.MapFS{"crest.gif": {Data: hostile(f, "crest.gif")}, "letter.md": {Data: []byte(slides.Letter())}}
	f.Fuzz(func(t *testing.T, src []byte, fill string) {
		d, err := markdown.Parse(src, markdown.Options{Name: "deck\x1b[31m.md", Files: files, Fill: map[string]string{"name": fill}})
		if err != nil {
			for _, line := range errorLines(err) {
				if c := steering(cell.Clean(line)); c != 0 {
					t.Errorf("the error %q holds %q", line, c)
				}
			}
			return
		}
		if d.Len() > 20 {
			return // Long decks hold nothing that short ones cannot, and take their time.
		}
		for _, phase := range append(d.Meta.Phases, "") {
			if text := plainDeck(d, phase, true); steering(text) != 0 {
				t.Errorf("linear text holds %q: %q", steering(text), text)
			}
		}
		checkFrames(t, d)
	})
}

// checkFrames looks at the screens that the terminal programs draw of a deck.
func checkFrames(t *testing.T, d *deck.Deck) {
	t.Helper()
	p, err := theme.Lookup("")
	must(t, err)
	now := time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC)
	set := ui.Setup{Deck: d, Look: ui.Look{Palette: p}, Phase: first(d.Meta.Phases), Now: func() time.Time { return now }}
	show := hall.NewShow(set)
	speaker := presenter.New(presenter.Setup{Setup: set})
	colours := regexp.MustCompile(`\x1b\[[0-9;]*m`)
	for _, size := range []tea.WindowSizeMsg{{Width: 40, Height: 12}, {Width: 90, Height: 24}} {
		for _, m := range []tea.Model{show, speaker} {
			m, _ = m.Update(size)
			for _, key := range []tea.KeyPressMsg{{}, {Code: tea.KeyEnd}, {Code: tea.KeyHome}, {Code: 'o', Text: "o"}} {
				m, _ = m.Update(key)
				v := m.View()
				if text := colours.ReplaceAllString(v.Content, ""); steering(text) != 0 {
					t.Errorf("a frame of %T holds %q: %q", m, steering(text), text)
				}
				if steering(v.WindowTitle) != 0 {
					t.Errorf("the window's title is %q", v.WindowTitle)
				}
			}
			_, _ = m.Update(tea.KeyPressMsg{Code: tea.KeyEscape})
		}
	}
}
