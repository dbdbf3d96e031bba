package cli

import (
	"errors"
	"fmt"
	"os"
	"strings"

	"github.com/westandtogether-assembly/assembly/internal/cell"
	"github.com/westandtogether-assembly/assembly/internal/check"
	"github.com/westandtogether-assembly/assembly/internal/markdown/edit"
	"github.com/westandtogether-assembly/assembly/internal/session"
)

// fix shows what can be fixed in decks without changing what is said, asks, and writes it. What is left to fix is
// printed as ever.
func (a *app) fix(f *flags, o check.Options, targets []target) error {
	for _, t := range targets {
		if t.path == "" {
			return usage(errors.New("--fix: the built-in assembly cannot be changed"), "write a deck of your own first: assembly new my-assembly.md")
		}
	}
	for _, t := range targets {
		if err := a.fixDeck(f, o, t); err != nil {
			return err
		}
	}
	return a.checkAll(f, o, targets)
}

// fixDeck fixes a deck. A deck that cannot be read is left to the check that follows.
func (a *app) fixDeck(f *flags, o check.Options, t target) error {
	path := t.path
	if info, err := os.Stat(path); err == nil && !info.Mode().IsRegular() {
		return fail(fmt.Errorf("%s is not a file", path), "name the Markdown file to fix")
	}
	c := a.checkDeck(f, o, t)
	if c.err != nil || c.Fixable() == 0 {
		return nil //nolint:nilerr // The check that follows says it.
	}
	fixed, _, err := check.Fixed(c.text, c.src.Options(), c.Findings)
	if err != nil {
		return fail(fmt.Errorf("fix %s: %w", path, err), "fix the lines by hand that assembly check names")
	}
	if err := a.print(changesText(fixed, path)); err != nil {
		return err
	}
	if !f.yes {
		question := fmt.Sprintf("Write these changes into %s?", path)
		if ok, err := a.confirm(question, "add --yes to go ahead without asking", "Nothing was changed.\n"); !ok {
			return err
		}
	}
	return a.writeFixed(c.src, c.text, fixed)
}

// changesText shows changes, behind what there is to say of those that nobody sees.
func changesText(fixed edit.Edited, path string) string {
	var b strings.Builder
	for _, line := range check.Unseen(fixed) {
		b.WriteString(line + "\n")
	}
	return b.String() + fixed.Diff(path)
}

// writeFixed writes a fixed deck, if its file still is what was read.
func (a *app) writeFixed(src session.Source, was []byte, fixed edit.Edited) error {
	err := src.Write(was, fixed.Text)
	switch {
	case errors.Is(err, session.ErrEdited):
		return fail(fmt.Errorf("%w, so nothing was changed", err), "start it again")
	case err != nil:
		return err
	}
	return a.print("Fixed " + cell.Clean(src.Path) + ".\n\n")
}
