package rules

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Sentences splits a text into its sentences. A full stop behind "Mr", "e.g." and the like ends none, and neither
// does what ends speech within a sentence: "Who?" she said.
func Sentences(text string) []string {
	var out []string
	flat, start := Flat(text), 0
	for i := 0; i < len(flat); i++ {
		if !ender(flat[i:]) {
			continue
		}
		end := behindEnd(flat, i)
		if end < len(flat) && flat[end] != ' ' || !ends(flat[start:end], flat[end:]) {
			i = max(i, end-1)
			continue
		}
		out = append(out, flat[start:end])
		start = min(end+1, len(flat))
		i = end
	}
	if start < len(flat) {
		out = append(out, flat[start:])
	}
	return out
}

const ellipsis = "…"

func ender(text string) bool {
	return strings.IndexByte(".!?", text[0]) >= 0 || strings.HasPrefix(text, ellipsis)
}

// behindEnd is the place behind the marks that end a sentence, the first of which is at i, and behind closing
// quotation marks and brackets.
func behindEnd(text string, i int) int {
	rest := strings.TrimLeft(text[i:], ".!?"+ellipsis)
	return len(text) - len(strings.TrimLeft(rest, `"”'’)]`))
}

// ends reports whether a sentence that ends in a mark is over, by what follows it.
func ends(sentence, rest string) bool {
	mark := strings.TrimRight(sentence, `"”'’)]`)
	next, _ := utf8.DecodeRuneInString(strings.TrimLeft(rest, ` "“‘'([`))
	goesOn := unicode.IsLower(next)
	switch {
	case strings.HasSuffix(mark, "..") || strings.HasSuffix(mark, ellipsis) || mark != sentence:
		return !goesOn
	case !strings.HasSuffix(mark, "."):
		return true
	}
	last := strings.TrimLeft(mark[strings.LastIndexByte(mark, ' ')+1:len(mark)-1], `"“‘'([`)
	if slices.Contains(abbreviations, strings.ToLower(last)) {
		return rest == ""
	}
	return !goesOn || !strings.Contains(last, ".") // "at 9 a.m. on Monday"
}

// abbreviations have a full stop and a word behind them.
var abbreviations = strings.Fields("mr mrs ms dr prof st rev e.g i.e eg ie vs approx") //nolint:gochecknoglobals // A list that never changes.
