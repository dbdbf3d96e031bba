package markdown

import (
	"bytes"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/westandtogether-assembly/assembly/internal/deck"
	"github.com/westandtogether-assembly/assembly/internal/lazyregexp"
	"github.com/westandtogether-assembly/assembly/internal/markdown/dialect"

	"go.yaml.in/yaml/v4"
)

// Pace in words a minute that a deck may name.
const (
	minPace = 80
	maxPace = 180
)

type front struct {
	*yamlText
	book *book
}

// frontKey is a key of the front matter, and how its value is read.
type frontKey struct {
	name string
	read func(key string, v *yaml.Node)
}

func (f *front) keys() []frontKey {
	m := &f.book.meta
	done := func(string, *yaml.Node) {} // Read before the others, which need it.
	return []frontKey{
		{"format", f.format},
		{"title", into(f, &m.Title, asWritten)},
		{"sub_title", into(f, &m.SubTitle, asWritten)},
		{"author", f.people},
		{"authors", f.people},
		{"event", into(f, &m.Event, asWritten)},
		{"location", into(f, &m.Location, asWritten)},
		{"date", into(f, &m.Date, asWritten)},
		{"lang", into(f, &m.Lang, languageTag)},
		{"duration", into(f, &m.Duration, deck.ParseDuration)},
		{"finish", into(f, &m.Finish, timeOfDay)},
		{"phases", done},
		{"pace", f.pace},
		{"source", into(f, &m.Source, f.book.readSource)},
		{"theme", f.theme},
		{"header", f.smallPrint(&f.book.header)},
		{"footer", f.smallPrint(&f.book.footer)},
		{"fill", done},
	}
}

func frontKeys() []string {
	var names []string
	for _, k := range (&front{book: &book{}}).keys() {
		names = append(names, k.name)
	}
	return names
}

// readFront reads the front matter, tells which tool the deck is for, and returns the offset where the slides
// begin and what another tool may read of the front matter. Fill overrides the front matter's own values.
func (b *book) readFront(fill map[string]string) (body int, other dialect.Front) {
	from, to, body := splitFront(b.text)
	if to < 0 {
		rule := bytes.LastIndexByte(b.text[:from-1], '\n') + 1
		b.refuse(rule, "the front matter is never closed: put a line --- below its last line")
		return body, other
	}
	b.meta.Fill = map[string]string{}
	f, n := b.loadFront(from, to, body)
	switch {
	case n != nil:
		other = dialect.NewFront(f.literal(n))
		f.fills(n)
	case f != nil && f.lenient():
		other = dialect.LooseFront(b.text[from:to])
	}
	for name, v := range fill {
		b.meta.Fill[name] = flatten(v)
	}
	if b.boundFills() && n != nil {
		f.settings(n)
	}
	if len(b.meta.Fill) == 0 {
		b.meta.Fill = nil
	}
	return body, other
}

// literal is a copy of a node as it was written.
func (f *front) literal(n *yaml.Node) *yaml.Node {
	out := *n
	out.Value = f.restore(n.Value, true)
	out.Content = nil
	for _, c := range n.Content {
		out.Content = append(out.Content, f.literal(c))
	}
	return &out
}

// splitFront finds the YAML between the two lines --- at the top. Without front matter, body is 0
// and the range is empty; to is -1 when the second line is missing.
func splitFront(text []byte) (from, to, body int) {
	start := len(text) - len(bytes.TrimLeft(text, " \t\n"))
	start = bytes.LastIndexByte(text[:start], '\n') + 1
	line, next := cutLine(text, start)
	if !isRule(line) {
		return 0, 0, 0
	}
	from = next
	for at := from; at < len(text); at = next {
		line, next = cutLine(text, at)
		if isWord(line, "---") || isWord(line, "...") {
			if !isFront(text[from:at]) {
				return 0, 0, 0
			}
			return from, at, next
		}
	}
	if hasYAMLKey(text[from:]) && isFront(text[from:]) {
		return from, -1, len(text)
	}
	return 0, 0, 0
}

