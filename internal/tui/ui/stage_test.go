package ui_test

import (
	"errors"
	"reflect"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"

	"github.com/westandtogether-assembly/assembly/internal/cell"
	"github.com/westandtogether-assembly/assembly/internal/deck"
	"github.com/westandtogether-assembly/assembly/internal/render"
	"github.com/westandtogether-assembly/assembly/internal/screentest"
	"github.com/westandtogether-assembly/assembly/internal/talk"
	"github.com/westandtogether-assembly/assembly/internal/tui/ui"
)

// TestQuestions types at a stage on the closing screen.
func TestQuestions(t *testing.T) {
	for _, c := range []struct {
		raw   string
		asks  string // how the question begins, "" for none
		blank talk.Blank
		stops bool
	}{
		{"q", "Leave", talk.Visible, false},
		{"qy", "", talk.Visible, true},
		{"qY", "", talk.Visible, true},
		{"qn", "", talk.Visible, false},
		{"qq", "", talk.Visible, false},
		{"q\r", "", talk.Visible, false},
		{"q" + esc + "y", "", talk.Visible, false},
		{"b", "Cover", talk.Visible, false},
		{".y", "", talk.Black, false},
		{".n", "", talk.Visible, false},
		{"..", "", talk.Visible, false},
		{"w", "Cover", talk.Visible, false},
		{",y", "", talk.White, false},
		{".y.", "", talk.Visible, false},            // Taking a cover off asks nothing.
		{",yw", "", talk.Visible, false},            //
		{".y\x1b[6~", "", talk.Visible, false},      //
		{".y,", "Cover", talk.Black, false},         // Another cover does.
		{"f.", "Cover", talk.Frozen, false},         //
		{"\x1b[5~.", "", talk.Black, false},         // Other slides are covered at once.
		{"f\x1b[5~.", "Cover", talk.Frozen, false},  // The hall still has the numbers.
		{"\x1b[5~f\x1b[6~.", "", talk.Black, false}, // It has not.
		{"q2\r", "", talk.Visible, false},           // What says no does nothing else.
		{"q\x03", "", talk.Visible, false},          //
		{"o.", "", talk.Visible, false},             // The overview has keys of its own.
		{"/.q\x1b", "", talk.Visible, false},        //
		{"?q", "", talk.Visible, false},             // In the help, q leaves the help.
		{"?qqy", "", talk.Visible, true},            //
	} {
		s, clock := stage(t, assembly)
		at(s, 4, 0)
		place := s.Talk.Pos
		left := press(t, s, clock, c.raw)
		stops := len(left) > 0 && left[len(left)-1] == ui.Stop
		if asks(s) != c.asks || s.Talk.Blank != c.blank || stops != c.stops {
			t.Errorf("%q: asks %q, %v, stops %v; want %q, %v, %v", c.raw, asks(s), s.Talk.Blank, stops, c.asks, c.blank, c.stops)
		}
		if !strings.Contains(c.raw, "[5~") && s.Talk.Pos != place {
			t.Errorf("%q led to %+v", c.raw, s.Talk.Pos)
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
		clock.Pass(5 * time.Second)
		if raw != "\x03" {
			press(t, s, clock, "n")
		}
		if got := strings.TrimSpace(over(s, 40, 12)); got != "" {
			t.Errorf("%q: once answered, the question stays: %q", raw, got)
		}
	}
}

// asks is how the question over a stage begins, "" without one.
func asks(s *ui.Stage) string {
	q, ok := s.Modal().(*ui.Question)
	if !ok {
		return ""
	}
	word, _, _ := strings.Cut(q.Text, " ")
	return word
}

func helps(s *ui.Stage) bool {
	_, ok := s.Modal().(*ui.KeyList)
	return ok
}

func picks(s *ui.Stage) bool {
	_, ok := s.Modal().(*ui.Picker)
	return ok
}

func hallGrid(s *ui.Stage) *cell.Grid { return s.Picture().Grid(80, 24, s.Look) }

// nextGrid is what comes next, nil at the end.
func nextGrid(s *ui.Stage) *cell.Grid {
	p, ok := s.NextPicture()
	if !ok {
		return nil
	}
	return p.Grid(80, 24, s.Look)
}

func TestADeckWithoutClosingAsksNothing(t *testing.T) {
	s, clock := stage(t, "# One\n\n---\n\n# Two\n")
	if press(t, s, clock, "."); asks(s) != "" || s.Talk.Blank != talk.Black {
		t.Errorf("asks %q, blank %v", asks(s), s.Talk.Blank)
	}
}

// A clicker works on under the help; the keys of the help do not reach the talk.
func TestHelpLetsTheTalkMove(t *testing.T) {
	s, clock := stage(t, assembly)
	press(t, s, clock, "?\x1b[6~")
	if s.Talk.Pos.Slide != 1 || !helps(s) {
		t.Errorf("under the help the talk is at %+v, help %v", s.Talk.Pos, helps(s))
	}
	for _, raw := range []string{"?", "\x1b", "q", "\x03"} {
		s, clock := stage(t, assembly)
		press(t, s, clock, "?")
		if press(t, s, clock, raw); helps(s) || asks(s) != "" {
			t.Errorf("%q leaves help %v, asks %q", raw, helps(s), asks(s))
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
		clockBefore, cover := s.Talk.Clock, s.Talk.Blank
		d := parse(t, c.text)
		s.Reload(ui.Reload{Deck: d})
		if s.Talk.Pos != c.want || s.Deck != d || s.Broken != nil {
			t.Errorf("%d.%d comes back at %+v, broken %v", c.slide, c.step, s.Talk.Pos, s.Broken)
		}
		if s.Talk.Clock != clockBefore || s.Talk.Blank != cover {
			t.Errorf("the clock and the cover became %+v, %v", s.Talk.Clock, s.Talk.Blank)
		}
		if got := hallGrid(s); strings.TrimSpace(screentest.Plain(got)) != "" {
			t.Errorf("under black the hall shows %q", screentest.Plain(got))
		}
	}
}

func TestABrokenReloadKeepsTheDeck(t *testing.T) {
	s, clock := stage(t, assembly)
	at(s, 1, 1)
	before, state, broken := s.Deck, s.Talk, errors.New("talk.md:3: no")
	if s.Update(ui.Reload{Err: broken}); s.Deck != before || s.Talk.Seq != state.Seq || !errors.Is(s.Broken, broken) {
		t.Errorf("a broken edit left %+v, %v", s.Talk, s.Broken)
	}
	press(t, s, clock, "o")
	s.Update(ui.Reload{Deck: parse(t, assembly)})
	if s.Broken != nil || picks(s) {
		t.Errorf("a mended edit leaves %v, picker %v", s.Broken, picks(s))
	}
}

func TestReloadKeepsAPhaseThatTheDeckHas(t *testing.T) {
	for phases, want := range map[string]string{"[secondary, adults]": "secondary", "[infants, juniors]": "infants"} {
		s, _ := stage(t, assembly)
		s.Do(talk.Command{Op: talk.NextPhase})
		s.Update(ui.Reload{Deck: parse(t, "---\nphases: "+phases+"\n---\n\n# One\n")})
		if s.Talk.Phase != want {
			t.Errorf("with phases %s it is %q, want %q", phases, s.Talk.Phase, want)
		}
	}
}

func TestNextPhase(t *testing.T) {
	s, _ := stage(t, assembly)
	for _, want := range []string{"secondary", "primary", "secondary"} {
		if s.Do(talk.Command{Op: talk.NextPhase}); s.Talk.Phase != want {
			t.Errorf("the phase is %q, want %q", s.Talk.Phase, want)
		}
	}
	s.Talk.Phase = "unknown"
	if s.Do(talk.Command{Op: talk.NextPhase}); s.Talk.Phase != "primary" {
		t.Errorf("after an unknown phase comes %q", s.Talk.Phase)
	}
	none, _ := stage(t, "# One\n")
	none.Talk.Phase = ""
	if none.Do(talk.Command{Op: talk.NextPhase}); none.Talk.Phase != "" {
		t.Errorf("a deck without phases has the phase %q", none.Talk.Phase)
	}
}

// The shape fills over the silence of the phase, from the step that shows it.
func TestFill(t *testing.T) {
	s, clock := stage(t, assembly)
	at(s, 2, 0)
	clock.Pass(time.Minute)
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
		{"primary", time.Hour, 1000}, {"primary", 150 * 24 * time.Hour, 1000}, {"secondary", 15 * time.Second, 250}, {"secondary", 30 * time.Second, 500},
		{"primary", -time.Minute, 0},
	} {
		start := *clock
		clock.Pass(c.gone)
		s.Talk.Phase = c.phase
		if got := s.Fill(); got != c.want || !s.Filling() {
			t.Errorf("%s, after %v: filled to %d, want %d", c.phase, c.gone, got, c.want)
		}
		*clock = start
	}
}

func TestFillWithoutASilenceOrUnderAFreeze(t *testing.T) {
	s, clock := stage(t, "# Be still\n\n<!-- layout: reflection -->\n\n---\n\n# End\n")
	s.Do(talk.Command{Op: talk.Next})
	clock.Pass(deck.DefaultSilence / 2)
	if s.Fill() != render.FillMax/2 {
		t.Errorf("without a silence the shape is filled to %d after half of the default", s.Fill())
	}
	s.Do(talk.Command{Op: talk.Freeze})
	s.Do(talk.Command{Op: talk.Last})
	clock.Pass(deck.DefaultSilence / 4)
	if s.Fill() != render.FillMax*3/4 {
		t.Errorf("in a frozen hall the shape is filled to %d", s.Fill())
	}
}

// At each place, what is shown as next is what the hall shows after the next press.
func TestNextGridIsWhatComes(t *testing.T) {
	for slide, steps := range []int{1, 2, 2, 2, 1} {
		for step := range steps {
			for _, cover := range []talk.Op{talk.Nothing, talk.BlackOut, talk.WhiteOut} {
				s, clock := stage(t, assembly)
				at(s, slide, step)
				s.Do(talk.Command{Op: cover})
				clock.Pass(10 * time.Second)
				got := nextGrid(s)
				before := s.Talk
				s.Do(talk.Command{Op: talk.Next})
				if s.Filling() && cover == talk.Nothing {
					clock.Pass(40 * time.Second / 3) // The next picture shows the shape on its way.
				}
				checkNext(t, s, got, before)
			}
		}
	}
}

func checkNext(t *testing.T, s *ui.Stage, got *cell.Grid, before talk.Talk) {
	t.Helper()
	switch {
	case got == nil && s.Talk.Seq != before.Seq, got != nil && s.Talk.Seq == before.Seq:
		t.Errorf("at %+v, %v: next is shown: %v, and the press changes something: %v", before.Pos, before.Blank, got != nil, s.Talk.Seq != before.Seq)
	case got != nil && !reflect.DeepEqual(got, hallGrid(s)):
		t.Errorf("at %+v, %v: next is shown as\n%s\nand the hall shows\n%s", before.Pos, before.Blank, screentest.Plain(got), screentest.Plain(hallGrid(s)))
	}
}

// A frozen hall does not move; what is shown as next is what it shows once it is let go.
func TestNextGridOfAFrozenHall(t *testing.T) {
	s, _ := stage(t, assembly)
	at(s, 1, 0)
	s.Do(talk.Command{Op: talk.Freeze})
	at(s, 3, 0)
	held := hallGrid(s)
	next := nextGrid(s)
	s.Do(talk.Command{Op: talk.Freeze})
	if !reflect.DeepEqual(next, hallGrid(s)) || reflect.DeepEqual(next, held) {
		t.Errorf("next is shown as\n%s\nand the hall shows\n%s", screentest.Plain(next), screentest.Plain(hallGrid(s)))
	}
}

func TestAnEmptyDeck(t *testing.T) {
	clock := &screentest.Clock{}
	empty := deck.New("empty.md", "", deck.Meta{}, nil, nil, nil)
	s := ui.NewStage(ui.Setup{Deck: empty, Look: look(t), Now: clock.Now}, ui.PresenterKeys())
	press(t, s, clock, "\x1b[6~oj"+esc+"Ge5G.,fs/x\r"+esc+"?")
	if nextGrid(s) != nil || strings.TrimSpace(screentest.Plain(hallGrid(s))) != "" || s.Fill() != 0 {
		t.Error("an empty deck shows something")
	}
	over(s, 80, 24)
}

// A hall that is covered is a full grid of the cover's colour.
func TestCoversFillTheHall(t *testing.T) {
	for op, want := range map[talk.Op]cell.Color{talk.BlackOut: cell.RGB(0), talk.WhiteOut: cell.RGB(0xFFFFFF)} {
		s, _ := stage(t, assembly)
		s.Do(talk.Command{Op: op})
		g := s.Picture().Grid(50, 20, s.Look)
		if g.W != 50 || g.H != 20 || screentest.Plain(g) != strings.Repeat("\n", 19) {
			t.Fatalf("the cover is %dx%d: %q", g.W, g.H, screentest.Plain(g))
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
	want := hallGrid(s).Encode()
	for _, p := range []colorprofile.Profile{colorprofile.Unknown, colorprofile.NoTTY, colorprofile.ASCII} {
		s.Update(tea.ColorProfileMsg{Profile: p})
		for _, raw := range []string{"", ".", ".", "?", "?", "o", esc, "q", "n"} {
			press(t, s, clock, raw)
			g := cell.New(80, 24, cell.Style{})
			g.Blit(0, 0, hallGrid(s))
			s.DrawOver(g)
			if text := g.Encode(); strings.Contains(text, "8;2;") {
				t.Errorf("profile %v, %q: a colour in %q", p, raw, text)
			}
		}
	}
	s.Update(tea.ColorProfileMsg{Profile: colorprofile.TrueColor})
	if hallGrid(s).Encode() != want {
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
	painted := ui.Look{Palette: look(t).Palette, Mono: true}
	if got := painted.View(80, 24, 0).Palette; got.Background.Set || got.Foreground.Set {
		t.Errorf("a slide without colours is drawn in %+v", got)
	}
}

// Ticks of an older generation end; those of the newest go on.
func TestTickGenerations(t *testing.T) {
	s, _ := stage(t, assembly)
	old, isRepaint := s.Tick(time.Nanosecond)().(ui.Repaint)
	newer, alsoRepaint := s.Tick(time.Nanosecond)().(ui.Repaint)
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
