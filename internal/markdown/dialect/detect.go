package dialect

import (
	"bytes"
	"slices"
	"strings"

	"github.com/westandtogether-assembly/assembly/internal/lazyregexp"
)

// searched is how much of a deck is searched for signs, in bytes: one that has any has them early.
const searched = 64 << 10

// Detect tells which tool a deck is for. A deck may name its format; otherwise its own signs tell it: keys of
// the front matter that only one tool has, and marks that only one tool reads. body is where the slides begin.
func Detect(front Front, text []byte, body int) Format {
	if f := Format(strings.ToLower(front.Text("format"))); slices.Contains(Formats(), f) {
		return f
	}
	if front.Has("phases", "pace", "source", "finish", "fill") {
		return Assembly
	}
	if _, _, found := (&File{Text: text[:min(len(text), body+searched)]}).page(body); found {
		return Remark
	}
	s := newSigns(front, text[body:min(len(text), body+searched)])
	s.dots = bytes.HasSuffix(bytes.TrimRight(text[:body], " \t\n"), []byte("\n..."))
	for _, c := range []struct {
		format Format
		found  bool
	}{
		{Marp, s.marp()},
		{MDP, s.mdp()},
		{Patat, s.patat()},
		{Presenterm, s.presenterm()},
		{Lookatme, s.lookatme()},
		{Slidev, s.slidev()},
		{Reveal, s.reveal()},
		{Remark, s.remark()},
		{Reveal, s.revealNotes() || len(s.front.Keys()) == 0 && s.gitPitch()},
		{Slides, s.slides()},
		{Remark, s.increments()},
	} {
		if c.found {
			return c.format
		}
	}
	return Assembly
}

// signs are what tells decks apart.
type signs struct {
	front Front
	dots  bool   // a line ... ends the front matter
	text  []byte // without code
	lines [][]byte
}

func newSigns(front Front, text []byte) *signs {
	s := &signs{front: front, text: make([]byte, 0, len(text)+1), lines: make([][]byte, 0, bytes.Count(text, []byte("\n"))+1)}
	f := &File{Text: text}
	for it := range f.items(0, len(text)) {
		if it.kind == itemCode || it.kind == itemRaw {
			s.lines = append(s.lines, nil)
			continue
		}
		for _, line := range bytes.Split(f.text(it), []byte("\n")) {
			s.lines = append(s.lines, bytes.TrimRight(line, " \t"))
		}
		s.text = append(append(s.text, f.text(it)...), '\n')
	}
	return s
}

// matches counts the lines that match a pattern.
func (s *signs) matches(pattern *lazyregexp.Regexp) int {
	n := 0
	for _, line := range s.lines {
		if pattern.Match(line) {
			n++
		}
	}
	return n
}

// comment reports whether a comment that begins with one of some words is in the text.
func (s *signs) comment(words ...string) bool {
	for _, word := range words {
		for from := 0; ; {
			i := bytes.Index(s.text[from:], []byte(word))
			if i < 0 {
				break
			}
			if bytes.HasSuffix(bytes.TrimRight(s.text[:from+i], " \t\n"), []byte("<!--")) {
				return true
			}
			from += i + len(word)
		}
	}
	return false
}

func (s *signs) marp() bool {
	return s.front.Has("marp", "headingDivider", "_class", "_paginate", "_backgroundColor") ||
		s.comment("marp:", "_class:", "_paginate:", "_backgroundColor:", "_backgroundImage:", "_color:", "_header:", "_footer:", "headingDivider:", "paginate:") ||
		s.front.Has("paginate") && !s.front.Has("paging")
}

// dashes are a line of a table that pandoc alone reads.
var dashes = lazyregexp.New(`^ *-{2,}( +-{2,})+$`)

func (s *signs) patat() bool {
	return s.front.Has("patat") || s.dots || s.comment("config:") || s.matches(dashes) > 0 || s.matches(pandocDiv) > 0 || s.titleBlock()
}

