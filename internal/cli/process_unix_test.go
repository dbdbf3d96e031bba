//go:build !windows

package cli

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"os/signal"
	"strings"
	"syscall"

	"golang.org/x/sys/unix"
)

// process runs one program after another, each in a terminal of its own, as a fresh process would: most
// of what a short program takes is the start of its process. What kills a program ends its process.
type process struct {
	cmd *exec.Cmd
	to  *json.Encoder
	of  *json.Decoder
}

// inTerminal is a program to run in a terminal, and what it would be given.
type inTerminal struct {
	Args     []string // the program's name among them
	Dir, TTY string
	Env      []string
	Fresh    bool // it has a process of its own from the start
}

// idle holds the processes that have nothing to run. At the end of the tests they find their input at
// its end, and end.
var idle = make(chan *process, 32) //nolint:gochecknoglobals // shared by all tests

// launch has a process run a program. ended gives its exit code, or -1 when it was killed.
func launch(s inTerminal) (p *os.Process, ended <-chan int, err error) {
	if s.Fresh {
		return launchAlone(s)
	}
	one := started(s)
	if one == nil {
		if one, err = newProcess(s.Env); err != nil {
			return nil, nil, err
		}
		if err := one.run(s); err != nil {
			return nil, nil, err
		}
	}
	code := make(chan int, 1)
	go func() { code <- one.await() }()
	return one.cmd.Process, code, nil
}

// launchAlone runs a program in a process that ends with it.
func launchAlone(s inTerminal) (p *os.Process, ended <-chan int, err error) {
	tty, err := os.OpenFile(s.TTY, os.O_RDWR|unix.O_NOCTTY, 0)
	if err != nil {
		return nil, nil, err
	}
	cmd := exec.Command(s.Args[0], s.Args[1:]...) //nolint:gosec,noctx // a test's own program, which the test ends
	cmd.Dir, cmd.Env = s.Dir, s.Env
	cmd.Stdin, cmd.Stdout, cmd.Stderr = tty, tty, tty
	cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true, Setctty: true}
	if err := errors.Join(cmd.Start(), tty.Close()); err != nil {
		return nil, nil, err
	}
	code := make(chan int, 1)
	go func() {
		_ = cmd.Wait()
		code <- cmd.ProcessState.ExitCode()
	}()
	return cmd.Process, code, nil
}

// started is an idle process that has been given the program, or nil. One may have died of a signal that was
// meant for the program before.
func started(s inTerminal) *process {
	for {
		select {
		case one := <-idle:
			if one.run(s) == nil {
				return one
			}
			_ = one.cmd.Wait()
		default:
			return nil
		}
	}
}

// run has the process run a program, and waits until it has taken the terminal: a signal that was meant for the program before
// has come by then.
func (p *process) run(s inTerminal) error {
	if err := p.to.Encode(s); err != nil {
		return err
	}
	var taken bool
	return p.of.Decode(&taken)
}

// await waits for the end of a program. The process of one that has ended by itself is idle again.
func (p *process) await() int {
	code := 0
	if err := p.of.Decode(&code); err != nil {
		_ = p.cmd.Wait()
		return p.cmd.ProcessState.ExitCode()
	}
	select {
	case idle <- p:
	default:
		_ = p.cmd.Process.Kill()
		_ = p.cmd.Wait()
	}
	return code
}

func newProcess(env []string) (*process, error) {
	theirs, to, err := os.Pipe()
	if err != nil {
		return nil, err
	}
	of, ours, err := os.Pipe()
	if err != nil {
		return nil, err
	}
	cmd := exec.Command("assembly-process") //nolint:noctx // it outlives every test
	cmd.Env, cmd.Stderr = env, os.Stderr
	cmd.ExtraFiles = []*os.File{theirs, ours}
	cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true}
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	_ = theirs.Close()
	return &process{cmd, json.NewEncoder(to), json.NewDecoder(of)}, ours.Close()
}

// mainProcess is what a process runs.
func mainProcess() int {
	of, to := json.NewDecoder(os.NewFile(3, "starts")), json.NewEncoder(os.NewFile(4, "ends"))
	for {
		var s inTerminal
		if err := of.Decode(&s); err == io.EOF {
			return exitDone
		} else if err != nil {
			panic(err)
		}
		if err := errors.Join(s.take(), to.Encode(true)); err != nil {
			panic(err)
		}
		code := programs()[s.Args[0]]()
		if err := errors.Join(leave(), to.Encode(code)); err != nil {
			panic(err)
		}
	}
}

// take makes the process what a fresh one would be in the terminal.
func (s inTerminal) take() error {
	os.Args = s.Args
	os.Clearenv()
	for _, v := range s.Env {
		name, value, _ := strings.Cut(v, "=")
		if err := os.Setenv(name, value); err != nil {
			return err
		}
	}
	if err := os.Chdir(s.Dir); err != nil {
		return err
	}
	if err := streams(s.TTY); err != nil {
		return err
	}
	signal.Reset(syscall.SIGHUP)
	return unix.IoctlSetInt(0, unix.TIOCSCTTY, 0)
}

// leave lets go of the terminal, which would otherwise take the process with it. The system sends it a
// SIGHUP for that.
func leave() error {
	signal.Ignore(syscall.SIGHUP)
	_ = unix.IoctlSetInt(0, unix.TIOCNOTTY, 0) // It may have gone.
	return streams(os.DevNull)
}

// streams makes a file the process's three streams.
func streams(path string) error {
	fd, err := unix.Open(path, unix.O_RDWR|unix.O_NOCTTY|unix.O_CLOEXEC, 0)
	if err != nil {
		return fmt.Errorf("open %s: %w", path, err)
	}
	for i := range 3 {
		if err := unix.Dup2(fd, i); err != nil {
			return err
		}
	}
	return unix.Close(fd)
}
