// Package cli is the command line: commands, flags, what goes to which stream, and exit codes.
//
// Standard output gets what was asked for, standard error everything else. When standard output
// is not a terminal, every command prints linear text without escape sequences.
package cli

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/westandtogether-assembly/assembly/internal/bigtype"
	"github.com/westandtogether-assembly/assembly/internal/cell"
	"github.com/westandtogether-assembly/assembly/internal/markdown"
	"github.com/westandtogether-assembly/assembly/internal/session"
	"github.com/westandtogether-assembly/assembly/internal/sysfont"
	"github.com/westandtogether-assembly/assembly/internal/theme"
	"github.com/westandtogether-assembly/assembly/internal/tui/ui"

	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/term"
)

// The exit codes.
const (
	exitDone        = 0
	exitFailed      = 1
	exitUsage       = 2
	exitInterrupted = 130
)

// app is one run of the program.
type app struct {
	in             io.Reader
	out, errs      io.Writer
	outTTY, errTTY bool
	inTTY          bool
	legacy         bool // standard output is a window that cannot show screens
	now            func() time.Time
	profile        func() colorprofile.Profile // what the terminal can show; found out once
	fonts          fontFinder                  // of the system
	keepAwake      func(cannot func()) (release func())
	toldOfSleep    *atomic.Bool  // that the computer cannot be kept awake
	called         func() string // how the program is called in a shell; found out once
	card           session.Card  // the test card in a browser
	follows        sync.Once     // garbage is collected as the heap grows, from the first screen on
}

// Main runs the program with the process's arguments and streams and returns its exit code.
func Main() int { return newApp().main() }

func (a *app) main() int {
	startMemoryUse()
	c, restore := prepareConsole()
	defer restore()
	a.within(c)
	code := a.run(os.Args[1:])
	if a.legacy {
		a.errorLine("hint: ", legacyHint)
	}
	a.holdWindow(code, c.own)
	return code
}

// newApp takes the process's streams. A dumb terminal is treated as none: it shows escape
// sequences as rubbish.
func newApp() *app {
	dumb := os.Getenv("TERM") == "dumb"
	return &app{
		in: os.Stdin, out: os.Stdout, errs: os.Stderr,
		inTTY:  term.IsTerminal(os.Stdin.Fd()),
		outTTY: term.IsTerminal(os.Stdout.Fd()) && !dumb,
		errTTY: term.IsTerminal(os.Stderr.Fd()) && !dumb && os.Getenv("NO_COLOR") == "",
		now:    time.Now,
		profile: sync.OnceValue(func() colorprofile.Profile {
			return withinScreen(colorprofile.Detect(os.Stdout, os.Environ()), os.Getenv)
		}),
		fonts:     systemFonts(),
		keepAwake: session.KeepAwake, toldOfSleep: new(atomic.Bool),
		called: sync.OnceValue(session.Called),
	}
}

// fontFinder finds the fonts of the system, and tells the file for which none of them is used, "" where there is none.
type fontFinder interface {
	ui.Fonts
	Refused() string
}

// systemFonts finds fonts, with an index in the user's cache. Without a home there is no index.
func systemFonts() fontFinder {
	dir, err := os.UserCacheDir()
	if err != nil {
		return sysfont.New("")
	}
	return sysfont.New(filepath.Join(dir, "assembly"))
}

func (a *app) run(args []string) int {
	root := a.rootCommand()
	root.SetArgs(args)
	root.SetIn(a.in)
	root.SetOut(a.out)
	root.SetErr(a.errs)
	defer a.card.Close()
	err := root.Execute()
	if err == nil {
		return exitDone
	}
	return a.report(err)
}

// look says how a program draws from its first frame on: what Bubble Tea finds out about the terminal
// comes only after that.
func (a *app) look(p theme.Palette, f *flags) (ui.Look, error) {
	l := ui.Look{Palette: p, ASCII: f.ascii}.WithProfile(a.profile()).WithTerminal(os.Getenv("TERM")).WithWindow(runtime.GOOS, os.Getenv)
	name := cmp.Or(f.drawn, os.Getenv("ASSEMBLY_TYPE"))
	switch {
	case name == "" && !f.ascii && oldConsole(runtime.GOOS, os.Getenv, pseudoConsole):
		return l.WithTier(bigtype.Halves), nil
	case name == "":
		return l, nil
	}
	t, err := bigtype.ParseTier(name)
	if err != nil {
		return l, usage(err, didYouMean(name, bigtype.Tiers(), "leave out --type: the best that the terminal can show is chosen"))
	}
	return l.WithTier(t), nil
}

