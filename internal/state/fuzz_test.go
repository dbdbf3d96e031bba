package state

import (
	"bytes"
	"reflect"
	"slices"
	"testing"
	"time"

	"github.com/westandtogether-assembly/assembly/internal/live"
	"github.com/westandtogether-assembly/assembly/internal/rehearsal"
)

// damage cuts bytes out of a text and puts a few others in their place. A whole value without a checksum, which an older
// program may have saved, is not to come of it.
func damage(text []byte, at, cut uint16, with []byte) []byte {
	from := int(at) % (len(text) + 1)
	to := min(from+int(cut), len(text))
	return slices.Concat(text[:from], with[:min(len(with), 4)], text[to:])
}

// addDamage gives a fuzzer kinds of damage to begin with, for each of so many files.
func addDamage(f *testing.F, files int) {
	f.Helper()
	for i := range files {
		f.Add(uint8(i), uint16(0), uint16(0), []byte(nil))
		f.Add(uint8(i), uint16(40), uint16(1), []byte("0"))
		f.Add(uint8(i), uint16(1), uint16(17), []byte(nil)) // the checksum
		f.Add(uint8(i), uint16(60), uint16(65535), []byte(nil))
		f.Add(uint8(i), uint16(2), uint16(3), []byte("sam"))
		f.Add(uint8(i), uint16(70), uint16(0), []byte("\n"))
	}
}

// damageable is a file of one value, and what it gives where it holds a text; a zero value stands for nothing.
type damageable struct {
	file string
	read func(f *Folder) any
}

func damageables() []damageable {
	return []damageable{
		{endpointFile, func(f *Folder) any { e, _ := f.Endpoint(); return e }},
		{addressFile, func(f *Folder) any { return f.Address() }},
		{pacesFile, func(f *Folder) any { return f.Paces("Anna") }},
		{decksFile, func(f *Folder) any { d, _ := f.decks(); return d }},
		{ticksFile, func(f *Folder) any { return f.Ticks(time.Unix(0, 0), "") }},
		{runFile("x"), func(f *Folder) any {
			text, err := f.readFile(runFile("x"))
			if err != nil {
				return err
			}
			r, err := decode(text)
			if err != nil {
				return rehearsal.Run{}
			}
			return r
		}},
	}
}

// saveAll saves something in each of them.
func saveAll(t testing.TB, f *Folder) {
	t.Helper()
	r := f.Record("x")
	t.Cleanup(r.Drop)
	for _, err := range []error{
		f.SaveEndpoint(live.Endpoint{URL: "http://127.0.0.1:4001", Token: "secret", PID: 7, Session: "one", Started: time.Unix(1, 0).UTC(), Wide: 8017}),
		f.SaveAddress(Address{URL: "http://127.0.0.1:4000", Token: "secret", Sessions: []string{"one"}}), f.SavePace("Anna", "primary", 117), f.UseDeck(UsedDeck{Title: "Kind", Phase: "primary"}),
		f.SaveTicks(time.Unix(0, 0), "", []string{"sound", "screen"}), r.Save(example("x")),
	} {
		if err != nil {
			t.Fatal(err)
		}
	}
}

// Whatever is done to a file, what is read of it is what was saved, or nothing: never another port, token, pace or run.
func FuzzDamagedFile(f *testing.F) {
	all := damageables()
	addDamage(f, len(all))
	folder := At(f.TempDir())
	saveAll(f, folder)
	texts, want := make([][]byte, len(all)), make([]any, len(all))
	for i, one := range all {
		var err error
		if texts[i], err = folder.readFile(one.file); err != nil {
			f.Fatal(err)
		}
		want[i] = one.read(folder)
	}
	f.Fuzz(func(t *testing.T, which uint8, at, cut uint16, with []byte) {
		i := int(which) % len(all)
		bad := damage(texts[i], at, cut, with)
		must(t, folder.write(all[i].file, bad))
		if got := all[i].read(folder); !reflect.DeepEqual(got, want[i]) && !reflect.ValueOf(got).IsZero() {
			t.Errorf("%s with %q is read as %+v, want %+v", all[i].file, bad, got, want[i])
		}
	})
}

// Whatever is done to a talk's journal, a talk that was saved is taken up, or nothing; and where that was not the end of
// the journal, it is the talk of its last whole line.
func FuzzJournal(f *testing.F) {
	addDamage(f, 1)
	s := speaks(f)
	text, _ := s.journalText(12)
	gave := s.gave
	f.Fuzz(func(t *testing.T, _ uint8, at, cutTo uint16, with []byte) {
		bad := damage(text, at, cutTo, with)
		got, err := DecodeTalk(bad)
		if err != nil {
			if sound := text[:bytes.IndexByte(text, '\n')+1]; bytes.HasPrefix(bad, sound) {
				t.Fatalf("the first talk is whole, and not taken up: %v", err)
			}
			return
		}
		whole := wholeLines(text, bad)
		rest, was := bad[len(linesOf(text, whole)):], text[len(linesOf(text, whole)):]
		damaged, cut := bytes.ContainsAny(rest, "\n\x00"), bytes.HasPrefix(was, rest)
		if !same(got.Talk, gave[whole-1]) || damaged && !got.Short || cut && !damaged && got.Short {
			t.Errorf("of %q, in which %d lines are whole, %+v is taken up: short is %v", bad, whole, got.Talk, got.Short)
		}
	})
}

// linesOf is the first n lines of a text.
func linesOf(text []byte, n int) []byte {
	return bytes.Join(bytes.SplitAfter(text, []byte("\n"))[:n], nil)
}

// wholeLines is how many lines a damaged text begins with as the sound one does.
func wholeLines(text, bad []byte) int {
	n := 0
	for n < bytes.Count(text, []byte("\n")) && bytes.HasPrefix(bad, linesOf(text, n+1)) {
		n++
	}
	return n
}

// A damaged line of the history loses the run in it, and no other; none is read as anything but what was saved.
func FuzzRuns(f *testing.F) {
	addDamage(f, 1)
	folder := At(f.TempDir())
	for _, id := range []string{"a", "b", "c"} {
		if _, err := folder.add(example(id)); err != nil {
			f.Fatal(err)
		}
	}
	text, err := folder.readFile(runsFile)
	if err != nil {
		f.Fatal(err)
	}
	want, _, err := folder.Runs()
	if err != nil || len(want) != 3 {
		f.Fatal(len(want), err)
	}
	f.Fuzz(func(t *testing.T, _ uint8, at, cut uint16, with []byte) {
		bad := damage(text, at, cut, with)
		must(t, folder.write(runsFile, bad))
		runs, skipped, err := folder.Runs()
		must(t, err)
		for _, r := range runs {
			if !slices.ContainsFunc(want, func(w rehearsal.Run) bool { return reflect.DeepEqual(r, w) }) {
				t.Errorf("nobody has saved the run %+v", r)
			}
		}
		for i, line := range bytes.SplitAfter(text, []byte("\n"))[:3] {
			whole := bytes.HasPrefix(bad, line) || bytes.Contains(bad, append([]byte("\n"), line...))
			if there := slices.ContainsFunc(runs, func(r rehearsal.Run) bool { return r.ID == want[i].ID }); whole && !there {
				t.Errorf("the line of run %s is whole, and lost", want[i].ID)
			}
		}
		if len(runs) < 3 && len(skipped) == 0 && bytes.Count(bad, []byte("\n")) == 3 {
			t.Errorf("%d runs are lost in silence", 3-len(runs))
		}
	})
}
