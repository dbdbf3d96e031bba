package cli

import (
	"bytes"
	"context"
	"errors"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/westandtogether-assembly/assembly/slides"
)

// exception is what becomes of an example that cannot simply be done where there is no terminal.
type exception struct {
	pattern string
	code    int
	says    string // on standard error
	parsed  bool   // it does not end by itself, or opens a window: only its words and flags are held to the program
}

// exceptions are tried in order. Every other example has to end well, and to print something.
func exceptions() []exception {
	return []exception{
		{pattern: `^hall .*--relay`, parsed: true},
		{pattern: ` --open\b| \.\.\.`, parsed: true},
		{pattern: `^doctor .*--(card|keys|list)\b`, code: exitFailed, says: "needs a terminal"},
		{pattern: `^history .*--run \d`, code: exitFailed, says: "no run"},
		{pattern: `^new$`, code: exitUsage, says: "no file name given"},
	}
}

// Every command in the README, in CONTRIBUTING and in the help does what it is there for, in a folder with the deck that
// it names and nothing else.
func TestExamples(t *testing.T) {
	all := examples(t)
	if len(all) < 40 {
		t.Fatalf("%d examples found, so this test sees too little", len(all))
	}
	home := t.TempDir()
	for line, where := range all {
		t.Run(line, func(t *testing.T) {
			t.Parallel()
			words := wordsOf(line)
			e := exceptionFor(line)
			if e.parsed {
				words = append(words, "--help")
			}
			code, out, errs := runAlone(t, home, words)
			if code != e.code || !strings.Contains(errs, e.says) || code == exitDone && out == "" {
				t.Errorf("%s: assembly %s ends with %d, want %d:\n%s%s", where, line, code, e.code, out, errs)
			}
		})
	}
}

func exceptionFor(line string) exception {
	for _, e := range exceptions() {
		if regexp.MustCompile(e.pattern).MatchString(line) {
			return e
		}
	}
	return exception{}
}

// runAlone runs assembly as a process of its own, without a terminal.
func runAlone(t *testing.T, home string, words []string) (code int, out, errs string) {
	t.Helper()
	// No example takes this long: one that waits for what never comes is told by its name.
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	cmd := exec.CommandContext(ctx, "assembly", words...)
	cmd.Dir = t.TempDir()
	cmd.Env = append(os.Environ(), "HOME="+home, "USERPROFILE="+home, "XDG_STATE_HOME="+home, "XDG_CACHE_HOME="+home, "LOCALAPPDATA="+home, "GORACE="+quickExit)
	if len(words) == 0 || words[0] != "new" {
		for _, w := range words {
			if filepath.Ext(w) == ".md" && filepath.Base(w) == w {
				must(t, os.WriteFile(filepath.Join(cmd.Dir, w), slides.Builtin(), 0o600))
			}
		}
	}
	var o, e bytes.Buffer
	cmd.Stdout, cmd.Stderr = &o, &e
	err := cmd.Run()
	if _, ended := errors.AsType[*exec.ExitError](err); err != nil && !ended {
		t.Fatal(err)
	}
	return cmd.ProcessState.ExitCode(), o.String(), e.String()
}

// examples are what follows assembly in the commands of the papers and the help, each with a place where it is.
func examples(t *testing.T) map[string]string {
	t.Helper()
	out := map[string]string{}
	for _, name := range []string{"README.md", ".github/CONTRIBUTING.md"} {
		for _, line := range typedLines(t, name) {
			if rest, ok := afterProgram(line); ok {
				out[rest] = name
			}
		}
	}
	root := Command()
	for _, c := range append(root.Commands(), root) {
		for line := range strings.Lines(c.Example) {
			if rest, ok := afterProgram(strings.TrimSpace(line)); ok {
				out[rest] = "the help of " + c.Name()
			}
		}
	}
	return out
}

// typedLines are the lines of a paper's code blocks, and its words in code that begin with the program's name.
func typedLines(t *testing.T, name string) []string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("../..", filepath.FromSlash(name)))
	must(t, err)
	var out, prose []string
	fenced := false
	for line := range strings.Lines(string(text)) {
		line = strings.TrimRight(line, "\r\n")
		switch {
		case strings.HasPrefix(strings.TrimSpace(line), "```"):
			fenced = !fenced
		case fenced, strings.HasPrefix(line, "    "), strings.HasPrefix(line, "\t"):
			out = append(out, strings.TrimPrefix(strings.TrimSpace(line), "$ "))
		default:
			prose = append(prose, strings.TrimSpace(line))
		}
	}
	// A command may go on in the next line.
	for _, m := range regexp.MustCompile("`([^`]+)`").FindAllStringSubmatch(strings.Join(prose, " "), -1) {
		out = append(out, m[1])
	}
	return out
}

// afterProgram is what follows the program's name in a command, however it is called, without what a shell does with
// it. The words that stand for something are replaced by an example of it.
func afterProgram(line string) (string, bool) {
	m := regexp.MustCompile(`^(?:\./|\.\\)?assembly(?:\.exe)?(?: (.*))?$`).FindStringSubmatch(line)
	if m == nil {
		return "", false
	}
	rest, _, _ := strings.Cut(m[1], " > ")
	rest, _, _ = strings.Cut(rest, " | ")
	rest, _, _ = strings.Cut(rest, "  #")
	rest = strings.NewReplacer("[DECK]...", "", "[DECK]", "", "FILE", "my-deck.md", "COMMAND", "show").Replace(rest)
	return strings.TrimSpace(rest), true
}

// wordsOf splits what is typed as a shell does, with its quotation marks.
func wordsOf(line string) []string {
	var out []string
	for _, m := range regexp.MustCompile(`(?:[^\s"']|"[^"]*"|'[^']*')+`).FindAllString(line, -1) {
		out = append(out, strings.NewReplacer(`"`, "", `'`, "").Replace(m))
	}
	return out
}

// What the papers ask developers to type exists. .ci/run does the first two from a clean copy, and the tests with it.
func TestGoCommandsOfThePapers(t *testing.T) {
	seen := map[string]bool{}
	for _, name := range []string{"README.md", ".github/CONTRIBUTING.md"} {
		for _, line := range typedLines(t, name) {
			words := strings.Fields(line)
			if len(words) < 2 || words[0] != "go" {
				continue
			}
			seen[words[1]] = true
			if !slices.Contains(strings.Fields("run build test generate vet install version env"), words[1]) {
				t.Errorf("%s: %q is not a command of Go that this test knows", name, line)
			}
			for _, w := range words[2:] {
				folder := strings.TrimSuffix(w, "/...")
				if _, err := os.Stat(filepath.Join("../..", folder)); strings.HasPrefix(w, "./") && err != nil {
					t.Errorf("%s: %q: %v", name, line, err)
				}
			}
		}
	}
	if !seen["run"] || !seen["test"] {
		t.Errorf("only go %v found, so this test sees too little", slices.Sorted(maps.Keys(seen)))
	}
}
