package deck

// reach is how far from its old place a slide is looked for: nobody moves one farther while it is
// shown, and a deck of thousands is not parsed whole for it.
const reach = 150

// Where is the index of the slide that was slide i of an earlier version of the deck: the nearest
// with its text, or else with its title. Failing that the slide has been edited in its place, or,
// where one stands that stood elsewhere before, it is gone: then it is -1.
func (d *Deck) Where(old *Deck, i int) int {
	if i < 0 || i >= old.Len() {
		return -1
	}
	text, title := old.peek(i).Text(), old.Title(i)
	if j := d.nearest(i, func(j int) bool { return d.peek(j).Text() == text }); j >= 0 {
		return j
	}
	if j := d.nearest(i, func(j int) bool { return d.Title(j) == title }); j >= 0 {
		return j
	}
	if i >= d.Len() || old.nearest(i, func(j int) bool { return old.Title(j) == d.Title(i) }) >= 0 {
		return -1
	}
	return i
}

// nearest is the slide nearest to i of which something is true, -1 for none within reach.
func (d *Deck) nearest(i int, is func(j int) bool) int {
	for off := range reach {
		for _, j := range []int{i - off, i + off} {
			if j >= 0 && j < d.Len() && is(j) {
				return j
			}
		}
	}
	return -1
}
