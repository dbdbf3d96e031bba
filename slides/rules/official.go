package rules

import "strings"

// official returns how many groups from the i-th are an official number, or one with a slip; 0 for none. Of one with
// more digits right behind it, it returns the official one too.
func (s *scanner) official(i int) (n int, longer string) {
	exact, slip := 0, 0
	for n := 1; i+n <= len(s.chain) && n <= mostDigits; n++ {
		digits := s.dialled(i, n)
		if len(digits) > mostDigits {
			break
		}
		_, right := exactly(digits)
		switch {
		case !right && !nearly(digits) || !s.called(i, n, digits):
		case right && s.goesOn(i+n):
			return n + s.more(i+n), digits
		case right && s.ends(i+n, true):
			exact = n
		case !right && s.ends(i+n, false):
			slip = n
		}
	}
	if exact > 0 {
		return exact, ""
	}
	return slip, ""
}

// nearly reports whether digits are an official number with a slip.
func nearly(digits string) bool {
	_, slip := slipOf(digits)
	_, cut := misdialled(digits)
	return slip || cut
}

// ends reports whether a number may end where another group follows. Behind an official one, an emergency number
// may follow; three or more other digits belong to the number.
func (s *scanner) ends(next int, exact bool) bool {
	last := s.chain[next-1]
	if next == len(s.chain) {
		return !last.tied
	}
	g := s.chain[next]
	if g.loose {
		return !last.tied || len(last.digits) >= 3
	}
	_, emergency := exactly(g.digits)
	return len(g.digits) <= 2 || g.opens() && len(g.digits) > 2 || g.apart() || exact && emergency
}

// apart reports whether a dash with spaces parts a group from that ahead.
func (g digitRun) apart() bool {
	return strings.ContainsFunc(g.gap, dash) && strings.HasPrefix(g.gap, " ") && strings.HasSuffix(g.gap, " ")
}

// goesOn reports whether the digits behind an official number belong to it. They do not where they begin another
// number, or say how many there are of something, as in 0800 1111 24 hours.
func (s *scanner) goesOn(next int) bool {
	if next == len(s.chain) {
		return false
	}
	g := s.chain[next]
	if _, emergency := exactly(g.digits); emergency || g.loose || g.apart() || g.lettered || g.tied || g.opens() && len(g.digits) > 2 {
		return false
	}
	_, behind := beside(s.text, g.from, g.to)
	return goesOn(behind) && !untilTime.MatchString(behind) && !startsDash(behind)
}

// startsDash reports whether a range goes on behind its first figure, as in 9-5.
func startsDash(behind string) bool {
	return strings.IndexFunc(strings.TrimLeft(behind, " "), dash) == 0
}

// more returns how many groups from the next one are behind an official number and belong to it.
func (s *scanner) more(next int) int {
	n := 1
	for next+n < len(s.chain) && n < mostDigits {
		if g := s.chain[next+n]; g.loose || g.apart() || g.opens() && len(g.digits) > 2 {
			break
		}
		n++
	}
	return n
}

// called reports whether n groups are meant as a number to call.
func (s *scanner) called(i, n int, digits string) bool {
	first, last := s.chain[i], s.chain[i+n-1]
	ahead, behind := beside(s.text, first.from, last.to)
	switch {
	case bookNumber.MatchString(ahead):
		return false
	case len(digits) > 4:
		return s.long(i, n, ahead)
	case first.lettered:
		return false
	case len(digits) != 3:
		return n == 1 && dialAhead.MatchString(spaced(s.aheadOf(first.from))) && goesOn(behind)
	}
	return s.spelt(i, n) && s.asked(first.from, ahead, behind)
}

// asked reports whether the words around three digits say that they are a number to call.
func (s *scanner) asked(from int, ahead, behind string) bool {
	if labelled(ahead, behind) {
		return true
	}
	return asksToCall(s.aheadOf(from), behind) && goesOn(behind) && !ofOther(ahead, behind)
}

