package deck

import (
	"slices"
	"strings"
)

// Version is what Where asks of an earlier version of a deck: the deck itself, or its Marks.
type Version interface {
	Len() int
	Closing() int
	names(from, to int) []name
}

// reach is how far from its old place a slide is looked for, at least: nobody moves one farther
// while it is shown, and a deck of thousands is not parsed whole for it.
const reach = 150

// Where tells where the slides of an earlier version of the deck stand now: the function gives the
// new index of an old slide. For one that is gone it is negative: ^j, where j is the index of what
// has come in its place. A slide is found by what is on it, or else by its title. The closing slide
// is the closing slide, whatever it says. One that was edited beyond that stands between the slides
// that it stood between. The function remembers what it has found, and is not for several goroutines
// at once.
func (d *Deck) Where(old Version) func(i int) int {
	f := &finder{old: old, now: d, parts: map[int][]int{}}
	return f.where
}

// Keeps reports whether a slide of an earlier version is one of the deck beyond doubt: by what is on it, by its title, or
// as the closing slide. Where gives some only by where they stand.
func (d *Deck) Keeps(old Version, was, is int) bool {
	before, now := old.names(was, was+1), d.names(is, is+1)
	if len(before) == 0 || len(now) == 0 {
		return false
	}
	a, b := before[0], now[0]
	return a.text != 0 && a.text == b.text || a.title != 0 && a.title == b.title
}

// finder looks for the slides of one deck in another.
type finder struct {
	old   Version
	now   *Deck
	parts map[int][]int // where the slides of a part are now, by the part's number
}

func (f *finder) where(i int) int {
	if i < 0 || i >= f.old.Len() {
		return ^max(i, 0)
	}
	closing := f.now.Closing()
	if closing >= 0 && i == f.old.Closing() {
		return closing
	}
	j := f.found(i)
	if j == closing && closing >= 0 && f.old.Closing() >= 0 {
		return ^j // The numbers are no other slide's.
	}
	return j
}

// found pairs the part of reach slides that a slide is in, and those ahead and behind.
func (f *finder) found(i int) int {
	n := i / reach
	from := max(n-1, 0) * reach
	if _, ok := f.parts[n]; !ok {
		f.parts[n] = pairs(f.old.names(from, (n+2)*reach), f.now.names(from, (n+2)*reach))
	}
	j := f.parts[n][i-from]
	if j < 0 {
		return ^(from + ^j)
	}
	return from + j
}

// name tells a slide from others, by fingerprints of its title and of what is on it; 0 is that of nothing.
type name struct{ title, text uint64 }

// names are those of the slides from an index to another. They keep no slide parsed.
func (d *Deck) names(from, to int) []name {
	var out []name
	for i := from; i < min(to, d.Len()); i++ {
		if d.Heads[i].Closing {
			out = append(out, closingName())
			continue
		}
		f := d.PublicSlide(i)
		out = append(out, name{fingerprint(f.Title), fingerprint(strings.TrimSpace(f.Text()) + pictures(f.Blocks))})
	}
	return out
}

// pictures names the pictures of some blocks.
func pictures(blocks []Block) string {
	var b strings.Builder
	for _, bl := range blocks {
		if bl.Image != nil {
			b.WriteString("\x00" + bl.Image.Path + "\x00" + bl.Image.Alt)
		}
		b.WriteString(pictures(bl.Blocks))
	}
	return b.String()
}

// pairing pairs old slides with new ones.
type pairing struct {
	old, now []name
	to, from []int  // the other of the pair, -1 for none
	steady   []bool // the old slide stands where it stood among the others
}

// pairs gives the new slide of each old one.
func pairs(old, now []name) []int {
	p := &pairing{old: old, now: now, steady: make([]bool, len(old)),
		to: slices.Repeat([]int{-1}, len(old)), from: slices.Repeat([]int{-1}, len(now))}
	p.inOrder()
	p.alike(func(n name) uint64 { return n.text })
	p.between(p.titles)
	p.alike(func(n name) uint64 { return n.title })
	p.between(p.places)
	p.beside()
	p.gone()
	return p.to
}

