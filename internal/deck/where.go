package deck

import "strings"

// reach is how far from its old place a slide is looked for, at least: nobody moves one farther
// while it is shown, and a deck of thousands is not parsed whole for it.
const reach = 150

// Where tells where the slides of an earlier version of the deck stand now: the function gives the
// new index of an old slide, or -1 for one that is gone. A slide is found by what is on it, or else
// by its title. The closing slide is the closing slide, whatever it says. One that was edited beyond
// that stands between the slides that it stood between. The function remembers what it has found,
// and is not for several goroutines at once.
func (d *Deck) Where(old *Deck) func(i int) int {
	f := &finder{old: old, now: d, parts: map[int][]int{}}
	return f.where
}

// finder looks for the slides of one deck in another.
type finder struct {
	old, now *Deck
	parts    map[int][]int // where the slides of a part are now, by the part's number
}

// where pairs the part of reach slides that a slide is in, and those ahead and behind.
func (f *finder) where(i int) int {
	if i < 0 || i >= f.old.Len() {
		return -1
	}
	n := i / reach
	from := max(n-1, 0) * reach
	if _, ok := f.parts[n]; !ok {
		p := newPairing(f.old.names(from, (n+2)*reach), f.now.names(from, (n+2)*reach))
		p.inOrder()
		p.alike(name.content)
		p.alike(name.heading)
		p.between()
		f.parts[n] = p.to
	}
	if j := f.parts[n][i-from]; j >= 0 {
		return from + j
	}
	return -1
}

// name is what tells a slide from others.
type name struct{ title, text string }

func (n name) heading() string { return n.title }
func (n name) content() string { return n.text }

// names are those of the slides from an index to another. They keep no slide parsed.
func (d *Deck) names(from, to int) []name {
	var out []name
	for i := from; i < min(to, d.Len()); i++ {
		if d.Heads[i].Closing {
			out = append(out, name{text: "\x00closing"})
			continue
		}
		f := d.peek(i)
		out = append(out, name{f.Title, strings.TrimSpace(f.Text()) + pictures(f.Blocks)})
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

func newPairing(old, now []name) *pairing {
	p := &pairing{old: old, now: now, to: make([]int, len(old)), from: make([]int, len(now)), steady: make([]bool, len(old))}
	for i := range p.to {
		p.to[i] = -1
	}
	for j := range p.from {
		p.from[j] = -1
	}
	return p
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
	longest[len(p.old)] = make([]int, len(p.now)+1)
	for i := len(p.old) - 1; i >= 0; i-- {
		longest[i] = make([]int, len(p.now)+1)
		for j := len(p.now) - 1; j >= 0; j-- {
			if p.old[i].text == p.now[j].text {
				longest[i][j] = longest[i+1][j+1] + 1
			} else {
				longest[i][j] = max(longest[i+1][j], longest[i][j+1])
			}
		}
	}
	return longest
}

// alike pairs the slides left that are the same by some measure, wherever they stand.
func (p *pairing) alike(by func(name) string) {
	free := map[string][]int{}
	for j, n := range p.now {
		if k := by(n); k != "" && p.from[j] < 0 {
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

// between pairs the slides left that stand between the same two. Where some were added or are gone,
// a slide goes with the one ahead of it, or else with the one behind.
func (p *pairing) between() {
	before := -1
	for i := 0; i <= len(p.old); i++ {
		if i < len(p.old) && !p.steady[i] {
			continue
		}
		end := len(p.now)
		if i < len(p.old) {
			end = p.to[i]
		}
		start := 0
		if before >= 0 {
			start = p.to[before] + 1
		}
		p.gap(left(p.to, before+1, i), left(p.from, start, end), before < 0 && i < len(p.old))
		before = i
	}
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

func (p *pairing) gap(old, now []int, last bool) {
	n := min(len(old), len(now))
	if last {
		old, now = old[len(old)-n:], now[len(now)-n:]
	}
	for k := range n {
		p.pair(old[k], now[k])
	}
}
