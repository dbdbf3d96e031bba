package presenter

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"

	"github.com/westandtogether-assembly/assembly/internal/cell"
	"github.com/westandtogether-assembly/assembly/internal/live"
	"github.com/westandtogether-assembly/assembly/internal/render"
	"github.com/westandtogether-assembly/assembly/internal/screentest"
	"github.com/westandtogether-assembly/assembly/internal/talk"
	"github.com/westandtogether-assembly/assembly/internal/tui/ui"
)

// The previews have the proportions of the smallest hall terminal that follows, or of a usual screen.
func TestPreviewsHaveTheHallsProportions(t *testing.T) {
	hall := func(kind string, w, h int, lost bool) live.Hall {
		return live.Hall{Report: live.Report{Kind: kind, W: w, H: h}, Gone: lost}
	}
	for _, c := range []struct {
		name string
		list []live.Hall
		want render.Screen
		now  ui.Rect
	}{
		{"none", nil, render.Usual(), ui.Rect{X: 1, Y: 2, W: 36, H: 10}},
		{"one", []live.Hall{hall(live.Terminal, 120, 30, false)}, render.Screen{W: 120, H: 30}, ui.Rect{X: 1, Y: 2, W: 36, H: 9}},
		{"the smallest", []live.Hall{hall(live.Terminal, 120, 30, false), hall(live.Terminal, 80, 40, false), hall(live.Terminal, 200, 20, false)},
			render.Screen{W: 80, H: 40}, ui.Rect{X: 9, Y: 2, W: 20, H: 10}},
		{"a lost one", []live.Hall{hall(live.Terminal, 90, 22, true)}, render.Screen{W: 90, H: 22}, ui.Rect{X: 1, Y: 2, W: 36, H: 9}},
		{"one lost of two", []live.Hall{hall(live.Terminal, 50, 15, true), hall(live.Terminal, 120, 30, false), hall(live.Terminal, 40, 12, true)},
			render.Screen{W: 120, H: 30}, ui.Rect{X: 1, Y: 2, W: 36, H: 9}},
		{"a browser", []live.Hall{hall(live.Browser, 1280, 720, false)}, render.Usual(), ui.Rect{X: 1, Y: 2, W: 36, H: 10}},
		{"no size", []live.Hall{hall(live.Terminal, 0, 30, false)}, render.Usual(), ui.Rect{X: 1, Y: 2, W: 36, H: 10}},
	} {
		m, _ := withHalls(t, &halls{list: c.list}, nil)
		if got := m.hallScreen(); got != c.want {
			t.Errorf("%s: the screen is %v, want %v", c.name, got, c.want)
		}
		g := screentest.Grid(m.View().Content)
		look, l := m.stage.Look, m.layout()
		if got := m.box(l.Now, m.hallScreen()); got != c.now {
			t.Errorf("%s: now is at %+v of %+v, want %+v", c.name, got, l.Now, c.now)
		}
		for y := c.now.Y; y < c.now.Y+c.now.H; y++ {
			left, right := c.now.X-1, c.now.X+c.now.W
			if g.At(left, y).Text != "▐" || g.At(right, y).Text != "▌" || !shown(look, g, left+1, y) || !shown(look, g, right-1, y) {
				t.Fatalf("%s: row %d of now has no edges:\n%s", c.name, y, text(m))
			}
		}
	}
}

// shown reports whether a cell is part of a slide, and not of the panels.
func shown(look ui.Look, g *cell.Grid, x, y int) bool {
	return g.At(x, y).Style.BG != look.Palette.Panel
}

// Now is the picture that the hall itself shows, in small: also while the hall is frozen on another slide.
func TestNowIsTheHallsPicture(t *testing.T) {
	for _, keys := range []string{"", "pgdown", "pgdown pgdown", "pgdown f pgdown pgdown", "6 enter pgdown", "e"} {
		h := &halls{list: []live.Hall{{Report: live.Report{Kind: live.Terminal, W: 100, H: 25}}}}
		m, clock := withHalls(t, h, nil)
		press(m, clock, keys)
		l, s := m.layout(), m.stage
		box := m.box(l.Now, m.hallScreen())
		want := cell.New(s.W, s.H, cell.Style{})
		want.Blit(box.X, box.Y, s.Picture().Miniature(box.W, box.H, render.Screen{W: 100, H: 25}, s.Look))
		got := screentest.Grid(m.View().Content)
		for i := range box.W * box.H {
			x, y := box.X+i%box.W, box.Y+i/box.W
			if a, b := got.At(x, y), want.At(x, y); a.Text != b.Text || a.Style.BG != b.Style.BG {
				t.Fatalf("after %q cell (%d,%d) is %+v, want %+v", keys, x, y, a, b)
			}
		}
	}
}

