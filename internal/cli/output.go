package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"time"

	"github.com/charmbracelet/x/ansi"

	"github.com/westandtogether-assembly/assembly/internal/atomicfile"
	"github.com/westandtogether-assembly/assembly/internal/cell"
	"github.com/westandtogether-assembly/assembly/internal/session"
	"github.com/westandtogether-assembly/assembly/internal/state"
	"github.com/westandtogether-assembly/assembly/slides"
)

// ending is that of a file name, which says what is written: in small letters, with its dot. One that is not among
// those there are is refused.
func ending(name string, known []string) (string, error) {
	end := strings.ToLower(filepath.Ext(name))
	if info, err := os.Stat(name); err == nil && info.IsDir() {
		return "", fail(fmt.Errorf("%s is a folder", name), "name a file in it, such as "+typed(filepath.Join(name, "assembly"+known[0])))
	}
	hint := "expected one of: " + strings.Join(known, ", ")
	switch {
	case slices.Contains(known, end):
		return end, nil
	case end == "":
		return "", usage(fmt.Errorf("%s has no ending to say what to write", name), hint)
	}
	return "", usage(fmt.Errorf("%s: unknown ending %s", name, end), hint)
}

// besides is the name of a file about a deck, next to it; next to nothing, for the built-in one, in the current folder.
func besides(path, suffix string) string {
	if path == "" {
		path = slides.BuiltinName
	}
	return strings.TrimSuffix(path, filepath.Ext(path)) + suffix
}

// target is the file that is to be written: the name that was asked for or, where that is a link, what it leads to. It
// refuses the deck itself, what is no file, and what exists unless it may be replaced; ok says whether to go on.
func (a *app) target(f *flags, src session.Source) (name string, ok bool, err error) {
	info, err := os.Stat(f.out)
	if err != nil {
		ok, err = a.mayWrite(f, f.out) // A link that leads nowhere is replaced.
		return f.out, ok, err
	}
	if deck, err := os.Stat(src.Path); err == nil && os.SameFile(info, deck) {
		return "", false, usage(fmt.Errorf("%s is the deck itself", f.out), "choose another name")
	}
	if ok, err := a.mayWrite(f, f.out); !ok {
		return "", false, err
	}
	if name, err = filepath.EvalSymlinks(f.out); err != nil {
		return "", false, fail(fmt.Errorf("find %s: %w", f.out, state.Reason(err)), "choose another name")
	}
	return name, true, nil
}

// job is something that is written, and may take a while.
type job struct {
	ctx   context.Context
	app   *app
	what  string // is being written
	began time.Time
	last  time.Time // when it was told last how far it is
}

// Times of telling how far a job is.
const (
	toldAfter = 500 * time.Millisecond
	toldEvery = 100 * time.Millisecond
)

// work does a job that Ctrl+C interrupts. How far it is is told on a terminal, once it has taken half a second.
func (a *app) work(what string, do func(j *job) error) error {
	workMemoryUse()
	ctx, release := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM, syscall.SIGHUP)
	defer release()
	j := &job{ctx: ctx, app: a, what: what, began: a.now()}
	err := do(j)
	if !j.last.IsZero() {
		_, _ = io.WriteString(a.errs, "\r"+ansi.EraseLineRight)
	}
	if ctx.Err() != nil && err != nil {
		return errInterrupted
	}
	return err
}

// step tells that so many parts of all are done. Its error ends the job.
func (j *job) step(done, of int) error {
	if err := j.ctx.Err(); err != nil {
		return err
	}
	now := j.app.now()
	if !j.app.errTTY || now.Sub(j.began) < toldAfter || now.Sub(j.last) < toldEvery {
		return nil
	}
	j.last = now
	line := fmt.Sprintf("Writing %s: %d of %d", cell.Clean(j.what), done, of)
	_, _ = io.WriteString(j.app.errs, "\r"+line+ansi.EraseLineRight)
	return nil
}

// through is a writer that a job which is interrupted no longer writes to.
func (j *job) through(w io.Writer) io.Writer { return &jobWriter{j, w} }

type jobWriter struct {
	job *job
	w   io.Writer
}

// Write implements io.Writer.
func (i *jobWriter) Write(p []byte) (int, error) {
	if err := i.job.ctx.Err(); err != nil {
		return 0, err
	}
	return i.w.Write(p)
}

// file writes a file whole, or not at all.
func (j *job) file(name string, write func(w io.Writer) error) error {
	return j.unwritten(name, atomicfile.Stream(name, 0o644, func(w io.Writer) error { return write(j.through(w)) }))
}

// unwritten says what to do about an error of the disk.
func (j *job) unwritten(name string, err error) error {
	var path *os.PathError
	var link *os.LinkError
	if errors.As(err, &path) || errors.As(err, &link) {
		return cannotWrite(name, err)
	}
	return err
}
