package check

import (
	"fmt"
	"math"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"unicode"

	"github.com/westandtogether-assembly/assembly/internal/cell"
	"github.com/westandtogether-assembly/assembly/internal/deck"
	"github.com/westandtogether-assembly/assembly/internal/render"
	"github.com/westandtogether-assembly/assembly/internal/theme"
	"github.com/westandtogether-assembly/assembly/slides/rules"
)

// Legibility is the name of the rule of what the back row can read.
const Legibility = "legibility"

// legibility are the rules of what the back row can read.
func legibility() []rule {
	return []rule{
		legibleRule(),
		{name: "font", about: "characters that no font here can draw", slide: (*checker).fonts},
		{name: "emoji", about: "emoji, which differ from computer to computer", slide: (*checker).emoji},
		{name: "picture", about: "a picture that cannot be shown", slide: (*checker).picture},
		{name: "contrast", about: "a theme whose words are too faint for a projector", check: (*checker).contrast},
	}
}

func legibleRule() rule {
	return rule{name: Legibility, about: "words too small for the back row, or without room", slide: (*checker).legible}
}

// sight is how a step of a slide comes out in a hall.
type sight struct {
	render.Fit
	size Window
	step int
}

// read reports how the step is read at a distance in heights of the picture: at the floor, and at the aim.
func (s sight) read(distance float64) (atAll, well bool) {
	if s.XHeight == 0 || !s.Fits() {
		return s.Fits(), s.Fits()
	}
	return render.Reach(s.XHeight, s.size.H, render.FloorShare) >= distance, render.Reach(s.XHeight, s.size.H, render.AimShare) >= distance
}

// worse reports whether it is read less well than another.
func (s sight) worse(o sight) bool {
	if s.Lost != o.Lost {
		return s.Lost > o.Lost
	}
	return s.XHeight > 0 && (o.XHeight == 0 || render.Reach(s.XHeight, s.size.H, 1) < render.Reach(o.XHeight, o.size.H, 1))
}

// mostSteps is how many steps of a slide are looked at: no talk has as many on one.
const mostSteps = 200

// worst is the step of a slide, counted from 0, that is read least well in a hall, or the first that cannot be read.
func (c *checker) worst(i int, size Window) sight {
	var out sight
	for step := range min(c.looks(i), mostSteps) {
		s := sight{c.renderer.Fit(i, step, c.view(size)), size, step}
		if step == 0 || s.worse(out) {
			out = s
		}
		if atAll, _ := s.read(c.Distance); !atAll {
			return s
		}
	}
	return out
}

// looks is how many steps of a slide differ. One of several screens may have more steps than screens.
func (c *checker) looks(i int) int {
	if screens := c.renderer.Screens(i); screens > 1 {
		return screens
	}
	return c.renderer.Steps(i)
}

func (c *checker) view(size Window) render.View {
	return render.View{W: size.W, H: size.H, Palette: c.Palette, Tier: size.Tier, Fill: render.FillMax}
}

// seen is how a slide comes out in the halls.
type seen struct {
	missing string   // characters that no font has
	worst   sight    // of those that are not read well
	bad     []Window // at which it is not
	remedy  string
}

// look finds out how every slide comes out at every size, on all processors. The slides of a group go to one of them:
// they are measured together. The reader of the deck has then told all that it has to say, which rules ask for.
func (c *checker) look() {
	c.seen = make([]seen, c.Len())
	var next atomic.Int64
	var all sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		own := *c
		own.Font = c.Font.Clone()
		own.renderer = own.rendererOf(c.Deck)
		all.Go(func() {
			for {
				from := int(next.Add(render.GroupSpan)) - render.GroupSpan
				if from >= c.Len() {
					return
				}
				for i := from; i < min(from+render.GroupSpan, c.Len()); i++ {
					c.seen[i] = own.see(i)
				}
			}
		})
	}
	all.Wait()
}

// see finds out how a slide comes out at every size.
func (c *checker) see(i int) seen {
	var out seen
	for n, size := range c.Windows {
		if c.renderer.Reads(i, c.view(size), c.Distance*float64(size.H)/render.AimShare) {
			continue
		}
		s := c.worst(i, size)
		if n == 0 {
			out.missing = s.Missing
		}
		if _, well := s.read(c.Distance); well {
			continue
		}
		if len(out.bad) == 0 || s.worse(out.worst) {
			out.worst = s
		}
		out.bad = append(out.bad, size)
	}
	if len(out.bad) > 0 {
		out.remedy = c.remedy(i, out.worst)
	}
	return out
}

