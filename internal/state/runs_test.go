package state

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/westandtogether-assembly/assembly/internal/filetest"
	"github.com/westandtogether-assembly/assembly/internal/rehearsal"
)

const second = int64(1000)

// example is a run of four slides, the third of them with a silence.
func example(id string) rehearsal.Run {
	return rehearsal.Run{
		ID: id, Deck: "built-in", Title: "Kind words", Phase: "primary", Began: time.Date(2026, 11, 23, 19, 0, 0, 0, time.UTC),
		From: 1,
		Slides: []rehearsal.Slide{
			{Title: "Welcome", Words: 100, Planned: 60 * second, Speaker: "Head"},
			{Title: "Kind words", Words: 110, Planned: 70 * second, Speaker: "Reader 1"},
			{Title: "Be still", Words: 22, Planned: 60 * second, SilencePlanned: 45 * second, Speaker: "Head"},
			{Title: "Tell someone", Words: 55, Planned: 40 * second, Speaker: "Head"},
		},
	}
}

// spent is an example of which seconds were spent on its slides.
func spent(finished bool, seconds ...int64) rehearsal.Run {
	r := example("")
	r.Finished = finished
	for i, n := range seconds {
		r.Slides[i].Spent, r.Slides[i].Visits = n*second, int(min(n, 1))
	}
	return r
}

func ids(runs []rehearsal.Run) string {
	var out []string
	for _, r := range runs {
		out = append(out, fmt.Sprintf("%d%s", r.Number, r.ID))
	}
	return strings.Join(out, " ")
}

func mustAppend(t *testing.T, s *Folder, all ...string) {
	t.Helper()
	for _, id := range all {
		if _, err := s.add(example(id)); err != nil {
			t.Fatal(err)
		}
	}
}

func mustRead(t *testing.T, s *Folder) ([]rehearsal.Run, []error) {
	t.Helper()
	runs, bad, err := s.Runs()
	if err != nil {
		t.Fatal(err)
	}
	return runs, bad
}

func TestAdd(t *testing.T) {
	s := At(t.TempDir())
	if runs, bad := mustRead(t, s); len(runs)+len(bad) != 0 {
		t.Error("an empty folder has runs")
	}
	mustAppend(t, s, "a", "b", "a", "c")
	runs, bad := mustRead(t, s)
	if ids(runs) != "1a 2b 3c" || len(bad) > 0 {
		t.Errorf("the runs are %s, with %v", ids(runs), bad)
	}
	if n, err := s.add(example("b")); n != 2 || err != nil {
		t.Errorf("a run that is there already has number %d, %v", n, err)
	}
	if r := runs[0]; r.Version != runVersion || !r.Began.Equal(example("a").Began) || len(r.Slides) != 4 || r.Slides[2] != example("a").Slides[2] {
		t.Errorf("a run came back as %+v", r)
	}
}

// What a crash, another version or somebody's editor has left costs its own line only, is told
// with its line, and is never deleted.
// Of a run that was adopted while it went on, what comes at its end counts, in the same place.
func TestAddTheRestOfARun(t *testing.T) {
	dir := t.TempDir()
	s := At(dir)
	mustAppend(t, s, "a", "b", "c")
	file := filepath.Join(dir, "rehearsals.jsonl")
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, append([]byte("{damaged\n"), text...), 0o600); err != nil {
		t.Fatal(err)
	}
	later, earlier := example("b"), example("b")
	later.Ended, later.Title = later.Ended.Add(time.Minute), "later"
	earlier.Title = "earlier"
	for _, r := range []rehearsal.Run{later, earlier} {
		if n, err := s.add(r); n != 2 || err != nil {
			t.Errorf("the rest of run 2 has number %d, %v", n, err)
		}
	}
	runs, bad := mustRead(t, s)
	if ids(runs) != "1a 2b 3c" || len(bad) != 1 || runs[1].Title != "later" || runs[0].Title != example("a").Title {
		t.Errorf("the runs are %+v, with %v", runs, bad)
	}
}

