package screentest_test

import (
	"fmt"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"github.com/westandtogether-assembly/assembly/internal/cell"
	"github.com/westandtogether-assembly/assembly/internal/screentest"
	"github.com/westandtogether-assembly/assembly/internal/theme"
)

// failing is a test that notes that it has failed.
type failing struct {
	testing.TB
	failed bool
}

func (f *failing) Helper()               {}
func (f *failing) Errorf(string, ...any) { f.failed = true }

func palette(t *testing.T) theme.Palette {
	t.Helper()
	p, err := theme.Lookup("")
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func TestTextShowsColours(t *testing.T) {
	p := palette(t)
	on := func(fg cell.Color) cell.Style { return cell.Style{FG: fg, BG: p.Background} }
	g := cell.New(12, 5, on(p.Foreground))
	g.Put(1, 0, "in ink", on(p.Foreground))
	g.Put(1, 1, "bold", on(p.Strong).With(cell.Bold))
	g.Put(1, 2, "• one", on(p.Quiet))
	g.Put(3, 2, "one", on(p.Foreground))
	g.Put(0, 3, "▄", cell.Style{FG: p.Background, BG: p.Strong}) // the upper half
	g.Put(1, 3, " ", cell.Style{BG: p.Strong})
	g.Put(0, 4, "no", cell.Style{FG: p.AlarmText, BG: p.Alarm})
	want := " in ink\n bold       |strong.bold\n • one      |quiet@1 ink@3\n▀█          |strong\nno          |alarmtext/alarm\n"
	if got := screentest.Text(g, p); got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
	if got := screentest.Text(screentest.Grid(g.Encode()), p); got != want {
		t.Errorf("encoded and read back it is\n%swant\n%s", got, want)
	}
}

func TestRows(t *testing.T) {
	g := cell.New(5, 2, cell.Style{})
	g.Put(1, 0, "one", cell.Style{})
	screentest.Rows(t, g, `
		| one |
		|     |`)
	for _, other := range []string{"| one |", "| one|\n|    |", "|one  |\n|     |"} {
		f := &failing{TB: t}
		if screentest.Rows(f, g, other); !f.failed {
			t.Errorf("the screen passes for\n%s", other)
		}
	}
}

func TestBook(t *testing.T) {
	book := screentest.Read(t, "book")
	book.Check("first", "one\n\n")
	book.Check("second", "\n=\n")
	if screentest.Updating() {
		return
	}
	f := &failing{TB: t}
	if screentest.Golden(f, "book", "another"); !f.failed {
		t.Error("another text passes for the book")
	}
}

func TestKeys(t *testing.T) {
	for keys, want := range map[string][]tea.KeyPressMsg{
		"5G":              {{Code: '5', Text: "5"}, {Code: 'G', Text: "G"}},
		"pgdown n enter":  {{Code: tea.KeyPgDown}, {Code: 'n', Text: "n"}, {Code: tea.KeyEnter}},
		"ctrl+c + ++":     {{Code: 'c', Mod: tea.ModCtrl}, {Code: '+', Text: "+"}, {Code: '+', Text: "+"}, {Code: '+', Text: "+"}},
		"shift+tab space": {{Code: tea.KeyTab, Mod: tea.ModShift}, {Code: tea.KeySpace, Text: " "}},
	} {
		if got := screentest.Keys(keys); fmt.Sprint(got) != fmt.Sprint(want) {
			t.Errorf("%q is %v, want %v", keys, got, want)
		}
	}
	if got := screentest.Bytes(t, "\x1b[6~n"); len(got) != 2 || got[0].Code != tea.KeyPgDown || got[1].Text != "n" {
		t.Errorf("the bytes are %+v", got)
	}
}

// echo shows the last key and the time on its clock.
type echo struct {
	now  func() time.Time
	last string
	w    int
}

func (e *echo) Init() tea.Cmd { return nil }

func (e *echo) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	switch msg := msg.(type) {
	case tea.KeyPressMsg:
		e.last = msg.String()
	case tea.WindowSizeMsg:
		e.w = msg.Width
	}
	return e, nil
}

func (e *echo) View() tea.View {
	return tea.NewView(fmt.Sprintf("\x1b[1mlast\x1b[m key\n%s of %d\n%s  ", e.last, e.w, e.now().Format("15:04:05")))
}

func TestSession(t *testing.T) {
	clock := &screentest.Clock{}
	s := screentest.Open(&echo{now: clock.Now}, clock, 30, 3)
	s.Press("n pgdown")
	clock.Pass(time.Minute)
	s.Sees(t, "last key pgdown of 30", "08:51:02")
	s.Lacks(t, "08:50")
	if got := s.Text(); got != "last key\npgdown of 30\n08:51:02\n" {
		t.Errorf("the screen is %q", got)
	}
	f := &failing{TB: t}
	if s.Sees(f, "nothing of it"); !f.failed {
		t.Error("words that are not there are seen")
	}
}
