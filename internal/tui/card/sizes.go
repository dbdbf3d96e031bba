package card

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strconv"

	"github.com/westandtogether-assembly/assembly/internal/bigtype"
	"github.com/westandtogether-assembly/assembly/internal/cell"
	"github.com/westandtogether-assembly/assembly/internal/render"
	"github.com/westandtogether-assembly/assembly/internal/tui/ui"
)

// sample is a line of drawn type.
type sample struct {
	bigtype.Layout
	reach float64 // how far it is read well, in heights of the picture
	back  bool    // the line that the back row must be able to read
}

// shares are the sizes of the lines as shares of the one for the back row, the most useful first.
func shares() []float64 { return []float64{1, 1.5, 0.75, 2, 0.5} }

const (
	bar     = 2    // columns to the left of the lines, for the bar beside the one for the back row
	between = 0.35 // rows between two lines, at least
)

// sizes draws lines of type, each with the distance that it is good for, and below them the terminal's own
// letters.
func (m *Model) sizes(g *cell.Grid, r ui.Rect) {
	r = r.Inset(min(1, r.W/8), 0)
	own := r.H > 1
	if own {
		r.H--
		g.Put(r.X, r.Y+r.H, m.ownLine(r.W), m.ink())
	}
	lines := m.samples(r)
	if len(lines) == 0 {
		m.noSamples(g, r)
		return
	}
	m.paint(g, r, lines)
}

// samples are the lines for which there is room: the one for the back row, and of the others as many as
// possible.
func (m *Model) samples(r ui.Rect) []sample {
	font, least := bigtype.GoBold(), m.view(r).LeastSize()
	if math.IsInf(least, 1) || m.size.Height < 1 {
		return nil
	}
	back := max(m.setup.Hall.distance()*float64(m.size.Height)/render.AimShare/font.XHeight(), least)
	var out []sample
	room := float64(r.H)
	for _, share := range shares() {
		if share*back < least {
			continue
		}
		if s, ok := m.sample(font, r, share*back); ok && s.H+between <= room {
			room -= s.H + between
			s.back = share == 1
			out = append(out, s)
		} else if share == 1 {
			return nil
		}
	}
	slices.SortFunc(out, func(a, b sample) int { return cmp.Compare(b.Size, a.Size) })
	return out
}

// sample is a line of a size, in the longest words that fit.
func (m *Model) sample(font *bigtype.Font, r ui.Rect, size float64) (sample, bool) {
	reach := render.Reach(size*font.XHeight(), m.size.Height, render.AimShare)
	for _, words := range m.words(reach) {
		l, ok := font.Set(bigtype.Text{{Text: words}}, float64(r.W-bar)/2, size)
		if ok && len(l.Lines) == 1 {
			return sample{Layout: l, reach: reach}, true
		}
	}
	return sample{}, false
}

// words are what a line says of the distance that it is good for, from the longest way to the shortest.
func (m *Model) words(reach float64) []string {
	d := number(reach)
	if !m.setup.Hall.measured() {
		return []string{"Read this from " + d + " heights", d + " heights", d}
	}
	metres := m.metres(reach)
	return []string{"Read this from " + metres + ", " + d + " heights", "Read this from " + metres, metres, number(reach * m.setup.Hall.Height)}
}

// metres is a distance in the hall.
func (m *Model) metres(heights float64) string { return number(heights*m.setup.Hall.Height) + " m" }

// number is a distance rounded down, so that no line promises more than it holds.
func number(v float64) string {
	v += 1e-9
	if v >= 10 {
		return strconv.Itoa(int(v))
	}
	return strconv.FormatFloat(math.Floor(v*10)/10, 'f', -1, 64)
}

// paint draws lines from the top of a rectangle on, spread over it.
func (m *Model) paint(g *cell.Grid, r ui.Rect, lines []sample) {
	left := float64(r.H)
	for _, s := range lines {
		left -= s.H
	}
	gap := left / float64(len(lines))
	sheet, y := bigtype.NewSheet(r.W, r.H, m.palette().Background), 0.0
	for _, s := range lines {
		colour := m.palette().Foreground
		if s.back {
			colour = m.palette().Strong
			sheet.Rect(0, y, 0.5, s.H, colour)
		}
		sheet.Paint(bigtype.GoBold(), s.Layout, bar/2.0, y, s.W, bigtype.Left, func(uint8) cell.Color { return colour })
		y += s.H + gap
	}
	sheet.Draw(g, r.X, r.Y, m.view(r).Tier)
	m.remarks(g, r, lines, gap)
}

// remarks writes beside the lines, where there is room, how far they are read.
func (m *Model) remarks(g *cell.Grid, r ui.Rect, lines []sample, gap float64) {
	y := 0.0
	for _, s := range lines {
		x := bar + int(math.Ceil(2*s.W)) + 2
		for _, text := range []string{m.far(s.reach) + ", " + m.atMost(s.reach), m.atMost(s.reach)} {
			if row := int(y + s.Base); x+cell.Width(text) <= r.W && row < r.H {
				g.Put(r.X+x, r.Y+row, text, m.quiet())
				break
			}
		}
		y += s.H + gap
	}
}

// far is how far a line is read well, in the hall's metres where these are known.
func (m *Model) far(reach float64) string {
	if m.setup.Hall.measured() {
		return m.metres(reach)
	}
	return number(reach) + " heights"
}

// atMost says how far a line is just readable that is read well from a distance.
func (m *Model) atMost(reach float64) string {
	most := reach * render.FloorShare / render.AimShare
	if m.setup.Hall.measured() {
		return "at most " + m.metres(most)
	}
	return "at most " + number(most)
}

// ownLine is the smallest line: the terminal's own letters.
func (m *Model) ownLine(w int) string {
	reach := render.Reach(render.OwnXHeight, max(m.size.Height, 1), render.AimShare)
	far := m.far(reach)
	for _, text := range []string{"the terminal's own letters: " + far, "own letters: " + far} {
		if cell.Width(text) <= w {
			return ui.Fitting(w, text, m.atMost(reach))
		}
	}
	return cell.Truncate(far, w)
}

// noSamples says why there is no line for the back row.
func (m *Model) noSamples(g *cell.Grid, r ui.Rect) {
	text := "Drawn type for the back row has no room in this window: make the window larger, or its letters smaller (Ctrl and -)."
	if math.IsInf(m.view(r).LeastSize(), 1) {
		text = "This terminal shows its own letters only: the more you enlarge them (Ctrl and +), the farther they are read."
	}
	for i, l := range fitting([]string{text, "no drawn type here"}, r.W, max(r.H, 1)) {
		g.Put(r.X, r.Y+i, l, m.strong())
	}
}

func (m *Model) sizesFoot() []string {
	where := "Each line says how far it is read well, in heights of the picture. Sit in the back row"
	switch h := m.setup.Hall; {
	case h.measured():
		where = fmt.Sprintf("The back row is %s m away, %s heights of the picture. Sit there", number(h.BackRow), number(h.distance()))
	case h.Distance > 0:
		where = fmt.Sprintf("The back row is %s heights of the picture away. Sit there", number(h.Distance))
	}
	return []string{
		where + ": you must be able to read the line with the bar. If not: focus the projector, darken the hall, or move the last rows nearer.",
		"Sit in the back row and read the line with the bar. If you cannot: focus the projector, darken the hall.",
		"Can the back row read the line with the bar?",
	}
}