// While a question is open now is what the halls still show, and next what the answer of a press would be.
func TestNowWhileAQuestionIsOpen(t *testing.T) {
	for _, c := range []struct {
		saved talk.State
		want  ui.Picture
	}{
		{talk.State{Seq: 4, Pos: talk.Pos{Slide: 4, Step: 1}}, ui.Picture{Pos: talk.Pos{Slide: 4, Step: 1}}},
		{talk.State{Seq: 4, Pos: talk.Pos{Slide: 4}, Held: talk.Pos{Slide: 2}, Blank: talk.Frozen}, ui.Picture{Pos: talk.Pos{Slide: 2}, Blank: talk.Frozen}},
		{talk.State{Seq: 4, Pos: talk.Pos{Slide: 4}, Blank: talk.Black}, ui.Picture{Pos: talk.Pos{Slide: 4}, Blank: talk.Black}},
		{talk.State{Seq: 4, Pos: talk.Pos{Slide: 40}}, ui.Picture{Pos: talk.Pos{Slide: 6}}}, // There is none: the last.
	} {
		m, clock := withHalls(t, &halls{}, &talk.Talk{State: c.saved})
		for range 2 {
			c.want.Renderer = m.stage.Renderer
			if now, _ := m.stage.NextPicture(); m.stage.Picture() != c.want || now != c.want || !strings.Contains(text(m), "NEXT resumes it:") {
				t.Errorf("%+v: now is %+v and next %+v", c.saved, m.stage.Picture(), now)
			}
			press(m, clock, "?z.")
		}
	}
	m, clock := withHalls(t, &halls{}, nil)
	press(m, clock, "pgdown pgdown")
	want := m.stage.Picture()
	for _, keys := range []string{"?", "o pgdown", "/for", "q", "H"} {
		if press(m, clock, keys); m.stage.Picture() != want {
			t.Errorf("under %q now is %+v", keys, m.stage.Picture())
		}
		press(m, clock, "esc")
	}
}

// Without colours there are miniatures of what blocks can show; in ASCII, words, in all of the room.
func TestPreviewsWithoutColoursOrBlocks(t *testing.T) {
	m, clock := builtin(t, 80, 24)
	m.Update(tea.ColorProfileMsg{Profile: colorprofile.ASCII})
	press(m, clock, "pgdown pgdown")
	if got := text(m); !strings.ContainsAny(got, "▀▄█▌▐") || strings.Contains(got, "Hatred is always wrong  ") {
		t.Errorf("without colours:\n%s", got)
	}
	m.stage.Look.ASCII = true
	if got := text(m); strings.ContainsAny(got, "▀▄█▌▐") || !strings.Contains(got, "Hatred is always wrong  ") {
		t.Errorf("in ASCII:\n%s", got)
	}
}

// A label is whole above a preview that is narrower than it.
func TestLabelsOfNarrowPreviews(t *testing.T) {
	h := &halls{list: []live.Hall{{Report: live.Report{Kind: live.Terminal, W: 20, H: 60}}}}
	m, clock := withHalls(t, h, nil)
	m.Update(tea.WindowSizeMsg{Width: 80, Height: 24})
	press(m, clock, "pgdown f")
	if got := screentest.Lines(m)[1]; !strings.Contains(got, "YOU ARE HERE, f shows it") || !strings.Contains(got, "THE HALL IS FROZEN") {
		t.Errorf("the labels are %q", got)
	}
}

// Where larger notes, or a small window, leave no room for pictures, now and next are there in words, below a banner
// and not under it.
func TestNowAndNextInWords(t *testing.T) {
	for keys, want := range map[string][]string{
		"pgdown":                 {"NOW   All forms of", "NEXT  Hatred is always"},
		"pgdown pgdown":          {"NOW   Hatred is always", "NEXT  No faith or"},
		"pgdown f pgdown pgdown": {"THE HALL IS FROZEN", "NOW   All forms of", "HERE  No faith or"},
		"pgdown .":               {"THE HALL IS BLACK", "NOW   black", "NEXT  All forms of"},
		"6 enter pgdown":         {"NOW   Be still: the", "NEXT  Tell someone"},
		"e":                      {"NOW   Tell someone", "NEXT  the last screen:"},
	} {
		for _, size := range [][2]int{{60, 20}, {80, 24}} {
			m, clock := builtin(t, size[0], size[1])
			press(m, clock, keys+" ++")
			rows := strings.Join(screentest.Lines(m)[1:5], "\n")
			for _, w := range want {
				if strings.Count(rows, w) != 1 || m.layout().pictures() {
					t.Errorf("%v, %q: %q is missing:\n%s", size, keys, w, rows)
				}
			}
		}
	}
}
