package dialect

import "bytes"

// Marp's decks are CommonMark whose thematic breaks end slides, and so do headings when headingDivider says
// so. A comment that is a map with directives is dropped; any other is a note.
//
// Read are headingDivider, and header and footer with what they show on each slide; lists with * and 1),
// whose items are steps; pictures, without the words that are their size and look; backgrounds that stand
// beside the text, and others on slides with nothing else to show. Each line of a paragraph is one.
//
// Other directives change how a slide looks, and are dropped without a word.
func (t *translator) marp() {
	d := &marpDeck{translator: t, words: map[string]string{}}
	d.local, d.spot = marginals(t.in.Front)
	body, end := t.in.Body, len(t.file.Text)
	b := newMarpBlocks(t.file, d.divider(body, end))
	b.read(body, end)
	i := 0
	for n, s := range b.slides {
		if n > 0 {
			t.slideBreak(s.at)
		}
		for i < len(b.underlines) && b.underlines[i].at < s.from {
			i++
		}
		d.write(s, b.underlines[i:])
	}
}

// marpDeck is a deck that is being translated.
type marpDeck struct {
	*translator
	local, spot map[string]string // header and footer, of the slides from here on and of this one
	words       map[string]string // what headers and footers say, without their marks
}

// divider is the set of levels of headings that begin slides. What is said last counts.
func (d *marpDeck) divider(from, to int) (levels [7]bool) {
	levels, _ = d.in.Front.levels("headingDivider")
	for it := range d.file.items(from, to) {
		text := d.file.text(it)
		if it.kind == itemCode || it.kind == itemRaw || !bytes.Contains(text, []byte("headingDivider")) {
			continue
		}
		_, text, _ = bytes.Cut(text, []byte("<!--"))
		body, _, closed := bytes.Cut(text, []byte("-->"))
		if front, ok := looseSettings(body); ok && closed {
			if found, ok := front.levels("headingDivider"); ok {
				levels = found
			}
		}
	}
	return levels
}

// levels reads the levels of headings of a key: a list, or the lowest of them.
func (f Front) levels(key string) (levels [7]bool, ok bool) {
	texts := f.List(key)
	if len(texts) == 0 {
		return levels, false
	}
	if n := f.Int(key); n > 0 {
		for l := 1; l <= min(n, 6); l++ {
			levels[l] = true
		}
		return levels, true
	}
	for _, text := range texts {
		if len(text) == 1 && '1' <= text[0] && text[0] <= '6' {
			levels[text[0]-'0'] = true
		}
	}
	return levels, true
}

// marginals are the header and the footer in directives, and those for one slide.
func marginals(f Front) (local, spot map[string]string) {
	local, spot = map[string]string{}, map[string]string{}
	for _, key := range []string{"header", "footer"} {
		if f.Has(key) && !f.isSwitch(key) {
			local[key] = f.Text(key)
		}
		if f.Has("_"+key) && !f.isSwitch("_"+key) {
			spot[key] = f.Text("_" + key)
		}
	}
	return local, spot
}

// margin writes the header or the footer of a slide. One in the front matter is that of every slide that does
// not say otherwise.
func (d *marpDeck) margin(key string, at int) {
	text, ok := d.spot[key]
	if !ok {
		text = d.local[key]
	}
	if text != "" {
		text = d.marginText(text, key, at)
	}
	switch {
	case text != "" && d.spend(len(text), at):
		d.put("\n\n<!-- "+key+": "+text+" -->\n", at)
	case d.in.Front.Has(key):
		d.put("\n\n<!-- "+key+": \"\" -->\n", at)
	}
}
