package doctor_test

import (
	"strings"
	"testing"

	"github.com/westandtogether-assembly/assembly/internal/cell"
	"github.com/westandtogether-assembly/assembly/internal/check"
	"github.com/westandtogether-assembly/assembly/internal/doctor"
	"github.com/westandtogether-assembly/assembly/internal/render"
	"github.com/westandtogether-assembly/assembly/internal/screentest"
)

// ready are the facts of a computer on which there is nothing to fix.
func ready() doctor.Facts {
	return doctor.Facts{
		Program: doctor.Program{Version: "v1.2.0, go1.26.8"},
		Terminal: doctor.Terminal{
			Is: true, TERM: "xterm-256color", Name: "Windows Terminal", W: 120, H: 30,
			Colours: doctor.Colours{Number: 1 << 24, Why: "as Windows Terminal has them"}, Locale: "code page 65001", UTF8: true,
			Tier: "shades", Why: "the best there is, because the terminal has full colour", TierFull: true,
			Answers: doctor.Answers{Any: true, BlockWidth: 1, PixelW: 1200, PixelH: 600, Sync: doctor.ModeOff, Wheel: doctor.ModeOn, Background: "#0c0c0c", SixelImages: true},
		},
		Hall: doctor.Hall{
			Given: true, Judged: true,
			Advice: check.Advice{Window: render.Screen{W: 120, H: 30}, Distance: 9, Slide: 5, Reach: 11.4, Fair: true, Well: true},
			Opens:  []doctor.Opener{{What: "a browser", By: "rundll32"}, {What: "a terminal window", By: "wt"}},
		},
		Computer: doctor.Computer{
			System: "Windows 11 (build 22631)", Folder: `%LOCALAPPDATA%\assembly`, AwakeBy: []string{"Windows itself"}, Awake: true,
			Fonts: []doctor.Font{{Script: "Greek"}, {Script: "Arabic", Family: "Segoe UI"}, {Script: "Korean", None: true}},
		},
		Deck: doctor.Deck{Name: "ours.md", Slides: 7, Phases: []string{"primary", "secondary"}},
	}
}

// troubled are facts of which nothing is as it should be.
func troubled() doctor.Facts {
	f := ready()
	f.Program.Settings = []string{"ASSEMBLY_TYPE=blocks"}
	f.Terminal = doctor.Terminal{
		Is: true, TERM: "xterm-256color", Name: "Apple_Terminal 455", Inside: []string{"tmux", "SSH"}, W: 79, H: 20,
		Colours: doctor.Colours{Number: 256, Why: "by TERM"}, Tier: "blocks", Why: "because there are too few colours to mix shades",
		Answers: doctor.Answers{Any: true, BlockWidth: 2},
	}
	f.Hall.Given = false
	f.Hall.Advice = check.Advice{Window: render.Screen{W: 79, H: 20}, Distance: 8, Slide: 3, Reach: 5.2, Steps: 3, Then: render.Screen{W: 105, H: 26}, ThenWell: true}
	f.Hall.Opens = []doctor.Opener{{What: "a browser", By: "xdg-open", Missing: "there is no xdg-open"}, {What: "a terminal window", Missing: "no terminal program was found"}}
	f.Computer = doctor.Computer{
		System: "Linux 6.1", Unsaved: "permission denied", Unfinished: []string{"of this deck, at slide 3"}, Listening: "listen: operation not permitted",
		Fonts: []doctor.Font{{Script: "emoji", None: true}}, Refused: "~/.local/share/fonts/old.ttf",
	}
	f.Deck.Format, f.Deck.Errors, f.Deck.Warnings, f.Deck.Missing = "marp", 1, 2, []string{"🎉", "한"}
	return f
}

// The reports as people read them.
func TestReports(t *testing.T) {
	book := screentest.Read(t, "reports")
	unread := ready()
	unread.Deck = doctor.Deck{Name: "bad.md", Failed: []string{"bad.md:3:1: a comment is never closed"}, Do: "fix the file"}
	unread.Hall.Judged = false
	piped := ready()
	piped.Terminal.Is, piped.Hall.Judged, piped.Terminal.Answers = false, false, doctor.Answers{NotAsked: "the output is not a terminal"}
	piped.Computer.Presenting, piped.Computer.At = true, "127.0.0.1:4312"
	for _, c := range []struct {
		name  string
		facts doctor.Facts
		width int
	}{{"ready", ready(), 78}, {"troubled", troubled(), 78}, {"narrow", ready(), 40}, {"a deck that cannot be read", unread, 78}, {"not in a terminal", piped, 78}} {
		var b strings.Builder
		for _, l := range doctor.Report(c.facts, c.width) {
			b.WriteString(l.Text + "\n")
		}
		book.Check(c.name, b.String())
	}
}

// What is not known gives a report as well.
func TestNothingIsKnown(t *testing.T) {
	for width := range 30 {
		if got := doctor.Report(doctor.Facts{}, width); !strings.HasPrefix(got[0].Text, "Ready, with") {
			t.Errorf("no facts give %v", got[0])
		}
	}
}

