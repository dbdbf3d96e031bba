package cli

import (
	"context"
	"fmt"
	"net"
	"os"
	"runtime"
	"slices"
	"strconv"
	"strings"

	"github.com/charmbracelet/colorprofile"
	uv "github.com/charmbracelet/ultraviolet"
	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/term"

	"github.com/westandtogether-assembly/assembly/internal/bigtype"
	"github.com/westandtogether-assembly/assembly/internal/doctor"
	"github.com/westandtogether-assembly/assembly/internal/tui/ui"
)

// terminal tells what the terminal is by its variables, its size and its answers.
func (e *examiner) terminal(t *doctor.Terminal) {
	t.Is, t.TERM, t.Name = e.outTTY, e.private.hide(os.Getenv("TERM")), e.private.hide(terminalName(os.Getenv))
	t.Answers.Version = e.private.hide(t.Answers.Version)
	t.Inside = inside(os.Getenv)
	t.Locale, t.UTF8 = encoding(os.Getenv)
	t.Locale = e.private.hide(t.Locale)
	t.Colours = colours(e.profile(), os.Getenv)
	tier := e.look.View(1, 1, 0).Tier
	t.Tier, t.TierFull = bigtype.Tiers()[tier.Base()], tier == bigtype.Shades
	t.Why = e.whyDrawn(t.Colours)
	if e.outTTY {
		if w, h, err := term.GetSize(os.Stdout.Fd()); err == nil {
			t.W, t.H = w, h
		}
	}
}

// terminalName is what the terminal's program calls itself in the variables.
func terminalName(env func(string) string) string {
	switch {
	case env("TERM_PROGRAM") != "":
		return strings.TrimSpace(env("TERM_PROGRAM") + " " + env("TERM_PROGRAM_VERSION"))
	case env("WT_SESSION") != "":
		return "Windows Terminal"
	case env("VTE_VERSION") != "":
		return "VTE " + env("VTE_VERSION")
	case env("KONSOLE_VERSION") != "":
		return "Konsole " + env("KONSOLE_VERSION")
	case env("XTERM_VERSION") != "":
		return env("XTERM_VERSION")
	case oldConsole(runtime.GOOS, env, pseudoConsole):
		return doctor.OldConsole
	}
	return ""
}

// inside lists what stands between the program and the screen.
func inside(env func(string) string) []string {
	var out []string
	for _, in := range []struct{ name, variable string }{{"tmux", "TMUX"}, {"screen", "STY"}, {"SSH", "SSH_CONNECTION"}, {"WSL", "WSL_DISTRO_NAME"}} {
		if env(in.variable) != "" {
			out = append(out, in.name)
		}
	}
	return out
}

// colours tells how many colours there are, and how that is known.
func colours(p colorprofile.Profile, env func(string) string) doctor.Colours {
	c := doctor.Colours{Number: map[colorprofile.Profile]int{colorprofile.TrueColor: 1 << 24, colorprofile.ANSI256: 256, colorprofile.ANSI: 16}[p]}
	none, _ := strconv.ParseBool(env("NO_COLOR"))
	switch {
	case none:
		c.Why, c.Asked = "NO_COLOR is set", true
	case c.Number == 1<<24 && env("COLORTERM") != "":
		c.Why = "by COLORTERM"
	case env("WT_SESSION") != "":
		c.Why = "as Windows Terminal has them"
	case env("TERM") != "":
		c.Why = "by TERM"
	}
	return c
}

// whyDrawn says why type is drawn as it is.
func (e *examiner) whyDrawn(c doctor.Colours) string {
	switch {
	case e.flags.drawn != "":
		return "as --type asks"
	case os.Getenv("ASSEMBLY_TYPE") != "":
		return "as ASSEMBLY_TYPE asks"
	case e.flags.ascii:
		return "as --ascii asks"
	case oldConsole(runtime.GOOS, os.Getenv, pseudoConsole):
		return "because the fonts of this console lack most blocks"
	case strings.HasPrefix(os.Getenv("TERM"), "linux"):
		return "because the font of this console has few blocks"
	case c.Number == 0:
		return "because there are no colours to mix"
	case c.Number < 1<<24:
		return "because there are too few colours to mix shades"
	}
	return "the best there is, because the terminal has full colour"
}

