package kit_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"

	"assembly/internal/cell"
	"assembly/internal/deck"
	"assembly/internal/render"
	"assembly/internal/talk"
	"assembly/internal/tui/kit"
)

// TestQuestions types at a stage on the closing screen.
func TestQuestions(t *testing.T) {
	for _, c := range []struct {
		raw   string
		ask   kit.Ask
		cover talk.Cover
		stops bool
	}{
		{"q", kit.AskQuit, talk.Uncovered, false},
		{"qy", kit.AskNothing, talk.Uncovered, true},
		{"qY", kit.AskNothing, talk.Uncovered, true},
		{"qn", kit.AskNothing, talk.Uncovered, false},
		{"qq", kit.AskNothing, talk.Uncovered, false},
		{"q\r", kit.AskNothing, talk.Uncovered, false},
		{"q" + esc + "y", kit.AskNothing, talk.Uncovered, false},
		{"b", kit.AskBlackClosing, talk.Uncovered, false},
		{".y", kit.AskNothing, talk.Black, false},
		{".n", kit.AskNothing, talk.Uncovered, false},
		{"..", kit.AskNothing, talk.Uncovered, false},
		{"w", kit.AskWhiteClosing, talk.Uncovered, false},
		{",y", kit.AskNothing, talk.White, false},
		{".y.", kit.AskNothing, talk.Uncovered, false},          // Taking a cover off asks nothing.
		{",yw", kit.AskNothing, talk.Uncovered, false},          //
		{".y\x1b[6~", kit.AskNothing, talk.Uncovered, false},    //
		{".y,", kit.AskWhiteClosing, talk.Black, false},         // Another cover does.
		{"f.", kit.AskBlackClosing, talk.Frozen, false},         //
		{"\x1b[5~.", kit.AskNothing, talk.Black, false},         // Other slides are covered at once.
		{"f\x1b[5~.", kit.AskBlackClosing, talk.Frozen, false},  // The hall still has the numbers.
		{"\x1b[5~f\x1b[6~.", kit.AskNothing, talk.Black, false}, // It has not.
		{"q2\r", kit.AskNothing, talk.Uncovered, false},         // What says no does nothing else.
		{"q\x03", kit.AskNothing, talk.Uncovered, false},        //
		{"o.", kit.AskNothing, talk.Uncovered, false},           // The overview has keys of its own.
		{"/.q\x1b", kit.AskNothing, talk.Uncovered, false},      //
		{"?q", kit.AskNothing, talk.Uncovered, false},           // In the help, q leaves the help.
		{"?qqy", kit.AskNothing, talk.Uncovered, true},          //
	} {
		s, clock := stage(t, assembly)
		at(s, 4, 0)
		place := s.State.Pos
		left := press(t, s, clock, c.raw)
		stops := len(left) > 0 && left[len(left)-1] == kit.Stop
		if s.Ask != c.ask || s.State.Cover != c.cover || stops != c.stops {
			t.Errorf("%q: question %d, %v, stops %v; want %d, %v, %v", c.raw, s.Ask, s.State.Cover, stops, c.ask, c.cover, c.stops)
		}
		if !strings.Contains(c.raw, "[5~") && s.State.Pos != place {
			t.Errorf("%q led to %+v", c.raw, s.State.Pos)
		}
	}
}

// A question is whole on the narrowest screen that is meant to be used, and gone when answered.
func TestQuestionsAreReadable(t *testing.T) {
	for raw, want := range map[string]string{
		"q": "Leave the talk? y yes, other keys no", ".": "Cover the numbers? y yes, other keys no",
		",": "Cover the numbers? y yes, other keys no", "\x03": "Ctrl+C again leaves",
	} {
		s, clock := stage(t, assembly)
		at(s, 4, 0)
		press(t, s, clock, raw)
		if got := over(s, 40, 12); strings.TrimSpace(got) != want {
			t.Errorf("%q asks %q, want %q", raw, got, want)
		}
		clock.pass(5 * time.Second)
		if raw != "\x03" {
			press(t, s, clock, "n")
		}
		if got := strings.TrimSpace(over(s, 40, 12)); got != "" {
			t.Errorf("%q: once answered, the question stays: %q", raw, got)
		}
	}
}