// cutLine returns the line that begins at an offset, and the offset of the next one.
func cutLine(text []byte, at int) (line []byte, next int) {
	if i := bytes.IndexByte(text[at:], '\n'); i >= 0 {
		return text[at : at+i], at + i + 1
	}
	return text[at:], len(text)
}

// isFront reports whether the text after a first line --- is YAML rather than a slide: nothing,
// or a line "key: value" first. A heading before that counts as a YAML comment only when there is a
// known key.
func isFront(text []byte) bool {
	if len(bytes.TrimSpace(text)) == 0 {
		return true
	}
	if !hasYAMLKey(text) {
		return false
	}
	first := bytes.TrimLeft(text, " \t\n")
	if first[0] != '#' {
		return true
	}
	return slices.ContainsFunc(append(frontKeys(), dialect.FrontKeys()...), func(key string) bool {
		return bytes.Contains(text, []byte("\n"+key+":"))
	})
}

// loadFront loads the YAML of the front matter at text[from:to], and tells which tool the deck is for. The
// node is nil when it is not a map.
func (b *book) loadFront(from, to, body int) (*front, *yaml.Node) {
	if from == to || to-from > maxFront {
		if to-from > maxFront {
			b.diags.errorf(from, "the front matter is longer than %d KB: expected a few lines about the deck", maxFront>>10)
		}
		b.format = dialect.Detect(dialect.Front{}, b.text, body)
		return nil, nil
	}
	h := &placeholders{values: b.meta.Fill, sink: &b.diags}
	e := &excerpt{}
	h.appendFilled(e, b.text[from:to], from)
	f := &front{yamlText: newYAML(e, h), book: b}
	n, err := f.load()
	keys := dialect.NewFront(n)
	if err != nil {
		keys = dialect.LooseFront(b.text[from:to])
	}
	b.format = dialect.Detect(keys, b.text, body)
	if err != nil {
		f.bad("the front matter", err)
	}
	return f, n
}

func (f *front) settings(n *yaml.Node) {
	f.warnSwallowed()
	if v := Lookup(n, "phases"); v != nil { // Other keys need them and may come first.
		f.book.meta.Phases = f.phases(v)
	}
	keys := f.keys()
	unused := &unused{}
	f.pairs(n, func(key string, k, v *yaml.Node) {
		i := slices.IndexFunc(keys, func(known frontKey) bool { return known.name == key })
		if i < 0 && f.book.format.Reads(key) {
			return
		}
		if i < 0 || !f.accepts(keys[i], v) {
			unused.add(key, f.start(k))
		}
	})
	f.tellUnused(unused)
}

// accepts reads the value of a key. In a deck for another tool the key may mean something else there, so
// a value that cannot be read is not an error, and it reports false.
func (f *front) accepts(key frontKey, v *yaml.Node) bool {
	before := len(f.list)
	key.read(key.name, v)
	if !f.lenient() || len(f.list) == before {
		return true
	}
	f.list = f.list[:before]
	return false
}

// warnSwallowed warns about a heading at the end of the front matter: it shows that the closing line
// is missing, and that the next slide break was read as the closing line.
func (f *front) warnSwallowed() {
	text := bytes.TrimRight(f.text, " \t\n")
	from := bytes.LastIndexByte(text, '\n') + 1
	if from > 1 && text[from] == '#' && len(bytes.TrimLeft(text[:from-1], " \t")) > 0 && text[from-2] == '\n' {
		f.book.diags.warnf(f.source(from), "this line is part of the front matter and is not shown: close the front matter with a line --- above it")
	}
}

// fills reads the values for {{name}} first, because other values may use them.
func (f *front) fills(n *yaml.Node) {
	v := Lookup(n, "fill")
	switch {
	case v == nil:
	case v.Kind != yaml.MappingNode:
		f.errorf(v, "fill: expected names and their values, found %s", kindName(v))
	default:
		f.pairs(v, f.fill)
	}
}

func (f *front) fill(name string, k, v *yaml.Node) {
	switch {
	case !isName(name):
		f.errorf(k, "fill: expected a name of letters, digits, - and _, found %s", kindName(k))
	case v.Kind != yaml.ScalarNode:
		f.errorf(v, "fill: %s: expected text, found %s", name, kindName(v))
	default:
		f.book.meta.Fill[name] = flatten(f.restore(scalar(v), true))
	}
}