// legible tells of a slide that is not read well in the halls.
func (c *checker) legible(i int) {
	s := c.seen[i]
	if len(s.bad) == 0 {
		return
	}
	f := Finding{Slide: i + 1, Severity: Warning, Windows: s.bad, Hint: s.remedy}
	if atAll, _ := s.worst.read(c.Distance); !atAll {
		f.Severity = Error
	}
	f.What, f.Detail = c.sightText(i, s.worst)
	f.Detail = "at " + windowList(s.bad) + ": " + f.Detail
	c.add(f)
}

// sightText says what cannot be read, and why.
func (c *checker) sightText(i int, s sight) (what, why string) {
	slide, smallest := slideText(i, s), "the smallest"
	if s.XHeight == render.OwnXHeight {
		smallest += ", in the terminal's own letters,"
	}
	words := plural(rules.CountWords(deck.PublicSlide{Blocks: c.PublicSlide(i).Screen(s.step)}.Text()), "word", "words")
	switch atAll, _ := s.read(c.Distance); {
	case !s.Fits():
		return slide + " does not fit: " + words, plural(s.Lost, "line is", "lines are") + " missing"
	case !atAll:
		return slide + " cannot be read from the back: " + words, fmt.Sprintf("%s are read from %s picture heights, and the back row is at %s",
			smallest, number(round(render.Reach(s.XHeight, s.size.H, render.FloorShare))), number(c.Distance))
	}
	return slide + " is hard to read from the back: " + words, fmt.Sprintf("%s are read well from %s picture heights, and the back row is at %s",
		smallest, number(round(render.Reach(s.XHeight, s.size.H, render.AimShare))), number(c.Distance))
}

// windowList is windows for a message.
func windowList(all []Window) string {
	var out []string
	for _, w := range all {
		out = append(out, w.String())
	}
	return strings.TrimSuffix(strings.Join(out, " and "), ",")
}

// round is a distance rounded down, so that no figure says more than is true.
func round(d float64) float64 { return math.Floor(d*10) / 10 }

// number is a figure without needless zeros.
func number(v float64) string { return strings.TrimSuffix(fmt.Sprintf("%.1f", v), ".0") }

func slideText(i int, s sight) string {
	if s.step > 0 {
		return fmt.Sprintf("slide %d, step %d", i+1, s.step+1)
	}
	return fmt.Sprintf("slide %d", i+1)
}

// A step of a terminal's zoom changes its font by about a tenth, and nobody presses the key more often.
const (
	zoomStep  = 1.1
	mostZooms = 8
)

// mostScreens is how many screens a slide may be shown on, or steps it may have, before no zoom of the window is
// looked for: a slide of more is several.
const mostScreens = 30

// remedy says what makes a slide readable. The renderer is asked what another zoom of the window would do.
func (c *checker) remedy(i int, s sight) string {
	const fewer = "use fewer words, or make two slides of it"
	switch {
	case c.looks(i) > mostScreens:
		return "make several slides of it"
	case c.PublicSlide(i).Screens > 1:
		return fewer
	}
	alone := *c
	alone.renderer = c.rendererOf(only{c.Deck, i})
	const otherwise = "show the hall in a browser, or use fewer words"
	if n := alone.finer(s.size); n > 0 {
		to := zoomed(s.size, n)
		return fmt.Sprintf("make the hall's letters %s smaller (Ctrl and -) or its window larger, to %dx%d, %s", plural(n, "step", "steps"), to.W, to.H, otherwise)
	}
	if n := alone.coarser(s.size); n > 0 {
		to := zoomed(s.size, -n)
		return fmt.Sprintf("make the hall's letters %s larger (Ctrl and +), so that the window is %dx%d, or use fewer words", plural(n, "step", "steps"), to.W, to.H)
	}
	return fewer
}

// finer is the fewest steps to smaller letters after which the only slide is drawn, if it is read well then; 0 for
// none. Where the type is drawn, still finer cells make it no larger.
func (c *checker) finer(size Window) int {
	for n := 1; n <= mostZooms; n++ {
		s := c.worst(0, zoomed(size, n))
		if _, well := s.read(c.Distance); well {
			return n
		}
		if s.XHeight > render.OwnXHeight {
			return 0
		}
	}
	return 0
}

// Windows of fewer columns and rows are not advised: slides are drawn for this size and up.
const usefulColumns, usefulRows = 40, 12

// coarser is the fewest steps to larger letters after which the only slide is read well in the terminal's own; 0 for
// none.
func (c *checker) coarser(size Window) int {
	for n := 1; n <= mostZooms; n++ {
		to := zoomed(size, -n)
		if to.W < usefulColumns || to.H < usefulRows {
			return 0
		}
		if render.Reach(render.OwnXHeight, to.H, render.AimShare) < c.Distance {
			continue
		}
		if _, well := c.worst(0, to).read(c.Distance); well {
			return n
		}
	}
	return 0
}

