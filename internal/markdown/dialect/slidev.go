package dialect

import (
	"path"
	"slices"
	"strconv"
	"strings"

	"github.com/westandtogether-assembly/assembly/internal/lazyregexp"
)

// Slidev's decks are Markdown with tags of Vue. A line that begins with --- ends a slide, and what stands
// right below it, up to the next line ---, is the slide's settings, and so is a code fence of YAML at its top.
//
// Read are the settings hide and disabled; src, which brings the slides of other files in; image in layouts
// of pictures; background on slides without words. Slots become one below the other. The tags v-click,
// v-clicks and v-switch, and the attribute v-click, begin steps; code in magic-move has a step for each of its
// stages; snippets are read from their files; the comment at the end of a slide is its notes, in which
// [click] is [next]. Styles, scripts, other comments and attributes in braces are dropped.
//
// Not read, and told of, are Vue's expressions, components without text, pages in frames, and pictures and
// settings of layouts of the deck's own.
func (t *translator) slidev() {
	d := &slidevDeck{translator: t, files: map[*File][]slidevSlide{}}
	d.mdc = t.in.Front.True("mdc") || t.in.Front.True("comark")
	d.slides(t.file.slidevSlides(t.in.Body, t.in.Front), Front{})
	d.tellHidden("hide or disabled")
}

// slidevDeck is a deck that is being translated.
type slidevDeck struct {
	*translator
	files map[*File][]slidevSlide // that were brought in
	mdc   bool
	begun bool // a slide is written
}

// slides writes slides of a file, with settings that count before their own.
func (d *slidevDeck) slides(slides []slidevSlide, front Front) {
	for _, s := range slides {
		own := s.front
		s.front = front.over(own)
		switch {
		case isSet(own, "hide") || isSet(own, "disabled"):
			d.hide(s.at)
		case own.Text("src") != "":
			d.bringIn(own.Text("src"), s)
		case len(d.opened) > 1 && !d.spend(s.to-s.from+slideCost, s.at):
			return
		default:
			d.write(s)
		}
	}
}

// slideCost is what a slide of another file counts for besides its text, in bytes.
const slideCost = 100

// isSet reports whether a setting is anything but false.
func isSet(f Front, key string) bool {
	return !slices.Contains([]string{"", "false", "no", "off", "0", "null", "~"}, strings.ToLower(f.Text(key)))
}

// bringIn writes the slides of another file in the place of a slide.
func (d *slidevDeck) bringIn(src string, s slidevSlide) {
	name, part, _ := strings.Cut(src, "#")
	name = d.resolve(strings.TrimSpace(name))
	f, err := d.bring(name)
	if err != nil {
		d.warnf(s.at, "the slides of %s are left out: %v", Quote(clipped(name)), err)
		return
	}
	if !d.spend(len(d.files[f]), s.at) {
		return
	}
	slides, known := d.files[f]
	if !known {
		slides = f.slidevSlides(0, Front{})
		d.files[f] = slides
	}
	slides = d.choose(slides, part, d.file, s.at)
	d.within(name, f, func() { d.slides(slides, s.front.only("layout", "image", "background", "url")) })
}

// choose picks the slides that a range such as 1,3-5 names.
func (d *slidevDeck) choose(slides []slidevSlide, part string, file *File, at int) []slidevSlide {
	wanted := slideRange(part, len(slides))
	var out []slidevSlide
	for i, s := range slides {
		if wanted[i] {
			out = append(out, s)
		}
	}
	if len(out) == 0 {
		d.out.Warnings = append(d.out.Warnings, Warning{File: file, Off: at, Message: "no slide of this file is in the range that is named, or it has none"})
	}
	return out
}

// slideRange reads a range of slides, of which there are n.
func slideRange(part string, n int) []bool {
	wanted := make([]bool, n)
	all := part == "" || part == "all" || part == "*"
	for i := range wanted {
		wanted[i] = all
	}
	if all || len(part) > 1000 {
		return wanted
	}
	for _, p := range strings.FieldsFunc(part, func(r rune) bool { return r == ',' || r == ';' }) {
		from, to, ranged := strings.Cut(p, "-")
		first, _ := strconv.Atoi(strings.TrimSpace(from)) // What is no number is no slide.
		last, _ := strconv.Atoi(strings.TrimSpace(to))
		switch {
		case !ranged:
			last = first
		case strings.TrimSpace(to) == "":
			last = n
		}
		for i := max(first, 1); i <= min(last, n); i++ {
			wanted[i-1] = true
		}
	}
	return wanted
}

// resolve is the path from the deck's folder of a file that the file being read names. A path that begins
// with / or @/ is one already.
func (d *slidevDeck) resolve(name string) string {
	name = strings.ReplaceAll(name, `\`, "/")
	if rest, ok := strings.CutPrefix(name, "@/"); ok {
		return path.Clean(rest)
	}
	if rest, ok := strings.CutPrefix(name, "/"); ok {
		return path.Clean(rest)
	}
	return path.Join(d.folder(), name)
}

// scheme is what an address begins with.
var scheme = lazyregexp.New(`^([A-Za-z][\w+.-]+:|//|#)`)

// picture is the path from the deck's folder of a picture. One that begins with / is in the folder public.
func (d *slidevDeck) picture(name string) string {
	switch {
	case scheme.MatchString(name):
		return name
	case strings.HasPrefix(name, "/"):
		public := path.Join("public", name)
		if plain := strings.TrimLeft(name, "/"); d.in.Exists != nil && !d.in.Exists(public) && d.in.Exists(plain) {
			return plain
		}
		return public
	case strings.HasPrefix(name, "@/") || d.folder() != ".":
		return d.resolve(name)
	}
	return name
}
