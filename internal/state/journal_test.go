package state

import (
	"bytes"
	"encoding/json"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"testing"
	"time"

	"github.com/westandtogether-assembly/assembly/internal/filetest"
	"github.com/westandtogether-assembly/assembly/internal/talk"
)

// speaker gives a talk at random, and saves it.
type speaker struct {
	t     testing.TB
	of    *Ongoing
	on    *filetest.Disk
	dir   string
	talk  talk.Talk
	now   time.Time
	moves *rand.Rand
	gave  []talk.Talk // all that was saved, in order
}

func speaks(t testing.TB) *speaker {
	t.Helper()
	s := &speaker{t: t, on: &filetest.Disk{}, dir: t.TempDir(), now: time.UnixMilli(time.Now().UnixMilli()), moves: rand.New(rand.NewPCG(7, 11))}
	s.of = On(s.on, s.dir).Begin("deck.md")
	s.talk = talk.Start("primary", s.now)
	s.do(talk.Command{Op: talk.Begin})
	t.Cleanup(func() { s.of.Close(false) })
	return s
}

func (s *speaker) do(c talk.Command) {
	s.now = s.now.Add(time.Duration(s.moves.IntN(9000)) * time.Millisecond)
	shape := talk.Shape{Steps: []int{2, 1, 3, 1, 2}, Closing: 4, Phases: []string{"primary", "secondary"}}
	s.talk = talk.Do(shape, s.talk, c, s.now)
}

// any does anything that a speaker does.
func (s *speaker) any() {
	ops := []talk.Op{
		talk.Next, talk.Next, talk.Next, talk.Back, talk.GoTo, talk.First, talk.BlackOut, talk.Freeze, talk.ToggleClock,
		talk.ResetClock, talk.UndoReset, talk.NextPhase, talk.Skip, talk.Skew,
	}
	s.do(talk.Command{Op: ops[s.moves.IntN(len(ops))], N: s.moves.IntN(4)})
}

// save saves the talk as it is.
func (s *speaker) save() error {
	err := s.of.Save(Resumable{Talk: s.talk, Of: Edition{Hash: "one"}}, s.now)
	if err == nil {
		s.gave = append(s.gave, s.talk)
	}
	return err
}

// resumed is what another program would take up.
func (s *speaker) resumed() (Resumable, bool) { return s.resumedAt(s.dir) }

func (s *speaker) resumedAt(dir string) (Resumable, bool) {
	o := &Ongoing{folder: At(dir), deck: "deck.md"}
	all := o.Unfinished(s.now)
	if len(all) == 0 {
		return Resumable{}, false
	}
	return all[0], true
}

// same reports whether two talks are, however they were saved.
func same(a, b talk.Talk) bool {
	norm := func(t talk.Talk) talk.Talk {
		t.Skipped = slices.Clone(t.Skipped)
		for _, v := range []*[]talk.Visit{&t.Log.Visits, &t.Log.Reset.Visits} {
			if *v = slices.Clone(*v); len(*v) == 0 {
				*v = nil
			}
		}
		return t
	}
	return reflect.DeepEqual(norm(a), norm(b))
}

// Whatever was saved last is what is taken up, also when the program has been killed and nothing is on the disk yet.
func TestEachChangeIsTakenUp(t *testing.T) {
	s := speaks(t)
	for i := range 500 {
		s.any()
		must(t, s.save())
		if i%100 == 99 {
			must(t, s.of.Sync())
		}
		if i%3 > 0 || s.talk.Pos == (talk.Pos{}) && !s.talk.Clock.Started() {
			continue // A talk that has not begun is not offered.
		}
		if got, ok := s.resumed(); !ok || !same(got.Talk, s.talk) || got.Short || got.Of.Hash != "one" || !got.Saved.Equal(s.now) {
			t.Fatalf("after %d changes %+v is taken up, want %+v", i+1, got, s.talk)
		}
	}
}

// A change costs some hundred bytes, however long the talk has lasted, and what is saved does not grow beyond that.
func TestAChangeIsShort(t *testing.T) {
	s := speaks(t)
	must(t, s.save())
	before := s.on.Written()
	const presses = 1000
	for i := range presses {
		s.do(talk.Command{Op: talk.GoTo, N: i % 4})
		must(t, s.save())
		if i%500 == 0 {
			must(t, s.of.Sync())
		}
	}
	must(t, s.of.Sync())
	files, err := os.ReadDir(s.dir)
	must(t, err)
	var size int64
	for _, f := range files {
		info, err := f.Info()
		must(t, err)
		size += info.Size()
	}
	each := (s.on.Written() - before) / presses
	t.Logf("%d bytes are written for a change, and the folder holds %d KB", each, size>>10)
	if each > 300 || size > 150<<10 {
		t.Errorf("%d bytes are written for a change, and the folder holds %d KB", each, size>>10)
	}
}

