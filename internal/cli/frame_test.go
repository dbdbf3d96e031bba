package cli

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"io"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/westandtogether-assembly/assembly/internal/session"
	"github.com/westandtogether-assembly/assembly/internal/talk"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/vt"

	"github.com/westandtogether-assembly/assembly/internal/state"
	"github.com/westandtogether-assembly/assembly/internal/theme"
	"github.com/westandtogether-assembly/assembly/internal/tui/presenter"
	"github.com/westandtogether-assembly/assembly/internal/tui/screen"
	"github.com/westandtogether-assembly/assembly/internal/tui/ui"
)

// BenchmarkKeyToFrame measures, in milliseconds, how long after a key the presenter's terminal
// shows its slide: the whole program with its server, a disk to save to, and followers in a process
// of their own. A key comes six times a second, whether or not every follower has the last one.
func BenchmarkKeyToFrame(b *testing.B) {
	for _, n := range []int{0, 100, 400} {
		b.Run(strconv.Itoa(n), func(b *testing.B) { benchFrames(b, n) })
	}
}

const keyEvery = time.Second / 6

func benchFrames(b *testing.B, followers int) {
	box, folder := &session.Mailbox{}, state.At(b.TempDir())
	l, err := session.Present(b.Context(), session.Config{
		Folder: folder, Now: time.Now,
		Command: func(talk.Command) {}, Changed: func() { box.Put(presenter.HallsChanged{}) },
	})
	if err != nil {
		b.Fatal(err)
	}
	defer l.Close(true)
	at, err := folder.Endpoint()
	if err != nil {
		b.Fatal(err)
	}
	shown := newScreen(120, 30)
	in, p := startProgram(b, l, shown)
	box.Open(func(m any) { p.Send(m) })
	defer box.Open(nil)
	shown.wait(b, "Slide 1 of 6")
	startCrowd(b, strings.TrimPrefix(at.URL, "http://"), followers)
	var took []time.Duration
	pace := time.NewTicker(keyEvery)
	defer pace.Stop()
	for b.Loop() {
		key, want := "\x1b[F", "Slide 6 of 6"
		if len(took)%2 == 1 {
			key, want = "\x1b[H", "Slide 1 of 6"
		}
		<-pace.C
		pressed := time.Now()
		if _, err := io.WriteString(in, key); err != nil {
			b.Fatal(err)
		}
		took = append(took, shown.wait(b, want).Sub(pressed))
	}
	slices.Sort(took)
	for _, percent := range []int{50, 99, 100} {
		at := took[min(len(took)*percent/100, len(took)-1)]
		b.ReportMetric(float64(at.Microseconds())/1000, fmt.Sprintf("ms-p%d", percent))
	}
	b.ReportMetric(0, "ns/op")
}

// startProgram runs the presenter with the link, and returns where keys are typed.
func startProgram(b *testing.B, l *session.Publisher, out io.Writer) (io.Writer, *tea.Program) {
	b.Helper()
	d, err := session.Source{Path: filepath.Join(b.TempDir(), "five.md")}.Parse([]byte(five()))
	if err != nil {
		b.Fatal(err)
	}
	p, err := theme.Lookup("")
	if err != nil {
		b.Fatal(err)
	}
	m := presenter.New(presenter.Setup{Setup: ui.Setup{Deck: d, Look: ui.Look{Palette: p}, Now: time.Now}, Link: l})
	r, w := io.Pipe()
	terminal := screen.Take(screen.Config{Out: out, Profile: colorprofile.TrueColor, Getenv: func(string) string { return "" }})
	b.Cleanup(terminal.Close)
	program := tea.NewProgram(terminal.Program(m), append(screen.Options(), tea.WithInput(r),
		tea.WithColorProfile(colorprofile.TrueColor), tea.WithWindowSize(120, 30), tea.WithoutSignalHandler())...)
	ended := make(chan error, 1)
	go func() { _, err := program.Run(); ended <- err }()
	b.Cleanup(func() {
		program.Quit()
		if err := <-ended; err != nil {
			b.Error(err)
		}
	})
	return w, program
}

