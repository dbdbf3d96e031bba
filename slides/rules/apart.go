package rules

import (
	"bytes"
	"strings"
)

// pair is two vowels side by side, with what stands around them.
type pair struct {
	vowels        string
	first         bool   // one letter stands ahead of them: "lion"
	rest          []byte // what stands ahead of them
	before, after string // the letter ahead of them, and all that follows
}

// apart reports whether the vowel at a place and the next are of two syllables.
func apart(w []byte, i int) bool {
	p := pair{string(w[i : i+2]), i == 1, w[:i], letters(w, i-1, i), letters(w, i+2, len(w))}
	switch p.vowels[0] {
	case 'i':
		return p.apartI()
	case 'e':
		return p.apartE()
	case 'u':
		return p.apartU()
	}
	switch p.vowels {
	case "oe":
		return p.begins("m", "t") && len(p.after) < 5 // poem, poet
	case "oo":
		return p.first && p.before == "c" && p.begins("p", "rd") && len(p.after) > 3 // cooperate, coordinate
	case "oi", "yi", "ai":
		return p.ends("ng", "ngs") || p.ends("c", "cal") // going, trying, heroic
	case "ao":
		return p.begins("s", "t") // chaos
	}
	return false
}

func (p pair) apartI() bool {
	soft := false
	switch p.vowels {
	case "ia": // special, Asia and Italian, and not giant or associate
		soft = p.before == "l" && p.begins("n", "m", "r") || p.follows("tcsgh") && (p.after == "" || p.begins("l", "n")) || p.begins("g")
	case "io": // station, onion and behaviour, and not lion or period
		soft = p.follows("tscgxh") && !p.ends("", "s") || p.follows("nlv") && p.begins("n", "r", "ur") || p.begins("ur")
	case "ie": // quiet, audience and happier, and not field, patient or soldier
		if p.begins("t", "nc", "nt") {
			return !p.follows("tcn") && !p.begins("th")
		}
		return p.ends("r", "rs", "st") && len(p.rest) > 1 && !p.follows("dh")
	case "iu", "ii": // stadium, skiing
	default:
		return false
	}
	return p.first || !soft
}

func (p pair) apartE() bool {
	switch p.vowels {
	case "ea": // area, Korean, react, reality and create, and not sea, ocean or creature
		if p.ends("", "n", "ns") {
			return p.before != "c" && bytes.ContainsAny(p.rest, vowels)
		}
		return p.first && p.before == "r" && p.begins("ct", "li") || bytes.HasSuffix(p.rest, []byte("cr")) && p.begins("t")
	case "eo": // video and geography, and not people or George
		return p.ends("", "s") || len(p.rest) < 3 && !p.begins("p", "r")
	case "eu":
		return p.begins("m") // museum
	case "ei":
		return p.ends("ng", "ngs") // seeing
	}
	return false
}

func (p pair) apartU() bool {
	switch p.vowels {
	case "ua": // actual, usual and situation, and not persuade
		return p.before != "s" || p.begins("l")
	case "ue": // fluent, cruel and influence, and not blue or Tuesday
		return p.begins("n", "l") && !p.begins("ns")
	case "ui": // ruin, fluid, continuity and arguing, and not build or fruit
		return p.before != "r" && p.begins("n", "ty") || p.ends("ng", "ngs", "n", "d")
	case "uo":
		return true // continuous
	}
	return false
}

// follows reports whether a letter of a set stands ahead.
func (p pair) follows(set string) bool { return p.before != "" && strings.Contains(set, p.before) }

// begins reports whether what follows begins with one of some letters.
func (p pair) begins(all ...string) bool {
	for _, s := range all {
		if strings.HasPrefix(p.after, s) {
			return true
		}
	}
	return false
}

// ends reports whether one of some endings is all that follows.
func (p pair) ends(all ...string) bool {
	for _, s := range all {
		if p.after == s {
			return true
		}
	}
	return false
}