var (
	pandocDiv   = lazyregexp.New(`(?m)^:{3,} *(notes|columns?|incremental|nonincremental|\{[^}\n]*\.(notes|columns?|incremental|nonincremental)\b[^}\n]*\})[ :]*$`)
	pandocTitle = lazyregexp.New(`^% \S`)
)

// titleBlock reports whether the deck begins with pandoc's title block.
func (s *signs) titleBlock() bool { return len(s.lines) > 0 && pandocTitle.Match(s.lines[0]) }

func (s *signs) presenterm() bool {
	if s.front.Has("styles", "extensions") {
		return false
	}
	return s.front.Has("options") || s.front.At("theme").Has("name", "path", "override") ||
		s.comment("column_layout:", "jump_to_middle", "incremental_lists:", "incremental_tables:", "new_line", "newline",
			"font_size:", "reset_layout", "no_footer", "include:", "snippet_output:", "list_item_newlines:") ||
		s.endsSlides() && (!s.settings() || s.underlines())
}

// underlines reports whether every line --- stands right below text, and there is one.
func (s *signs) underlines() bool {
	found := false
	for i, line := range s.lines {
		if isRule(line) {
			if i == 0 || len(s.lines[i-1]) == 0 {
				return false
			}
			found = true
		}
	}
	return found
}

// settings reports whether a slide has settings of the deck format.
func (s *signs) settings() bool {
	return s.comment("time:", "silence:", "notes:", "speaker:", "layout:", "optional:")
}

var endSlide = lazyregexp.New(`^ {0,3}<!--\s*end_slide\s*-->`)

// endsSlides reports whether slides end at comments, and not mostly at lines ---.
func (s *signs) endsSlides() bool {
	n := s.matches(endSlide)
	for i, line := range s.lines {
		if isRule(line) && (i == 0 || len(s.lines[i-1]) == 0) {
			n--
		}
	}
	return n >= 0 && s.comment("end_slide")
}

// mdp has lines such as "%title: words" at the top, or "-> words <-".
func (s *signs) mdp() bool {
	return len(s.lines) > 0 && mdpTitle.Match(s.lines[0]) || s.matches(mdpCentredLine) > 0
}

var mdpCentredLine = lazyregexp.New(`^ {0,3}->[ \t].*[ \t]<-$`)

func (s *signs) lookatme() bool {
	return s.front.Has("styles", "extensions") || s.comment("stop") && !s.comment("pause") && !s.settings()
}

// slidevFront are keys of front matter that only Slidev has.
func slidevFront() []string {
	return strings.Fields("addons aspectRatio browserExporter canvasWidth clicks colorSchema contextMenu defaults download drawings " +
		"exportFilename favicon fonts hideInToc highlighter htmlAttrs lineNumbers mdc monaco monacoTypesSource persist presenter record " +
		"remoteAssets routeAlias routerMode selectable seoMeta themeConfig titleTemplate transition twoslash wakeLock")
}

// FrontKeys lists keys that other tools have in front matter, and that no slide of words begins with.
func FrontKeys() []string {
	return append([]string{"marp", "paginate", "layout", "class", "info", "patat", "styles", "options", "revealOptions", "paging"}, slidevFront()...)
}

// slidevThemes are names of its themes that no other tool has.
func slidevThemes() []string {
	return strings.Fields("default seriph apple-basic bricks shibainu none")
}

// slidevLayouts are layouts of the first slide. Its "default" is a name that web pages have too.
func slidevLayouts() []string {
	return strings.Fields("center cover end fact full iframe iframe-left iframe-right image image-left image-right intro none quote section " +
		"statement two-cols two-cols-header")
}

var slidevMarks = lazyregexp.New(`^(::[a-z][a-z0-9-]*::|<v-clicks?[ >].*|<v-switch.*|<<< @/.*)$`)

func (s *signs) slidev() bool {
	return s.front.Has(slidevFront()...) || slices.Contains(slidevThemes(), s.front.Text("theme")) || slices.Contains(slidevLayouts(), s.front.Text("layout")) ||
		s.matches(slidevMarks) > 0 || s.settingsBlocks()
}

