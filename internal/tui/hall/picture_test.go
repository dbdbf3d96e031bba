package hall_test

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	tea "charm.land/bubbletea/v2"

	"github.com/westandtogether-assembly/assembly/internal/deck"
	"github.com/westandtogether-assembly/assembly/internal/live"
	"github.com/westandtogether-assembly/assembly/internal/markdown"
	"github.com/westandtogether-assembly/assembly/internal/screentest"
	"github.com/westandtogether-assembly/assembly/internal/theme"
	"github.com/westandtogether-assembly/assembly/internal/tui/hall"
	"github.com/westandtogether-assembly/assembly/internal/tui/ui"
)

// crested is a deck whose first and third slides show a picture.
func crested(t *testing.T) *deck.Deck {
	t.Helper()
	im := image.NewRGBA(image.Rect(0, 0, 64, 64))
	for i := range 64 * 64 {
		im.Set(i%64, i/64, color.RGBA{200, uint8(i / 16), 40, 255}) //nolint:gosec // within bytes
	}
	var b bytes.Buffer
	if err := png.Encode(&b, im); err != nil {
		t.Fatal(err)
	}
	d, err := markdown.Parse([]byte("# Our school\n\n![crest](a.png)\n\n---\n\n# Words\n\n---\n\n# Again\n\n![crest](b.png)\n"),
		markdown.Options{Name: "talk.md", Files: fstest.MapFS{"a.png": {Data: b.Bytes()}, "b.png": {Data: b.Bytes()}}})
	if err != nil || len(d.Diagnostics()) > 0 {
		t.Fatal(err, d.Diagnostics())
	}
	return d
}

func lookOf(t *testing.T) ui.Look {
	t.Helper()
	p, err := theme.Lookup("dark")
	if err != nil {
		t.Fatal(err)
	}
	return ui.Look{Palette: p}
}

// reds counts the cells in the picture's colours.
func reds(m tea.Model) int {
	return len(regexp.MustCompile(`48;2;200;\d+;40m`).FindAllString(m.View().Content, -1))
}

// run does what the program does with a command, until there is none: here they are all of pictures.
func run(m tea.Model, cmd tea.Cmd) (done int) {
	for ; cmd != nil; done++ {
		_, cmd = m.Update(cmd())
	}
	return done
}

// A screen never waits for a picture: its place stays empty until it has been drawn in the background, and
// then it is there without a key. The one after it is drawn ahead.
func TestAPictureComesWhenItIsReady(t *testing.T) {
	m := hall.NewShow(ui.Setup{Deck: crested(t), Look: lookOf(t), Now: still()})
	_, cmd := m.Update(tea.WindowSizeMsg{Width: 80, Height: 24})
	before := m.View().Content
	if reds(m) > 0 || strings.TrimSpace(plain(m)) == "" {
		t.Fatalf("before the picture is ready the screen is\n%s", plain(m))
	}
	if _, again := m.Update(tea.FocusMsg{}); cmd == nil || again != nil || m.View().Content != before {
		t.Fatal("the picture is not being drawn, or is drawn twice, or the screen changes meanwhile")
	}
	if n := run(m, cmd); n != 1 || reds(m) < 50 {
		t.Errorf("after %d drawings the screen has %d cells of the picture", n, reds(m))
	}
	_, cmd = m.Update(screentest.Keys("pgdown")[0])
	if n := run(m, cmd); n != 1 || reds(m) > 0 {
		t.Errorf("%d pictures are drawn ahead of the next slide", n)
	}
	if _, cmd = m.Update(screentest.Keys("pgdown")[0]); cmd != nil || reds(m) < 50 {
		t.Errorf("a picture that was drawn ahead is not there at once: %d cells", reds(m))
	}
	_, cmd = m.Update(tea.WindowSizeMsg{Width: 100, Height: 30})
	if n := run(m, cmd); n != 1 || reds(m) < 50 {
		t.Errorf("in another window %d pictures are drawn, %d cells", n, reds(m))
	}
}

// A hall that follows does so too, with pictures that come over the link. One that could not be had is asked
// for again when the link is back.
func TestAHallGetsPicturesOverTheLink(t *testing.T) {
	d := crested(t)
	public := d.Public()
	state := live.State{Status: live.Connected, Deck: &public, Snapshot: live.Snapshot{Deck: public.Hash}}
	m := hall.NewFollow(hall.FollowSetup{Look: lookOf(t), Theme: true, Now: still()})
	m.Update(tea.WindowSizeMsg{Width: 80, Height: 24})
	_, cmd := m.Update(state)
	if run(m, cmd); reds(m) > 0 {
		t.Fatal("there is a picture from nowhere")
	}
	public2 := public
	state.Deck, state.Pictures, state.Status = &public2, d, live.Lost
	_, cmd = m.Update(state)
	run(m, cmd)
	state.Status = live.Connected
	_, cmd = m.Update(state)
	if n := run(m, cmd); reds(m) < 50 {
		t.Errorf("after %d drawings the hall has %d cells of the picture", n, reds(m))
	}
}
