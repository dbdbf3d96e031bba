package kit

import (
	"fmt"
	"slices"
	"time"

	tea "charm.land/bubbletea/v2"

	"assembly/internal/deck"
	"assembly/internal/plan"
	"assembly/internal/render"
	"assembly/internal/talk"
)

// Reload is the message that an edited deck can be shown: the deck, or the reason why not.
type Reload struct {
	Deck *deck.Deck
	Err  error
}

// Repaint asks for a new frame because time has passed. One that is of an older generation than
// the stage's own is ignored, which is how a tick is stopped.
type Repaint struct{ generation int }

// Ask is a question that waits for y.
type Ask uint8

// The questions.
const (
	AskNothing Ask = iota
	AskQuit
	AskBlackClosing // nobody should lose the numbers by a slip
	AskWhiteClosing
	AskResume
)

// Remote is the message that a command has come from a hall.
type Remote struct{ Command talk.Command }

// Aside is what a program adds to the overview of the slides.
type Aside interface {
	// Note is a word on a slide, "" for none.
	Note(slide int) string
	// Toggle is what x does to the slide that is marked.
	Toggle(slide int)
}

// Stage is what the presenter's view and the one-screen show have in common: the talk, the keys
// and what lies over the slide. It changes only in Update.
type Stage struct {
	Deck     *deck.Deck
	Renderer *render.Renderer
	Shape    talk.Shape
	State    talk.State
	Look     Look
	Phase    string
	Now      func() time.Time

	W, H       int
	Input      Input
	Picker     Picker
	Help       bool
	HelpScroll int
	Ask        Ask
	Broken     error // why the last edit of the deck is not shown

	What    string // what it is that one would leave; "" for a talk
	Aside   Aside  // what the overview says of a slide; nil for nothing
	Resumed bool   // an unfinished talk has been taken up

	Where func(slide int) int // the new places of the slides of the deck before the last edit; nil before one

	unfinished talk.State // what AskResume would take up
	generation int
}

// Setup is what a stage is made of.
type Setup struct {
	Deck  *deck.Deck
	Look  Look
	Phase string
	Now   func() time.Time
}

// NewStage makes a stage with a talk at its beginning.
func NewStage(s Setup, keys KeyMap) (*Stage, error) {
	r, err := render.New(s.Deck)
	if err != nil {
		return nil, err
	}
	st := &Stage{Deck: s.Deck, Renderer: r, Look: s.Look, Phase: s.Phase, Now: s.Now, Input: Input{Keys: keys}}
	st.Shape = ShapeOf(s.Deck)
	st.State = talk.Start(s.Now())
	return st, nil
}

// ShapeOf is all that the talk needs of a deck.
func ShapeOf(d *deck.Deck) talk.Shape {
	return talk.Shape{Steps: d.Steps(), Closing: d.Closing()}
}

// Update takes the messages that every stage understands. Keys come back as an action that the
// stage has no answer to, for the program to add its own.
func (s *Stage) Update(msg tea.Msg) (Action, tea.Cmd) {
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		s.W, s.H = msg.Width, msg.Height
	case tea.ColorProfileMsg:
		s.Look = s.Look.WithProfile(msg.Profile)
	case Reload:
		s.reload(msg)
	case Found:
		s.goTo(s.Picker.Take(msg))
	case Remote:
		s.remote(msg.Command)
	case tea.KeyPressMsg:
		return s.key(msg)
	}
	return Nothing, nil
}

// reload takes a new deck and keeps the slide, wherever that stands now; a broken one is only
// reported.
func (s *Stage) reload(msg Reload) {
	if s.Broken = msg.Err; msg.Err != nil {
		return
	}
	r, err := render.New(msg.Deck)
	if err != nil {
		s.Broken = err
		return
	}
	left, where := s.Shape.Out, msg.Deck.Where(s.Deck)
	s.Where = where
	s.Deck, s.Renderer, s.Shape = msg.Deck, r, ShapeOf(msg.Deck)
	s.Shape.Out = Moved(left, where, msg.Deck.Len())
	if phases := s.Deck.Meta.Phases; len(phases) > 0 && !slices.Contains(phases, s.Phase) {
		s.Phase = phases[0] // Notes of a phase that the deck has lost would be none.
	}
	s.Picker.Close()
	s.State = talk.Renumber(s.Shape, s.State, where, s.Now())
	s.unfinished = talk.Renumber(s.Shape, s.unfinished, where, s.Now())
}

// Moved is what is left out of a deck of n slides that was edited, nil when nothing is.
func Moved(out []bool, where func(slide int) int, n int) []bool {
	var now []bool
	for i, is := range out {
		if !is {
			continue // A deck of thousands is not searched for those.
		}
		if to := where(i); to >= 0 {
			if now == nil {
				now = make([]bool, n)
			}
			now[to] = true
		}
	}
	return now
}

func (s *Stage) key(msg tea.KeyPressMsg) (Action, tea.Cmd) {
	switch {
	case s.Ask != AskNothing:
		return s.answer(msg), nil
	case s.Picker.Open():
		slide, cmd := s.Picker.Key(msg)
		s.goTo(slide)
		return Nothing, cmd
	}
	action, n := s.Input.Key(msg, s.Now())
	if s.Help && s.helpKey(action) {
		return Nothing, nil
	}
	return s.act(action, n), nil
}

// goTo goes to a slide that was picked; -1 is none.
func (s *Stage) goTo(slide int) {
	if slide >= 0 {
		s.Do(talk.Command{Op: talk.GoTo, N: slide})
	}
}

