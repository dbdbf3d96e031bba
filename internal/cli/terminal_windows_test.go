package cli

import (
	"errors"
	"os"
)

func interruptible(f *os.File) (*os.File, error) { return f, nil }

// inTerminal is a program to run in a terminal.
type inTerminal struct {
	Args, Env []string
	Dir, TTY  string
	Fresh     bool
}

// launch fails: the tests that need it skip themselves.
func launch(inTerminal) (*os.Process, <-chan int, error) {
	return nil, nil, errors.New("this system has no pseudo-terminals")
}

func mainProcess() int { return exitFailed }
