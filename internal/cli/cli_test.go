package cli

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/westandtogether-assembly/assembly/internal/gctest"
)

// The test binary is the program too, under these names: tests run it as its users do.
func TestMain(m *testing.M) {
	commands := map[string]func(){}
	for name, program := range programs() {
		commands[name] = func() { os.Exit(program()) }
	}
	// Tests wait for their programs more than they compute. The flag on a command line counts more.
	_ = flag.Set("test.parallel", strconv.Itoa(3*runtime.GOMAXPROCS(0)))
	testscript.Main(gctest.M{M: m}, commands)
}

func programs() map[string]func() int {
	return map[string]func() int{
		"assembly":         func() int { return quietApp().main() },
		"assembly-awake":   Main,
		"assembly-timed":   func() int { return mainWithClock(os.Getenv(clockEnv)) },
		"assembly-panics":  func() int { return mainThatPanics(os.Getenv(panicEnv)) },
		"assembly-crowd":   func() int { return mainCrowd(os.Args[1], os.Args[2]) },
		"assembly-worker":  mainWorker,
		"assembly-process": mainProcess,
	}
}

// quickExit is the setting in GORACE with which programs under the race detector end at once, not
// a second later.
const quickExit = "atexit_sleep_ms=0"

func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir: "testdata/script",
		Setup: func(env *testscript.Env) error {
			env.Setenv("ESC", "\x1b")
			env.Setenv("BEL", "\a")
			env.Setenv("GORACE", quickExit)
			env.Setenv("HOME", "/no-home") // whatever this system calls it
			env.Setenv("XDG_STATE_HOME", filepath.Join(env.WorkDir, ".state"))
			env.Values[workerKey{}] = &worker{}
			return nil
		},
		Condition: func(name string) (bool, error) {
			if name == "root" {
				return os.Geteuid() == 0, nil
			}
			return false, fmt.Errorf("unknown condition %q", name)
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"run": runs, "ends": ends, "refused": refused, "linear": linear, "escapes": escapes, "sparse": sparse, "twoexamples": twoExamples,
		},
		RequireExplicitExec: true,
	})
}

// ends CODE ARGS... runs assembly, which must end with the code, whatever it prints.
func ends(ts *testscript.TestScript, neg bool, args []string) {
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	if o := called(ts, args[1:]); neg || o.Code != want {
		ts.Fatalf("assembly %q ended with %d, want exit code %d", args[1:], o.Code, want)
	}
}

// refused CODE ARGS... runs assembly, which must end with the code, print nothing, and say what
// went wrong and then what to do.
func refused(ts *testscript.TestScript, neg bool, args []string) {
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	o := called(ts, args[1:])
	if neg || o.Code != want {
		ts.Fatalf("assembly %q ended with %d, want exit code %d", args[1:], o.Code, want)
	}
	if o.Out != "" {
		ts.Fatalf("standard output of an error: %q", o.Out)
	}
	said := o.Err
	if c := steering(said); c != 0 {
		ts.Fatalf("standard error holds %q: %q", c, said)
	}
	lines := strings.Split(strings.TrimSuffix(said, "\n"), "\n")
	for i, l := range lines {
		label, text, _ := strings.Cut(l, ": ")
		if want := map[bool]string{true: "hint", false: "assembly"}[i == len(lines)-1]; label != want || text == "" {
			ts.Fatalf("line %d of standard error is %q, want it to begin with %q", i+1, l, want+": ")
		}
	}
	if len(lines) < 2 {
		ts.Fatalf("standard error has no hint: %q", lines)
	}
}

// linear FILE... holds files to being text that no terminal obeys.
func linear(ts *testscript.TestScript, _ bool, args []string) {
	for _, name := range args {
		text := ts.ReadFile(name)
		if c := steering(text); c != 0 {
			ts.Fatalf("%s holds %q: %q", name, c, text)
		}
		if text == "" && name == "stdout" {
			ts.Fatalf("there is no output")
		}
	}
}

// steering is the first character of text that a terminal would obey, or 0. Bytes that are no
// UTF-8 count: a terminal of another encoding takes some of them for control characters.
func steering(text string) rune {
	for i, r := range text {
		_, size := utf8.DecodeRuneInString(text[i:])
		if r == utf8.RuneError && size == 1 || r != '\n' && (unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r)) {
			return r
		}
	}
	return 0
}

// escapes FILE... replaces \x1b, \a, \u009b and the like in files by what they stand for in Go, so
// that scripts are text to read.
func escapes(ts *testscript.TestScript, _ bool, args []string) {
	for _, name := range args {
		text, err := unescaped(ts.ReadFile(name))
		ts.Check(err)
		ts.Check(os.WriteFile(ts.MkAbs(name), text, 0o600))
	}
}

// unescaped is text with Go's escapes replaced by what they stand for.
func unescaped(text string) ([]byte, error) {
	lines := strings.Split(text, "\n")
	for i, l := range lines {
		plain, err := strconv.Unquote(`"` + strings.ReplaceAll(l, `"`, `\"`) + `"`)
		if err != nil {
			return nil, fmt.Errorf("line %d: %w", i+1, err)
		}
		lines[i] = plain
	}
	return []byte(strings.Join(lines, "\n")), nil
}

// sparse FILE BYTES makes a file of a size that takes no room on disk.
func sparse(ts *testscript.TestScript, _ bool, args []string) {
	size, err := strconv.ParseInt(args[1], 10, 64)
	ts.Check(err)
	f, err := os.Create(ts.MkAbs(args[0]))
	ts.Check(err)
	ts.Check(f.Truncate(size))
	ts.Check(f.Close())
}

// twoexamples CODE... holds the help just printed to two examples at least, each a call of
// assembly.
func twoExamples(ts *testscript.TestScript, _ bool, _ []string) {
	_, after, ok := strings.Cut(ts.ReadFile("stdout"), "\nExamples:\n")
	examples, _, _ := strings.Cut(after, "\n\n")
	lines := strings.Split(strings.TrimSpace(examples), "\n")
	for _, l := range lines {
		ok = ok && strings.HasPrefix(strings.TrimSpace(l)+" ", "assembly ")
	}
	if !ok || len(lines) < 2 {
		ts.Fatalf("help has not two examples:\n%s", ts.ReadFile("stdout"))
	}
}
