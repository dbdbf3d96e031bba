package live

import (
	"fmt"
	"strconv"
	"strings"
	"testing"
	"time"
	"unicode"
)

// script plays events with halls, a second apart: "a+100" is a report of hall a, 100 wide; "a-" the end of its
// stream; "a!" its goodbye; "." a second in which nothing happens. Halls that are named in always go on
// reporting. It gives who is there at the end: "a" is there, "a?" is lost, "a!" has closed.
func script(always, events string) string {
	var g registry
	now := time.UnixMilli(1_000_000)
	report := func(id string, w int, closed bool) {
		g.take(Report{ID: id, Kind: Browser, W: w, H: 50, Closed: closed}, now)
	}
	for _, e := range strings.Fields(events) {
		now = now.Add(time.Second)
		for _, id := range strings.Fields(always) {
			report(id, 100, false)
		}
		if e == "." {
			continue
		}
		switch id, width := e[:1], e[2:]; e[1] {
		case '+':
			w, _ := strconv.Atoi(width)
			g.join(id)
			report(id, w, false)
		case '-':
			g.leave(id, now)
		case '!':
			report(id, 100, true)
		}
	}
	var out []string
	for _, h := range g.list(Snapshot{}, now) {
		out = append(out, h.ID+map[bool]string{h.Closed: "!", h.Gone: "?"}[true])
	}
	return strings.Join(out, " ")
}

// A hall that is lost is forgotten once another has taken its position, and one takes one position.
func TestReplacedHalls(t *testing.T) {
	for _, c := range []struct{ name, always, events, want string }{
		{"lost", "", "a+100 a-", "a?"},
		{"another comes", "", "a+100 a- b+100", "b"},
		{"another comes within the minute", "b", "a+100 a- " + strings.Repeat(". ", 50) + "c+100", "b c"},
		{"another was there already", "b", "b+100 a+100 a-", "b a?"},
		{"another comes before the loss is seen", "", "a+100 b+100 a-", "b"},
		{"another comes before a silence is seen", "b", "b+100 a+100 c+100 . .", "b c?"},
		{"two lost, one comes", "", "a+100 b+100 a+100 a- b- c+100", "a? c"},
		{"two lost, two come", "", "a+100 b+100 a+100 a- b- c+100 d+100", "c d"},
		{"of the same size first", "", "a+100 b+200 a+100 a- b- c+200", "a? c"},
		{"of another size", "", "a+100 a- b+200", "b"},
		{"the same returns", "", "a+100 a- a+100", "a"},
		{"the one that came is lost too", "", "a+100 a- b+100 b-", "b?"},
		{"and is replaced", "", "a+100 a- b+100 b- c+100", "c"},
		{"a closed one is not lost", "", "a+100 a! a- b+100", "a! b"},
	} {
		if got := script(c.always, c.events); got != c.want {
			t.Errorf("%s: after %q there are %q, want %q", c.name, c.events, got, c.want)
		}
	}
}

// Two that came before two losses were seen take a position each.
func TestTwoReplaceTwoAtOnce(t *testing.T) {
	var g registry
	now := time.UnixMilli(1_000_000)
	for i, id := range []string{"a", "b", "c", "d"} {
		at := now.Add(time.Duration(i/2) * time.Second)
		g.join(id)
		g.take(Report{ID: id, Kind: Terminal}, at)
	}
	g.leave("a", now)
	g.leave("b", now)
	if got := g.list(Snapshot{}, now.Add(time.Second)); len(got) != 2 || got[0].ID != "c" || got[1].ID != "d" {
		t.Errorf("there are %+v", got)
	}
}

// rooms is a registry of classrooms, all of one address unless they say otherwise.
type rooms struct {
	registry
	now time.Time
}

func (r *rooms) report(id, name, host string) bool {
	r.now = r.now.Add(time.Second)
	_, ok := r.takeRoom(Report{ID: id, Kind: Browser, Room: name}, host, r.now)
	return ok
}

// Only a classroom of its own name takes the position of one that is lost, and rooms have no business with halls.
func TestReplacedRooms(t *testing.T) {
	r := rooms{now: time.UnixMilli(1_000_000)}
	r.take(Report{ID: "hall", Kind: Browser}, r.now)
	r.leave("hall", r.now)
	for _, id := range []string{"a", "b", "c"} {
		r.joinRoom(id, "one")
	}
	r.report("a", "Year 5 oak", "one")
	r.leaveRoom("a", "one", r.now)
	r.report("b", "Year 6 elm", "one")
	if got := r.list(Snapshot{}, r.now); len(got) != 3 || got[0].ID != "hall" || !got[1].Gone || got[1].Room != "Year 5 oak" {
		t.Errorf("after another room has come there are %+v", got)
	}
	r.report("c", "Year 5 oak", "one")
	if got := r.list(Snapshot{}, r.now); len(got) != 3 || got[1].ID != "b" || got[2].ID != "c" || got[2].Gone {
		t.Errorf("after the room has come back there are %+v", got)
	}
}

