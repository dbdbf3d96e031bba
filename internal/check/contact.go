package check

import (
	"fmt"
	"slices"
	"strings"

	"github.com/westandtogether-assembly/assembly/internal/deck"
	"github.com/westandtogether-assembly/assembly/slides/rules"
)

// checkDigits is what to do about a wrong number.
const checkDigits = "correct it digit by digit"

// numbers finds the wrong telephone numbers of a slide and of its notes.
func (t *theFile) numbers(c *checker, i int) {
	n := &numberer{checker: c, file: t, slide: i, shown: c.shown(i), told: map[string]bool{}}
	n.rows(c.PublicSlide(i).Rows)
	for _, b := range allBlocks(c.Slide(i).Blocks) {
		n.table(b)
		if b.Kind == deck.Picture && b.Image != nil {
			n.piece(piece{text: b.Image.Alt, pos: b.Pos}, " in the words for a picture")
		}
	}
	for _, p := range n.shown {
		n.piece(p, "")
	}
	clear(n.told)
	for _, p := range c.allSaid(i) {
		n.piece(p, " in its notes")
	}
}

// numberer finds the wrong telephone numbers of a slide.
type numberer struct {
	*checker
	file  *theFile
	slide int
	shown []piece
	told  map[string]bool // numbers, by how they are written
}

// rows finds the wrong numbers of a closing slide, where the labels decide.
func (n *numberer) rows(rows []deck.Row) {
	for _, r := range rows {
		verdict, right := rules.JudgeRow(r.Label, r.Number)
		if r.Number == "" || verdict != rules.Wrong {
			n.told[r.Number] = n.told[r.Number] || r.Number != "" && verdict != rules.Unknown
			continue
		}
		n.wrongRow(r, right, n.rowPos(r))
	}
}

func (n *numberer) wrongRow(r deck.Row, right rules.Official, pos deck.Pos) {
	n.told[r.Number] = true
	n.add(Finding{Slide: n.slide + 1, Pos: pos, Severity: Error, Hint: checkDigits,
		What: fmt.Sprintf("slide %d has a wrong number for %q: %s", n.slide+1, r.Label, r.Number), Detail: "expected " + right.String()})
}

// rowPos is the place of the number of a row: in the only text that has it, or in the one with its label.
func (n *numberer) rowPos(r deck.Row) deck.Pos {
	var with []piece
	for _, p := range n.shown {
		text := strings.Join(strings.Fields(p.text), " ")
		switch has := strings.Contains(text, r.Number); {
		case has && r.Label != "" && strings.Contains(text, r.Label):
			return n.file.at(n.checker, n.slide, p, r.Number)
		case has:
			with = append(with, p)
		}
	}
	switch len(with) {
	case 0:
		return deck.Pos{}
	case 1:
		return n.file.at(n.checker, n.slide, with[0], r.Number)
	}
	return with[0].pos
}

// piece finds the wrong numbers of a text, each once.
func (n *numberer) piece(p piece, where string) {
	for _, number := range rules.FindNumbers(p.text) {
		text := strings.Join(strings.Fields(number.Text), " ")
		if n.told[text] {
			continue
		}
		if f := n.finding(number, text, where); f.What != "" {
			first, _, _ := strings.Cut(number.Text, "\n")
			if f.Pos = p.pos; !p.code {
				f.Pos = n.file.at(n.checker, n.slide, p, first)
			}
			n.add(f)
			n.told[text] = true
		}
	}
}

// finding is what is wrong with a number; nothing where it is right, or none of ours.
func (n *numberer) finding(number rules.Number, text, where string) Finding {
	verdict, right := rules.Judge(number)
	switch {
	case verdict == rules.Wrong:
		return Finding{Slide: n.slide + 1, Severity: Error, Hint: checkDigits,
			What: fmt.Sprintf("slide %d has a wrong number%s: %s", n.slide+1, where, text), Detail: "expected " + right.String()}
	case verdict == rules.Unknown && n.Meta.Source != "" && where == "" && len(number.Digits) > 5:
		return Finding{Slide: n.slide + 1, Severity: Warning, Hint: "check it digit by digit",
			What: fmt.Sprintf("slide %d has %s, which is not an official number that this program knows", n.slide+1, text)}
	}
	return Finding{}
}

// spacing finds official numbers that are not written as people know them, and says where in the file.
func (t *theFile) spacing(c *checker, i int) {
	s := &spacer{checker: c, file: t, slide: i, next: map[string]spot{}, missed: map[string]int{}, finding: Finding{Slide: i + 1, Severity: Warning}}
	for _, p := range c.shown(i) {
		s.piece(p)
	}
	for _, p := range c.allSaid(i) {
		s.piece(p)
	}
	if len(s.told) > 0 {
		s.finding.What = fmt.Sprintf("slide %d: %s", i+1, andList(s.told))
		s.finding.Hint = "write " + andList(s.right)
		c.add(s.finding)
	}
}