// only is one slide of a deck.
type only struct {
	*deck.Deck
	slide int
}

// Len implements render.Slides.
func (o only) Len() int { return 1 }

// PublicSlide implements render.Slides.
func (o only) PublicSlide(int) deck.PublicSlide { return o.Deck.PublicSlide(o.slide) }

// fonts finds characters that no font here can draw. Emoji are told apart.
func (c *checker) fonts(i int) {
	var told []string
	seen := map[rune]bool{}
	for _, r := range c.seen[i].missing {
		if !seen[r] && !isEmoji(r) && unicode.IsGraphic(r) {
			told = append(told, cell.Clean(fmt.Sprintf("%c (U+%04X)", r, r)))
		}
		seen[r] = true
	}
	if len(told) > 0 {
		c.add(Finding{Slide: i + 1, Severity: Warning,
			What: fmt.Sprintf("slide %d: no font here can draw %s: the terminal's own small letters stand there", i+1, listed(told)),
			Hint: "use other characters, or install a font that has them on the computer that shows the slides"})
	}
}

// emoji finds emoji: each computer has its own, and terminals do not agree how wide they are.
func (c *checker) emoji(i int) {
	var told []string
	seen := map[rune]bool{}
	for _, r := range c.PublicSlide(i).Text() {
		if isEmoji(r) && !seen[r] {
			told = append(told, string(r))
		}
		seen[r] = true
	}
	if len(told) > 0 {
		c.add(Finding{Slide: i + 1, Severity: Warning,
			What: fmt.Sprintf("slide %d has emoji, %s, which look different on each computer", i+1, listed(told)),
			Hint: "look at the slide on the computer and the screen of the hall, or use words"})
	}
}

// isEmoji reports whether a character is drawn as a picture in colour by default.
func isEmoji(r rune) bool {
	return r >= 0x1F000 && r <= 0x1FAFF || r == 0xFE0F || unicode.Is(pictographs, r)
}

// pictographs are the emoji of Unicode below U+10000 that are pictures without being asked for.
var pictographs = &unicode.RangeTable{R16: []unicode.Range16{ //nolint:gochecknoglobals // A table that never changes.
	{0x231A, 0x231B, 1}, {0x23E9, 0x23EC, 1}, {0x23F0, 0x23F3, 3}, {0x25FD, 0x25FE, 1}, {0x2614, 0x2615, 1},
	{0x2648, 0x2653, 1}, {0x267F, 0x2693, 20}, {0x26A1, 0x26A1, 1}, {0x26AA, 0x26AB, 1}, {0x26BD, 0x26BE, 1},
	{0x26C4, 0x26C5, 1}, {0x26CE, 0x26D4, 6}, {0x26EA, 0x26EA, 1}, {0x26F2, 0x26F3, 1}, {0x26F5, 0x26FA, 5},
	{0x26FD, 0x2705, 8}, {0x270A, 0x270B, 1}, {0x2728, 0x2728, 1}, {0x274C, 0x274E, 2}, {0x2753, 0x2755, 1},
	{0x2757, 0x2757, 1}, {0x2795, 0x2797, 1}, {0x27B0, 0x27BF, 15}, {0x2B1B, 0x2B1C, 1}, {0x2B50, 0x2B55, 5},
}}

// picture finds a picture whose file is there and cannot be shown.
func (c *checker) picture(i int) {
	if !c.renderer.HasPicture(i) {
		return
	}
	last := c.PublicSlide(i).Steps - 1
	if c.renderer.Frame(i, last, c.view(c.Windows[0])).Fit.Broken {
		c.add(Finding{Slide: i + 1, Severity: Warning, What: fmt.Sprintf("slide %d: a picture cannot be shown: its file is damaged", i+1),
			Hint: "save the picture again as PNG or JPEG"})
	}
}

// leastContrast is that of words on a projector, whose light the room washes out.
const leastContrast = 7

// contrast finds a theme whose words are too faint, for each number of colours that a terminal may have.
func (c *checker) contrast() {
	for _, colours := range []theme.Colours{theme.TrueColor, theme.Cube, theme.Sixteen, theme.Eight} {
		p := c.Palette.For(colours)
		least := math.Inf(1)
		for _, words := range []cell.Color{p.Foreground, p.Strong, p.Quiet} {
			if p.Background.Set {
				least = min(least, theme.Contrast(words, p.Background))
			}
		}
		if least < leastContrast {
			c.add(Finding{Severity: Warning, What: fmt.Sprintf("the theme %s has a contrast of %.1f to 1 %s: a projector needs %d", p.Name, least, colours, leastContrast),
				Hint: "choose another theme: " + strings.Join(theme.Names(), ", ")})
			return
		}
	}
}
