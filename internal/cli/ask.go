package cli

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"os"
	"os/signal"
	"regexp"
	"sync"
	"syscall"
	"time"

	uv "github.com/charmbracelet/ultraviolet"
	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/term"
)

// The times of an exchange with the terminal: for it to begin, for it to go on, and for all of it. Over a slow line
// answers come late, and none may be left for whoever reads the terminal next.
const (
	answersWithin = time.Second
	answersAtMost = 3 * time.Second
)

// ask puts questions to the terminal and returns its answers, which may be none. Meanwhile the terminal shows
// nothing of what is typed; that and the line of the cursor are put back whatever happens. Ctrl+C interrupts.
func ask(in, out *os.File, questions string) ([]byte, error) {
	signals, release := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM, syscall.SIGHUP)
	defer release()
	stacks := catchStacks()
	defer stacks.release()
	before, err := term.MakeRaw(in.Fd())
	if err != nil {
		return nil, fmt.Errorf("ask the terminal: %w", err)
	}
	giveBack := sync.OnceFunc(func() {
		// What a terminal does not know it may show: that is on a line which is cleared again.
		_, _ = io.WriteString(out, "\r"+ansi.EraseLineRight)
		_ = term.Restore(in.Fd(), before)
	})
	defer giveBack()
	stacks.wait(giveBack)
	answers, err := answersTo(signals, in, out, "\r"+questions+ansi.RequestPrimaryDeviceAttributes)
	if signals.Err() != nil {
		err = errInterrupted
	}
	return answers, err
}

// answersTo writes questions and reads the answers. When it returns, nothing reads any more.
func answersTo(ctx context.Context, in, out *os.File, questions string) ([]byte, error) {
	r, err := uv.NewCancelReader(in)
	if err != nil {
		return nil, fmt.Errorf("ask the terminal: %w", err)
	}
	defer func() { _ = r.Close() }()
	parts, ended := make(chan []byte), make(chan struct{})
	ctx, stop := context.WithTimeout(ctx, answersAtMost)
	go func() {
		defer close(ended)
		readParts(ctx, r, parts)
	}()
	defer func() {
		stop()
		if r.Cancel() {
			<-ended
		}
	}()
	if _, err := io.WriteString(out, questions); err != nil {
		return nil, fmt.Errorf("ask the terminal: %w", err)
	}
	return collect(ctx, parts)
}

// readParts hands over what comes, until reading is cancelled.
func readParts(ctx context.Context, r io.Reader, parts chan<- []byte) {
	for {
		part := make([]byte, longestAnswer)
		n, err := r.Read(part)
		if err != nil {
			return
		}
		select {
		case parts <- part[:n]:
		case <-ctx.Done():
			return
		}
	}
}

const (
	longestAnswer = 4096
	mostAnswers   = 1 << 16 // bytes: a terminal that sends more does not answer
	typedCtrlC    = 3
)

// collect gathers the answers up to the last one, or until no more come.
func collect(ctx context.Context, parts <-chan []byte) ([]byte, error) {
	var all []byte
	last := regexp.MustCompile(`\x1b\[\?[0-9;]*c`) // The answer to the last question: every terminal gives it, and in order.
	quiet := time.NewTimer(answersWithin)
	defer quiet.Stop()
	for len(all) < mostAnswers && !last.Match(all) {
		select {
		case part := <-parts:
			if bytes.IndexByte(part, typedCtrlC) >= 0 {
				return all, errInterrupted
			}
			all = append(all, part...)
			quiet.Reset(answersWithin)
		case <-quiet.C:
			return all, nil
		case <-ctx.Done():
			return all, nil
		}
	}
	return all, nil
}