// slidevSettings are settings of a slide that other tools do not have between two lines ---.
var slidevSettings = lazyregexp.New(`^(layout|src|transition|clicks|clicksStart|hideInToc|routeAlias|disabled|hide|zoom|level|dragPos|image|background|backgroundSize):( |$)`)

// settingsBlocks reports whether settings stand between two lines ---, right below the first.
func (s *signs) settingsBlocks() bool {
	for i, line := range s.lines {
		if !isRule(line) || i+1 == len(s.lines) || !slidevSettings.Match(s.lines[i+1]) || remarkMaster.Match(s.lines[i+1]) {
			continue
		}
		for _, below := range s.lines[i+1 : min(i+40, len(s.lines))] {
			switch {
			case isRule(below):
				return true
			case len(below) == 0 || below[0] != ' ' && below[0] != '#' && !settingLine.Match(below):
			default:
				continue
			}
			break
		}
	}
	return false
}

// settingLine is a line that may be a setting.
var settingLine = lazyregexp.New(`^[A-Za-z_][\w-]*:( |$)`)

func (s *signs) reveal() bool {
	return s.front.Has("revealOptions", "verticalSeparator", "separator", "notesSeparator", "highlightTheme", "preprocessor") ||
		s.front.Has("slideOptions") || s.front.Text("type") == "slide" || s.comment(".slide:", ".element:", ".slide ", ".element ")
}

// revealNote is a line alone: "Note: bring a coat" may well be meant for the hall.
var (
	revealNote    = lazyregexp.New(`^Notes?:$`)
	revealNoted   = lazyregexp.New(`^[Nn]otes?:`)
	revealStacked = lazyregexp.New(`^----$`)
)

// revealNotes reports whether notes begin at a line Note:. With text behind it, the deck must have slides
// below each other as well.
func (s *signs) revealNotes() bool {
	return s.matches(revealNote) > 0 || s.matches(revealNoted) > 0 && s.matches(revealStacked) > 0
}

func (s *signs) slides() bool {
	theme := s.front.Text("theme")
	return s.front.Has("paging") || strings.HasSuffix(theme, ".json") || theme == "ascii" || theme == "notty"
}

var (
	remarkMarks    = lazyregexp.New(`^\.[a-z][\w-]*(\.[a-z][\w-]*)*\[`)
	remarkMaster   = lazyregexp.New(`^layout: *(true|false)$`)
	remarkProperty = lazyregexp.New(`^(layout: *(true|false)|(template|name): *\S+|(count|exclude|continued): *(true|false)|background-(image|color|size|position): *\S.*|class: *[a-z][a-z0-9_, -]*)$`)
)

// remark has properties at the top of slides, and classes before brackets.
func (s *signs) remark() bool {
	if len(s.front.Keys()) > 0 {
		return isXaringan(s.front) || s.matches(remarkMarks) > 0 && (s.properties() || s.increments())
	}
	return s.matches(remarkMarks) > 0 || s.properties()
}

// properties reports whether one stands at the top of the deck, or right below a line ---.
func (s *signs) properties() bool {
	top := true
	for _, line := range s.lines {
		if top && remarkProperty.Match(line) {
			return true
		}
		top = isRule(line) || top && (len(line) == 0 || bytes.HasPrefix(line, []byte("[//]: #")))
	}
	return false
}

// increments reports whether a line -- is the beginning of a step, and not the underline of a title that
// begins a slide.
func (s *signs) increments() bool {
	if len(s.front.Keys()) > 0 && s.matches(remarkMarks) == 0 {
		return false
	}
	words := 0 // lines of the slide above
	for i, line := range s.lines {
		switch {
		case isRule(line):
			words = 0
		case isWord(line, "--") && words > 0 && (words > 1 || len(s.lines[i-1]) == 0):
			return true
		case len(line) > 0:
			words++
		}
	}
	return false
}
