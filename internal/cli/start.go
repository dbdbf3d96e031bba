package cli

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"time"

	tea "charm.land/bubbletea/v2"

	"github.com/westandtogether-assembly/assembly/internal/cell"
	"github.com/westandtogether-assembly/assembly/internal/check"
	"github.com/westandtogether-assembly/assembly/internal/deck"
	"github.com/westandtogether-assembly/assembly/internal/plan"
	"github.com/westandtogether-assembly/assembly/internal/session"
	"github.com/westandtogether-assembly/assembly/internal/state"
	"github.com/westandtogether-assembly/assembly/internal/talk"
	"github.com/westandtogether-assembly/assembly/internal/tui/start"
	"github.com/westandtogether-assembly/assembly/internal/tui/ui"
	"github.com/westandtogether-assembly/assembly/slides"
)

// start runs the program without a command: the start screen of a deck.
func (a *app) start(f *flags, path string) error {
	s := &starter{app: a, flags: f, src: session.Source{Path: path, Fill: f.set}, window: &window{}}
	var err error
	if s.set, err = a.open(f, s.src); err != nil {
		return err
	}
	if !a.outTTY {
		return a.say(plainStart(s.set.Deck, path))
	}
	defer a.stayAwake()()
	defer s.window.saves()
	defer s.window.follow(session.Source{})
	err = a.program(start.New(s.setup()), session.Source{}, func(p *tea.Program) {
		s.window.program = p
		s.window.follow(s.src)
	})
	if t := s.window.opened; t != nil {
		return t.end(err)
	}
	return err
}

// window is the program that runs, whichever screens it shows one after another.
type window struct {
	program *tea.Program
	opened  *stage // the presenter, the one screen or the rehearsal, once one is opened

	mu   sync.Mutex // held while an edit is sent, so that none of an earlier deck comes after it
	stop func()     // ends the watch over the deck's file
	deck int        // counts the decks that were followed

	saved chan struct{} // closed once the choices that were made so far are saved; nil for none
}

// save remembers in the background how a deck is used, after what was saved before.
func (w *window) save(folder *state.Folder, used state.UsedDeck) {
	before, done := w.saved, make(chan struct{})
	w.saved = done
	go func() {
		defer close(done)
		if before != nil {
			<-before
		}
		_ = folder.UseDeck(used) // Where nothing can be saved the choice holds for this talk.
	}()
}

// saves waits for what is being saved: a key that leaves may come right behind one that chooses.
func (w *window) saves() {
	if w.saved != nil {
		<-w.saved
	}
}

// follow sends the edits of a deck from now on, and no longer those of the deck before.
func (w *window) follow(src session.Source) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.stop != nil {
		w.stop()
	}
	w.deck++
	of := w.deck
	w.stop = src.Watch(func(d *deck.Deck, err error) {
		w.mu.Lock()
		defer w.mu.Unlock()
		if of == w.deck {
			w.program.Send(ui.Reload{Deck: d, Err: err})
		}
	})
}

// starter opens the entries of the start screen of a deck.
type starter struct {
	app    *app
	flags  *flags
	src    session.Source
	set    ui.Setup
	window *window
}

// setup returns what the start screen is made of.
func (s *starter) setup() start.Setup {
	a, f, folder := s.app, s.flags, state.Open(os.Getenv)
	habits := habitsOf(f, folder)
	out := start.Setup{
		Path: s.src.Path, Deck: s.set.Deck, Look: s.set.Look, Phase: s.set.Phase, Statement: statement,
		Planned: func(d *deck.Deck, phase string) time.Duration { return plan.Of(d, phase, habits.pace(phase)).Total() },
		Bell:    func(d *deck.Deck, total time.Duration) string { return f.bellText(d, total, a.now()) },
		Open:    s.open, Switch: s.switchTo,
		Check: s.check,
		Print: s.printer(), OpenFile: session.OpenFile,
		SavePhase: func(phase string) { s.window.save(folder, s.used(phase)) },
		Others:    func() start.Others { return s.others(folder) },
	}
	for i, saved := range folder.Interrupted(s.src.Path, a.now()) {
		t := session.Resumed(saved, s.set.Deck, a.now())
		out.Unfinished = append(out.Unfinished, s.stopped(t))
		if i == 0 && f.phase == "" && slices.Contains(s.set.Deck.Meta.Phases, t.Phase) {
			out.Phase = t.Phase
		}
	}
	return out
}

// check sums up the errors in a deck of which a talk is planned.
func (s *starter) check(d *deck.Deck) string {
	if d.Len() > plan.MaxSlides {
		return ""
	}
	o, _ := s.flags.hallOptions() // The command line has been refused before.
	switch n := check.Errors(s.app.checking(s.flags, s.src, s.set.Look.Palette)(d, o.Windows, true)); n {
	case 0:
		return ""
	case 1:
		return "1 error in this deck"
	default:
		return fmt.Sprintf("%d errors in this deck", n)
	}
}

// stopped says where a talk stopped.
func (s *starter) stopped(t talk.Talk) func() string {
	return func() string {
		return fmt.Sprintf("slide %d, %s", t.Pos.Slide+1, plan.Clock(t.Clock.Elapsed(s.app.now())))
	}
}

