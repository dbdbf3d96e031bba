package pptx

import (
	"math"
	"strconv"
)

// The limits of PowerPoint: the page in points, and coordinates in its own unit, of which a point has
// 12700.
const (
	leastPage = 72.0
	mostPage  = 4032.0
	perPoint  = 12700
	farthest  = 1 << 30
)

// How far above the foot of its line the baseline stands, in parts of the size: of Arial, and of the
// typewriter face.
//
// Lines have exact spacing, as only then both programs put the same distance between baselines: 100 %
// is 1.2 times the size in PowerPoint and 1.117 times in LibreOffice. With exact spacing both keep what
// is below the baseline and give or take at the top, at least up to 1.2 times the size. LibreOffice
// keeps 0.2 for every face, as its own output shows. PowerPoint shares 1.2 out between the ascent and
// the descent of the face, which leaves 0.228 for Arial and 0.318 for Courier New, and rounds to whole
// points; that is drawn from measurements that others have published, not from our own. The values are
// between the two, so that neither program is off by more than 3 points up to 200 points of Arial.
const (
	depth     = 0.214
	depthMono = 0.25
)

// seat is the distance from the top of the text's box to its first baseline, in points.
func (t Text) seat() float64 {
	if t.Mono {
		return t.Leading - depthMono*t.Size
	}
	return t.Leading - depth*t.Size
}

// emu is points in PowerPoint's own unit.
func emu(points float64) string { return strconv.Itoa(units(points)) }

func units(points float64) int {
	return int(math.Round(limit(points*perPoint, -farthest, farthest)))
}

// length is emu for what cannot be negative.
func length(points float64) string { return emu(max(0, points)) }

// hundredths is for type sizes and line spacing.
func hundredths(points, least, most float64) string {
	return strconv.Itoa(int(math.Round(100 * limit(points, least, most))))
}

// limit keeps a number in a range. What is no number is 0, or the least there may be.
func limit(v, least, most float64) float64 {
	if math.IsNaN(v) {
		v = 0
	}
	return min(max(v, least), most)
}

func number(n int) string { return strconv.Itoa(n) }

func flag(on bool) string {
	if on {
		return "1"
	}
	return "0"
}