// helpKey scrolls or leaves the help; a key that moves the talk moves it, help or not, because
// the speaker's thumb is on a clicker.
func (s *Stage) helpKey(a Action) bool {
	switch a {
	case Help, Leave, Quit:
		s.Help = false
	case ScrollDown:
		s.HelpScroll = min(s.HelpScroll+1, helpMost(s.Input.Keys, s.W, s.H))
	case ScrollUp:
		s.HelpScroll = max(min(s.HelpScroll, helpMost(s.Input.Keys, s.W, s.H))-1, 0)
	default:
		return false
	}
	return true
}

func (s *Stage) act(a Action, n int) Action {
	switch a {
	case Help:
		s.Help, s.HelpScroll = true, 0
	case Overview, Search:
		s.Picker.Show(s.Deck, s.State.Pos.Slide, a == Search)
		s.Picker.aside = s.Aside
	case Quit:
		s.Ask = AskQuit
	case Black, White:
		if ask := s.askCover(a); ask != AskNothing {
			s.Ask = ask
			return Nothing
		}
		s.Do(Command(a, n))
	default:
		if c := Command(a, n); c.Op != talk.Nothing {
			s.Do(c)
			return Nothing
		}
		return a
	}
	return Nothing
}

// askCover asks before the closing screen is covered; taking a cover off needs no question.
func (s *Stage) askCover(a Action) Ask {
	if s.Shape.Closing == talk.None || s.State.Hall().Slide != s.Shape.Closing {
		return AskNothing
	}
	switch {
	case a == Black && s.State.Cover != talk.Black:
		return AskBlackClosing
	case a == White && s.State.Cover != talk.White:
		return AskWhiteClosing
	}
	return AskNothing
}

// answer takes y as yes and every other key as no. A first Ctrl+C is not an answer of yes.
func (s *Stage) answer(msg tea.KeyPressMsg) Action {
	ask := s.Ask
	s.Ask = AskNothing
	switch msg.String() {
	case "y", "Y":
	case "ctrl+c":
		a, _ := s.Input.Key(msg, s.Now())
		return a
	default:
		return Nothing
	}
	switch ask {
	case AskQuit:
		return Stop
	case AskResume:
		s.take(s.unfinished)
	case AskBlackClosing:
		s.Do(talk.Command{Op: talk.CoverBlack})
	case AskWhiteClosing:
		s.Do(talk.Command{Op: talk.CoverWhite})
	}
	return Nothing
}

// Resume takes an unfinished talk up, or asks whether it should be.
func (s *Stage) Resume(from talk.State, ask bool) {
	if !ask {
		s.take(from)
		return
	}
	s.Ask, s.unfinished = AskResume, from
}

// take makes a state the stage's own, inside its deck, as a change of what is there.
func (s *Stage) take(from talk.State) {
	s.Resumed = true
	seq := max(s.State.Seq, from.Seq) + 1
	s.State = talk.Fit(s.Shape, from)
	s.State.Seq = seq
}

// remote carries out a command from a hall. Covering the closing screen is asked here, where the
// speaker is.
func (s *Stage) remote(c talk.Command) {
	action := map[talk.Op]Action{talk.CoverBlack: Black, talk.CoverWhite: White}[c.Op]
	if ask := s.askCover(action); ask != AskNothing {
		s.Ask = ask
		return
	}
	s.Do(c)
}

// Do applies a command to the talk.
func (s *Stage) Do(c talk.Command) {
	s.State = talk.Apply(s.Shape, s.State, c, s.Now())
}

// Question is the text of the open question, "" when there is none.
func (s *Stage) Question() string {
	switch s.Ask {
	case AskQuit:
		return "Leave the " + s.what() + "? y yes, other keys no"
	case AskResume:
		at := s.unfinished
		return fmt.Sprintf("Resume at slide %d, %s? y yes, else no",
			at.Pos.Slide+1, plan.Clock(at.Clock.Elapsed(s.Now())))
	case AskBlackClosing, AskWhiteClosing:
		return "Cover the numbers? y yes, other keys no"
	}
	if s.Input.Stopping(s.Now()) {
		return "Ctrl+C again leaves"
	}
	return ""
}

func (s *Stage) what() string {
	if s.What == "" {
		return "talk"
	}
	return s.What
}

// Fill is how full the reflection's shape is now, 0 to render.FillMax.
func (s *Stage) Fill() int {
	if !s.Filling() {
		return 0
	}
	silence := s.Deck.Face(s.State.Hall().Slide).Reflection(s.Phase)
	gone := s.State.SinceShown(s.Now())
	return int(min(gone*render.FillMax/silence, render.FillMax))
}

// Filling reports whether the hall shows a reflection whose shape has begun to fill.
func (s *Stage) Filling() bool {
	at := s.State.Hall()
	return s.Deck.Len() > 0 && at.Step > 0 && s.Deck.Face(at.Slide).Layout == deck.LayoutReflection
}

// Tick starts a new generation of repaints, the first of them after a time.
func (s *Stage) Tick(after time.Duration) tea.Cmd {
	s.generation++
	return s.tick(after)
}

func (s *Stage) tick(after time.Duration) tea.Cmd {
	generation := s.generation
	return tea.Tick(after, func(time.Time) tea.Msg { return Repaint{generation} })
}

// Again continues the generation of a repaint, or lets it end when it is an old one.
func (s *Stage) Again(r Repaint, after time.Duration) tea.Cmd {
	if r.generation != s.generation {
		return nil
	}
	return s.tick(after)
}

// NextPhase changes to the deck's next phase, after the last to its first.
func (s *Stage) NextPhase() {
	phases := s.Deck.Meta.Phases
	if len(phases) == 0 {
		return
	}
	s.Phase = phases[(slices.Index(phases, s.Phase)+1)%len(phases)]
}