func TestSummary(t *testing.T) {
	for _, c := range []struct {
		items []doctor.Item
		want  string
	}{
		{nil, "Ready: nothing to fix."},
		{[]doctor.Item{{Label: "A"}, {Label: "Wide", Verdict: doctor.Worth}}, "Ready, with 1 thing worth knowing: wide."},
		{[]doctor.Item{{Label: "Its letters", Verdict: doctor.ToFix}, {Label: "B", Verdict: doctor.ToFix}}, "2 things to fix: its letters, b."},
		{[]doctor.Item{{Label: "A", Verdict: doctor.ToFix}, {Label: "B", Verdict: doctor.Worth}}, "1 thing to fix: a. Worth knowing: b."},
	} {
		if got := doctor.Summary([]doctor.Section{{Items: c.items}}); got != c.want {
			t.Errorf("%v: %q, want %q", c.items, got, c.want)
		}
	}
}

// Whatever is not ok says what to do, and no line is wider than asked for where that is possible.
func TestWhatIsNotOKSaysWhatToDo(t *testing.T) {
	for _, f := range []doctor.Facts{ready(), troubled()} {
		for _, s := range doctor.Sections(f) {
			for _, i := range s.Items {
				if (i.Verdict == doctor.OK) != (i.Do == "") || i.Label == "" || i.Value == "" {
					t.Errorf("%s: %+v", s.Title, i)
				}
			}
		}
		for _, l := range doctor.Report(f, 70) {
			if cell.Width(l.Text) > 70 || l.Strong > len(l.Text) {
				t.Errorf("%d columns wide, %d bytes strong: %q", cell.Width(l.Text), l.Strong, l.Text)
			}
		}
	}
}

// What terminals do otherwise is said where it matters.
func TestWhatTerminalsDoOtherwise(t *testing.T) {
	for _, c := range []struct {
		change func(f *doctor.Facts)
		want   string
	}{
		{func(f *doctor.Facts) { f.Terminal.Name = "Apple_Terminal 455" }, "keeps PageDown and PageUp"},
		{func(f *doctor.Facts) { f.Terminal.Name, f.Terminal.Answers.Version = "XTerm(379)", "XTerm(379)" }, "xterm -fa Monospace"},
		{func(f *doctor.Facts) { f.Terminal.Name = "vscode 1.9" }, "a window of its own"},
		{func(f *doctor.Facts) { f.Terminal.Name = doctor.OldConsole }, "sharper in Windows Terminal"},
		{func(f *doctor.Facts) { f.Terminal.TERM = "linux" }, "no second screen"},
		{func(f *doctor.Facts) { f.Terminal.Inside = []string{"screen"} }, "outside screen"},
		{func(f *doctor.Facts) { f.Terminal.Inside = []string{"WSL"} }, "Windows itself may sleep"},
		{func(f *doctor.Facts) { f.Terminal.Answers.BlockWidth = 3 }, "set the terminal to UTF-8"},
		{func(f *doctor.Facts) { f.Terminal.Answers.BlockWidth, f.Terminal.UTF8 = 0, false }, "If slides show odd letters"},
		{func(f *doctor.Facts) { f.Terminal.Answers.PixelW = 2400 }, "letters come out too wide"},
		{func(f *doctor.Facts) { f.Terminal.Answers.PixelW = 600 }, "letters come out too narrow"},
		{func(f *doctor.Facts) { f.Terminal.Colours = doctor.Colours{Asked: true} }, "NO_COLOR is set: unset it"},
		{func(f *doctor.Facts) { f.Terminal.Colours.Number = 0 }, "drawn without colours"},
		{func(f *doctor.Facts) { f.Terminal.Tier, f.Terminal.TierFull = "halves", false }, "farther away"},
		{func(f *doctor.Facts) { f.Terminal.Answers = doctor.Answers{} }, "does not answer questions"},
		{func(f *doctor.Facts) { f.Terminal.TERM, f.Terminal.Is = "dumb", false }, "Slides are printed as text"},
		{func(f *doctor.Facts) { f.Terminal.Answers.ITermImages = true }, "sixel, iTerm2"},
	} {
		f := ready()
		c.change(&f)
		var b strings.Builder
		for _, l := range doctor.Report(f, 500) {
			b.WriteString(l.Text + "\n")
		}
		if !strings.Contains(b.String(), c.want) {
			t.Errorf("%q is not said:\n%s", c.want, b.String())
		}
	}
}

// The advice names the keys of the terminal.
func TestZoom(t *testing.T) {
	for _, c := range []struct {
		terminal string
		steps    int
		want     string
	}{
		{"Windows Terminal", 3, "zoom out 3 steps (Ctrl and -), to about 160x40"}, {"Apple_Terminal", 1, "zoom out 1 step (Cmd and -)"},
		{"kitty 0.40", -2, "zoom in 2 steps (Ctrl+Shift and +)"}, {doctor.OldConsole, 1, "(Ctrl and the mouse wheel)"},
		{"XTerm(379)", 1, "(Ctrl and the right mouse button)"}, {"Konsole", 0, "use fewer words on slide 3, or show the hall in a browser"},
	} {
		f := ready()
		f.Terminal.Name = c.terminal
		f.Hall.Advice.Well, f.Hall.Advice.Slide, f.Hall.Advice.Steps, f.Hall.Advice.Then = false, 3, c.steps, render.Screen{W: 160, H: 40}
		if got := doctor.Sections(f)[2].Items[1].Do; !strings.Contains(got, c.want) {
			t.Errorf("%s: %q, want %q in it", c.terminal, got, c.want)
		}
	}
	f := ready()
	f.Hall.Advice.Well, f.Hall.Advice.Window = false, render.Screen{W: 80, H: 40}
	if got := doctor.Sections(f)[2].Items[1].Do; !strings.Contains(got, "make it wider") {
		t.Errorf("a window that is too high gives %q", got)
	}
}
