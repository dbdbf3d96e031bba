package hall

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/ansi"

	"github.com/westandtogether-assembly/assembly/internal/bigtype"
	"github.com/westandtogether-assembly/assembly/internal/deck"
	"github.com/westandtogether-assembly/assembly/internal/live"
	"github.com/westandtogether-assembly/assembly/internal/screentest"
	"github.com/westandtogether-assembly/assembly/internal/talk"
	"github.com/westandtogether-assembly/assembly/internal/theme"
	"github.com/westandtogether-assembly/assembly/internal/tui/ui"
)

// upstream remembers what a hall said.
type upstream struct {
	reports  []live.Report
	commands []talk.Command
}

func (u *upstream) Report(r live.Report) { u.reports = append(u.reports, r) }

func (u *upstream) Command(c talk.Command) error {
	u.commands = append(u.commands, c)
	return nil
}

func (u *upstream) last() live.Report { return u.reports[len(u.reports)-1] }

func newFollow(t *testing.T) (*Follow, *upstream, *screentest.Clock) {
	t.Helper()
	p, err := theme.Lookup("")
	if err != nil {
		t.Fatal(err)
	}
	up, clock := &upstream{}, &screentest.Clock{}
	m := NewFollow(FollowSetup{Look: ui.Look{Palette: p}.WithTier(bigtype.Letters), Now: clock.Now, Up: up})
	m.Update(tea.WindowSizeMsg{Width: 40, Height: 12})
	return m, up, clock
}

// words is what the wall says, without styles and line ends.
func words(m *Follow) string {
	return strings.Join(strings.Fields(ansi.Strip(m.View().Content)), " ")
}

func twoSlides() *deck.Public {
	text := func(s string) []deck.Block {
		return []deck.Block{{Kind: deck.Heading, Level: 1, Spans: []deck.Span{{Text: s}}}}
	}
	return &deck.Public{
		Hash: "one", Theme: "dark", Steps: []int{1, 2}, Closing: -1,
		Slides: []deck.PublicSlide{
			{Title: "First slide", Layout: deck.LayoutMessage, Steps: 1, Blocks: text("First slide")},
			{Title: "Be still", Layout: deck.LayoutReflection, Steps: 2, Blocks: text("Be still")},
		},
	}
}

func shown(d *deck.Public, slide, step int, at time.Time) live.State {
	return live.State{
		Status: live.Connected, Deck: d, Received: at,
		Snapshot: live.Snapshot{Version: live.Version, Session: "s", Deck: d.Hash, Seq: 7, Slide: slide, Step: step,
			Blank: live.Visible, Silence: 60_000},
	}
}

func TestFollowWaitsCalmly(t *testing.T) {
	m, up, _ := newFollow(t)
	if got := words(m); !strings.Contains(got, "This screen waits for the talk to begin.") {
		t.Errorf("the waiting screen is %q", got)
	}
	if len(up.reports) != 0 {
		t.Error("a hall that shows nothing reports")
	}
}

// What there is to say besides is below the waiting screen's words, and never on a slide.
func TestFollowSaysMoreWhileItWaits(t *testing.T) {
	m, _, _ := newFollow(t)
	m.setup.Waiting = func(s live.State) string { return fmt.Sprint(s.Trouble) }
	_, cmd := m.Update(live.State{Status: live.Waiting, Trouble: errors.New("no relay answers")})
	if cmd == nil {
		t.Error("nothing asks for a repaint, though what there is to say may change with time")
	}
	if got := words(m); !strings.Contains(got, "waits for the talk to begin. no relay answers") {
		t.Errorf("the waiting screen is %q", got)
	}
	d := twoSlides()
	m.Update(shown(d, 0, 0, time.Time{}))
	m.Update(live.State{Status: live.Lost, Trouble: errors.New("no relay answers")})
	if got := words(m); strings.Contains(got, "no relay answers") {
		t.Errorf("the slide has %q", got)
	}
}

func TestFollowShowsWhatItIsToldAndSaysSo(t *testing.T) {
	m, up, clock := newFollow(t)
	m.Update(shown(twoSlides(), 0, 0, clock.Now()))
	if got := words(m); !strings.Contains(got, "First slide") {
		t.Errorf("the hall shows %q", got)
	}
	want := live.Report{Kind: live.Terminal, Type: "letters", Session: "s", Deck: "one", Seq: 7, Blank: live.Visible, W: 40, H: 12}
	if got := up.last(); got != want {
		t.Errorf("it reports %+v, want %+v", got, want)
	}
	if m.setup.Look.Palette.Name != "dark" {
		t.Errorf("its theme is %s, not the deck's", m.setup.Look.Palette.Name)
	}
}