func TestADeckWithoutClosingAsksNothing(t *testing.T) {
	s, clock := stage(t, "# One\n\n---\n\n# Two\n")
	if press(t, s, clock, "."); s.Ask != kit.AskNothing || s.State.Cover != talk.Black {
		t.Errorf("question %d, cover %v", s.Ask, s.State.Cover)
	}
}

// A clicker works on under the help; the keys of the help do not reach the talk.
func TestHelpLetsTheTalkMove(t *testing.T) {
	s, clock := stage(t, assembly)
	press(t, s, clock, "?\x1b[6~")
	if s.State.Pos.Slide != 1 || !s.Help {
		t.Errorf("under the help the talk is at %+v, help %v", s.State.Pos, s.Help)
	}
	for _, raw := range []string{"?", "\x1b", "q", "\x03"} {
		s.Help = true
		if press(t, s, clock, raw); s.Help || s.Ask != kit.AskNothing {
			t.Errorf("%q leaves help %v, question %d", raw, s.Help, s.Ask)
		}
	}
}

// An edit of the deck keeps the place, as far as the deck still has it.
func TestReloadKeepsThePlace(t *testing.T) {
	for _, c := range []struct {
		slide, step int
		text        string
		want        talk.Pos
	}{
		{3, 1, assembly, talk.Pos{Slide: 3, Step: 1}},
		{1, 1, assembly + "\n---\n\n# One more\n", talk.Pos{Slide: 1, Step: 1}},
		{4, 0, "# One\n\n---\n\n# Two\n", talk.Pos{Slide: 1}},
		{1, 1, "# One\n\n---\n\n# Two\n", talk.Pos{Slide: 1}},
	} {
		s, clock := stage(t, assembly)
		at(s, c.slide, c.step)
		press(t, s, clock, "s.y")
		clockBefore, cover := s.State.Clock, s.State.Cover
		d := parse(t, c.text)
		s.Update(kit.Reload{Deck: d})
		if s.State.Pos != c.want || s.Deck != d || s.Broken != nil {
			t.Errorf("%d.%d comes back at %+v, broken %v", c.slide, c.step, s.State.Pos, s.Broken)
		}
		if s.State.Clock != clockBefore || s.State.Cover != cover {
			t.Errorf("the clock and the cover became %+v, %v", s.State.Clock, s.State.Cover)
		}
		if got := s.HallGrid(80, 24); strings.TrimSpace(got.Plain()) != "" {
			t.Errorf("under black the hall shows %q", got.Plain())
		}
	}
}

func TestABrokenReloadKeepsTheDeck(t *testing.T) {
	s, clock := stage(t, assembly)
	at(s, 1, 1)
	before, state, broken := s.Deck, s.State, errors.New("talk.md:3: no")
	if s.Update(kit.Reload{Err: broken}); s.Deck != before || s.State != state || !errors.Is(s.Broken, broken) {
		t.Errorf("a broken edit left %+v, %v", s.State, s.Broken)
	}
	press(t, s, clock, "o")
	s.Update(kit.Reload{Deck: parse(t, assembly)})
	if s.Broken != nil || s.Picker.Open() {
		t.Errorf("a mended edit leaves %v, picker %v", s.Broken, s.Picker.Open())
	}
}

func TestReloadKeepsAPhaseThatTheDeckHas(t *testing.T) {
	for phases, want := range map[string]string{"[secondary, adults]": "secondary", "[infants, juniors]": "infants"} {
		s, _ := stage(t, assembly)
		s.NextPhase()
		s.Update(kit.Reload{Deck: parse(t, "---\nphases: "+phases+"\n---\n\n# One\n")})
		if s.Phase != want {
			t.Errorf("with phases %s it is %q, want %q", phases, s.Phase, want)
		}
	}
}

func TestNextPhase(t *testing.T) {
	s, _ := stage(t, assembly)
	for _, want := range []string{"secondary", "primary", "secondary"} {
		if s.NextPhase(); s.Phase != want {
			t.Errorf("the phase is %q, want %q", s.Phase, want)
		}
	}
	s.Phase = "unknown"
	if s.NextPhase(); s.Phase != "primary" {
		t.Errorf("after an unknown phase comes %q", s.Phase)
	}
	none, _ := stage(t, "# One\n")
	none.Phase = ""
	if none.NextPhase(); none.Phase != "" {
		t.Errorf("a deck without phases has the phase %q", none.Phase)
	}
}