// used is the deck as it is remembered, with a phase, or with the one that the flags name.
func (s *starter) used(phase string) state.UsedDeck {
	return state.UsedDeck{Path: s.src.Path, Title: s.set.Deck.Heading(), Phase: phase}
}

// others remembers this deck, and finds those that can be opened instead: the recent ones and the built-in
// one.
func (s *starter) others(folder *state.Folder) start.Others {
	// Where nothing can be saved there are no recent decks to miss it.
	_ = folder.UseDeck(s.used(s.flags.chosenPhase(s.set)))
	var out start.Others
	for _, d := range folder.RecentDecks(s.src.Path) {
		out.Decks = append(out.Decks, deckAt(d.Path, d.Title))
	}
	if s.src.Path != "" {
		out.Decks = append(out.Decks, deckAt("", ""))
	}
	isGuide := func(path string) bool { return filepath.Base(path) == slides.GuideName }
	if !isGuide(s.src.Path) && !slices.ContainsFunc(out.Decks, func(d start.Deck) bool { return isGuide(d.Path) }) {
		out.Decks = append(out.Decks, start.Deck{Path: theGuide, Name: "the guide", Title: "Make your own deck"})
	}
	if d, t, ok := folder.InterruptedElsewhere(s.src.Path, s.app.now()); ok {
		out.Unfinished = &start.Unfinished{Deck: deckAt(d.Path, d.Title), At: s.stopped(t.Talk)}
	}
	return out
}

// theGuide stands for the guide among the decks that can be opened, all others of which have whole paths.
const theGuide = "the guide"

// writeGuide writes the guide to a file, since it is there to be edited, unless it is there as it was, and says where.
func writeGuide() (path, note string, err error) {
	path, err = writeHere(slides.GuideName, slides.Guide())
	if err != nil {
		return "", "", err
	}
	return path, "The guide is " + cell.Clean(path) + ": open it in a text editor, too", nil
}

// deckAt is the deck at a path, with the title that it had when it was used last.
func deckAt(path, title string) start.Deck {
	if path == "" {
		return start.Deck{Name: "the built-in assembly", Title: "#WeStandTogether"}
	}
	return start.Deck{
		Path: path, Name: cell.Clean(filepath.Base(path)), Title: cell.Clean(title), Folder: cell.Clean(filepath.Dir(path)),
	}
}

// switchTo reads another deck for its own start screen, and follows its edits instead of this one's. A
// phase that was asked for was this deck's.
func (s *starter) switchTo(path string) (start.Setup, error) {
	f, note := *s.flags, ""
	f.phase = ""
	if path == theGuide {
		var err error
		if path, note, err = writeGuide(); err != nil {
			return start.Setup{}, withHint(err)
		}
	}
	next := &starter{app: s.app, flags: &f, src: session.Source{Path: path, Fill: f.set}, window: s.window}
	var err error
	if next.set, err = s.app.open(&f, next.src); err != nil {
		return start.Setup{}, withHint(err)
	}
	s.window.follow(next.src)
	setup := next.setup()
	setup.Note = note
	return setup, nil
}

// withHint adds to an error what to do about it.
func withHint(err error) error {
	if hint := failureOf(err).hint; hint != "" {
		return errors.New(err.Error() + "\n" + hint)
	}
	return err
}

// open makes the program of an entry, for the deck and the phase that the start screen shows.
func (s *starter) open(e start.Entry, back tea.Model) (tea.Model, error) {
	s.set.Deck, s.set.Phase = e.Deck, e.Phase
	s.flags.resume, s.flags.unfinished = e.Choice == start.Resume || e.Choice == start.ResumeOneScreen, e.Talk
	s.flags.phaseShown = true
	switch e.Choice {
	case start.Letter:
		return letterReader(s.set.Look, back), nil
	case start.Check:
		return s.app.preflight(s.flags, s.src, s.set, back), nil
	case start.Presenter, start.Resume:
		t, err := s.app.takeStage(s.flags, s.src, s.set)
		if err != nil {
			return nil, withHint(err)
		}
		return s.begin(t), nil
	case start.Rehearse:
		s.flags.from = 1
		return s.begin(&s.app.takeRehearsal(s.flags, s.src, s.set).stage), nil
	}
	return s.begin(s.app.takeShow(s.flags, s.src, s.set)), nil
}

// begin gives a presenter the program that runs.
func (s *starter) begin(t *stage) tea.Model {
	t.begin(s.window.program)
	s.window.opened = t
	return t.model
}

// remember saves in the background that a deck is used, until done is called.
func (a *app) remember(f *flags, src session.Source, set ui.Setup) (done func()) {
	saved, folder, s := make(chan struct{}), state.Open(os.Getenv), starter{src: src, set: set}
	go func() {
		defer close(saved)
		_ = folder.UseDeck(s.used(f.chosenPhase(set))) // The talk matters more.
	}()
	return func() { <-saved }
}

// chosenPhase is the phase that was asked for, as the deck names it; "" for none.
func (f *flags) chosenPhase(set ui.Setup) string {
	if f.phase == "" {
		return ""
	}
	return set.Phase
}