// A classroom reports while its stream is open, from where that is, under an id and a kind that are no hall's.
func TestWhichRoomsReport(t *testing.T) {
	r := rooms{now: time.UnixMilli(1_000_000)}
	r.take(Report{ID: "hall", Kind: Browser}, r.now)
	r.join("opening")
	r.joinRoom("a", "one")
	r.joinRoom("a", "two") // It follows, and that is all.
	for _, id := range []string{"hall", "opening", "gone"} {
		r.joinRoom(id, "one")
	}
	r.leaveRoom("gone", "one", r.now)
	for _, c := range []struct {
		id, name, host string
		want           bool
	}{
		{"a", "Oak", "one", true}, {"a", "Oak", "two", false}, {"a", "", "one", false}, {"b", "Oak", "one", false},
		{"hall", "Oak", "one", false}, {"opening", "Oak", "one", false}, {"gone", "Oak", "one", false},
	} {
		if got := r.report(c.id, c.name, c.host); got != c.want {
			t.Errorf("%+v is taken: %v", c, got)
		}
	}
	if _, ok := r.takeRoom(Report{ID: "a", Kind: Terminal, Room: "Oak"}, "one", r.now); ok {
		t.Error("a classroom passes for a terminal")
	}
	r.report("a", "Oak", "one")
	r.leaveRoom("a", "two", r.now)
	if h := r.list(Snapshot{}, r.now); len(h) != 2 || h[1].Gone {
		t.Errorf("a stranger's end ends it: %+v", h)
	}
	r.leaveRoom("a", "one", r.now)
	if h := r.list(Snapshot{}, r.now); !h[1].Gone {
		t.Errorf("its own does not: %+v", h[1])
	}
	if r.take(Report{ID: "own", Kind: Terminal, Room: "Oak"}, r.now); r.list(Snapshot{}, r.now)[1].Room != "" {
		t.Error("a hall passes for a classroom")
	}
}

// Rooms are bounded, in all and of one address, and leave the halls their own.
func TestRoomsAreBounded(t *testing.T) {
	r := rooms{now: time.UnixMilli(1_000_000)}
	taken := map[string]int{}
	for _, host := range []string{"one", "two", "three"} {
		for i := range 200 {
			id := host + "-" + strconv.Itoa(i)
			r.joinRoom(id, host)
			if _, ok := r.takeRoom(Report{ID: id, Kind: Browser, Room: id}, host, r.now); ok {
				taken[host]++
			}
		}
	}
	if got := fmt.Sprint(taken); got != fmt.Sprint(map[string]int{"one": maxRoomsEach, "two": maxRooms - maxRoomsEach}) {
		t.Errorf("rooms of each address: %s", got)
	}
	if !r.take(Report{ID: "hall", Kind: Terminal}, r.now) || r.list(Snapshot{}, r.now)[0].ID != "hall" {
		t.Error("with all rooms taken there is no room for a hall")
	}
	r.leaveRoom("one-5", "one", r.now)
	r.now = r.now.Add(time.Second)
	r.joinRoom("one-again", "one")
	if _, ok := r.takeRoom(Report{ID: "one-again", Kind: Browser, Room: "one-5"}, "one", r.now); !ok {
		t.Error("a room that has been there finds no room again")
	}
}

func TestCleanRoom(t *testing.T) {
	for name, want := range map[string]string{
		"Year 5 oak":                    "Year 5 oak",
		"  Year\t5\n\u00a0oak ":         "Year 5 oak",
		"\x1b[2JYear\u202e 5\u200b\x00": "[2JYear 5",
		"Ecole é ΔЖ 漢字":                 "Ecole é ΔЖ 漢字",
		strings.Repeat("x", 39) + " y":  strings.Repeat("x", 39),
		strings.Repeat("ä", 100):        strings.Repeat("ä", 40),
		"\xff\xfe":                      "",
		" \u2028 \u200d ":               "",
	} {
		if got := CleanRoom(name); got != want {
			t.Errorf("%q becomes %q, want %q", name, got, want)
		}
	}
}

func FuzzCleanRoom(f *testing.F) {
	f.Add("Year 5 oak")
	f.Add("\x1b[2J\u202e\xff  x")
	f.Fuzz(func(t *testing.T, name string) {
		got := CleanRoom(name)
		if CleanRoom(got) != got {
			t.Fatalf("%q becomes %q, and that another name again", name, got)
		}
		if len([]rune(got)) > maxRoom || strings.TrimSpace(got) != got || strings.Contains(got, "  ") {
			t.Fatalf("%q becomes %q", name, got)
		}
		if strings.ContainsFunc(got, func(c rune) bool { return !unicode.IsGraphic(c) || unicode.IsSpace(c) && c != ' ' }) {
			t.Fatalf("%q keeps what does not show: %q", name, got)
		}
	})
}

// To refuse a room costs nothing to speak of, whoever is lost meanwhile: the presenter's screen waits for the list.
func TestRefusedRoomsCostLittle(t *testing.T) {
	r := rooms{now: time.UnixMilli(1_000_000)}
	each := func(do func(id string)) {
		for i := range maxRoomsEach {
			do(strconv.Itoa(i))
		}
	}
	each(func(id string) {
		r.joinRoom(id, "one")
		r.takeRoom(Report{ID: id, Kind: Browser, Room: "Year 5"}, "one", r.now)
	})
	r.now = r.now.Add(time.Second)
	each(func(id string) { r.leaveRoom(id, "one", r.now) })
	r.joinRoom("x", "one")
	refused := func() {
		if _, ok := r.takeRoom(Report{ID: "x", Kind: Browser, Room: "Year 6"}, "one", r.now); ok {
			t.Fatal("there is room for one more")
		}
	}
	if n := testing.AllocsPerRun(100, refused); n > 3 { // What other goroutines make meanwhile counts, too: a little, among so many.
		t.Errorf("to refuse a room takes %v pieces of memory", n)
	}
	if n := len(r.list(Snapshot{}, r.now)); n != maxRoomsEach {
		t.Errorf("%d rooms are left", n)
	}
}
