package ui

import (
	"slices"
	"sync/atomic"
	"time"

	tea "charm.land/bubbletea/v2"

	"github.com/westandtogether-assembly/assembly/internal/cell"
	"github.com/westandtogether-assembly/assembly/internal/deck"
	"github.com/westandtogether-assembly/assembly/internal/render"
	"github.com/westandtogether-assembly/assembly/internal/talk"
)

// Reload is the message that an edited deck can be shown: the deck, or the reason why not.
type Reload struct {
	Deck *deck.Deck
	Err  error

	held int // which of the reloads that were held back it is, from 1; 0 for one that has just come
}

// Remote is the message that a command has come from a hall, or from a phone.
type Remote struct {
	Command talk.Command
	Sure    bool      // whoever sent it has been asked whether the numbers may go
	At      time.Time // when it came; the zero time for now
}

// staleAfter is how long a command may wait for a terminal that takes nothing. Any later it would surprise the speaker.
const staleAfter = time.Second

// Aside is what a program adds to the overview of the slides.
type Aside interface {
	// Note is a word on a slide, "" for none.
	Note(slide int) string
	// Toggle is what x does to the slide that is marked.
	Toggle(slide int)
	// SearchesNotes reports whether the speaker's notes are searched, too: pupils must never see the screen.
	SearchesNotes() bool
}

// Stage is what the presenter's view and the one-screen show have in common: the talk, the keys
// and what lies over the slide. It changes only in Update, and the talk only through Do.
type Stage struct {
	Deck     *deck.Deck
	Renderer *render.Renderer
	Talk     talk.Talk
	Look     Look
	Now      func() time.Time

	W, H   int
	Input  Input
	Broken error // why the last edit of the deck is not shown

	Aside   Aside                // what the overview says of a slide; nil for nothing
	Opening func() time.Duration // what is planned for the first slide; nil for nothing
	Wanted  func() []Wanted      // what the program shows and may soon show, the most urgent first; nil for nothing

	Ticker
	painter Painter
	fonts   Fonts
	shape   talk.Shape
	origin  *origin // where the deck was edited since the speaker moved; nil where it was not
	held    int     // how many reloads have come
	modals  []Modal // what lies over the slide, the topmost last

	searching, reading, finding Turn                       // for words, of the whole deck, and for fonts
	shown                       *atomic.Pointer[deck.Deck] // Deck, for what runs in the background
}

// Setup is what a stage is made of.
type Setup struct {
	Deck  *deck.Deck
	Look  Look
	Phase string
	Now   func() time.Time
	Fonts Fonts // for what the embedded face lacks; nil for none

	Rehearsal bool // of the talk, and not the talk itself
}

// NewStage makes a stage with a talk at its beginning.
func NewStage(s Setup, keys KeyMap) *Stage {
	begin := talk.Start
	if s.Rehearsal {
		begin = talk.Rehearse
	}
	stage := &Stage{
		Deck: s.Deck, shape: shapeOf(s.Deck), Renderer: render.New(s.Deck), Look: s.Look, Now: s.Now, Input: Input{Keys: keys},
		Talk: begin(s.Phase, s.Now()), fonts: s.Fonts, shown: new(atomic.Pointer[deck.Deck]),
	}
	stage.shown.Store(s.Deck)
	return stage
}

func shapeOf(d *deck.Deck) talk.Shape {
	return talk.Shape{Steps: d.Steps(), Closing: d.Closing(), Phases: d.Meta.Phases}
}

// Do carries out a command of the talk.
func (s *Stage) Do(c talk.Command) {
	shape := s.shape
	if s.Opening != nil && s.Talk.Waits() {
		shape.Opening = s.Opening()
	}
	before := s.Talk
	s.Talk = talk.Do(shape, s.Talk, c, s.Now())
	s.keepOrigin(before, c)
	if !s.showsNumbers() {
		s.unasked()
	}
}

// Update takes the messages that every stage understands. An action that the stage has no answer to
// comes back, for the program to add its own.
func (s *Stage) Update(msg tea.Msg) (Action, tea.Cmd) {
	action, cmd := s.update(msg)
	return action, tea.Batch(cmd, s.Paint())
}