// aheadOf is some of the text ahead of an offset: of the line, or of the one above where the line begins with it.
func (s *scanner) aheadOf(from int) string {
	line := ahead(s.text, from)
	above := strings.LastIndexByte(s.text[max(0, from-mostBeside):from], '\n')
	if strings.TrimSpace(line) != "" || above < 0 {
		return line
	}
	return ahead(s.text, max(0, from-mostBeside)+above) + " "
}

// long reports whether n groups of more than four digits may be an official number by how they are parted: they are no
// times, and no list.
func (s *scanner) long(i, n int, ahead string) bool {
	groups := s.chain[i : i+n]
	if (n == 2 && clock(groups[0].digits) && clock(groups[1].digits) && (groups[1].loose || ofTimes.MatchString(ahead)) || s.isRange(i, n)) && !talksOfCall(ahead+s.aheadOf(groups[0].from)) {
		return false
	}
	for j, g := range groups {
		if j > 0 && g.loose && !strings.Contains(g.gap, "\n") && (len(g.digits) < 3 || len(groups[j-1].digits) < 3) {
			return false
		}
	}
	return true
}

// spelt reports whether n groups of three digits are one, or each digit by itself: 9 9 9, 9-9-9.
func (s *scanner) spelt(i, n int) bool {
	return n == 1 || n == 3 && !s.chain[i+1].loose && !s.chain[i+2].loose && !strings.Contains(s.chain[i+1].gap+s.chain[i+2].gap, ".")
}

// anyNumber returns how many groups from the i-th are another telephone number; 0 for none. Beside the name of a
// helpline, that may be a shorter one.
func (s *scanner) anyNumber(i int) int {
	first, most := s.chain[i], s.run(i)
	ahead := ahead(s.text, first.from)
	if !first.plus && len(first.digits) < 3 || bookNumber.MatchString(ahead) {
		return 0
	}
	times := s.onlyTimes(i, most)
	for n := most; n > 0; n-- {
		digits := s.dialled(i, n)
		whole := len(digits) == 10 || len(digits) == 11 || first.plus && len(digits) >= 9 && len(digits) <= mostDigits
		if (whole && !times || s.isHelplines(i, n, digits)) && s.ends(i+n, true) {
			return n
		}
	}
	return 0
}

// isHelplines reports whether n groups are a free number with the name of a helpline beside it.
func (s *scanner) isHelplines(i, n int, digits string) bool {
	if !freePhone(digits) || len(digits) < 7 || len(digits) > 11 {
		return false
	}
	ahead, behind := beside(s.text, s.chain[i].from, s.chain[i+n-1].to)
	_, ok := named(Number{Digits: digits, ahead: ahead, behind: behind})
	return ok
}

// run returns how many groups from the i-th any number may have.
func (s *scanner) run(i int) int {
	n := 0
	for i+n < len(s.chain) && n < mostDigits && !s.chain[i+n].lettered && (n == 0 || !s.chain[i+n].loose) {
		n++
	}
	return n
}

// isRange reports whether n groups read like a range of times, such as 0800-1115 and 08.00 - 11.15, or of pages.
func (s *scanner) isRange(i, n int) bool {
	groups := s.chain[i : i+n]
	dashed := 0
	for _, g := range groups[1:] {
		if strings.ContainsFunc(g.gap, dash) {
			dashed++
		}
	}
	switch {
	case dashed != 1 || groups[0].plus:
		return false
	case n == 2:
		return groups[0].digits[0] != '0' || clock(groups[0].digits) && clock(groups[1].digits)
	}
	return n == 4 && groups[1].gap == "." && strings.ContainsFunc(groups[2].gap, dash) && groups[3].gap == "."
}

// onlyTimes reports whether n groups are the times of a timetable, such as 0900 1000 1100.
func (s *scanner) onlyTimes(i, n int) bool {
	for _, g := range s.chain[i : i+n] {
		if !clock(g.digits) {
			return false
		}
	}
	return true
}

// clock reports whether four digits are a time of the day.
func clock(digits string) bool {
	return len(digits) == 4 && digits < "2400" && digits[2] < '6'
}
