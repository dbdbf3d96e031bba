package deck

import "strings"

// reach is how far from its old place a slide is looked for: nobody moves one farther while it is
// shown, and a deck of thousands is not parsed whole for it.
const reach = 150

// Where tells where the slides of an earlier version of the deck stand now: the function gives the
// new index of an old slide, or -1 for one that is gone. A slide is found by what is on it, or else
// by its title. The closing slide is the closing slide, whatever it says. One that was edited beyond
// that stands behind the slide that it stood behind, ahead of the one that it stood ahead of, or in
// its place, unless what is there stood elsewhere before. The function remembers what it has found,
// and is not for several goroutines at once.
func (d *Deck) Where(old *Deck) func(i int) int {
	f := &finder{old: newShelf(old), now: newShelf(d), found: map[int]int{}}
	return f.where
}

// finder looks for the slides of one deck in another.
type finder struct {
	old, now shelf
	found    map[int]int
}

func (f *finder) where(i int) int {
	if i < 0 || i >= f.old.Len() {
		return -1
	}
	j, ok := f.found[i]
	if !ok {
		j = f.find(i)
		f.found[i] = j
	}
	return j
}

func (f *finder) find(i int) int {
	if c := f.now.Closing(); c >= 0 && f.old.Heads[i].Closing {
		return c
	}
	if j := f.match(i); j >= 0 {
		return j
	}
	for _, side := range []int{-1, 1} {
		if beside := i + side; beside >= 0 && beside < f.old.Len() {
			if at := f.match(beside); at >= 0 && f.isNew(at-side) {
				return at - side
			}
		}
	}
	if f.isNew(i) {
		return i
	}
	return -1
}

// match finds a slide by what is on it or by its title, -1 for neither.
func (f *finder) match(i int) int {
	for _, by := range []func(name) string{name.content, name.heading} {
		if j := f.same(i, by); j >= 0 {
			return j
		}
	}
	return -1
}

// same is the slide that is the same as an old one by some measure. Of several it is the one that
// has as many of them ahead of it.
func (f *finder) same(i int, by func(name) string) int {
	want := by(f.old.name(i))
	if want == "" {
		return -1
	}
	ahead, last := 0, -1
	for j := max(i-reach, 0); j < i; j++ {
		if by(f.old.name(j)) == want {
			ahead++
		}
	}
	for j := max(i-reach, 0); j < min(i+reach, f.now.Len()); j++ {
		if by(f.now.name(j)) != want {
			continue
		}
		if last = j; ahead == 0 {
			return j
		}
		ahead--
	}
	return last
}

// isNew reports whether a slide is there that did not stand anywhere before.
func (f *finder) isNew(j int) bool {
	if j < 0 || j >= f.now.Len() {
		return false
	}
	n := f.now.name(j)
	for i := max(j-reach, 0); i < min(j+reach, f.old.Len()); i++ {
		o := f.old.name(i)
		alike := n.text != "" && o.text == n.text || n.title != "" && o.title == n.title
		if alike && f.match(i) == j { // One that is alike may stand elsewhere now.
			return false
		}
	}
	return true
}

// shelf is a deck with the names of its slides, each made once.
type shelf struct {
	*Deck
	names map[int]name
}

func newShelf(d *Deck) shelf { return shelf{d, map[int]name{}} }

// name is what tells a slide from others.
type name struct{ title, text string }

func (n name) heading() string { return n.title }
func (n name) content() string { return n.text }

// name is that of a slide. It does not keep the slide parsed.
func (s shelf) name(i int) name {
	n, ok := s.names[i]
	if !ok {
		f := s.peek(i)
		n = name{f.Title, strings.TrimSpace(f.Text()) + pictures(f.Blocks)}
		s.names[i] = n
	}
	return n
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
