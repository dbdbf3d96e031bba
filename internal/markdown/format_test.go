package markdown

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/westandtogether-assembly/assembly/internal/deck"
)

// Format writes a deck in the one form that Parse reads back as an equal deck. Places in the
// source are not kept, and pictures and the letter are written as paths.
func Format(d *deck.Deck) []byte {
	f := &formatter{spacer: spacer(d.Meta.Fill)}
	f.front(&d.Meta)
	for i := range d.Len() {
		if i > 0 {
			f.line("---")
			f.line("")
		}
		f.closing = i == d.Closing()
		f.slide(d.Slide(i))
	}
	return []byte(f.out.String())
}

// formatter writes a deck.
type formatter struct {
	out    strings.Builder
	spacer string // a fill that is replaced by nothing
	step   int    // reveal step of what was written last
	shown  bool   // something was written since the last pause

	closing bool // the slide closes the talk, whatever it looks like
}

// spacer is a fill with a name that no value has. Markdown takes it for a letter, so it keeps
// marks apart, and it is replaced by nothing.
func spacer(fill map[string]string) string {
	name := "_"
	for {
		if _, used := fill[name]; !used {
			return "{{" + name + "|}}"
		}
		name += "_"
	}
}

func (f *formatter) line(parts ...string) {
	for _, p := range parts {
		f.out.WriteString(p)
	}
	f.out.WriteByte('\n')
}

// front writes the front matter.
func (f *formatter) front(m *deck.Meta) {
	f.line("---")
	f.line("format: assembly")
	for _, kv := range [][2]string{
		{"title", m.Title}, {"sub_title", m.SubTitle}, {"author", m.Author}, {"event", m.Event},
		{"location", m.Location}, {"date", m.Date}, {"lang", m.Lang}, {"finish", m.Finish},
		{"source", m.Source}, {"theme", m.Theme},
	} {
		if kv[1] != "" {
			f.line(kv[0], ": ", quote(kv[1]))
		}
	}
	if m.Duration != 0 {
		f.line("duration: ", duration(m.Duration))
	}
	if len(m.Phases) > 0 {
		f.line("phases: [", strings.Join(m.Phases, ", "), "]")
	}
	if m.Pace != nil {
		f.line("pace: ", byPhase(m.Pace, strconv.Itoa))
	}
	if m.Fill != nil {
		f.line("fill: {", pairs(m.Fill, quote), "}")
	}
	f.line("---")
	f.line("")
}

// slide writes a slide with its settings.
func (f *formatter) slide(s *deck.Slide) {
	f.step, f.shown = 0, false
	for _, line := range f.blocks(s.Blocks) {
		f.line(line)
	}
	for f.step < s.Steps-1 && !(s.Layout == deck.LayoutReflection && s.Steps == 2) {
		for _, line := range append(f.pause(f.step+1, f.spacer), f.spacer) {
			f.line(line)
		}
		f.shown = true
	}
	f.line("")
	f.line("<!--")
	f.settings(s)
	f.line("-->")
	f.line("")
}

func (f *formatter) settings(s *deck.Slide) {
	if f.closing {
		f.line("layout: closing")
	} else {
		f.line("layout: ", string(s.Layout))
	}
	if s.Time != nil {
		f.line("time: ", byPhase(s.Time, duration))
	}
	if s.Silence != nil {
		f.line("silence: ", byPhase(s.Silence, duration))
	}
	if s.Speaker != "" {
		f.line("speaker: ", quote(s.Speaker))
	}
	if s.Optional {
		f.line("optional: true")
	}
	if s.Align != "" {
		f.line("align: ", string(s.Align))
	}
	for _, kv := range [][2]string{{"header", s.Header}, {"footer", s.Footer}} {
		if kv[1] != "" {
			f.line(kv[0], ": ", quote(f.escape(kv[1], place{inside: true})))
		}
	}
	if _, every := s.Notes[""]; every && len(s.Notes) == 1 {
		f.notes("", "notes", s.Notes[""])
	} else if s.Notes != nil {
		f.line("notes:")
		for _, phase := range slices.Sorted(maps.Keys(s.Notes)) {
			f.notes("  ", phaseKey(phase), s.Notes[phase])
		}
	}
}

// notes writes the notes below a key.
func (f *formatter) notes(indent, key string, notes []deck.Note) {
	if len(notes) == 0 {
		f.line(indent, key, `: ""`)
		return
	}
	f.line(indent, key, ": |")
	var lists noteLists
	for i, n := range notes {
		if i > 0 {
			f.line("")
		}
		for _, line := range lists.lines(n, f.parts(n.Parts)) {
			f.line(indent, "  ", line)
		}
	}
}

// phaseKey is a phase as a key of YAML. It is in quotes because "yes" is a name and a truth.
func phaseKey(phase string) string { return `"` + phase + `"` }

// byPhase writes a map by phase, or its only value when that is for every phase.
func byPhase[V any](m map[string]V, write func(V) string) string {
	if v, ok := m[""]; ok && len(m) == 1 {
		return write(v)
	}
	return "{" + pairs(m, write) + "}"
}

// pairs writes the inside of a YAML map on one line.
func pairs[V any](m map[string]V, write func(V) string) string {
	out := make([]string, 0, len(m))
	for _, k := range slices.Sorted(maps.Keys(m)) {
		out = append(out, phaseKey(k)+": "+write(m[k]))
	}
	return strings.Join(out, ", ")
}

// duration writes a duration exactly.
func duration(d time.Duration) string {
	if d%time.Second == 0 {
		return deck.FormatDuration(d)
	}
	return d.String()
}

// quote writes text in double quotation marks for YAML, without anything that the deck format
// takes for the end of a comment, the start of one, or a fill.
func quote(s string) string {
	var out strings.Builder
	out.WriteByte('"')
	var last rune
	for _, r := range s {
		switch {
		case r == '"' || r == '\\':
			out.WriteByte('\\')
			out.WriteRune(r)
		case r == '<', r == '>' && last == '-', r == '{' && last == '{':
			fmt.Fprintf(&out, `\x%02x`, r)
		default:
			out.WriteRune(r)
		}
		last = r
	}
	out.WriteByte('"')
	return out.String()
}