// journalText is a short journal, which nobody has open any more, and the name of its file.
func (s *speaker) journalText(changes int) (text []byte, name string) {
	s.t.Helper()
	for range changes {
		s.do(talk.Command{Op: talk.GoTo, N: s.moves.IntN(4)})
		must(s.t, s.save())
	}
	s.of.Close(false)
	name = filepath.Join(s.dir, journalFile("deck.md", 1))
	text, err := os.ReadFile(name) //nolint:gosec // the test's own
	must(s.t, err)
	return text, name
}

// A journal that is cut off anywhere gives what was saved before that, as where a program is killed while it writes: nothing
// that anybody has been shown is missing.
func TestACutJournal(t *testing.T) {
	s := speaks(t)
	text, _ := s.journalText(12)
	first := bytes.IndexByte(text, '\n') + 1
	for cut := range text {
		got, err := DecodeTalk(text[:cut])
		if lines := bytes.Count(text[:cut], []byte("\n")); (err == nil) != (cut >= first) || err == nil && (!same(got.Talk, s.gave[lines-1]) || got.Short) {
			t.Fatalf("cut to %d bytes, %+v is taken up, %v", cut, got, err)
		}
	}
}

// A journal that follows another and is only begun tells nothing, since the one before is there as long as it is not on the
// disk; what is damaged in it is told.
func TestAJournalThatIsBegun(t *testing.T) {
	for name, c := range map[string]struct {
		next  func(text []byte) []byte
		short bool
	}{
		"begun":   {func(text []byte) []byte { return text[:bytes.IndexByte(text, '\n')/2] }, false},
		"damaged": {func(text []byte) []byte { return append([]byte("x"), text...) }, true},
	} {
		t.Run(name, func(t *testing.T) {
			s := speaks(t)
			text, _ := s.journalText(3)
			must(t, os.WriteFile(filepath.Join(s.dir, journalFile("deck.md", 2)), c.next(text), 0o600))
			if got, ok := s.resumed(); !ok || !same(got.Talk, s.talk) || got.Short != c.short {
				t.Errorf("short is %v, and %+v is taken up", got.Short, got.Talk)
			}
			o := &Ongoing{folder: At(s.dir), deck: "deck.md"}
			if kept := o.Damaged(s.now); (kept != "") != c.short {
				t.Errorf("as damaged is kept %q", kept)
			}
		})
	}
}

// A flipped bit is never taken for what was saved: an earlier change is taken up, and it is said that there were more,
// or nothing is.
func TestADamagedJournal(t *testing.T) {
	s := speaks(t)
	text, _ := s.journalText(12)
	for at := range text {
		bad := bytes.Clone(text)
		bad[at] ^= 1 << s.moves.IntN(8)
		got, err := DecodeTalk(bad)
		switch line := bytes.Count(text[:at], []byte("\n")); {
		case (err == nil) != (line > 0):
			t.Fatalf("with byte %d flipped, in line %d: %v", at, line+1, err)
		case err == nil && (!got.Short || !same(got.Talk, s.gave[line-1])):
			t.Fatalf("with byte %d flipped, in line %d, short is %v and %+v is taken up", at, line+1, got.Short, got.Talk)
		}
	}
}

// What cannot be read is told of once, and kept; so is what was set aside.
func TestWhatIsDamagedIsKept(t *testing.T) {
	s := speaks(t)
	bad, name := s.journalText(1)
	bad[5] ^= 1
	for _, name := range []string{name, filepath.Join(s.dir, asideFile("deck.md")), filepath.Join(s.dir, plainFile("deck.md"))} {
		_ = os.Remove(filepath.Join(s.dir, journalFile("deck.md", 1)))
		must(t, os.WriteFile(name, bad, 0o600))
		o := &Ongoing{folder: At(s.dir), deck: "deck.md"}
		kept := o.Damaged(time.Now())
		if is, err := os.ReadFile(kept); err != nil || !bytes.Equal(is, bad) || o.Damaged(time.Now()) != "" { //nolint:gosec // the test's own
			t.Errorf("of %s, %q is kept, %v", name, kept, err)
		}
	}
	must(t, os.WriteFile(name, bad, 0o600))
	if o := (&Ongoing{folder: At(s.dir), deck: "deck.md"}); o.Damaged(time.Now().Add(resumeWithin)) != "" {
		t.Error("what is damaged since yesterday is told of")
	}
}