// into makes a reader of a key that sets a value to what parse makes of the text.
func into[T any](f *front, to *T, parse func(string) (T, error)) func(string, *yaml.Node) {
	return func(key string, v *yaml.Node) {
		if got, ok := parsed(f.yamlText, v, key, parse); ok {
			*to = got
		}
	}
}

func asWritten(text string) (string, error) { return text, nil }

var tagPattern = lazyregexp.New(`^[A-Za-z0-9]{2,8}(-[A-Za-z0-9]{1,8})*$`)

// languageTag reads a language tag such as en-GB.
func languageTag(text string) (string, error) {
	if !tagPattern.MatchString(text) {
		return "", fmt.Errorf("expected a language tag such as en-GB, found %s", found(text))
	}
	return text, nil
}

func timeOfDay(text string) (string, error) {
	t, err := deck.ParseTimeOfDay(clip(text))
	if err != nil {
		return "", err
	}
	return t.Format("15:04"), nil
}

// format reads the name of the tool that the deck is for, which has been told already.
func (f *front) format(key string, v *yaml.Node) {
	var names []string
	for _, name := range dialect.Formats() {
		names = append(names, string(name))
	}
	f.word(v, key, names...)
}

// people reads an author, or a list of authors, as one line.
func (f *front) people(key string, v *yaml.Node) {
	items := []*yaml.Node{v}
	if v.Kind == yaml.SequenceNode {
		items = v.Content
	}
	var names []string
	for _, item := range items {
		if one, ok := f.str(item, key); ok && one != "" {
			names = append(names, one)
		}
	}
	f.book.meta.Author = strings.Join(names, ", ")
}

// maxPhases is the most phases that a deck may have; messages list them.
const maxPhases = 20

func (f *front) phases(v *yaml.Node) []string {
	if v.Kind != yaml.SequenceNode {
		f.errorf(v, "phases: expected a list such as [primary, secondary], found %s", kindName(v))
		return nil
	}
	if len(v.Content) > maxPhases {
		f.errorf(v, "phases: expected at most %d names, found %d", maxPhases, len(v.Content))
		return nil
	}
	var names []string
	for _, item := range v.Content {
		switch name := scalar(item); {
		case item.Kind != yaml.ScalarNode || !isName(name):
			f.errorf(item, "phases: expected a name of letters, digits, - and _, found %s", kindName(item))
		case slices.Contains(names, name):
			f.errorf(item, "phases: %q is listed twice", name)
		default:
			names = append(names, name)
		}
	}
	return names
}

// pace reads words a minute, for all phases or by phase.
func (f *front) pace(key string, v *yaml.Node) {
	f.book.meta.Pace = perPhase(f.yamlText, v, key, func(text string) (int, error) {
		n, err := strconv.Atoi(text)
		if err != nil || n < minPace || n > maxPace {
			return 0, fmt.Errorf("expected words a minute, %d to %d, found %s", minPace, maxPace, found(text))
		}
		return n, nil
	})
}

// readSource reads the letter that block quotes must match.
func (b *book) readSource(name string) (string, error) {
	if name == "" {
		return "", nil
	}
	data, err := b.readFile(name, MaxSize)
	if err != nil {
		return "", fmt.Errorf("%s cannot be read: %w", dialect.Quote(clip(name)), err)
	}
	text, _ := decode(data)
	b.meta.SourceText = cleanString(string(unixLines(text)))
	return name, nil
}

// theme reads the name of a palette; presenterm writes a map.
func (f *front) theme(key string, v *yaml.Node) {
	set := into(f, &f.book.meta.Theme, asWritten)
	if v.Kind != yaml.MappingNode {
		set(key, v)
		return
	}
	f.pairs(v, func(name string, k, v *yaml.Node) {
		if name == "name" {
			set(key, v)
			return
		}
		f.warnf(k, "theme: %q is not used: expected the name of a palette", clip(oneLine(name)))
	})
}
