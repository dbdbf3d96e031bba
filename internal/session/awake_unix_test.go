//go:build unix

package session

import (
	"bufio"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"testing"
	"time"
)

// inhibitor is a program that says its process and then runs until its input ends.
const inhibitor = "echo $$ >\"${0%/*}/began\"\nread end\n"

// fakeInhibitor puts a program that keeps awake in the path, and gives what says its process.
func fakeInhibitor(t *testing.T) (pid func() int) {
	t.Helper()
	began := filepath.Join(fake(t, inhibitor, "systemd-inhibit", "caffeinate"), "began")
	if err := syscall.Mkfifo(began, 0o600); err != nil {
		t.Fatal(err)
	}
	return func() (pid int) {
		f, err := os.Open(began)
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		line, _ := bufio.NewReader(f).ReadString('\n')
		if _, err := fmt.Sscan(line, &pid); err != nil {
			t.Fatal(err)
		}
		return pid
	}
}

// gone waits for the end of a process.
func gone(t *testing.T, pid int) {
	t.Helper()
	for until := time.Now().Add(10 * time.Second); ; time.Sleep(time.Millisecond) {
		if err := syscall.Kill(pid, 0); errors.Is(err, syscall.ESRCH) || zombie(pid) {
			return
		}
		if time.Now().After(until) {
			t.Fatalf("process %d is still there", pid)
		}
	}
}

// zombie reports whether a process has ended and nobody has asked for it yet, which is for the system to do.
func zombie(pid int) bool {
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	if err != nil {
		return false
	}
	var name, state string
	_, err = fmt.Sscan(string(text), new(int), &name, &state)
	return err == nil && state == "Z"
}

func TestKeepAwake(t *testing.T) {
	pid := fakeInhibitor(t)
	release := KeepAwake(func() { t.Error("it cannot be kept awake") })
	id := pid()
	if session, err := syscall.Getpgid(id); err != nil || session != id {
		t.Errorf("process %d gets the signals of the terminal", id)
	}
	release()
	gone(t, id)
	release()
}

func TestAwakeBy(t *testing.T) {
	fake(t, "", "systemd-inhibit", "caffeinate")
	if got := AwakeBy(); len(got) != 1 || got[0] != "systemd-inhibit" && got[0] != "caffeinate" {
		t.Errorf("it is kept awake by %q", got)
	}
}

// Where there is no way, or none works, that is told once, and nothing waits for it.
func TestCannotKeepAwake(t *testing.T) {
	for script, names := range map[string][]string{"": nil, "exit 1\n": {"systemd-inhibit", "kde-inhibit", "caffeinate"}} {
		fake(t, script, names...)
		told := make(chan struct{}, 10)
		release := KeepAwake(func() { told <- struct{}{} })
		<-told
		release()
		if len(told) > 0 {
			t.Errorf("with %q it is told more than once", names)
		}
	}
}

// However the program ends, nothing of it is left.
func TestAwakeOnlyWithTheProgram(t *testing.T) {
	if os.Getenv("KEEP_AWAKE") != "" {
		KeepAwake(func() {})
		select {}
	}
	pid := fakeInhibitor(t)
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	program := exec.Command(self, "-test.run=^TestAwakeOnlyWithTheProgram$")
	program.Env = append(os.Environ(), "KEEP_AWAKE=1")
	if err := program.Start(); err != nil {
		t.Fatal(err)
	}
	id := pid()
	_ = program.Process.Kill()
	_ = program.Wait()
	gone(t, id)
}