// At whichever moment the program is killed, between any two things that it does to the disk, what is taken up is what was
// saved last or what was being saved.
func TestKilledBetweenAnyTwoSteps(t *testing.T) {
	s := speaks(t)
	for i := 0; s.of.journal == nil || s.of.journal.end < longJournal-1000; i++ {
		s.do(talk.Command{Op: talk.GoTo, N: i % 3})
		must(t, s.save())
	}
	steps := 0
	look := func(string) error {
		steps++
		if got, ok := s.resumed(); len(s.gave) > 1 && (!ok || !same(got.Talk, s.gave[len(s.gave)-1]) && !same(got.Talk, s.talk)) {
			t.Fatalf("killed at step %d, after %d changes, %+v is taken up", steps, len(s.gave), got)
		}
		return nil
	}
	for _, op := range []filetest.Op{filetest.Open, filetest.Write, filetest.Sync, filetest.Rename, filetest.Remove} {
		s.on.Fault(op, look)
	}
	for i := range 30 {
		s.do(talk.Command{Op: talk.GoTo, N: 1 + i%3})
		must(t, s.save())
		if i%7 == 6 {
			must(t, s.of.Sync())
		}
	}
	must(t, s.of.Sync())
	if n := len(At(s.dir).journals("deck.md")); steps < 35 || n != 1 {
		t.Errorf("there were %d steps, and %d journals are left, so this test sees too little", steps, n)
	}
}

// What a program before this one saved is taken up, and replaced.
func TestAPlainTalkIsTakenUp(t *testing.T) {
	now := time.UnixMilli(time.Now().UnixMilli())
	f := At(t.TempDir())
	text := []byte(`{"version":3,"deck":"` + DeckID("deck.md") + `","talk":{"Seq":3,"Pos":{"Slide":2,"Step":0}},"saved":"` + now.Format(time.RFC3339) + `"}`)
	must(t, os.WriteFile(f.path(plainFile("deck.md")), text, 0o600))
	if got := slidesOf(f.Interrupted("deck.md", now)); !slices.Equal(got, []int{3}) {
		t.Fatalf("slides %v are offered", got)
	}
	save(t, f, "deck.md", talk.Talk{State: talk.State{Clock: talk.Clock{Banked: 1}}}, now)
	if got := slidesOf(f.Interrupted("deck.md", now)); !slices.Equal(got, []int{1, 3}) {
		t.Errorf("after a new talk has begun, slides %v are offered", got)
	}
	must(t, os.WriteFile(f.path(plainFile("other.md")), bytes.Replace(text, []byte(`"version":3`), []byte(`"version":2`), 1), 0o600))
	o := f.Begin("other.md")
	defer o.Close(false)
	if o.Damaged(now) == "" {
		t.Error("what a much older program saved goes without a word")
	}
}

// Every field of a visit is saved.
func TestAVisitIsSavedWhole(t *testing.T) {
	v := talk.Visit{Pos: talk.Pos{Slide: 1, Step: 2}, From: 3 * time.Millisecond, To: 4 * time.Millisecond, Phase: "primary", Planned: true}
	for _, field := range reflect.ValueOf(v).Fields() {
		if field.IsZero() {
			t.Fatalf("this test sees too little of %+v", v)
		}
	}
	text, err := json.Marshal(visit(v))
	must(t, err)
	var got visit
	if must(t, json.Unmarshal(text, &got)); talk.Visit(got) != v {
		t.Errorf("%+v is read from %s", got, text)
	}
}

// Of a talk whose second record is damaged nothing but its beginning can be read, and that it went on is told.
func TestDamageRightBehindTheBeginning(t *testing.T) {
	s := speaks(t)
	s.talk = talk.Start("primary", s.now)
	must(t, s.save())
	text, name := s.journalText(3)
	text[bytes.IndexByte(text, '\n')+20] ^= 1
	must(t, os.WriteFile(name, text, 0o600))
	o := &Ongoing{folder: At(s.dir), deck: "deck.md"}
	if kept := o.Damaged(time.Now()); kept == "" {
		t.Error("nothing is said of a talk of which all but its beginning is lost")
	}
}
