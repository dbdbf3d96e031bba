package markdown

import (
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/westandtogether-assembly/assembly/internal/deck"
)

// dump writes a deck for people to compare.
func dump(d *deck.Deck) string {
	var b strings.Builder
	dumpMeta(&b, &d.Meta)
	for i, h := range d.Heads {
		s := d.Slide(i)
		fmt.Fprintf(&b, "slide %d:%d %s", h.Pos.Line, h.Pos.Col, s.Layout)
		if s.Steps > 1 {
			fmt.Fprintf(&b, " steps=%d", s.Steps)
		}
		for name, v := range map[string]any{"title": s.Title} {
			fmt.Fprintf(&b, " %s=%q", name, v)
		}
		for _, kv := range [][2]string{{"align", string(s.Align)}, {"speaker", s.Speaker}, {"time", times(s.Time)}, {"silence", times(s.Silence)}} {
			if kv[1] != "" {
				fmt.Fprintf(&b, " %s=%s", kv[0], kv[1])
			}
		}
		for _, kv := range [][2]string{{"header", s.Header}, {"footer", s.Footer}} {
			if kv[1] != "" {
				fmt.Fprintf(&b, " %s=%q", kv[0], kv[1])
			}
		}
		if s.Optional {
			b.WriteString(" optional")
		}
		if h.Closing {
			b.WriteString(" closing")
		}
		b.WriteString("\n")
		dumpBlocks(&b, "  ", s.Blocks)
		dumpNotes(&b, s.Notes)
	}
	for _, diag := range d.Diagnostics() {
		diag.Pos.File = filepath.ToSlash(diag.Pos.File)
		fmt.Fprintf(&b, "%s: %s\n", [...]string{"notice", "warning", "error"}[diag.Severity], diag.Error())
	}
	return b.String()
}

func times(t deck.Times) string {
	if t == nil {
		return ""
	}
	return byPhase(t, func(d time.Duration) string { return d.String() })
}

func dumpMeta(b *strings.Builder, m *deck.Meta) {
	for _, kv := range [][2]string{
		{"title", m.Title}, {"sub_title", m.SubTitle}, {"author", m.Author}, {"event", m.Event},
		{"location", m.Location}, {"date", m.Date}, {"lang", m.Lang}, {"finish", m.Finish},
		{"source", m.Source}, {"text", m.SourceText}, {"theme", m.Theme},
	} {
		if kv[1] != "" {
			fmt.Fprintf(b, "%s: %q\n", kv[0], kv[1])
		}
	}
	if m.Duration != 0 {
		fmt.Fprintf(b, "duration: %s\n", m.Duration)
	}
	if m.Phases != nil {
		fmt.Fprintf(b, "phases: %q\n", m.Phases)
	}
	if m.Pace != nil {
		fmt.Fprintf(b, "pace: %v\n", m.Pace)
	}
	if m.Fill != nil {
		fmt.Fprintf(b, "fill: %q\n", m.Fill)
	}
}

func dumpBlocks(b *strings.Builder, indent string, blocks []deck.Block) {
	for _, k := range blocks {
		name := [...]string{"paragraph", "heading", "list", "quote", "code", "table", "picture"}[k.Kind]
		fmt.Fprintf(b, "%s%d:%d %s", indent, k.Pos.Line, k.Pos.Col, name)
		if k.Step > 0 {
			fmt.Fprintf(b, " step=%d", k.Step)
		}
		switch k.Kind {
		case deck.Heading:
			fmt.Fprintf(b, " %d", k.Level)
		case deck.List:
			if k.Ordered {
				fmt.Fprintf(b, " from %d", k.Start)
			}
		case deck.Code:
			fmt.Fprintf(b, " %s %q", k.Lang, k.Text)
		case deck.Picture:
			fmt.Fprintf(b, " %q %q %s", k.Image.Path, k.Image.Alt, dumpFile(k.Image.File))
		case deck.Table:
			fmt.Fprintf(b, " %q", k.Aligns)
		}
		fmt.Fprintf(b, "%s\n", dumpSpans(k.Spans))
		for _, it := range k.Items {
			fmt.Fprintf(b, "%s  -", indent)
			if it.Step > 0 {
				fmt.Fprintf(b, " step=%d", it.Step)
			}
			fmt.Fprintf(b, "%s\n", dumpSpans(it.Spans))
			dumpBlocks(b, indent+"    ", it.Blocks)
		}
		for _, row := range k.Rows {
			fmt.Fprintf(b, "%s  row", indent)
			for _, c := range row {
				fmt.Fprintf(b, " |%s", dumpSpans(c))
			}
			b.WriteString("\n")
		}
		dumpBlocks(b, indent+"  ", k.Blocks)
	}
}

func dumpSpans(spans []deck.Span) string {
	var b strings.Builder
	for _, s := range spans {
		b.WriteString(" ")
		for _, style := range []struct {
			on   bool
			name string
		}{{s.Strong, "strong"}, {s.Emph, "emph"}, {s.Code, "code"}, {s.Strike, "strike"}, {s.Link != "", "link(" + s.Link + ")"}} {
			if style.on {
				b.WriteString(style.name + ":")
			}
		}
		fmt.Fprintf(&b, "%q", s.Text)
	}
	return b.String()
}

func dumpNotes(b *strings.Builder, notes deck.Notes) {
	for _, phase := range slices.Sorted(maps.Keys(notes)) {
		fmt.Fprintf(b, "  notes %q\n", phase)
		for _, n := range notes[phase] {
			voice := "guidance"
			if n.Voice == deck.Letter {
				voice = "letter"
			}
			if n.Item {
				voice += " item"
			}
			if n.Number != "" {
				voice += " " + n.Number
			}
			if n.Level > 1 || n.Level == 1 && !n.Item {
				voice += fmt.Sprintf(" level=%d", n.Level)
			}
			fmt.Fprintf(b, "    %d:%d %s", n.Pos.Line, n.Pos.Col, voice)
			for _, p := range n.Parts {
				switch {
				case p.Cue.Kind != deck.NoCue:
					fmt.Fprintf(b, " %s", p.Cue)
				case p.Strong:
					fmt.Fprintf(b, " strong:%q", p.Text)
				default:
					fmt.Fprintf(b, " %q", p.Text)
				}
			}
			b.WriteString("\n")
		}
	}
}

func dumpFile(f *deck.File) string {
	if f == nil {
		return "none"
	}
	return fmt.Sprintf("%dx%d", f.W, f.H)
}
