package cli

import (
	"cmp"
	"context"
	"os"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/westandtogether-assembly/assembly/internal/cell"
	"github.com/westandtogether-assembly/assembly/internal/check"
	"github.com/westandtogether-assembly/assembly/internal/doctor"
	"github.com/westandtogether-assembly/assembly/internal/session"
	"github.com/westandtogether-assembly/assembly/internal/state"
	"github.com/westandtogether-assembly/assembly/internal/theme"
	"github.com/westandtogether-assembly/assembly/internal/tui/ui"
)

// doctor runs the command of that name: it finds out what the terminal, the computer and the deck are like, and
// prints what is to be thought of it.
func (a *app) doctor(f *flags, path string) error {
	if err := f.checkReady(); err != nil {
		return err
	}
	if f.card || f.keys || f.list {
		return a.ready(f, path)
	}
	o, err := f.hallOptions()
	if err != nil {
		return err
	}
	if o.Palette, err = theme.Lookup(f.theme); err != nil {
		return unknownTheme(f.theme, err)
	}
	look, err := a.look(o.Palette, f)
	if err != nil {
		return err
	}
	e := &examiner{app: a, flags: f, hall: o, look: look, src: session.Source{Path: path, Fill: f.set}, private: newPrivate(os.Getenv)}
	facts, err := e.examine()
	if err != nil {
		return err
	}
	lines := doctor.Report(facts, min(plainWidth, cmp.Or(facts.Terminal.W, plainWidth)))
	if h := facts.Terminal.H; a.outTTY && len(lines) >= h {
		summary := lines[:max(slices.Index(lines, doctor.Line{}), 0)] // It has scrolled away.
		lines = slices.Concat(lines, []doctor.Line{{}}, summary)
	}
	return a.printDoctor(lines)
}

// printDoctor prints a report. In a terminal its labels stand out.
func (a *app) printDoctor(lines []doctor.Line) error {
	var b strings.Builder
	for _, l := range lines {
		text := cell.Clean(l.Text)
		if n := min(l.Strong, len(text)); n > 0 && a.outStyled() {
			text = bold(text[:n]) + text[n:]
		}
		b.WriteString(text + "\n")
	}
	return a.print(b.String())
}

// examiner finds out the facts of a report.
type examiner struct {
	*app
	flags   *flags
	hall    check.Options // as the flags describe it
	look    ui.Look
	src     session.Source
	private private
}

// examine finds out everything. What takes time is done at once.
func (e *examiner) examine() (doctor.Facts, error) {
	var f doctor.Facts
	var err error
	ctx, interrupt := context.WithCancel(context.Background())
	defer interrupt()
	var all sync.WaitGroup
	all.Go(func() {
		if f.Terminal.Answers, err = e.askTerminal(); err != nil {
			interrupt()
		}
	})
	all.Go(func() { f.Computer.Awake = e.staysAwake(ctx, awakeWithin) })
	all.Go(func() { f.Computer.Listening = e.listening() })
	fonts, read := e.readDeck()
	f.Computer.Fonts, f.Computer.Refused = fonts, e.private.hide(e.fonts.Refused())
	f.Deck = read.Deck
	all.Wait()
	if err != nil {
		return f, err
	}
	e.terminal(&f.Terminal)
	f.Program = e.program()
	f.Hall = e.inHall(read)
	e.computer(&f.Computer)
	return f, nil
}

// program tells what runs, and what changes how it does.
func (e *examiner) program() doctor.Program {
	p := doctor.Program{Version: version()}
	for _, name := range []string{"NO_COLOR", "ASSEMBLY_TYPE", "COLORTERM", "CLICOLOR_FORCE"} {
		if value := os.Getenv(name); value != "" {
			p.Settings = append(p.Settings, name+"="+e.private.hide(value))
		}
	}
	if e.flags.ascii {
		p.Settings = append(p.Settings, "--ascii")
	}
	if e.flags.drawn != "" {
		p.Settings = append(p.Settings, "--type "+e.flags.drawn)
	}
	return p
}

// inHall tells how the deck is read in a hall screen of this size, or of the size that the flags name, and how such a
// screen is opened.
func (e *examiner) inHall(read deckRead) doctor.Hall {
	h := doctor.Hall{Given: e.hall.Distance != 0}
	h.Advice.Distance = cmp.Or(e.hall.Distance, check.UsualDistance)
	if read.deck != nil {
		o := e.options(read)
		if len(o.Windows) > 0 && e.outTTY || len(e.hall.Windows) > 0 {
			h.Judged = true
			h.Advice = check.Advise(read.deck, o, o.Windows[0])
		}
	}
	for _, o := range session.Openings() {
		h.Opens = append(h.Opens, doctor.Opener{What: o.What, By: e.private.hide(o.By), Missing: o.Missing})
	}
	return h
}

// computer tells about the state folder and what is in it.
func (e *examiner) computer(c *doctor.Computer) {
	folder := state.Open(os.Getenv)
	c.System, c.AwakeBy = systemName(), session.AwakeBy()
	if folder.Dir() != "" {
		c.Folder = e.private.place(folder.Dir())
	}
	if err := folder.Probe(); err != nil {
		c.Unsaved = e.private.hide(state.Reason(err).Error())
	}
	if c.Presenting = folder.Presenting(); c.Presenting {
		if at, err := folder.Endpoint(); err == nil {
			c.At = strings.TrimPrefix(at.URL, "http://")
		}
	}
	if of := folder.Interrupted(e.src.Path, e.now()); len(of) > 0 {
		c.Unfinished = append(c.Unfinished, "of this deck, at slide "+strconv.Itoa(of[0].Pos.Slide+1))
	}
	if _, of, ok := folder.InterruptedElsewhere(e.src.Path, e.now()); ok {
		c.Unfinished = append(c.Unfinished, "of another deck, at slide "+strconv.Itoa(of.Pos.Slide+1))
	}
}

// awakeWithin is how long the system has to say that it cannot keep this computer awake.
const awakeWithin = 1200 * time.Millisecond

// staysAwake tries whether this computer can be kept awake.
func (e *examiner) staysAwake(ctx context.Context, within time.Duration) bool {
	ctx, cancel := context.WithTimeout(ctx, within)
	defer cancel()
	cannot := make(chan struct{}, 1)
	defer e.keepAwake(func() { cannot <- struct{}{} })()
	select {
	case <-cannot:
		return false
	case <-ctx.Done():
		return true
	}
}

// listenWithin is how long a connection of this computer to itself may take.
const listenWithin = 500 * time.Millisecond

// listening says why a presenter could not serve hall screens on this computer, "" where it could.
func (e *examiner) listening() string {
	ctx, cancel := context.WithTimeout(context.Background(), listenWithin)
	defer cancel()
	if err := connects(ctx); err != nil {
		return e.private.hide(err.Error())
	}
	return ""
}