// Whatever happens to the presenter, the wall keeps what it showed.
func TestFollowKeepsThePictureWhenTheLinkIsLost(t *testing.T) {
	m, _, clock := newFollow(t)
	s := shown(twoSlides(), 0, 0, clock.Now())
	m.Update(s)
	before := m.View().Content
	for _, link := range []live.Status{live.Lost, live.OtherVersion, live.Waiting} {
		s.Status = link
		m.Update(s)
		if got := m.View().Content; got != before {
			t.Errorf("link %d changed the wall to %q", link, got)
		}
		m.Update(live.State{Status: link})
		if got := m.View().Content; got != before {
			t.Errorf("link %d without a deck changed the wall to %q", link, got)
		}
	}
}

// A slide that cannot be drawn changes nothing on the wall, and the presenter is told what stands. A blank covers it.
func TestFollowKeepsThePictureWhenDrawingFails(t *testing.T) {
	m, up, clock := newFollow(t)
	d := twoSlides()
	m.Update(shown(d, 0, 0, clock.Now()))
	before := m.View().Content
	broken := *d
	crest := deck.Block{Kind: deck.Picture, Image: &deck.Image{File: &deck.File{ID: "crest", W: 1, H: 1}}}
	broken.Hash, broken.Theme = "two", "cream"
	broken.Slides = []deck.PublicSlide{{Layout: deck.LayoutImage, Steps: 1, Blocks: []deck.Block{crest}}}
	bad := shown(&broken, 0, 0, clock.Now())
	m.pictures = nil // A bug, for which there must be none elsewhere.
	m.Update(bad)
	if got := m.View().Content; got != before {
		t.Errorf("the wall shows %q", got)
	}
	if got := up.last(); got.Deck != "one" || got.Blank != live.Visible {
		t.Errorf("it reports %+v", got)
	}
	bad.Snapshot.Blank = live.Black
	m.Update(bad)
	if got := words(m); got != "" || up.last().Blank != live.Black || up.last().Deck != "one" {
		t.Errorf("under black the wall shows %q and reports %+v", got, up.last())
	}
	m.Update(shown(d, 1, 0, clock.Now()))
	if got := words(m); !strings.Contains(got, "Be still") || up.last().Slide != 1 {
		t.Errorf("afterwards the wall shows %q and reports %+v", got, up.last())
	}
}

type panicking struct{}

func (panicking) ReadPicture(string) ([]byte, error) { panic("a bug") }

// What fails in the background ends nothing, and is not tried for ever.
func TestFollowGoesOnWhenDrawingInTheBackgroundFails(t *testing.T) {
	m, up, clock := newFollow(t)
	m.setup.Look = m.setup.Look.WithTier(bigtype.Halves)
	d := twoSlides()
	crest := deck.Block{Kind: deck.Picture, Image: &deck.Image{Alt: "the crest", File: &deck.File{ID: "crest", W: 1, H: 1}}}
	d.Slides[0] = deck.PublicSlide{Layout: deck.LayoutImage, Steps: 1, Blocks: []deck.Block{crest}}
	s := shown(d, 0, 0, clock.Now())
	s.Pictures = panicking{}
	_, cmd := m.Update(s)
	tries := 0
	for ; cmd != nil && tries < 9; tries++ {
		_, cmd = m.Update(cmd())
	}
	if tries == 0 || tries == 9 {
		t.Errorf("it tries %d times", tries)
	}
	m.Update(shown(d, 1, 0, clock.Now()))
	if got := up.last(); got.Slide != 1 {
		t.Errorf("then it reports %+v", got)
	}
}

// Before the talk, on a slide and below a question, the cells are what the terminal gets.
func TestFollowInCells(t *testing.T) {
	m, _, clock := newFollow(t)
	for _, msg := range []tea.Msg{nil, shown(twoSlides(), 0, 0, clock.Now()), screentest.Keys("q")[0]} {
		m.Update(msg)
		if got, want := m.Grid().Encode(), m.View().Content; got != want {
			t.Errorf("after %v the cells are %q, and the terminal gets %q", msg, got, want)
		}
	}
}

func TestFollowCovers(t *testing.T) {
	m, up, clock := newFollow(t)
	s := shown(twoSlides(), 0, 0, clock.Now())
	s.Snapshot.Blank = live.Black
	m.Update(s)
	if got := m.View().Content; strings.Contains(got, "First") || strings.Count(got, "\n") != 11 {
		t.Errorf("the black hall is %q", got)
	}
	if up.last().Blank != live.Black {
		t.Error("the report does not tell of the cover")
	}
}