func TestDamagedLines(t *testing.T) {
	dir := t.TempDir()
	s := At(dir)
	mustAppend(t, s, "a", "b")
	file := filepath.Join(dir, "rehearsals.jsonl")
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.SplitAfter(string(text), "\n")
	damaged := lines[0] + "\n{\"v\":9,\"new\":true}\nnot JSON\n{\"v\":1}\n" + lines[1] + lines[0][:len(lines[0])/2]
	if err := os.WriteFile(file, []byte(damaged), 0o600); err != nil {
		t.Fatal(err)
	}
	mustAppend(t, s, "c")
	runs, bad := mustRead(t, s)
	if ids(runs) != "1a 2b 3c" {
		t.Errorf("the runs are %s", ids(runs))
	}
	var at []string
	for _, b := range bad {
		at = append(at, b.Error())
	}
	want := []string{
		"rehearsals.jsonl:3: this line was written by another version of assembly, and was skipped",
		"rehearsals.jsonl:4: this line is cut off or damaged, and was skipped",
		"rehearsals.jsonl:5: this line is cut off or damaged, and was skipped",
		"rehearsals.jsonl:7: this line is cut off or damaged, and was skipped",
	}
	if !slices.Equal(at, want) {
		t.Errorf("the bad lines are %q", at)
	}
	if n, err := s.DeleteRuns(func(r rehearsal.Run) bool { return r.ID == "a" }); n != 1 || err != nil {
		t.Errorf("deleted %d, %v", n, err)
	}
	after, err := os.ReadFile(file)
	if err != nil || !strings.HasPrefix(string(after), "\n{\"v\":9,\"new\":true}\nnot JSON\n{\"v\":1}\n"+lines[1]) {
		t.Errorf("deleting a run has changed other lines: %q, %v", after, err)
	}
}