// emulated is a terminal's screen, and when it changed last.
type emulated struct {
	mu      sync.Mutex
	emu     *vt.Emulator
	at      time.Time
	changed chan struct{}
}

func newScreen(w, h int) *emulated {
	s := &emulated{emu: vt.NewEmulator(w, h), changed: make(chan struct{}, 1)}
	go func() { _, _ = io.Copy(io.Discard, s.emu) }() // what it answers to queries
	return s
}

// Write implements io.Writer.
func (s *emulated) Write(p []byte) (int, error) {
	now := time.Now() // What the emulator takes to read is not the program's time.
	s.mu.Lock()
	_, err := s.emu.Write(p)
	s.at = now
	s.mu.Unlock()
	select {
	case s.changed <- struct{}{}:
	default:
	}
	return len(p), err
}

// wait waits for a text in the first row, and returns when it was written.
func (s *emulated) wait(b *testing.B, want string) time.Time {
	b.Helper()
	late := time.After(patience)
	for {
		s.mu.Lock()
		var row strings.Builder
		for x := range s.emu.Width() {
			if c := s.emu.CellAt(x, 0); c != nil {
				row.WriteString(c.Content)
			}
		}
		at := s.at
		s.mu.Unlock()
		if strings.Contains(row.String(), want) {
			return at
		}
		select {
		case <-s.changed:
		case <-late:
			b.Fatalf("no %s in %v; the first row is %q", want, patience, row.String())
		}
	}
}

// startCrowd starts followers in a process of their own, and waits until each has a state. Where
// the system has not as many files to open, the benchmark is skipped.
func startCrowd(b *testing.B, address string, n int) {
	b.Helper()
	if n == 0 {
		return
	}
	cmd := exec.CommandContext(b.Context(), "assembly-crowd", address, strconv.Itoa(n))
	cmd.Stderr = os.Stderr
	in, err := cmd.StdinPipe()
	if err != nil {
		b.Fatal(err)
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		b.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _, _ = in.Close(), cmd.Wait() })
	if line, err := bufio.NewReader(out).ReadString('\n'); line != "all\n" {
		b.Skipf("%d followers need as many open files, and here that cannot be: %q, %v", n, line, err)
	}
}

// crowdWithin is how long all of a crowd may take to come.
const crowdWithin = time.Minute

// mainCrowd is the process of followers: it says "all" when each of them has a state, or why that
// cannot be, and then follows until it is ended.
func mainCrowd(address, count string) int {
	n, err := strconv.Atoi(count)
	if err != nil {
		return exitUsage
	}
	arrived := make(chan error, n)
	places := make(chan struct{}, 64) // connections that are being made
	go func() {
		for range n {
			places <- struct{}{}
			go func() {
				if err := followRaw(address, sync.OnceFunc(func() { <-places; arrived <- nil })); err != nil {
					arrived <- err
				}
			}()
		}
	}()
	late := time.After(crowdWithin)
	for range n {
		select {
		case err = <-arrived:
		case <-late:
			err = context.DeadlineExceeded
		}
		if err != nil {
			fmt.Println(err)
			return exitFailed
		}
	}
	fmt.Println("all")
	_, _ = io.Copy(io.Discard, os.Stdin)
	return exitDone
}

// followRaw follows with as little memory as can be, and calls joined with the first state.
func followRaw(address string, joined func()) error {
	var d net.Dialer
	conn, err := d.DialContext(context.Background(), "tcp", address)
	if err != nil {
		return err
	}
	if _, err := fmt.Fprintf(conn, "GET /events HTTP/1.1\r\nHost: %s\r\n\r\n", address); err != nil {
		return err
	}
	buf := make([]byte, 1024)
	for {
		n, err := conn.Read(buf)
		if err != nil {
			return err
		}
		if bytes.Contains(buf[:n], []byte("event: state")) {
			joined()
		}
	}
}