// The shape fills over the silence of the phase, from the step that shows it.
func TestFill(t *testing.T) {
	s, clock := stage(t, assembly)
	at(s, 2, 0)
	clock.pass(time.Minute)
	if s.Filling() || s.Fill() != 0 {
		t.Errorf("before it begins the shape is filled to %d", s.Fill())
	}
	at(s, 2, 1)
	for _, c := range []struct {
		phase string
		gone  time.Duration
		want  int
	}{
		{"primary", 0, 0}, {"primary", 10 * time.Second, 250}, {"primary", 40 * time.Second, 1000},
		{"primary", time.Hour, 1000}, {"secondary", 15 * time.Second, 250}, {"secondary", 30 * time.Second, 500},
		{"primary", -time.Minute, 0},
	} {
		start := clock.now
		clock.pass(c.gone)
		s.Phase = c.phase
		if got := s.Fill(); got != c.want || !s.Filling() {
			t.Errorf("%s, after %v: filled to %d, want %d", c.phase, c.gone, got, c.want)
		}
		clock.now = start
	}
}

func TestFillWithoutASilenceOrUnderAFreeze(t *testing.T) {
	s, clock := stage(t, "# Be still\n\n<!-- layout: reflection -->\n\n---\n\n# End\n")
	s.Do(talk.Command{Op: talk.Next})
	clock.pass(deck.DefaultSilence / 2)
	if s.Fill() != render.FillMax/2 {
		t.Errorf("without a silence the shape is filled to %d after half of the default", s.Fill())
	}
	s.Do(talk.Command{Op: talk.Freeze})
	s.Do(talk.Command{Op: talk.Last})
	clock.pass(deck.DefaultSilence / 4)
	if s.Fill() != render.FillMax*3/4 {
		t.Errorf("in a frozen hall the shape is filled to %d", s.Fill())
	}
}

// At each place, what is shown as next is what the hall shows after the next press.
func TestNextGridIsWhatComes(t *testing.T) {
	for slide, steps := range []int{1, 2, 2, 2, 1} {
		for step := range steps {
			for _, cover := range []talk.Op{talk.Nothing, talk.CoverBlack, talk.CoverWhite} {
				s, clock := stage(t, assembly)
				at(s, slide, step)
				s.Do(talk.Command{Op: cover})
				clock.pass(10 * time.Second)
				got := s.NextGrid(80, 24)
				before := s.State
				s.Do(talk.Command{Op: talk.Next})
				if s.Filling() && cover == talk.Nothing {
					clock.pass(40 * time.Second / 3) // The next picture shows the shape on its way.
				}
				checkNext(t, s, got, before)
			}
		}
	}
}

func checkNext(t *testing.T, s *kit.Stage, got *cell.Grid, before talk.State) {
	t.Helper()
	switch {
	case got == nil && s.State != before, got != nil && s.State == before:
		t.Errorf("at %+v, %v: next is shown: %v, and the press changes something: %v", before.Pos, before.Cover, got != nil, s.State != before)
	case got != nil && !got.Equal(s.HallGrid(80, 24)):
		t.Errorf("at %+v, %v: next is shown as\n%s\nand the hall shows\n%s", before.Pos, before.Cover, got.Plain(), s.HallGrid(80, 24).Plain())
	}
}

// A frozen hall does not move; what is shown as next is what it shows once it is let go.
func TestNextGridOfAFrozenHall(t *testing.T) {
	s, _ := stage(t, assembly)
	at(s, 1, 0)
	s.Do(talk.Command{Op: talk.Freeze})
	at(s, 3, 0)
	held := s.HallGrid(80, 24)
	next := s.NextGrid(80, 24)
	s.Do(talk.Command{Op: talk.Freeze})
	if !next.Equal(s.HallGrid(80, 24)) || next.Equal(held) {
		t.Errorf("next is shown as\n%s\nand the hall shows\n%s", next.Plain(), s.HallGrid(80, 24).Plain())
	}
}

