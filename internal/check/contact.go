package check

import (
	"fmt"
	"slices"
	"strings"

	"assembly/internal/deck"
	"assembly/slides/rules"
)

// checkDigits is what to do about a wrong number.
const checkDigits = "correct it digit by digit"

// numbers finds the wrong telephone numbers of a slide and of its notes.
func (c *checker) numbers(i int) {
	shown := c.shown(i)
	told := map[string]bool{}
	if rows := c.PublicSlide(i).Rows; len(rows) > 0 {
		c.rowNumbers(i, rows, shown, told)
	}
	for _, p := range shown {
		c.pieceNumbers(i, p, "", told)
	}
	clear(told)
	for _, p := range c.allSaid(i) {
		c.pieceNumbers(i, p, " in its notes", told)
	}
}

// rowNumbers finds the wrong numbers of a closing slide, where the labels decide.
func (c *checker) rowNumbers(i int, rows []deck.Row, shown []piece, told map[string]bool) {
	for _, r := range rows {
		verdict, right := rules.JudgeRow(r.Label, r.Number)
		if r.Number == "" || verdict != rules.Wrong {
			told[r.Number] = told[r.Number] || r.Number != "" && verdict != rules.Unknown
			continue
		}
		told[r.Number] = true
		c.add(Finding{Slide: i + 1, Pos: firstWith(shown, r.Number), Severity: Error, Hint: checkDigits,
			What: fmt.Sprintf("slide %d has a wrong number for %q: %s", i+1, r.Label, r.Number), Detail: "expected " + right.String()})
	}
}

// firstWith is the place of the first text that holds another.
func firstWith(all []piece, text string) deck.Pos {
	for _, p := range all {
		if strings.Contains(strings.Join(strings.Fields(p.text), " "), text) {
			return p.pos
		}
	}
	return deck.Pos{}
}

// pieceNumbers finds the wrong numbers of a text, each once.
func (c *checker) pieceNumbers(i int, p piece, where string, told map[string]bool) {
	for _, n := range rules.FindNumbers(p.text) {
		text := strings.Join(strings.Fields(n.Text), " ")
		if told[text] || p.code {
			continue
		}
		verdict, right := rules.Judge(n)
		switch {
		case verdict == rules.Wrong:
			c.add(Finding{Slide: i + 1, Pos: p.pos, Severity: Error, Hint: checkDigits,
				What: fmt.Sprintf("slide %d has a wrong number%s: %s", i+1, where, text), Detail: "expected " + right.String()})
		case verdict == rules.Unknown && c.Meta.Source != "" && where == "" && len(n.Digits) > 5:
			c.add(Finding{Slide: i + 1, Pos: p.pos, Severity: Warning, Hint: "check it digit by digit",
				What: fmt.Sprintf("slide %d has %s, which is not an official number that this program knows", i+1, text)})
		default:
			continue
		}
		told[text] = true
	}
}

// spacing finds official numbers that are spaced otherwise, and says where in the file.
func (c *checker) spacing() {
	file := &theFile{}
	for i := range c.Len() {
		s := &spacer{checker: c, file: file, slide: i, next: map[string]spot{}, finding: Finding{Slide: i + 1, Severity: Warning}}
		for _, p := range c.shown(i) {
			s.piece(p)
		}
		for _, p := range c.allSaid(i) {
			s.piece(p)
		}
		if len(s.told) > 0 {
			s.finding.What = fmt.Sprintf("slide %d has numbers that are spaced otherwise than people know them: %s", i+1, listed(s.told))
			s.finding.Hint = "write " + andList(s.right)
			c.add(s.finding)
		}
	}
}

// spacer finds the official numbers of a slide that are spaced otherwise.
type spacer struct {
	*checker
	file        *theFile
	slide       int
	next        map[string]spot // where to look for a text again
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
		s.told = appendNew(s.told, strings.Join(strings.Fields(n.Text), " "))
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
	at, ok := s.file.of(s.checker).find(from, s.lastLine(s.slide), text)
	if !ok || pos.File != s.Name {
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
	rows := map[string]deck.Row{}
	for _, r := range s.Rows {
		rows[r.Number] = r
	}
	var missing, out []string
	for _, want := range rules.Contacts() {
		if _, ok := rows[want.Number]; !ok {
			missing = append(missing, want.Number)
		}
	}
	if len(missing) > 0 {
		out = append(out, "does not show "+andList(missing))
	}
	if r, ok := rows["999"]; ok && !r.Apart {
		out = append(out, "does not set 999 apart, at the end")
	}
	if r, ok := rows["0800 789 321"]; ok && !strings.Contains(r.Label, "Anti-Terrorist Hotline") {
		out = append(out, "does not call 0800 789 321 the Anti-Terrorist Hotline")
	}
	return out
}