func (p *pairing) pair(i, j int) { p.to[i], p.from[j] = j, i }

// inOrder pairs the longest common subsequence: as many slides as possible that are as they were, in
// the order in which they were.
func (p *pairing) inOrder() {
	longest := p.common()
	for i, j := 0, 0; i < len(p.old) && j < len(p.now); {
		switch {
		case p.old[i].text == p.now[j].text:
			p.pair(i, j)
			p.steady[i] = true
			i, j = i+1, j+1
		case longest[i+1][j] >= longest[i][j+1]:
			i++
		default:
			j++
		}
	}
}

// common is the length of the longest common subsequence of what follows each pair of places.
func (p *pairing) common() [][]int {
	longest := make([][]int, len(p.old)+1)
	for i := range longest {
		longest[i] = make([]int, len(p.now)+1)
	}
	for i, a := range slices.Backward(p.old) {
		for j, b := range slices.Backward(p.now) {
			longest[i][j] = max(longest[i+1][j], longest[i][j+1])
			if a.text == b.text {
				longest[i][j] = longest[i+1][j+1] + 1
			}
		}
	}
	return longest
}

// alike pairs the slides left that are the same by some measure, wherever they stand.
func (p *pairing) alike(by func(name) uint64) {
	free := map[uint64][]int{}
	for j, n := range p.now {
		if k := by(n); k != 0 && p.from[j] < 0 {
			free[k] = append(free[k], j)
		}
	}
	for i, n := range p.old {
		if js := free[by(n)]; p.to[i] < 0 && len(js) > 0 {
			p.pair(i, js[0])
			free[by(n)] = js[1:]
		}
	}
}

// between pairs the slides left that stand between the same two: those of the same title first. Where
// some were added or are gone, a slide goes with the one ahead of it, or else with the one behind.
func (p *pairing) between(pair func(old, now []int, last bool)) {
	from, start := 0, 0
	for i, steady := range p.steady {
		if steady {
			pair(left(p.to, from, i), left(p.from, start, p.to[i]), from == 0)
			from, start = i+1, p.to[i]+1
		}
	}
	pair(left(p.to, from, len(p.old)), left(p.from, start, len(p.now)), false)
}

// left lists the places from one to another that are in no pair.
func left(of []int, from, to int) []int {
	var out []int
	for i := from; i < to; i++ {
		if of[i] < 0 {
			out = append(out, i)
		}
	}
	return out
}

// titles pairs the slides of one title, in their order.
func (p *pairing) titles(old, now []int, _ bool) {
	for _, i := range old {
		t := p.old[i].title
		if k := slices.IndexFunc(now, func(j int) bool { return t != 0 && t == p.now[j].title }); k >= 0 {
			p.pair(i, now[k])
			now = now[k+1:]
		}
	}
}

// places pairs slides one by one, from the first or from the last.
func (p *pairing) places(old, now []int, last bool) {
	n := min(len(old), len(now))
	if last {
		old, now = old[len(old)-n:], now[len(now)-n:]
	}
	for k := range n {
		p.pair(old[k], now[k])
	}
}

// beside pairs the slides left that stand next to one that they stood next to, as in a part of the
// deck that has moved.
func (p *pairing) beside() {
	for i := range p.old {
		for _, side := range []int{-1, 1} {
			if k := i + side; p.to[i] < 0 && k >= 0 && k < len(p.old) && p.to[k] >= 0 {
				if j := p.to[k] - side; j >= 0 && j < len(p.now) && p.from[j] < 0 {
					p.pair(i, j)
				}
			}
		}
	}
}

// gone gives the slides left the place behind the nearest slide ahead that stands where it stood, or
// else that of the nearest one behind.
func (p *pairing) gone() {
	place, first := 0, slices.Index(p.steady, true)
	if first >= 0 {
		place = p.to[first]
	}
	for i, j := range p.to {
		switch {
		case p.steady[i]:
			place = j + 1
		case j < 0 && first < 0:
			p.to[i] = ^i
		case j < 0:
			p.to[i] = ^place
		}
	}
}
