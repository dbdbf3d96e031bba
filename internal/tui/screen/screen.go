// Package screen is the terminal that a program draws on: it takes it, shows frames of cells there, and gives it back.
//
// Bubble Tea reads the keys and runs the program. Its own drawing is left out: it would read text back into cells that are
// cells here from the start, and look for news on a clock 120 times a second. A frame goes out as soon as it is drawn, as
// the difference to the one before; while the terminal takes nothing, the newest waits, and no key waits for it.
package screen

import (
	"fmt"
	"image/color"
	"io"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/ansi"

	"github.com/westandtogether-assembly/assembly/internal/cell"
)

// Frame is the whole of a screen at one moment. Nothing of it may be changed before Done is called.
type Frame struct {
	Grid    *cell.Grid       // of the window's size
	Title   string           // of the window, of printable characters
	Outside cell.Color       // for what of the window lies outside its cells; the zero Color leaves the terminal's own
	Done    func(*cell.Grid) // takes the grid back when it is needed no more, from any goroutine; nil where nobody wants it
}

// done gives the grid back.
func (f Frame) done() {
	if f.Done != nil && f.Grid != nil {
		f.Done(f.Grid)
	}
}

// View is the frame as Bubble Tea would show it.
func (f Frame) View() tea.View {
	v := tea.NewView(f.Grid.Encode())
	v.AltScreen, v.WindowTitle = true, f.Title
	if k := f.Outside; k.Set {
		v.BackgroundColor = color.RGBA{k.R, k.G, k.B, 255}
	}
	return v
}

// Model is a program whose screen is a frame of cells. What its View gives is not shown.
type Model interface {
	tea.Model
	Frame() Frame
}

// Config is what is known of a terminal.
type Config struct {
	Out     io.Writer
	Profile colorprofile.Profile
	Getenv  func(string) string
	Raw     func() (restore func()) // has the terminal hand over keys as they are pressed; nil where it does
}

// Terminal is a terminal that has been taken.
type Terminal struct {
	out     io.Writer
	frames  chan Frame // holds one, the newest
	closing chan struct{}
	written chan struct{}
	close   func()

	whole  atomic.Bool // the next frame is to be written whole: the terminal may show anything
	synced atomic.Bool // it can show a frame at once
	joined atomic.Bool // it can take what is made of several characters for one

	shown          Frame // this and the rest belong to the goroutine that writes
	canvas         canvas
	title, outside string
	joins          bool // it does so
}

// The wheel: on the alternate screen many terminals turn it into arrow keys, by the mode called alternate scroll (1007). It
// is saved as it is and switched off while a program runs, and put back after. Terminals that cannot save it have it on by
// default, and read only the last part.
const (
	wheelOff  = "\x1b[?1007s\x1b[?1007l"
	wheelBack = "\x1b[?1007h\x1b[?1007r"
)

// The window's title is put on a stack that the terminal may have, and taken from there. One without is left a title that
// is empty.
const (
	titleKept = "\x1b[22;2t"
	titleBack = "\x1b[23;2t"
)

// What a terminal is told when it is taken, and when it is given back. The keyboard's protocols belong to the alternate
// screen: they begin and end on it. One that has no such screen, as GNU Screen by default, would keep the last frame.
const (
	taken = wheelOff + titleKept + ansi.SetModeAltScreenSaveCursor + ansi.ResetModeTextCursorEnable + ansi.ResetModeAutoWrap +
		ansi.SetModeBracketedPaste + ansi.SetModifyOtherKeys2 + "\x1b[>1u"
	givenBack = ansi.CursorHomePosition + ansi.EraseEntireScreen + ansi.ResetModifyOtherKeys + "\x1b[<1u" + ansi.ResetModeBracketedPaste + ansi.SetModeAutoWrap +
		ansi.SetModeTextCursorEnable + ansi.ResetModeAltScreenSaveCursor + wheelBack + titleBack
)

// Take takes a terminal. Close gives it back.
func Take(c Config) *Terminal {
	t := &Terminal{out: c.Out, frames: make(chan Frame, 1), closing: make(chan struct{}), written: make(chan struct{})}
	t.canvas = canvas{profile: c.Profile, erases: erasesInColour(c.Getenv("TERM"))}
	restore := func() {}
	if c.Raw != nil {
		restore = c.Raw()
	}
	t.close = sync.OnceFunc(func() {
		close(t.closing)
		if await(t.written) && c.Raw != nil {
			time.Sleep(takenWithin)
		}
		restore()
	})
	t.canvas.out = append(t.canvas.out, taken...)
	if answers(c.Getenv) {
		t.canvas.out = append(t.canvas.out, ansi.RequestModeSynchronizedOutput+ansi.RequestModeUnicodeCore...)
	}
	go t.write()
	return t
}