// Wherever a line is cut off, the runs before it and the runs after it are there.
func TestCutOffAnywhere(t *testing.T) {
	dir := t.TempDir()
	mustAppend(t, At(dir), "a", "b")
	text, err := os.ReadFile(filepath.Join(dir, "rehearsals.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	second := strings.IndexByte(string(text), '\n') + 1
	for n := second; n < len(text); n += 7 {
		cut := t.TempDir()
		if err := os.WriteFile(filepath.Join(cut, "rehearsals.jsonl"), text[:n], 0o600); err != nil {
			t.Fatal(err)
		}
		s := At(cut)
		mustAppend(t, s, "c")
		if runs, _ := mustRead(t, s); !strings.HasPrefix(ids(runs), "1a ") || !strings.HasSuffix(ids(runs), "c") {
			t.Fatalf("cut off at %d the runs are %s", n, ids(runs))
		}
	}
}

func TestManyAtOnce(t *testing.T) {
	dir := t.TempDir()
	var all sync.WaitGroup
	for i := range 8 {
		all.Go(func() {
			s := At(dir) // As another process would, with a lock of its own.
			for j := range 6 {
				if _, err := s.add(example(fmt.Sprintf("%d-%d", i, j))); err != nil {
					t.Error(err)
				}
			}
		})
	}
	all.Wait()
	runs, bad := mustRead(t, At(dir))
	numbers := map[int]bool{}
	for _, r := range runs {
		numbers[r.Number] = true
	}
	if len(runs) != 48 || len(numbers) != 48 || len(bad) > 0 {
		t.Errorf("of 48 runs there are %d, with %d numbers and %v", len(runs), len(numbers), bad)
	}
}

func TestNoFolder(t *testing.T) {
	s := At(filepath.Join(t.TempDir(), "gone"))
	if runs, bad := mustRead(t, s); len(runs)+len(bad) != 0 {
		t.Error("a folder that is not there has runs")
	}
	if _, err := s.add(example("a")); err == nil || !strings.HasPrefix(err.Error(), "save rehearsal: ") {
		t.Errorf("keeping a run there gives %v", err)
	}
	if err := s.Record("x").Save(example("x")); err == nil {
		t.Error("saving a run there works")
	}
	if err := s.Adopt(); err != nil {
		t.Errorf("adopting there gives %v", err)
	}
}

// A program that is killed has saved the run so far, which is then kept with the others.
func TestRecording(t *testing.T) {
	dir := t.TempDir()
	s := At(dir)
	r := s.Record("x")
	run := spent(false, 50)
	for range 2 {
		if err := r.Save(run); err != nil {
			t.Fatal(err)
		}
	}
	err := At(dir).Adopt()
	if runs, _ := mustRead(t, s); len(runs) != 0 || err != nil {
		t.Errorf("a run that goes on was taken over: %v, %v", runs, err)
	}
	run = spent(true, 50, 0, 0, 9)
	if n, err := r.Finish(run); n != 1 || err != nil {
		t.Fatalf("finishing gives %d, %v", n, err)
	}
	runs, _ := mustRead(t, s)
	if ids(runs) != "1x" || !runs[0].Finished || runs[0].Total() != 59*time.Second {
		t.Errorf("the run is kept as %+v", runs)
	}
	if left := names(t, dir); !slices.Equal(left, []string{"rehearsals.jsonl", "rehearsals.lock"}) {
		t.Errorf("what is left is %q", left)
	}
}

func names(t *testing.T, dir string) []string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, e := range entries {
		out = append(out, e.Name())
	}
	return out
}

func TestAdopt(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "[school]") // A name is not a pattern.
	if err := os.Mkdir(dir, 0o700); err != nil {
		t.Fatal(err)
	}
	s := At(dir)
	abandoned(t, s, dir, "killed", spent(false, 50))
	damaged := filepath.Join(dir, "rehearsal-damaged.json")
	if err := os.WriteFile(damaged, []byte("{"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := s.Adopt(); err != nil {
		t.Fatal(err)
	}
	runs, _ := mustRead(t, s)
	if ids(runs) != "1killed" || runs[0].Finished || runs[0].Total() != 50*time.Second {
		t.Errorf("the adopted run is %+v", runs)
	}
	if _, err := os.Stat(damaged); err != nil {
		t.Errorf("a damaged file was not left alone: %v", err)
	}
	abandoned(t, s, dir, "early", example(""))
	for range 2 {
		err := s.Adopt()
		if runs, _ := mustRead(t, s); len(runs) != 1 || err != nil || slices.Contains(names(t, dir), "rehearsal-early.json") {
			t.Errorf("a second time, and of a run without a time, it adopts %v, %v, and leaves %q", runs, err, names(t, dir))
		}
	}
}

// abandoned leaves what a killed program leaves: the run so far, and no lock that is held.
func abandoned(t *testing.T, s *Folder, dir, id string, run rehearsal.Run) {
	t.Helper()
	r := s.Record(id)
	if err := r.Save(run); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(dir, "rehearsal-"+id+".json")
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	r.Drop()
	if err := os.WriteFile(file, text, 0o600); err != nil {
		t.Fatal(err)
	}
}

func TestDrop(t *testing.T) {
	dir := t.TempDir()
	r := At(dir).Record("x")
	r.Drop()
	if left := names(t, dir); len(left) != 0 {
		t.Errorf("what is left is %q", left)
	}
}

func TestPaces(t *testing.T) {
	dir := t.TempDir()
	s := At(dir)
	if s.Paces("Anna")["primary"] != 0 {
		t.Error("an empty folder has a pace")
	}
	for _, c := range []struct {
		name, phase string
		pace        int
	}{{"Anna", "primary", 115}, {"Anna", "secondary", 125}, {"Ben", "primary", 100}, {"anna", "primary", 118}} {
		if err := s.SavePace(c.name, c.phase, c.pace); err != nil {
			t.Fatal(err)
		}
	}
	if got := []int{s.Paces("Anna")["primary"], s.Paces("ANNA")["secondary"], s.Paces("Ben")["primary"], s.Paces("Ben")[""]}; !slices.Equal(got, []int{118, 125, 100, 0}) {
		t.Errorf("the paces are %v", got)
	}
	if err := s.ForgetPace("Anna"); err != nil || s.Paces("Anna")["secondary"] != 0 || s.Paces("Ben")["primary"] != 100 {
		t.Errorf("forgetting one person gives %v", err)
	}
	if err := os.WriteFile(filepath.Join(dir, "paces.json"), []byte("null"), 0o600); err != nil {
		t.Fatal(err)
	}
	if s.Paces("Ben")["primary"] != 0 {
		t.Error("a damaged file has a pace")
	}
	if err := s.SavePace("Ben", "primary", 105); err != nil || s.Paces("Ben")["primary"] != 105 {
		t.Errorf("a damaged file is not replaced: %v", err)
	}
}

// A file of paces that cannot be read is left as it is: it may hold everybody's.
func TestPacesThatCannotBeRead(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "paces.json")
	filetest.Link(t, "paces.json", file)
	s := At(dir)
	if err := s.SavePace("Ben", "primary", 105); err == nil {
		t.Error("the pace is said to be kept")
	}
	if to, err := os.Readlink(file); err != nil || to != "paces.json" {
		t.Errorf("the file has been replaced: %v", err)
	}
}
