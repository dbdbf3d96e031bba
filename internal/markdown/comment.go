package markdown

import (
	"bytes"
	"slices"
	"strings"

	"github.com/westandtogether-assembly/assembly/internal/deck"
	"github.com/westandtogether-assembly/assembly/internal/lazyregexp"
	"github.com/westandtogether-assembly/assembly/internal/markdown/dialect"

	"go.yaml.in/yaml/v4"
)

// settingKeys are the settings of a slide.
func settingKeys() []string {
	return []string{"time", "notes", "speaker", "layout", "silence", "optional", "skip", "align", "header", "footer"}
}

// settingName is the setting that a key means: itself, or that of another tool's name for it. It is
// "" for any other key.
func settingName(key string) string {
	switch key {
	case "speaker_note", "speaker_notes", "note":
		return "notes"
	case "alignment":
		return "align"
	case "_header", "_footer":
		return key[1:]
	}
	if slices.Contains(settingKeys(), key) {
		return key
	}
	return ""
}

// ignored is how a comment begins that nobody is meant to see.
var ignored = lazyregexp.New(`^(comment:|//|vim:|markdownlint-|(prettier|dprint)-ignore|cspell:|textlint-|lint (disable|enable|ignore)|$)`)

// comment reads a comment: a command, settings or a note.
func (p *page) comment(t token) {
	p.at = t
	body := p.book.body(t)
	if len(body) > maxComment {
		p.warnf(t.start, "this comment is longer than %d KB, and is not read: expected the notes of one slide", maxComment>>10)
		return
	}
	p.warnMark(t)
	p.warnNested(t, body)
	var whole excerpt
	p.placeholders.appendFilled(&whole, body, t.from)
	e := whole.trimmed(true)
	text := strings.TrimLeft(string(e.text), " \t")
	if ignored.MatchString(text) || p.command(t, text) {
		return
	}
	if !strings.Contains(text, "\n") && p.oneLiner(whole.trimmed(false)) || p.looseBlock(e) {
		return
	}
	if !hasYAMLKey(e.text) || !p.settings(e, body) {
		p.addNotes(whole.trimmed(false))
	}
}

// warnNested warns about a comment that probably runs on further than it was meant to.
func (p *page) warnNested(t token, body []byte) {
	if i := bytes.Index(body, []byte("<!--")); i >= 0 {
		p.warnf(t.from+i, "a comment begins inside a comment: is --> missing above it?")
	} else if i := bytes.Index(body, []byte("\n---\n")); i >= 0 {
		p.warnf(t.from+i+1, "a line --- inside a comment does not end the slide: is --> missing above it?")
	}
}

// command follows a one-word command, and reports whether the comment was one.
func (p *page) command(t token, text string) bool {
	switch text {
	case "pause", "stop", "end_slide":
		p.warnf(t.start, "<!-- %s --> is not followed: expected it on a line of its own", text)
		return true
	case "skip_slide":
		return true
	case "color", "size", "style", "theme", "title_slide":
		return false // Commands only with a value; alone these are notes.
	}
	if p.book.format == dialect.Assembly && nearestCue(text) == "pause" {
		p.warnf(t.start, "<!-- %s --> is read as a note: did you mean <!-- pause -->?", oneLine(text))
		return false
	}
	return p.warnForeign(text, t.start)
}

// warnForeign reports whether a key is a command of another tool, and warns that it is not followed.
func (p *page) warnForeign(key string, off int) bool {
	why := foreign(key)
	if why != "" {
		p.onceInDeck(key, off, "%s is not followed: %s", key, why)
	}
	return why != ""
}

// oneLiner reads a comment "key: value" whose value is used as written, and reports whether
// the comment was one.
func (p *page) oneLiner(e *excerpt) bool {
	key := yamlKey(e.text)
	colon := bytes.IndexByte(e.text, ':')
	value := e.piece(min(colon+1, len(e.text)), len(e.text)).trimmed(false)
	if key == "" || len(value.text) > 0 && strings.IndexByte("|>{\"'", value.text[0]) >= 0 {
		return false
	}
	switch settingName(key) {
	case "notes":
		p.addNotes(value)
		return true
	case "speaker":
		p.slide.Speaker = oneLine(p.placeholders.restore(string(value.text), false))
		return true
	case "header", "footer":
		p.setSmallPrint(settingName(key), string(value.text), value.source(0))
		return true
	case "":
		if p.warnForeign(key, e.source(0)) {
			return true
		}
		if near := nearSetting(key); near != "" && key == strings.ToLower(key) {
			p.warnf(e.source(0), "%q is not a setting, so this is read as a note; did you mean %s?", key, near)
		}
	}
	return false
}

