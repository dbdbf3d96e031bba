package cli

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"

	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/ansi"

	"github.com/westandtogether-assembly/assembly/internal/doctor"
)

// lastQuestion is asked behind all others.
const lastQuestion = ansi.RequestPrimaryDeviceAttributes

// consult starts the report in a tall terminal that answers nothing by itself, once all has been asked.
func consult(t *testing.T, s setting, args ...string) *terminal {
	t.Helper()
	s.w, s.h, s.mute, s.drawn = 200, 80, true, true
	if !s.fonts {
		s.env = append(slices.Clone(s.env), fontsEnv+"="+fontsNone)
	}
	tm := runWith(t, s, append([]string{"doctor"}, args...)...)
	tm.until("questions", func() bool { return strings.Contains(string(tm.raw), lastQuestion) })
	return tm
}

// report is what a terminal that has been left shows, in one line.
func (tm *terminal) report() string {
	tm.t.Helper()
	tm.ends(exitDone)
	return flat(tm.screen())
}

// The answers of a terminal stand in the report, however they come in parts, and nothing of them is left.
func TestDoctorTellsTheAnswers(t *testing.T) {
	t.Parallel()
	tm := consult(t, setting{fonts: true})
	for _, part := range []string{
		"\x1b[1;2R\x1bP>|Fancy(9.", "1)\x1b\\\x1b]11;rgb:1414/1717/1c1c\a", "\x1b[?0u\x1b[?2026;2$y\x1b[?1007;1$", "y\x1b[4;1600;2000t",
		"\x1b_Gi=31;OK\x1b\\", "\x1b[?62;4;", "22c",
	} {
		tm.keys(part)
	}
	got := tm.report()
	for _, want := range []string{
		"[ok] Terminal Fancy(9.1), TERM xterm-256color", "200x80 cells, 2000x1600 pixels; a cell has 10x20", "full colour, by COLORTERM",
		"blocks are drawn one column wide", "shades, the best there is", "kitty's keyboard protocol; the program", "yes: synchronised output",
		"alternate scroll (mode 1007) is on", "#14171c", "protocols for images: kitty, sixel", "every slide is read well in a window of 200x80",
		"[ok] Deck the built-in assembly (westandtogether.md), 7 slides, phases primary, secondary", "[ok] Check nothing to fix",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("%q is not in the report:\n%s", want, tm.screen())
		}
	}
	if first := strings.TrimSpace(strings.SplitN(tm.screen(), "\n", 2)[0]); !strings.HasPrefix(first, "Ready") {
		t.Errorf("the first line is %q", first)
	}
}

// An answer that is none does no harm: programs on the way may garble what comes back.
func TestDoctorSurvivesOddAnswers(t *testing.T) {
	t.Parallel()
	for _, answer := range []string{"\x1b]11;rgb:zzzz/\x1b\\", "\x1b]11\a", "\x1bP>|\x1b\\", "\x1b[?2026;99999999999$y", "\x1b_G\x1b\\", "\x1b[;R"} {
		tm := consult(t, setting{}).keys(answer + "\x1b[?62;4;22c")
		if got := tm.report(); !strings.Contains(got, "This terminal") {
			t.Errorf("%q: the report is\n%s", answer, tm.screen())
		}
	}
}

// A terminal that answers nothing costs a second and no more, and the report comes all the same.
func TestDoctorWithoutAnswers(t *testing.T) {
	t.Parallel()
	if got := consult(t, setting{}).report(); !strings.Contains(got, "[i] Answers none: the terminal does not answer questions") {
		t.Errorf("the report is %s", got)
	}
}

// The emulator answers as most terminals do.
func TestDoctorInAnEmulator(t *testing.T) {
	t.Parallel()
	tm := runWith(t, setting{w: 200, h: 80, drawn: true}, "doctor")
	if got := tm.report(); !strings.Contains(got, "blocks are drawn one column wide") {
		t.Errorf("the report is %s", got)
	}
}

// Whoever does not want to wait gets the terminal back as it was.
func TestDoctorIsInterrupted(t *testing.T) {
	t.Parallel()
	consult(t, setting{}).keys(ctrlC).ends(exitInterrupted)
	consult(t, setting{}).signal(syscall.SIGTERM).ends(exitInterrupted)
}

// Nothing of its user is in a report: not the name, not the folders, whatever they are in.
func TestDoctorNamesNobody(t *testing.T) {
	t.Parallel()
	home := filepath.Join(t.TempDir(), "plantedanna")
	decks := filepath.Join(home, "Hillside decks")
	must(t, os.MkdirAll(decks, 0o700))
	must(t, os.WriteFile(filepath.Join(decks, "bad-plantedanna.md"), []byte("# A\n\n<!--\ntime: soon\n-->\n\n<!-- never closed"), 0o600))
	s := setting{dir: home, env: []string{
		"HOME=" + home, "USER=plantedanna", "XDG_STATE_HOME=" + filepath.Join(home, "state"), "TERM_PROGRAM=PlantedAnna term",
		"LANG=en_GB.UTF-8", "ASSEMBLY_TYPE=", "PATH=" + filepath.Join(home, "bin") + ":" + os.Getenv("PATH"),
	}}
	s.fonts = true
	for _, args := range [][]string{nil, {filepath.Join(decks, "bad-plantedanna.md")}, {"Hillside decks/bad-plantedanna.md"}, {"Hillside decks/none.md"}} {
		tm := consult(t, s, args...)
		s.fonts = false // Once is enough.
		tm.keys("\x1bP>|plantedanna's terminal\x1b\\\x1b[?6c")
		got := tm.report()
		for _, private := range []string{"plantedanna", "illside", t.TempDir()[:strings.LastIndex(t.TempDir(), "/")], home} {
			if strings.Contains(strings.ToLower(got), strings.ToLower(private)) {
				t.Errorf("doctor %q tells %q:\n%s", args, private, tm.screen())
			}
		}
		if !strings.Contains(got, "in ~/state/assembly") || !strings.Contains(got, "NAME's terminal") {
			t.Errorf("doctor %q says\n%s", args, tm.screen())
		}
	}
}