// Paint draws in the background what of the screen is not drawn yet.
func (s *Stage) Paint() tea.Cmd {
	var wanted []Wanted
	if s.Wanted != nil {
		wanted = s.Wanted()
	}
	return s.painter.Paint(s.Look, append(wanted, s.tilesInView()...)...)
}

func (s *Stage) update(msg tea.Msg) (Action, tea.Cmd) {
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		s.W, s.H = msg.Width, msg.Height
	case tea.ColorProfileMsg:
		s.Look = s.Look.WithProfile(msg.Profile)
	case Reload:
		if cmd, held := s.Hold(msg); held {
			return Nothing, cmd
		}
		s.Reload(msg)
		return Nothing, s.ReadAll()
	case FontsFound:
		msg.Apply(s.Renderer)
		return Nothing, s.finding.Done()
	case AllRead:
		return Nothing, s.allRead(msg)
	case Found:
		return Nothing, s.found(msg)
	case Painted:
		s.painter.Done(msg)
	case Remote:
		return s.remote(msg), nil
	case tea.KeyPressMsg:
		return s.key(msg)
	}
	return Nothing, nil
}

func (s *Stage) key(msg tea.KeyPressMsg) (Action, tea.Cmd) {
	for _, m := range slices.Backward(slices.Clone(s.modals)) {
		a := m.Key(msg)
		if s.answered(m, a); !a.Passed {
			s.Input.Taken(msg, s.Now())
			return a.Action, a.Cmd
		}
	}
	action, n := s.Input.Key(msg, s.Now())
	return s.act(action, n), nil
}

// answered does what the answer of a modal says.
func (s *Stage) answered(m Modal, a Answer) {
	if !a.Stays {
		s.close(m)
	}
	if a.Command.Op != talk.Nothing {
		s.Do(a.Command)
	}
}

func (s *Stage) close(m Modal) {
	s.modals = slices.DeleteFunc(s.modals, func(is Modal) bool { return is == m })
}

// found hands the answer of a search to the overview that asked, also when a question has come over it.
func (s *Stage) found(f Found) tea.Cmd {
	if p := open[*Picker](s); p != nil && p == f.picker {
		s.answered(p, p.Take(f))
	}
	return s.searching.Done()
}

// open is the modal of a kind that lies over the slide, nil for none.
func open[M Modal](s *Stage) (none M) {
	for _, m := range s.modals {
		if m, ok := m.(M); ok {
			return m
		}
	}
	return none
}

func (s *Stage) act(a Action, n int) Action {
	switch a {
	case Help:
		s.Show(NewKeyList(s.Input.Keys, func() (w, h int) { return s.W, s.H }))
	case Overview, Search:
		s.Show(&Picker{stage: s, at: s.Talk.Pos.Slide, typing: a == Search})
	case Quit:
		s.Show(&Question{Text: "Leave the " + s.kind() + "? y yes, other keys no", Yes: Answer{Action: Stop}})
	default:
		if c := Command(a, n); c.Op != talk.Nothing {
			return s.doAsking(c)
		}
		return a
	}
	return Nothing
}

func (s *Stage) kind() string {
	if s.Talk.Rehearsal {
		return "rehearsal"
	}
	return "talk"
}

// doAsking carries out a command, but asks before the closing screen is blanked: nobody should lose
// the numbers by a slip. Showing them again needs no question. A slide beyond the last is nowhere to go
// to; GoTo comes back, for whoever can say so.
func (s *Stage) doAsking(c talk.Command) Action {
	if c.Op == talk.GoTo && c.N >= s.Deck.Len() {
		return GoTo
	}
	if s.asks(c) {
		s.Show(&Question{Text: "Cover the numbers? y yes, other keys no", Yes: Answer{Command: c}, numbers: true})
		return Nothing
	}
	s.Do(c)
	return Nothing
}

// unasked takes away the question whether the numbers may go.
func (s *Stage) unasked() {
	s.modals = slices.DeleteFunc(s.modals, func(m Modal) bool {
		q, ok := m.(*Question)
		return ok && q.numbers
	})
}

