package pptx

import (
	"math"
	"strings"
	"unicode/utf8"
)

// How far each level of the notes is indented, their type, and the gap below a paragraph, in points.
const (
	noteIndent  = 18.0
	noteSize    = 14.0
	smallestSay = 9.0
	noteGap     = 6.0
)

// noteSizeFor is the type in which the notes fit on their page in print, by a guess at how wide the letters are; the
// smallest for those that do not.
func (s Slide) noteSizeFor(room [4]float64) float64 {
	const letter, inset = 0.48, 7.2 // ems a letter is wide, about; points on each side of the words
	for size := noteSize; size > smallestSay; size-- {
		tall := 0.0
		for _, p := range s.Notes {
			line := (room[2] - 2*inset - noteIndent*float64(p.Level)) / (letter * size)
			lines := 0.0
			for _, run := range p.Runs {
				lines += float64(utf8.RuneCountInString(run.Text))/line + float64(strings.Count(run.Text, "\n"))
			}
			tall += math.Ceil(max(lines, 1))*1.2*size + noteGap
		}
		if tall <= room[3]-2*inset {
			return size
		}
	}
	return smallestSay
}

// hasNotes says whether there is a word in the notes.
func (s Slide) hasNotes() bool {
	for _, p := range s.Notes {
		for _, run := range p.Runs {
			if clean(run.Text) != "" {
				return true
			}
		}
	}
	return false
}

// notesPart is the page of notes of a slide. Where its picture and its text stand is the notes
// master's affair.
func (s Slide) notesPart(lang string, size float64) node {
	body := el("p:txBody", el("a:bodyPr"), el("a:lstStyle"))
	for _, p := range s.Notes {
		body = body.add(p.node(lang, hundredths(size, smallestSay, noteSize)))
	}
	return el("p:notes",
		el("p:cSld", tree(
			placeholder(2, "Slide Image Placeholder 1", el("p:ph").with("type", "sldImg"), true),
			placeholder(3, "Notes Placeholder 2", el("p:ph").with("type", "body", "idx", "1"), false).add(body),
		)),
		inherited(),
	).with(namespaces()...)
}

// placeholder is a shape that stands where its master has it.
func placeholder(id int, name string, ph node, image bool) node {
	locks := el("a:spLocks").with("noGrp", "1")
	if image {
		locks = locks.with("noRot", "1", "noChangeAspect", "1")
	}
	return el("p:sp",
		el("p:nvSpPr",
			el("p:cNvPr").with("id", number(id), "name", name),
			el("p:cNvSpPr", locks),
			el("p:nvPr", ph)),
		el("p:spPr"))
}

func (p NoteParagraph) node(lang, size string) node {
	level, align := min(max(p.Level, 0), 8), Left
	if p.RTL {
		align = Right
	}
	// All is said, as LibreOffice takes what is not from the paragraph before.
	pr := el("a:pPr").with("marL", emu(noteIndent*float64(level)), "lvl", number(level), "indent", "0",
		"algn", align.String(), "rtl", flag(p.RTL))
	out := el("a:p", pr.add(el("a:spcAft", el("a:spcPts").with("val", hundredths(noteGap, 0, noteGap)))))
	for _, run := range p.Runs {
		look := el("a:rPr").with("lang", lang, "sz", size, "b", flag(run.Bold), "dirty", "0")
		for i, part := range pieces(run.Text) {
			if i > 0 {
				out = out.add(el("a:br", look))
			}
			if part != "" {
				out = out.add(el("a:r", look, el("a:t").holding(part)))
			}
		}
	}
	return out.add(el("a:endParaRPr").with("lang", lang, "sz", size, "dirty", "0"))
}
