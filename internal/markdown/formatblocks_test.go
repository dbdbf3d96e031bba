package markdown

import (
	"strconv"
	"strings"

	"github.com/westandtogether-assembly/assembly/internal/deck"
)

// pauseLine begins a reveal step.
const pauseLine = "<!-- pause -->"

// pause is the lines that lead on to a reveal step. A pause counts only between things that are
// shown, so a filler that shows nothing stands where a step had nothing.
func (f *formatter) pause(step int, filler string) []string {
	var lines []string
	for ; f.step < step; f.step++ {
		if !f.shown {
			lines = append(lines, filler, "")
		}
		lines = append(lines, pauseLine, "")
		f.shown = false
	}
	return lines
}

// blocks is the lines of blocks, with an empty line between them.
func (f *formatter) blocks(blocks []deck.Block) []string {
	var lines []string
	marker := 0
	for i, b := range blocks {
		if i > 0 {
			lines = append(lines, "")
		}
		lines = append(lines, f.pause(b.Step, f.spacer)...)
		marker = (marker + 1) % 2 // Two lists in a row are one, unless their marks differ.
		lines = append(lines, f.block(b, marker)...)
		f.shown = true
	}
	return lines
}

// block is the lines of a block; marker tells the marks of one list from those of the next.
func (f *formatter) block(b deck.Block, marker int) []string {
	switch b.Kind {
	case deck.Heading:
		return []string{strings.Repeat("#", b.Level) + " " + f.spans(b.Spans, place{heading: true})}
	case deck.List:
		return f.list(b, marker)
	case deck.Quote:
		lines := f.blocks(b.Blocks)
		for i, line := range lines {
			lines[i] = strings.TrimRight("> "+line, " ")
		}
		return lines
	case deck.Code:
		fence := codeFence(b.Text)
		lines := append([]string{fence + b.Lang}, strings.Split(strings.TrimSuffix(b.Text, "\n"), "\n")...)
		return append(lines, fence)
	case deck.Table:
		return f.table(b)
	case deck.Picture:
		return []string{"![" + f.escape(b.Image.Alt, place{}) + "](" + address(b.Image.Path) + ")"}
	}
	return []string{f.spans(b.Spans, place{})}
}

// list is the lines of a list.
func (f *formatter) list(b deck.Block, marker int) []string {
	var lines []string
	for i, it := range b.Items {
		mark := "-*"[marker:marker+1] + " "
		if b.Ordered {
			const most = 999_999_999 // CommonMark takes nine digits.
			mark = strconv.Itoa(min(b.Start+i, most)) + ".)"[marker:marker+1] + " "
		}
		if i > 0 {
			pause := f.pause(it.Step, mark+f.spacer)
			if len(pause) > 0 {
				lines = append(append(lines, ""), pause...)
			}
		}
		lines = append(lines, f.item(it, mark)...)
	}
	return lines
}

// item is the lines of an item.
func (f *formatter) item(it deck.Item, mark string) []string {
	var inner []string
	if it.Spans != nil {
		inner = append(inner, f.spans(it.Spans, place{}))
		f.shown = true
		if it.Blocks != nil {
			inner = append(inner, "")
		}
	}
	inner = append(inner, f.blocks(it.Blocks)...)
	f.shown = true
	indent := strings.Repeat(" ", len(mark))
	for i, line := range inner {
		switch {
		case i == 0:
			inner[i] = mark + line
		case line != "":
			inner[i] = indent + line
		}
	}
	return inner
}

// codeFence is a run of backticks that is longer than any in the text.
func codeFence(text string) string {
	return strings.Repeat("`", max(3, longestRun(text)+1))
}

// longestRun is the length of the longest run of backticks.
func longestRun(text string) int {
	longest, n := 0, 0
	for i := range len(text) {
		n++
		if text[i] != '`' {
			n = 0
		}
		longest = max(longest, n)
	}
	return longest
}

// table is the lines of a table.
func (f *formatter) table(b deck.Block) []string {
	var lines []string
	for i, row := range b.Rows {
		line := "|"
		for _, cell := range row {
			line += " " + f.spans(cell, place{table: true}) + " |"
		}
		lines = append(lines, line)
		if i > 0 {
			continue
		}
		rule := "|"
		for _, a := range b.Aligns {
			rule += map[deck.Align]string{"": " --- |", deck.AlignLeft: " :-- |", deck.AlignCenter: " :-: |", deck.AlignRight: " --: |"}[a]
		}
		lines = append(lines, rule)
	}
	return lines
}