// answers reports whether a terminal may be asked what it can do: over a slow line the answer might come when nobody reads it
// any more, and some print the question.
func answers(getenv func(string) string) bool {
	return getenv("WT_SESSION") != "" || getenv("SSH_TTY") == "" && !strings.Contains(getenv("TERM_PROGRAM"), "Apple")
}

// leaveWithin is how long a terminal that takes nothing is waited for.
const leaveWithin = time.Second

// takenWithin is how long a terminal is left to take the last that was written. From when keys are no more handed over as
// they are pressed, a Ctrl+C, or what else the system takes for a signal, throws away what the terminal has not taken yet.
const takenWithin = 20 * time.Millisecond

// await waits for the last to be written, and reports whether it has been.
func await(written <-chan struct{}) bool {
	late := time.NewTimer(leaveWithin)
	defer late.Stop()
	select {
	case <-written:
		return true
	case <-late.C:
		return false
	}
}

// Close gives the terminal back. Nothing is shown any more; only the first call has an effect, and the others wait for it. A
// command that fails closes the terminal while the program still draws.
func (t *Terminal) Close() { t.close() }

// Deaf reports whether a terminal that was given back has not taken the last that was written. Who writes to it again may
// wait for ever.
func (t *Terminal) Deaf() bool {
	select {
	case <-t.written:
		return false
	default:
		return true
	}
}

// show shows a frame as soon as the terminal takes it, unless a newer one comes before, or the terminal has been given back.
// Only one goroutine may call it.
func (t *Terminal) show(f Frame) {
	select {
	case late := <-t.frames:
		late.done()
	default:
	}
	t.frames <- f
}

// write writes what there is to show until the terminal is given back.
func (t *Terminal) write() {
	defer close(t.written)
	_, _ = t.out.Write(t.canvas.out)
	for t.next() {
	}
	_, _ = t.out.Write(t.back())
}

// next waits for a frame and writes it, and reports whether there may be another.
func (t *Terminal) next() bool {
	select {
	case f := <-t.frames:
		t.canvas.out = t.canvas.out[:0]
		t.flush(f)
		return true
	case <-t.closing:
		return false
	}
}

// back is what gives the terminal back.
func (t *Terminal) back() []byte {
	out := t.canvas.out[:0]
	if t.title != "" {
		out = append(out, ansi.SetWindowTitle("")...)
	}
	if t.outside != "" {
		out = append(out, ansi.ResetBackgroundColor...)
	}
	if t.joins {
		out = append(out, ansi.ResetModeUnicodeCore...)
	}
	return append(out, givenBack...)
}

// flush writes a frame. A terminal that fails is told the whole of the next one.
func (t *Terminal) flush(f Frame) {
	c := &t.canvas
	if t.whole.Swap(false) {
		c.shown = nil
	}
	begin, end := "", ""
	if t.synced.Load() {
		begin, end = ansi.SetModeSynchronizedOutput, ansi.ResetModeSynchronizedOutput
	}
	c.out = append(c.out, begin...)
	t.around(f)
	c.update(f.Grid)
	if before := t.shown; before.Grid != f.Grid {
		before.done()
	}
	t.shown = f
	if len(c.out) == len(begin) {
		return
	}
	c.out = append(c.out, end...)
	if _, err := t.out.Write(c.out); err != nil {
		t.whole.Store(true)
	}
}

// around sets what belongs to the window and not to its cells.
func (t *Terminal) around(f Frame) {
	if !t.joins && t.joined.Load() {
		t.joins = true
		t.canvas.out = append(t.canvas.out, ansi.SetModeUnicodeCore...)
	}
	if f.Title != t.title {
		t.title = f.Title
		t.canvas.out = append(t.canvas.out, ansi.SetWindowTitle(f.Title)...)
	}
	if k := f.Outside; k.Set {
		if code := ansi.SetBackgroundColor(fmt.Sprintf("#%02x%02x%02x", k.R, k.G, k.B)); code != t.outside {
			t.outside = code
			t.canvas.out = append(t.canvas.out, code...)
		}
	}
}