// failure is an error that people read: what went wrong, and what to do now.
type failure struct {
	err  error
	hint string
	code int
}

func (f *failure) Error() string { return f.err.Error() }
func (f *failure) Unwrap() error { return f.err }

// fail makes an error with a hint.
func fail(err error, hint string) error { return &failure{err: err, hint: hint, code: exitFailed} }

// usage makes an error in how the program was called.
func usage(err error, hint string) error { return &failure{err: err, hint: hint, code: exitUsage} }

// errInterrupted ends the program with exitInterrupted, silently.
var errInterrupted = errors.New("interrupted")

// report prints an error as "assembly: ..." and "hint: ..." and returns the exit code.
func (a *app) report(err error) int {
	switch {
	case errors.Is(err, errInterrupted):
		return exitInterrupted
	case errors.Is(err, errFindings):
		return exitFindings
	}
	f := failureOf(err)
	for _, line := range errorLines(f.err) {
		a.errorLine("assembly: ", line)
	}
	if f.hint != "" {
		a.errorLine("hint: ", f.hint)
	}
	return f.code
}

// failureOf finds out what people read of an error.
func failureOf(err error) *failure {
	if f, ok := errors.AsType[*failure](err); ok {
		return f
	}
	if p, ok := errors.AsType[*session.Problem](err); ok {
		return &failure{err: p.Err, hint: p.Hint, code: exitFailed}
	}
	// What is left is cobra's own, which is about the call.
	return &failure{err: err, hint: "assembly --help lists the commands", code: exitUsage}
}

func (a *app) errorLine(label, text string) {
	text = cell.Clean(a.here(text))
	if a.errTTY {
		text = strings.Join(broken(text, a.errWidth()-cell.Width(label)), "\n"+strings.Repeat(" ", cell.Width(label)))
		label = bold(strings.TrimSpace(label)) + " "
	}
	_, _ = fmt.Fprintln(a.errs, label+text)
}

// broken is a text in lines of a width, broken at single spaces outside quotation marks only: a command that is copied, or
// the name of a file, stays what it is, and what is wider than a line is left to the terminal.
func broken(text string, width int) []string {
	var out []string
	begin, at := 0, -1 // of the line, and where it can be broken last
	quote := byte(0)
	for i := range len(text) {
		switch c := text[i]; {
		case quote != 0 && c == quote:
			quote = 0
		case quote == 0 && (c == '"' || c == '\'' && (i == 0 || text[i-1] == ' ')):
			quote = c
		case quote == 0 && c == ' ' && i > 0 && text[i-1] != ' ' && i+1 < len(text) && text[i+1] != ' ':
			if at > begin && cell.Width(text[begin:i]) > width {
				out, begin = append(out, text[begin:at]), at+1
			}
			at = i
		}
	}
	if at > begin && cell.Width(text[begin:]) > width {
		out, begin = append(out, text[begin:at]), at+1
	}
	return append(out, text[begin:])
}

// errWidth is how wide errors are printed: a terminal by itself would break them within words.
func (a *app) errWidth() int {
	if w, _, err := term.GetSize(os.Stderr.Fd()); err == nil && w > leastWidth {
		return w
	}
	return plainWidth
}

// leastWidth is the columns below which lines are left to the terminal.
const leastWidth = 20

func bold(text string) string { return lipgloss.NewStyle().Bold(true).Render(text) }

// outStyled reports whether what is printed may stand out.
func (a *app) outStyled() bool { return a.outTTY && os.Getenv("NO_COLOR") == "" }

// errorLines lists a deck's errors one by one, the first of them only when there are many.
func errorLines(err error) []string {
	diags, ok := errors.AsType[markdown.Errors](err)
	if !ok {
		return strings.Split(strings.TrimSpace(err.Error()), "\n")
	}
	var lines []string
	for i, d := range diags {
		if i == maxErrors {
			return append(lines, fmt.Sprintf("and %d more", len(diags)-i))
		}
		lines = append(lines, d.Error())
	}
	return lines
}

const maxErrors = 10

// print writes linear text to standard output, for a screen reader, a log or a pipe.
func (a *app) print(text string) error {
	_, err := io.WriteString(a.out, text)
	return written(err)
}

// written says what to do where output could not be written.
func written(err error) error {
	if err != nil {
		return fail(fmt.Errorf("write output: %w", err), "check that there is room where the output goes")
	}
	return nil
}