func TestAnEmptyDeck(t *testing.T) {
	clock := newWall()
	empty := deck.New("empty.md", "", deck.Meta{}, nil, nil, nil)
	s, err := kit.NewStage(kit.Setup{Deck: empty, Look: look(t), Now: clock.Now}, kit.PresenterKeys())
	if err != nil {
		t.Fatal(err)
	}
	press(t, s, clock, "\x1b[6~oj"+esc+"Ge5G.,fs/x\r"+esc+"?")
	if s.NextGrid(80, 24) != nil || strings.TrimSpace(s.HallGrid(80, 24).Plain()) != "" || s.Fill() != 0 {
		t.Error("an empty deck shows something")
	}
	over(s, 80, 24)
}

// A hall that is covered is a full grid of the cover's colour.
func TestCoversFillTheHall(t *testing.T) {
	for op, want := range map[talk.Op]cell.Color{talk.CoverBlack: cell.RGB(0), talk.CoverWhite: cell.RGB(0xFFFFFF)} {
		s, _ := stage(t, assembly)
		s.Do(talk.Command{Op: op})
		g := s.HallGrid(50, 20)
		if g.W != 50 || g.H != 20 || g.Plain() != strings.Repeat("\n", 19) {
			t.Fatalf("the cover is %dx%d: %q", g.W, g.H, g.Plain())
		}
		for y := range g.H {
			for x := range g.W {
				if c := g.At(x, y); c.Style.BG != want {
					t.Fatalf("cell (%d,%d) of the cover is %+v", x, y, c)
				}
			}
		}
	}
}

// Without colours nothing that a stage draws has one, and colours come back with the terminal's.
func TestWithoutColours(t *testing.T) {
	s, clock := stage(t, assembly)
	want := s.HallGrid(80, 24).Encode()
	for _, p := range []colorprofile.Profile{colorprofile.Unknown, colorprofile.NoTTY, colorprofile.ASCII} {
		s.Update(tea.ColorProfileMsg{Profile: p})
		for _, raw := range []string{"", ".", ".", "?", "?", "o", esc, "q", "n"} {
			press(t, s, clock, raw)
			g := cell.New(80, 24, cell.Style{})
			g.Blit(0, 0, s.HallGrid(80, 24))
			s.DrawOver(g)
			if text := g.Encode(); strings.Contains(text, "8;2;") {
				t.Errorf("profile %v, %q: a colour in %q", p, raw, text)
			}
		}
	}
	s.Update(tea.ColorProfileMsg{Profile: colorprofile.TrueColor})
	if s.HallGrid(80, 24).Encode() != want {
		t.Error("the colours did not come back")
	}
}

// What has to stand out without colours does so by its attributes.
func TestWithoutColoursAttributesTell(t *testing.T) {
	s, clock := stage(t, assembly)
	s.Update(tea.ColorProfileMsg{Profile: colorprofile.ASCII})
	for _, raw := range []string{"q", "no"} {
		press(t, s, clock, raw)
		g := cell.New(80, 24, cell.Style{})
		if s.DrawOver(g); !strings.Contains(g.Encode(), "\x1b[0;1;7m") {
			t.Errorf("after %q nothing stands out in\n%s", raw, g.Encode())
		}
	}
	painted := kit.Look{Palette: look(t).Palette, Mono: true}
	if got := painted.View(80, 24, 0).Palette; got.Ground.Set || got.Ink.Set {
		t.Errorf("a slide without colours is drawn in %+v", got)
	}
}

// Ticks of an older generation end; those of the newest go on.
func TestTickGenerations(t *testing.T) {
	s, _ := stage(t, assembly)
	old, isRepaint := s.Tick(time.Nanosecond)().(kit.Repaint)
	newer, alsoRepaint := s.Tick(time.Nanosecond)().(kit.Repaint)
	if !isRepaint || !alsoRepaint {
		t.Fatal("a tick brings no repaint")
	}
	if s.Again(old, time.Nanosecond) != nil {
		t.Error("an old tick goes on")
	}
	if cmd := s.Again(newer, time.Nanosecond); cmd == nil || cmd() != newer {
		t.Error("the newest tick does not go on")
	}
}