func TestPrivate(t *testing.T) {
	t.Parallel()
	at := func(path string) string { return filepath.VolumeName(os.TempDir()) + filepath.FromSlash(path) }
	p := newPrivate(func(name string) string {
		return map[string]string{"HOME": at("/home/annab"), "USER": "annab", "LOGNAME": "SCHOOL\\annab", "USERNAME": "ab"}[name]
	})
	for text, want := range map[string]string{
		at("/home/annab/decks"):     filepath.FromSlash("~/decks"),
		"annab, annab annab":        "NAME, NAME NAME",
		"AnnaB's":                   "NAME's",
		"annabel, ab":               "annabel, ab",
		"/media/annab/STICK\x1b[2J": "/media/NAME/STICK",
		"unlink " + at("/home/annab") + ": not a directory": "unlink ~: not a directory",
	} {
		if got := p.hide(text); got != want {
			t.Errorf("%q is told as %q, want %q", text, got, want)
		}
	}
	for path, want := range map[string]string{
		"/home/annab/.local/state/assembly": "~/.local/state/assembly", "/srv/anything": "a folder outside the home folder",
		"/home/annabel/x": "a folder outside the home folder",
	} {
		if got := p.place(at(path)); got != filepath.FromSlash(want) {
			t.Errorf("%q is told as %q, want %q", path, got, want)
		}
	}
}

// How many colours there are, and how that is known.
func TestColoursAreExplained(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		profile colorprofile.Profile
		env     string
		want    doctor.Colours
	}{
		{colorprofile.TrueColor, "COLORTERM=truecolor", doctor.Colours{Number: 1 << 24, Why: "by COLORTERM"}},
		{colorprofile.ANSI256, "TERM=xterm-256color", doctor.Colours{Number: 256, Why: "by TERM"}},
		{colorprofile.ASCII, "NO_COLOR=1", doctor.Colours{Why: "NO_COLOR is set", Asked: true}},
		{colorprofile.ANSI, "TERM=linux", doctor.Colours{Number: 16, Why: "by TERM"}},
		{colorprofile.NoTTY, "X=", doctor.Colours{}},
	} {
		name, value, _ := strings.Cut(c.env, "=")
		env := func(n string) string { return map[string]string{name: value}[n] }
		if got := colours(c.profile, env); got != c.want {
			t.Errorf("%v with %s: %+v, want %+v", c.profile, c.env, got, c.want)
		}
	}
}

// What would be shown, or be taken for something else, is not asked.
func TestQuestionsSuitTheTerminal(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		env            string
		modes, picture bool
	}{{"TERM=xterm", true, true}, {"TERM=linux", false, false}, {"TMUX=/tmp/tmux", true, false}, {"TERM=screen.xterm", true, false}, {"TERM_PROGRAM=Apple_Terminal", true, false}} {
		name, value, _ := strings.Cut(c.env, "=")
		got := terminalQuestions(func(n string) string { return map[string]string{name: value}[n] })
		if strings.Contains(got, "$p") != c.modes || strings.Contains(got, "\x1b_G") != c.picture {
			t.Errorf("with %s is asked %q", c.env, got)
		}
	}
}

// Where nothing keeps this computer awake, the report says so.
func TestDoctorTriesToStayAwake(t *testing.T) {
	t.Parallel()
	e := &examiner{app: quietApp()}
	if !e.staysAwake(t.Context(), 0) {
		t.Error("a computer that stays awake does not")
	}
	e.keepAwake = func(cannot func()) (release func()) { cannot(); return func() {} }
	if e.staysAwake(t.Context(), patience) {
		t.Error("a computer that goes to sleep stays awake")
	}
}

// A presenter in another window is told of, with where it serves and without its token; and when it is killed, the
// talk that it leaves.
func TestDoctorSeesTheTalk(t *testing.T) {
	t.Parallel()
	s := newSchool(t)
	doctorText := func() string {
		return consult(t, setting{env: []string{"XDG_STATE_HOME=" + s.state}}, s.deck).keys("\x1b[?6c").report()
	}
	presenter := s.present().keys(f5).sees("running").keys(pageDown).sees("step 2 of 2")
	at, err := s.folder().Endpoint()
	must(t, err)
	got := doctorText()
	if !strings.Contains(got, "[i] Listening a presenter is running, at "+strings.TrimPrefix(at.URL, "http://")) || strings.Contains(got, at.Token) {
		t.Errorf("with a presenter the report is %s", got)
	}
	presenter.until("the talk to be saved", func() bool { return s.saved().Talk.Pos.Step == 1 })
	presenter.kill()
	got = doctorText()
	if !strings.Contains(got, "[i] Unfinished talk of this deck, at slide 1") || !strings.Contains(got, "[ok] Listening nothing now") {
		t.Errorf("with an unfinished talk the report is %s", got)
	}
}