// asks reports whether a command would blank the closing screen.
func (s *Stage) asks(c talk.Command) bool {
	blanks := c.Op == talk.BlackOut && s.Talk.Blank != talk.Black || c.Op == talk.WhiteOut && s.Talk.Blank != talk.White
	return blanks && s.onClosing()
}

// onClosing reports whether the hall is at the closing slide, covered or not.
func (s *Stage) onClosing() bool {
	return s.shape.Closing != talk.None && s.Talk.Hall().Slide == s.shape.Closing
}

// showsNumbers reports whether the hall shows the closing slide.
func (s *Stage) showsNumbers() bool {
	return s.onClosing() && s.Talk.Blank != talk.Black && s.Talk.Blank != talk.White
}

// remote carries out a command from a hall. A question is asked here, where the speaker is, unless it has been
// answered there; a key here has its usual meaning all the same, since nobody here has pressed anything. The
// question about an interrupted talk is answered by the clicker, whichever window that types into.
func (s *Stage) remote(msg Remote) Action {
	r := open[*Resuming](s)
	switch {
	case !msg.At.IsZero() && time.Since(msg.At) > staleAfter:
	case r != nil:
		if resumes(msg.Command.Op) {
			s.answered(r, Answer{})
		}
	case msg.Sure:
		s.Do(msg.Command)
	case s.asks(msg.Command):
		s.unasked()
		s.Show(&Question{Text: "Cover the numbers? y yes, n no", Yes: Answer{Command: msg.Command}, Pass: true, numbers: true})
	default:
		return s.doAsking(msg.Command)
	}
	return Nothing
}

// Modal is the topmost that lies over the screen, nil for none.
func (s *Stage) Modal() Modal {
	if len(s.modals) == 0 {
		return nil
	}
	return s.modals[len(s.modals)-1]
}

// Show lays a modal over the screen.
func (s *Stage) Show(m Modal) { s.modals = append(s.modals, m) }

// Close takes a modal away.
func (s *Stage) Close(m Modal) { s.answered(m, Answer{}) }

// Resume takes up an interrupted talk, in its own phase or in another; "" is its own.
func (s *Stage) Resume(saved talk.Talk, phase string) {
	s.Do(talk.Command{Op: talk.Resume, Saved: &saved, Phase: phase})
}

// AskResume takes up an interrupted talk as Resume does, and asks whether it is to go on.
func (s *Stage) AskResume(saved talk.Talk, phase string) {
	s.Resume(saved, phase)
	s.Show(&Resuming{stage: s})
}

// Resuming reports whether it waits for an answer about an interrupted talk. Until then nobody is to be
// told of the talk: the halls keep what they show.
func (s *Stage) Resuming() bool { return open[*Resuming](s) != nil }

// DrawOver draws what lies over a screen.
func (s *Stage) DrawOver(g *cell.Grid) {
	for _, m := range s.modals {
		m.Draw(g, s.Look)
	}
	if s.Input.Stopping(s.Now()) {
		(&Question{Text: "Ctrl+C again leaves"}).Draw(g, s.Look)
	}
}

// Covered reports whether anything lies over the screen.
func (s *Stage) Covered() bool { return len(s.modals) > 0 || s.Input.Stopping(s.Now()) }

// Fill is how full the reflection's shape is now, 0 to render.FillMax.
func (s *Stage) Fill() int {
	if !s.Filling() {
		return 0
	}
	return FillAfter(s.Talk.SinceShown(s.Now()), s.Deck.PublicSlide(s.Talk.Hall().Slide).Reflection(s.Talk.Phase))
}

// FillAfter is how full a shape is after a time, 0 to render.FillMax.
func FillAfter(gone, silence time.Duration) int {
	if gone >= silence {
		return render.FillMax // A clock that was set may have gone on by years, which do not go into the product.
	}
	return int(gone * render.FillMax / silence)
}

// Filling reports whether the hall shows a reflection whose shape has begun to fill.
func (s *Stage) Filling() bool {
	at := s.Talk.Hall()
	return s.Deck.Len() > 0 && at.Step > 0 && s.Deck.PublicSlide(at.Slide).Layout == deck.LayoutReflection
}
