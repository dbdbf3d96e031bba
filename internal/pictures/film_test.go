package pictures

import (
	"bytes"
	"image"
	"image/gif"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/westandtogether-assembly/assembly/internal/bigtype"
	"github.com/westandtogether-assembly/assembly/internal/markdown"
	"github.com/westandtogether-assembly/assembly/internal/screentest"
	"github.com/westandtogether-assembly/assembly/slides"
)

// lettered is the talk with every line of its notes marked, on screens that show letters as they are.
func lettered(t *testing.T) []moment {
	t.Helper()
	source := regexp.MustCompile(`(?m)^    (\w)`).ReplaceAll(slides.Builtin(), []byte("    Canary $1"))
	d, err := markdown.Parse(source, markdown.Options{Name: slides.BuiltinName, Files: slides.Files()})
	if err != nil {
		t.Fatal(err)
	}
	_, look, err := builtin()
	if err != nil {
		t.Fatal(err)
	}
	return play(d, look.WithTier(bigtype.Letters))
}

// The hall sees its slides and no word of the notes; the numbers are there at the end, and stay.
func TestWhatTheHallSees(t *testing.T) {
	var seen []string
	moments := lettered(t)
	for _, m := range moments {
		hall, laptop := words(screentest.Plain(m.hall)), words(screentest.Plain(m.laptop))
		if strings.Contains(hall, "Canary") || !strings.Contains(laptop, "Canary") {
			t.Errorf("the notes are not on the laptop alone: the hall sees %q, the laptop %q", hall, laptop)
		}
		if !strings.Contains(laptop, "HALL OK terminal 192x54") {
			t.Errorf("the laptop does not follow the hall: %q", laptop)
		}
		if len(seen) == 0 || seen[len(seen)-1] != hall {
			seen = append(seen, hall)
		}
	}
	for i, want := range []string{"We look after each other", "All forms of extremism and hatred are wrong", "Hatred is always wrong", "Be still"} {
		if i >= len(seen) || !strings.Contains(seen[i], want) {
			t.Fatalf("the hall sees %q, want %q in %d", seen, want, i)
		}
	}
	last := words(screentest.Plain(moments[len(moments)-1].hall))
	for _, number := range []string{"101", "0800 789 321", "999"} {
		if !strings.Contains(last, number) {
			t.Errorf("the last frame is %q, without %s", last, number)
		}
	}
}

// words is the text of a screen in one line.
func words(screen string) string { return strings.Join(strings.Fields(screen), " ") }

// Everything can be read, nothing flashes, and it is soon over. Each frame differs from the one before.
func TestTheTalkIsCalm(t *testing.T) {
	var total, slide time.Duration
	moments := lettered(t)
	for i, m := range moments {
		total += m.stays
		slide += m.stays
		if m.stays < time.Second/2 {
			t.Errorf("frame %d stays for %v only", i, m.stays)
		}
		if i == len(moments)-1 {
			break
		}
		laptop, then := screentest.Plain(m.laptop), screentest.Plain(moments[i+1].laptop)
		if laptop == then {
			t.Errorf("frame %d has the same laptop as the one after", i)
		}
		if moments[i+1].pressed {
			if slide < 1500*time.Millisecond {
				t.Errorf("frame %d ends a slide after %v", i, slide)
			}
			slide = 0
		}
	}
	if total > 15*time.Second || slide < 3*time.Second {
		t.Errorf("it takes %v, of which the last slide %v", total, slide)
	}
}

// The file plays as it was given: every frame for its time, three times, in few colours.
func TestMoving(t *testing.T) {
	notUnderRace(t)
	d, look, err := builtin()
	if err != nil {
		t.Fatal(err)
	}
	moments := play(d, look)
	moments = append(moments[:3:3], moments[len(moments)-3:]...)
	file, err := moving(moments)
	if err != nil {
		t.Fatal(err)
	}
	g, err := gif.DecodeAll(bytes.NewReader(file))
	if err != nil {
		t.Fatal(err)
	}
	if len(g.Image) != len(moments) || g.LoopCount != 2 {
		t.Fatalf("it has %d frames of %d, and %d loops", len(g.Image), len(moments), g.LoopCount)
	}
	shown := frames(t, file)
	for i, m := range moments {
		if want := int(m.stays.Milliseconds() / 10); g.Delay[i] != want || len(g.Image[i].Palette) > mostColours {
			t.Errorf("frame %d stays for %d and has %d colours, want %d and %d", i, g.Delay[i], len(g.Image[i].Palette), want, mostColours)
		}
		frame, err := drawMoment(m)
		if err != nil {
			t.Fatal(err)
		}
		if !alike([]*image.RGBA{frame}, shown[i:i+1]) {
			t.Errorf("frame %d is not what was drawn", i)
		}
	}
}