// spacer finds the official numbers of a slide that are not written as people know them.
type spacer struct {
	*checker
	file        *theFile
	slide       int
	next        map[string]spot // where to look for a text again
	missed      map[string]int  // the line from which on a text is not found
	told, right []string
	finding     Finding
}

func (s *spacer) piece(p piece) {
	if p.code {
		return
	}
	for _, n := range rules.FindNumbers(p.text) {
		verdict, right := rules.Judge(n)
		if verdict != rules.Respaced {
			continue
		}
		if s.told == nil {
			s.finding.Pos = p.pos
		}
		s.told = appendNew(s.told, strings.Join(strings.Fields(n.Text), " ")+" "+rules.Written(n))
		s.right = appendNew(s.right, right.Number)
		s.fix(p.pos, n.Text, right.Number)
	}
}

// fix adds the fix of a number to the finding, where the file has the number as it is.
func (s *spacer) fix(pos deck.Pos, text, right string) {
	from := spot{line: s.place(s.slide, pos)}
	if next := s.next[text]; next.line > from.line || next.line == from.line && next.col > from.col {
		from = next
	}
	if line, missed := s.missed[text]; pos.File != s.Name || missed && from.line >= line {
		return
	}
	at, ok := s.file.of(s.checker).find(from, s.lastLine(s.slide), text)
	if !ok {
		s.missed[text] = from.line
		return
	}
	s.next[text] = spot{at.line, at.col + len(text)}
	fix := Fix{Line: at.line, From: at.col, To: at.col + len(text), Text: right}
	if s.finding.Fix == nil {
		s.finding.Fix = &fix
		s.finding.Pos.Line, s.finding.Pos.Col = at.line, at.col+1
	} else {
		s.finding.Fix.More = append(s.finding.Fix.More, fix)
	}
}

func appendNew(all []string, text string) []string {
	if slices.Contains(all, text) {
		return all
	}
	return append(all, text)
}

// place is the line of a position, or that of the slide where it is not known.
func (c *checker) place(i int, pos deck.Pos) int {
	if pos.Line == 0 {
		return c.Slide(i).Pos.Line
	}
	return pos.Line
}

// lastLine is the last line of slide i in its file.
func (c *checker) lastLine(i int) int {
	if i+1 < c.Len() && c.Heads[i+1].Pos.File == c.Heads[i].Pos.File && c.Heads[i+1].Pos.Line > c.Heads[i].Pos.Line {
		return c.Heads[i+1].Pos.Line - 1
	}
	return 1 << 30
}

// closing holds the deck to its last slide.
func (c *checker) closing() {
	at := c.Closing()
	if at < 0 {
		c.add(Finding{Severity: Error, What: "the deck has no closing slide with the numbers to call",
			Hint: "end it with a slide of \"- label: number\" lines: " + contactList()})
		return
	}
	if at != c.Len()-1 {
		c.add(Finding{Slide: at + 1, Severity: Error, What: fmt.Sprintf("slide %d is the closing slide, and not the last of %d", at+1, c.Len()),
			Hint: "move it to the end: the numbers stay on the screen"})
	}
	if wrong := lacks(c.PublicSlide(at)); len(wrong) > 0 {
		c.add(Finding{Slide: at + 1, Severity: Error, What: fmt.Sprintf("slide %d, the closing slide, %s", at+1, strings.Join(wrong, ", and ")),
			Hint: "write its lines as: " + contactList()})
	}
}

// contactList is the lines of the closing slide.
func contactList() string {
	var out []string
	for _, c := range rules.Contacts() {
		out = append(out, c.Label+": "+c.Number)
	}
	return strings.Join(out, "; ")
}

// lacks says what is wrong with a closing slide.
func lacks(s deck.PublicSlide) []string {
	var missing, out []string
	for _, want := range rules.Contacts() {
		if len(rowsOf(s, want.Number)) == 0 {
			missing = append(missing, want.Number)
		}
	}
	if len(missing) > 0 {
		out = append(out, "does not show "+andList(missing))
	}
	if slices.ContainsFunc(s.Rows, func(r deck.Row) bool { return r.Number == "999" }) && !slices.ContainsFunc(s.Rows, isApart) {
		out = append(out, "does not set 999 apart, at the end")
	}
	if rows := rowsOf(s, "0800 789 321"); len(rows) > 0 && !slices.ContainsFunc(rows, namesHotline) {
		out = append(out, "does not call 0800 789 321 the Anti-Terrorist Hotline")
	}
	return out
}

// rowsOf are the rows with a number, or with one that should be it: a slip, and one that is spaced in another way, is
// told of by a rule of its own.
func rowsOf(s deck.PublicSlide, number string) []deck.Row {
	return slices.DeleteFunc(slices.Clone(s.Rows), func(r deck.Row) bool {
		verdict, right := rules.JudgeRow(r.Label, r.Number)
		known := verdict != rules.Unknown && right.Number == number
		return r.Number == "" || r.Number != number && !known
	})
}

func isApart(r deck.Row) bool { return r.Number == "999" && r.Apart }

func namesHotline(r deck.Row) bool { return strings.Contains(r.Label, "Anti-Terrorist Hotline") }