// askTerminal asks the terminal what it can do. The error is errInterrupted or none.
func (e *examiner) askTerminal() (doctor.Answers, error) {
	switch {
	case !e.outTTY:
		return doctor.Answers{NotAsked: "the output is not a terminal"}, nil
	case !e.inTTY:
		return doctor.Answers{NotAsked: "the input is not a terminal"}, nil
	}
	text, err := ask(os.Stdin, os.Stdout, terminalQuestions(os.Getenv))
	if err != nil && err != errInterrupted { //nolint:errorlint // it is not wrapped
		return doctor.Answers{NotAsked: e.private.hide(err.Error())}, nil
	}
	return understood(text), err
}

// terminalQuestions are what the terminal is asked. Some take a question for something else: tmux and screen make one about
// images the title of their window, and the console of Linux shows what it does not know.
func terminalQuestions(env func(string) string) string {
	out := "█" + ansi.RequestCursorPositionReport
	if strings.HasPrefix(env("TERM"), "linux") {
		return out
	}
	out += ansi.RequestNameVersion + ansi.RequestBackgroundColor + ansi.RequestKittyKeyboard +
		ansi.RequestMode(ansi.ModeSynchronizedOutput) + ansi.RequestMode(ansi.DECMode(wheelMode)) + ansi.WindowOp(windowPixels)
	if env("TMUX") == "" && env("STY") == "" && !strings.HasPrefix(env("TERM"), "screen") && env("TERM_PROGRAM") != "Apple_Terminal" {
		out += ansi.KittyGraphics([]byte("AAAA"), "i=31", "s=1", "v=1", "a=q", "t=d", "f=24")
	}
	return out
}

// windowPixels asks for the window's size in pixels.
const windowPixels = 14

// wheelMode turns the wheel into arrow keys.
const wheelMode = 1007

// understood is what a terminal's answers mean. They are taken apart as keys are: the decoder panics on some of what no
// terminal sends.
func understood(text []byte) doctor.Answers {
	a := doctor.Answers{ITermImages: os.Getenv("TERM_PROGRAM") == "iTerm.app" || os.Getenv("TERM_PROGRAM") == "WezTerm"}
	var whole ui.KeyJoiner
	var d uv.EventDecoder
	for _, answer := range whole.Take(text) {
		_, event := d.Decode(answer)
		if _, typed := event.(uv.KeyEvent); !typed {
			understand(&a, event)
		}
	}
	return a
}

// understand notes an answer.
func understand(a *doctor.Answers, event uv.Event) {
	a.Any = true
	switch v := event.(type) {
	case uv.MultiEvent:
		for _, one := range v {
			understand(a, one)
		}
	case uv.CursorPositionEvent:
		a.BlockWidth = v.X
	case uv.TerminalVersionEvent:
		a.Version = v.Name
	case uv.BackgroundColorEvent:
		if v.Color != nil { // What is no colour is an answer, too.
			a.Background = v.String()
		}
	case uv.KeyboardEnhancementsEvent:
		a.Keyboard = true
	case uv.PixelSizeEvent:
		a.PixelW, a.PixelH = v.Width, v.Height
	case uv.KittyGraphicsEvent:
		a.KittyImages = string(v.Payload) == "OK"
	case uv.PrimaryDeviceAttributesEvent:
		a.SixelImages = slices.Contains(v, sixelAttribute)
	case uv.ModeReportEvent:
		understandMode(a, v)
	}
}

// sixelAttribute is what terminals with images in sixels call themselves.
const sixelAttribute = 4

func understandMode(a *doctor.Answers, m uv.ModeReportEvent) {
	mode := doctor.ModeOff
	switch {
	case m.Value.IsNotRecognized():
		mode = doctor.ModeUnknown
	case m.Value.IsSet() || m.Value.IsPermanentlySet():
		mode = doctor.ModeOn
	}
	switch m.Mode.Mode() {
	case ansi.ModeSynchronizedOutput.Mode():
		a.Sync = mode
	case wheelMode:
		a.Wheel = mode
	}
}

// connects tries whether this computer can be connected to by itself.
func connects(ctx context.Context) error {
	var listen net.ListenConfig
	l, err := listen.Listen(ctx, "tcp4", "127.0.0.1:0")
	if err != nil {
		return fmt.Errorf("listen: %w", err)
	}
	defer func() { _ = l.Close() }()
	var dial net.Dialer
	c, err := dial.DialContext(ctx, "tcp4", l.Addr().String())
	if err != nil {
		return fmt.Errorf("connect: %w", err)
	}
	return c.Close()
}
