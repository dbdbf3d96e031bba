package cli

import (
	"cmp"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"

	"github.com/westandtogether-assembly/assembly/internal/atomicfile"
	"github.com/westandtogether-assembly/assembly/internal/cell"
	"github.com/westandtogether-assembly/assembly/internal/plan"
	"github.com/westandtogether-assembly/assembly/internal/session"
	"github.com/westandtogether-assembly/assembly/internal/state"
	"github.com/westandtogether-assembly/assembly/internal/theme"
	"github.com/westandtogether-assembly/assembly/internal/tui/questions"
)

// writeNew writes a deck of the program to a file, filled in with what the flags say or the answers to a
// few questions. A file that exists is replaced only after a yes, or with --force. A write that fails
// leaves an earlier file as it was.
func (a *app) writeNew(f *flags, name string) error {
	if name == toOutput {
		return usage(errors.New("a new deck goes into a file"), "name one, such as my-assembly.md")
	}
	given, err := a.given(f)
	if err != nil {
		return err
	}
	was := exists(name)
	if ok, err := a.mayWrite(f, name); !ok {
		return err
	}
	if a.asks(f) {
		if given, err = a.ask(f, given, name); err != nil {
			return err
		}
	}
	if !was { // The questions take as long as people do.
		if ok, err := a.mayWrite(f, name); !ok {
			return err
		}
	}
	text, err := newText(given, f.set, a)
	if err != nil {
		return err
	}
	if err := atomicfile.Write(name, text, 0o644); err != nil {
		return cannotWrite(name, err)
	}
	_ = state.Open(os.Getenv).UseDeck(state.UsedDeck{Path: name}) // So that the start screen offers it.
	return a.say(fmt.Sprintf("Wrote %s. Edit it with any editor, look it over with assembly check %s, then: assembly %s\n",
		cell.Clean(name), typed(name), typed(asFile(name))))
}

func newText(given questions.Answers, named map[string]string, a *app) ([]byte, error) {
	from, err := newDeckNamed(given.Deck)
	if err != nil {
		return nil, err
	}
	return from.filledIn(given, named, a.now())
}

// asks reports whether there is somebody to ask.
func (a *app) asks(f *flags) bool { return a.inTTY && a.outTTY && !f.yes }

// given is what the flags answer.
func (a *app) given(f *flags) (questions.Answers, error) {
	out := questions.Answers{
		Deck: strings.ToLower(f.startFrom), School: f.set["school"], Adult: f.set["adult"], Room: f.set["room"], Bell: f.finish,
	}
	from, err := newDeckNamed(out.Deck)
	if err == nil {
		err = f.checkSpeaker(a.now())
	}
	if err == nil && f.phase != "" {
		out.Phase, err = choosePhase(f.phase, from.phases())
	}
	return out, err
}

// mayWrite reports whether a file may be written: there is none yet, or it may be replaced. A pipe or a device is not,
// not even by force.
func (a *app) mayWrite(f *flags, name string) (bool, error) {
	if err := cmp.Or(session.CheckName(name), noFile(name)); err != nil {
		return false, err
	}
	there, folder := false, false
	if info, err := os.Lstat(name); err == nil {
		there, folder = true, info.IsDir()
	}
	switch {
	case !there || f.force:
		return true, nil
	case folder || !a.asks(f):
		return false, fail(fmt.Errorf("%s already exists", name), "choose another name, or add --force to overwrite it")
	}
	return a.confirm(name+" already exists. Overwrite it?", "", cell.Clean(name)+" was not changed.\n")
}

// noFile refuses the name of what is there and neither a file nor a folder, or of a link to that: writing would put a
// file in the place of a pipe or a device that other programs use.
func noFile(name string) error {
	if info, err := os.Stat(name); err == nil && !info.Mode().IsRegular() && !info.IsDir() {
		return fail(fmt.Errorf("%s is not a file", name), "choose another name")
	}
	return nil
}

// ask asks for what the deck can be filled in with.
func (a *app) ask(f *flags, given questions.Answers, name string) (questions.Answers, error) {
	p, err := theme.Lookup(f.theme)
	if err != nil {
		return given, unknownTheme(f.theme, err)
	}
	look, err := a.look(p, f)
	if err != nil {
		return given, err
	}
	s := questions.Setup{File: name, Given: given, Look: look, CheckBell: a.checkBell}
	for _, d := range newDecks() {
		s.Decks = append(s.Decks, questions.Deck{Name: d.name, Title: d.title, Phases: d.phases(), SchoolOnly: d.schoolOnly})
	}
	m := questions.New(s)
	if err := a.program(m, session.Source{}); err != nil {
		return given, err
	}
	answers, ok := m.Answers()
	if !ok {
		return given, errInterrupted
	}
	return answers, nil
}

// checkBell says why a time of day cannot be read.
func (a *app) checkBell(text string) error {
	_, err := plan.ParseBell(text, a.now())
	return err
}

// cannotWrite says why a file was not written. It names the file, not the temporary one next to it.
func cannotWrite(name string, err error) error {
	folder := filepath.Dir(name)
	if info, statErr := os.Stat(folder); statErr != nil || !info.IsDir() {
		return fail(fmt.Errorf("folder %s does not exist", folder), "create the folder first, or choose another")
	}
	if info, statErr := os.Stat(name); statErr == nil && info.IsDir() {
		return fail(fmt.Errorf("%s is a folder", name), "name a file in it: assembly new "+typed(filepath.Join(name, "my-assembly.md")))
	}
	if errors.Is(err, syscall.ENAMETOOLONG) {
		return fail(fmt.Errorf("write %s: %w", name, state.Reason(err)), "choose a shorter name")
	}
	if full(err) {
		return fail(fmt.Errorf("write %s: %w", name, state.Reason(err)), "make room on that disk, or choose another")
	}
	return fail(fmt.Errorf("write %s: %w", name, &unwritten{state.Reason(err)}), "choose a folder that you are allowed to write to, such as your own documents")
}

// full reports whether a disk is full.
func full(err error) bool {
	const onWindows = syscall.Errno(112) // ERROR_DISK_FULL
	return errors.Is(err, syscall.ENOSPC) || runtime.GOOS == "windows" && errors.Is(err, onWindows)
}
