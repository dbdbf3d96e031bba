package session_test

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"pgregory.net/rapid"

	"github.com/westandtogether-assembly/assembly/internal/cell"
	"github.com/westandtogether-assembly/assembly/internal/deck"
	"github.com/westandtogether-assembly/assembly/internal/markdown"
)

// canary stands in all that is the speaker's, and in nothing else.
const canary = "zqxv"

// leaf is a slide of a deck that is edited: what it is called, the version of its words, and its steps.
type leaf struct {
	id, version, steps int
	layout             string // "" for that of text
}

// edited is a deck that is edited.
type edited struct {
	leaves []leaf
	next   int // the id of the next new slide
}

func newEdited() *edited {
	return &edited{leaves: []leaf{{0, 0, 1, ""}, {1, 0, 3, ""}, {2, 0, 2, "reflection"}, {3, 0, 1, ""}, {4, 0, 2, "closing"}}, next: 5}
}

// edit changes a deck in one way or another.
func (e *edited) edit(t *rapid.T) {
	at := rapid.IntRange(0, len(e.leaves)-2).Draw(t, "edited slide") // The closing one stays the last.
	switch how := rapid.SampledFrom([]string{"cut", "move", "add", "words"}).Draw(t, "edit"); {
	case how == "cut" && len(e.leaves) > 3:
		e.leaves = slices.Delete(e.leaves, at, at+1)
	case how == "move":
		moved := e.leaves[at]
		e.leaves = slices.Delete(e.leaves, at, at+1)
		e.leaves = slices.Insert(e.leaves, rapid.IntRange(0, len(e.leaves)-1).Draw(t, "to"), moved)
	case how == "add" && len(e.leaves) < 9:
		e.leaves = slices.Insert(e.leaves, at, leaf{e.next, 0, rapid.IntRange(1, 3).Draw(t, "steps"), ""})
		e.next++
	default:
		e.leaves[at].version++
	}
}

// parse writes and reads the deck.
func (e *edited) parse(t *rapid.T) *deck.Deck {
	t.Helper()
	var b strings.Builder
	fmt.Fprintf(&b, "---\ntitle: Talk\nauthor: A school\nphases: [primary, secondary]\nduration: 10m\n---\n")
	for i, l := range e.leaves {
		if i > 0 {
			b.WriteString("\n---\n")
		}
		l.write(&b)
	}
	d, err := markdown.Parse([]byte(b.String()), markdown.Options{Name: "talk.md"})
	must(t, err)
	return d
}

func (l leaf) write(b *strings.Builder) {
	fmt.Fprintf(b, "\n# %s\n", l.title())
	for step := range l.steps {
		switch {
		case l.layout == "reflection":
		case l.layout == "closing":
			fmt.Fprintf(b, "\n- Line %d: 10%d\n", step, step+1)
		case step > 0:
			fmt.Fprintf(b, "\n<!-- pause -->\n\n- %s\n", l.point(step))
		default:
			fmt.Fprintf(b, "\n- %s\n", l.point(step))
		}
	}
	layout := ""
	if l.layout != "" {
		layout = "layout: " + l.layout + "\n"
	}
	fmt.Fprintf(b, "\n<!--\n%stime: 1m\nspeaker: %[2]s reader\nnotes:\n  primary: |\n    %[2]s say this [do: %[2]s]\n  secondary: %[2]s too\n-->\n", layout, canary)
}

func (l leaf) title() string         { return fmt.Sprintf("S%dv%d", l.id, l.version) }
func (l leaf) point(step int) string { return fmt.Sprintf("w%ds%dv%d", l.id, step, l.version) }

// words are those that a hall sees of a slide at a step.
func (l leaf) words(step int) string {
	out := []string{l.title()}
	switch l.layout {
	case "":
		for s := range step + 1 {
			out = append(out, l.point(s))
		}
	case "closing":
		out = append(out, "101", "102")
	}
	return strings.Join(out, " ")
}

// wordOf finds the words of slides. No note has one.
var wordOf = regexp.MustCompile(`\bS\d+v\d+\b|\bw\d+s\d+v\d+\b|\b10[12]\b`)

// wordsIn are those in a part of a screen, in order.
func wordsIn(text string) string { return strings.Join(wordOf.FindAllString(text, -1), " ") }

// textOf is what a grid shows, a line for each row.
func textOf(g *cell.Grid) string {
	var b strings.Builder
	for y := range g.H {
		for _, c := range g.Row(y) {
			b.WriteString(c.Text)
		}
		b.WriteByte('\n')
	}
	return b.String()
}

// nowOf is what a presenter's screen shows of the hall: what stands beneath the word NOW, as far as the word NEXT. It is ""
// where there is no such part.
func nowOf(g *cell.Grid) (shown string, ok bool) {
	rows := strings.Split(textOf(g), "\n")
	label := regexp.MustCompile(`^ ?NOW\b.*?\s(NEXT|YOU ARE HERE)\b`)
	for y, row := range rows {
		at := label.FindStringSubmatchIndex(row)
		if at == nil {
			continue
		}
		for _, below := range rows[y+1:] {
			shown += string([]rune(below + strings.Repeat(" ", g.W))[:at[2]]) + "\n"
		}
		return shown, true
	}
	return "", false
}
