package cli

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"

	"github.com/rogpeppe/go-internal/testscript"
)

// worker is a process of the program that runs one command line after another, as a fresh process
// would: most of what a short command takes is the start of its process. A script has one of its own.
type worker struct {
	cmd *exec.Cmd
	in  io.WriteCloser
	to  *json.Encoder
	of  *json.Decoder
}

// call is a command line and what a process would inherit.
type call struct {
	Args      []string
	Dir       string
	Home      string
	StateHome string
}

// outcome is what has become of a call.
type outcome struct {
	Code     int
	Out, Err string
}

// workerKey is what a script's worker is stored under.
type workerKey struct{}

// called runs a command line in a script's worker, which it starts at the first.
func called(ts *testscript.TestScript, args []string) outcome {
	w, ok := ts.Value(workerKey{}).(*worker)
	if !ok {
		ts.Fatalf("the script has no worker")
	}
	if w.cmd == nil {
		ts.Check(w.start(ts.Getenv("PATH")))
		ts.Defer(w.stop)
	}
	var o outcome
	ts.Check(w.to.Encode(call{Args: args, Dir: ts.MkAbs("."), Home: ts.Getenv("HOME"), StateHome: ts.Getenv("XDG_STATE_HOME")}))
	ts.Check(w.of.Decode(&o))
	_, _ = io.WriteString(ts.Stdout(), o.Out)
	_, _ = io.WriteString(ts.Stderr(), o.Err)
	return o
}

func (w *worker) start(path string) error {
	w.cmd = exec.Command("assembly-worker")
	w.cmd.Env = []string{"PATH=" + path, "TMPDIR=" + os.TempDir(), "TMP=" + os.TempDir(), "GORACE=" + quickExit, "GOCOVERDIR=" + os.Getenv("GOCOVERDIR")}
	w.cmd.Stderr = os.Stderr
	in, err := w.cmd.StdinPipe()
	if err != nil {
		return err
	}
	out, err := w.cmd.StdoutPipe()
	if err != nil {
		return err
	}
	w.in, w.to, w.of = in, json.NewEncoder(in), json.NewDecoder(out)
	return w.cmd.Start()
}

func (w *worker) stop() {
	_ = w.in.Close()
	_ = w.cmd.Wait()
}

// mainWorker is the process of a worker.
func mainWorker() int {
	of, to := json.NewDecoder(os.Stdin), json.NewEncoder(os.Stdout)
	fonts := systemFonts() // of which each is read once for all calls
	for {
		var c call
		if err := of.Decode(&c); err == io.EOF {
			return exitDone
		} else if err != nil {
			panic(err)
		}
		o, err := c.run(fonts)
		if err != nil {
			panic(err)
		}
		if err := to.Encode(o); err != nil {
			panic(err)
		}
	}
}

// run is Main with the streams in files, as the shell's > has them, and nothing to read.
func (c call) run(fonts fontFinder) (o outcome, err error) {
	dir, err := os.MkdirTemp("", "assembly-worker")
	if err != nil {
		return o, err
	}
	defer func() { _ = os.RemoveAll(dir) }()
	in, err := os.Open(os.DevNull)
	if err != nil {
		return o, err
	}
	defer func() { _ = in.Close() }()
	outs := make([]*os.File, 2)
	for i := range outs {
		if outs[i], err = os.Create(filepath.Join(dir, fmt.Sprint(i))); err != nil {
			return o, err
		}
		defer func() { _ = outs[i].Close() }()
	}
	if err := os.Chdir(c.Dir); err != nil {
		return o, err
	}
	for name, value := range map[string]string{"HOME": c.Home, "USERPROFILE": c.Home, "XDG_STATE_HOME": c.StateHome} {
		if err := os.Setenv(name, value); err != nil {
			return o, err
		}
	}
	was := [3]*os.File{os.Stdin, os.Stdout, os.Stderr}
	os.Args = append([]string{"assembly"}, c.Args...)
	os.Stdin, os.Stdout, os.Stderr = in, outs[0], outs[1]
	a := newApp()
	a.fonts = fonts
	o.Code = a.main()
	os.Stdin, os.Stdout, os.Stderr = was[0], was[1], was[2]
	out, err := os.ReadFile(outs[0].Name())
	if err != nil {
		return o, err
	}
	errs, err := os.ReadFile(outs[1].Name())
	o.Out, o.Err = string(out), string(errs)
	return o, err
}

// run ARGS... runs assembly, which must succeed, or must not.
func runs(ts *testscript.TestScript, neg bool, args []string) {
	if o := called(ts, args); (o.Code != exitDone) != neg {
		ts.Fatalf("assembly %q ended with %d", args, o.Code)
	}
}