// A hall's keys ask the presenter; the wall itself does not move.
func TestFollowSendsKeys(t *testing.T) {
	m, up, clock := newFollow(t)
	m.Update(shown(twoSlides(), 0, 0, clock.Now()))
	before := m.View().Content
	for _, k := range []tea.KeyPressMsg{{Code: tea.KeyPgDown}, {Code: tea.KeyPgUp}, {Code: 'b', Text: "b"}, {Code: 'e', Text: "e"}, {Code: tea.KeyEnter}} {
		clock.Pass(time.Second)
		m.Update(k)
	}
	ops := make([]talk.Op, 0, len(up.commands))
	for _, c := range up.commands {
		ops = append(ops, c.Op)
	}
	if want := []talk.Op{talk.Next, talk.Back, talk.BlackOut, talk.ToClosing, talk.BeginOrNext}; !slices.Equal(ops, want) {
		t.Errorf("the commands are %v, want %v", ops, want)
	}
	if m.View().Content != before {
		t.Error("the wall moved before the presenter said so")
	}
}

func TestFollowAsksBeforeItCloses(t *testing.T) {
	m, _, clock := newFollow(t)
	m.Update(shown(twoSlides(), 0, 0, clock.Now()))
	if _, cmd := m.Update(tea.KeyPressMsg{Code: 'q', Text: "q"}); cmd != nil {
		t.Error("q does something at once")
	}
	if !strings.Contains(words(m), "Close this screen?") {
		t.Error("q does not ask")
	}
	m.Update(tea.KeyPressMsg{Code: 'n', Text: "n"})
	if strings.Contains(m.View().Content, "Close") {
		t.Error("the question stays after no")
	}
}

// The shape goes on filling by the hall's own clock, also when the presenter is gone.
func TestFollowFillsWithoutTheLink(t *testing.T) {
	m, _, clock := newFollow(t)
	s := shown(twoSlides(), 1, 1, clock.Now())
	_, cmd := m.Update(s)
	if cmd == nil {
		t.Fatal("a filling shape is not repainted")
	}
	s.Status = live.Lost
	m.Update(s)
	clock.Pass(30 * time.Second)
	if got := m.fill(); got != 500 {
		t.Errorf("after half of the silence the shape is at %d of 1000", got)
	}
	clock.Pass(31 * time.Second)
	if _, cmd := m.Update(m.Tick(time.Nanosecond)()); cmd != nil {
		t.Error("a full shape is still repainted")
	}
}

func TestFollowAtEverySize(t *testing.T) {
	m, _, clock := newFollow(t)
	for _, start := range []bool{false, true} {
		if start {
			m.Update(shown(twoSlides(), 1, 1, clock.Now()))
		}
		for _, size := range [][2]int{{0, 0}, {1, 1}, {20, 5}, {40, 12}, {120, 30}, {400, 120}} {
			m.Update(tea.WindowSizeMsg{Width: size[0], Height: size[1]})
			if rows := strings.Split(m.View().Content, "\n"); size[1] > 0 && len(rows) != size[1] {
				t.Errorf("%v: %d rows are drawn", size, len(rows))
			}
		}
	}
}

// Without colours none is sent, whatever the deck's theme is, and the questions stand out.
func TestFollowWithoutColours(t *testing.T) {
	m, _, clock := newFollow(t)
	m.Update(tea.ColorProfileMsg{Profile: colorprofile.ASCII})
	waiting := m.View().Content
	s := shown(twoSlides(), 0, 0, clock.Now())
	for _, cover := range []live.Blank{live.Visible, live.Black, live.White} {
		s.Snapshot.Blank = cover
		m.Update(s)
		for _, k := range []rune{'x', 'q', 'n'} {
			m.Update(tea.KeyPressMsg{Code: k, Text: string(k)})
			v := m.View()
			if strings.Contains(waiting+v.Content, "8;2;") || v.BackgroundColor != nil {
				t.Errorf("%v, after %q: a colour is sent: %q", cover, k, v.Content)
			}
			if k == 'q' && !strings.Contains(v.Content, "\x1b[0;1;7m") {
				t.Errorf("%v: the question does not stand out: %q", cover, v.Content)
			}
		}
	}
	m.Update(tea.ColorProfileMsg{Profile: colorprofile.TrueColor})
	if m.setup.Look.Palette.Name != "dark" {
		t.Errorf("with colours again the theme is %q, not the deck's", m.setup.Look.Palette.Name)
	}
}