// looseBlock reads notes below a line "notes: |" that are not indented further than it, as other tools do, and
// reports whether the comment was that. A comment with another setting below them is not.
func (p *page) looseBlock(e *excerpt) bool {
	first, next := cutLine(e.text, 0)
	if settingName(yamlKey(first)) != "notes" || !blockMark.Match(first) {
		return false
	}
	indent, below := indentation(first), e.piece(next, len(e.text))
	for line := range bytes.Lines(below.text) {
		if isBlank(bytes.TrimSpace(line)) {
			continue
		}
		if indentation(line) > indent {
			return false
		}
		break
	}
	for line := range bytes.Lines(below.text) {
		if indentation(line) <= indent && settingName(yamlKey(line)) != "" {
			return false
		}
	}
	p.addNotes(below.trimmed(false))
	return true
}

// blockMark is the end of a line whose value is the lines below it.
var blockMark = lazyregexp.New(`:[ \t]*[|>][+-]?[ \t]*$`)

// settings reads a comment that is a map, and reports whether it was one; otherwise it is a note.
func (p *page) settings(e *excerpt, body []byte) bool {
	y := newYAML(e, &p.placeholders)
	n, err := y.load()
	if err != nil {
		first := yamlKey(bytes.TrimLeft(e.text, " \t\n"))
		if settingName(first) == "" {
			return false
		}
		if i := bytes.Index(e.text, []byte("<!--")); i >= 0 {
			p.errorf(e.source(i), "a comment begins inside a comment: is --> missing above it?")
			return true
		}
		y.bad("this comment", err)
		return true
	}
	if n == nil || !p.isSettings(y, n) {
		return false
	}
	p.maps = append(p.maps, Settings{Node: n, yaml: y})
	y.pairs(n, func(key string, k, v *yaml.Node) { p.set(y, body, key, k, v) })
	return true
}

// isSettings reports whether a map is settings: it has a known key, or all its keys look like keys
// and one is nearly a known one.
func (p *page) isSettings(y *yamlText, n *yaml.Node) bool {
	near, words := false, true
	for i := 0; i < len(n.Content); i += 2 {
		key := n.Content[i].Value
		if settingName(key) != "" || foreign(key) != "" {
			return true
		}
		words = words && isName(key) && key == strings.ToLower(key)
		near = near || nearSetting(key) != ""
	}
	return near && words && bytes.Contains(y.text, []byte("\n"))
}

func (p *page) set(y *yamlText, body []byte, key string, k, v *yaml.Node) {
	s, name := &p.slide, settingName(key)
	if (name == "layout" || name == "silence" || name == "skip") && !hasKey(body, name) {
		y.errorf(k, "%s: expected the plain word, without quotation marks or escapes", name)
		return
	}
	switch name {
	case "time":
		s.Time = perPhase(y, v, key, deck.ParseDuration)
	case "notes":
		p.setNotes(y, v)
	case "speaker":
		s.Speaker, _ = y.str(v, key)
	case "layout":
		s.Layout, p.namedAt = deck.Layout(y.word(v, name, deck.Layouts()...)), y.start(k)
	case "silence":
		s.Silence, p.silentAt = perPhase(y, v, name, deck.ParseDuration), y.start(k)
	case "optional":
		s.Optional = y.flag(v, key)
	case "skip":
		p.skip = y.flag(v, name)
	case "align":
		s.Align = align(y, v)
	case "header", "footer":
		if y.isText(v, key) {
			p.setSmallPrint(name, scalar(v), y.start(v))
		}
	default:
		p.unknown(y, key, k)
	}
}

// unknown tells of a setting that is not known: an error when it is almost a known one, whose value would be
// lost, and a warning when it seems to be another tool's.
func (p *page) unknown(y *yamlText, key string, k *yaml.Node) {
	name := clip(oneLine(key))
	switch near := suggest(key, settingKeys()); {
	case p.warnForeign(key, y.start(k)):
	case near != "":
		y.errorf(k, "unknown setting %q: expected %s%s", name, orList(settingKeys()), near)
	default:
		p.onceInDeck("setting "+name, y.start(k), "unknown setting %q is not used: expected %s", name, orList(settingKeys()))
	}
}

func align(y *yamlText, v *yaml.Node) deck.Align {
	if v.Kind == yaml.ScalarNode && scalar(v) == "centre" {
		return deck.AlignCenter
	}
	return deck.Align(y.word(v, "align", "left", "center", "right"))
}

// foreign says why a command of another tool is not followed, or is "" for any other word.
func foreign(key string) string {
	switch strings.TrimPrefix(key, "_") {
	case "column_layout", "column", "reset_layout":
		return "slides have no columns here"
	case "font_size":
		return "the type is as large as fits"
	case "jump_to_middle", "new_line", "new_lines", "newline", "newlines", "list_item_newlines", "no_footer":
		return "slides are laid out by their layout"
	case "incremental_lists", "incremental_tables":
		return "write a line <!-- pause --> before each item to be revealed"
	case "include", "snippet_output":
		return "a deck is one file"
	case "class", "paginate", "backgroundColor", "backgroundImage", "backgroundPosition", "backgroundRepeat",
		"backgroundSize", "color", "theme", "style", "headingDivider", "marp", "math", "size",
		"transition", "fit", "title_slide", "auto-scaling":
		return "it belongs to another tool"
	}
	return ""
}
