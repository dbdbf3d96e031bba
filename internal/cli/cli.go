// Package cli is the command line: commands, flags, what goes to which stream, and exit codes.
//
// Standard output gets what was asked for, standard error everything else. When standard output
// is not a terminal, every command prints linear text without escape sequences.
package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"runtime/debug"
	"strings"
	"syscall"
	"time"

	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/x/term"
	"github.com/spf13/cobra"

	"assembly/internal/cell"
	"assembly/internal/markdown"
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
	env            func(string) string
	now            func() time.Time
}

// Main runs the program with the process's arguments and streams and returns its exit code.
func Main() int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM, syscall.SIGHUP)
	defer stop()
	restore := prepareConsole()
	defer restore()
	a := &app{
		in: os.Stdin, out: os.Stdout, errs: os.Stderr,
		outTTY: term.IsTerminal(os.Stdout.Fd()) && os.Getenv("TERM") != "dumb",
		errTTY: term.IsTerminal(os.Stderr.Fd()) && os.Getenv("NO_COLOR") == "",
		env:    os.Getenv, now: time.Now,
	}
	return a.run(ctx, os.Args[1:])
}

func (a *app) run(ctx context.Context, args []string) int {
	root := a.rootCommand()
	root.SetArgs(args)
	root.SetIn(a.in)
	root.SetOut(a.out)
	root.SetErr(a.errs)
	err := root.ExecuteContext(ctx)
	if err == nil {
		return exitDone
	}
	return a.report(err)
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
	if errors.Is(err, errInterrupted) {
		return exitInterrupted
	}
	var f *failure
	if !errors.As(err, &f) {
		// What is left is cobra's own, which is about the call.
		f = &failure{err: err, hint: "assembly --help lists the commands", code: exitUsage}
	}
	for _, line := range errorLines(f.err) {
		a.errorLine("assembly: ", line)
	}
	if f.hint != "" {
		a.errorLine("hint: ", f.hint)
	}
	return f.code
}

func (a *app) errorLine(label, text string) {
	if a.errTTY {
		label = lipgloss.NewStyle().Bold(true).Render(strings.TrimSpace(label)) + " "
	}
	_, _ = fmt.Fprintln(a.errs, label+cell.Clean(text))
}

// errorLines lists a deck's errors one by one, the first of them only when there are many.
func errorLines(err error) []string {
	diags, ok := markdown.IsErrors(err)
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
	if _, err := io.WriteString(a.out, text); err != nil {
		return fail(fmt.Errorf("write output: %w", err), "check that there is room where the output goes")
	}
	return nil
}

// version is what the module was built from.
func version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "unknown"
	}
	v := info.Main.Version
	if v == "" || v == "(devel)" {
		v = "development build"
	}
	return v + ", " + info.GoVersion
}

// usageArgs wraps cobra's check of the number of arguments, so that its errors carry a hint.
func usageArgs(check cobra.PositionalArgs, hint string) cobra.PositionalArgs {
	return func(c *cobra.Command, args []string) error {
		if err := check(c, args); err != nil {
			return usage(err, hint)
		}
		return nil
	}
}
