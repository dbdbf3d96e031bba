package bigtype

import (
	"slices"
	"strings"
	"unicode"

	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/harfbuzz"
	"github.com/go-text/typesetting/language"
	"github.com/go-text/typesetting/segmenter"
	"github.com/go-text/typesetting/shaping"
	"golang.org/x/text/unicode/norm"
)

// Grapheme is what a reader takes for one character, in the language of the words around it: the same
// Chinese character is drawn in one way for Chinese and in another for Japanese.
type Grapheme struct {
	Text     string
	Language language.Language
}

// Faces are faces for graphemes that the embedded face lacks.
type Faces map[Grapheme]*font.Face

// maxLacking bounds the graphemes that are looked for: more than any deck has.
const maxLacking = 3000

// With gives the font with more faces, each of them for the graphemes that it can draw. What it cannot
// draw, or fails on, counts as lacking. The faces may be used elsewhere too.
func (f *Font) With(faces Faces) *Font {
	out := newFont(font.NewFace(f.face.Font))
	out.boxes = f.boxes
	own := map[*font.Face]*font.Face{} // A face must not be used by several goroutines at once.
	for g, face := range faces {
		if face == nil || face.Font == nil {
			continue
		}
		if own[face] == nil {
			own[face] = font.NewFace(face.Font)
			own[face].SetCoords(face.Coords())
		}
		if out.draws(g, own[face]) {
			out.faces[g] = own[face]
		}
	}
	return out
}

// Clone is the font with nothing set yet, for those who set much at once: a font lets only one of them shape at a
// time.
func (f *Font) Clone() *Font { return f.With(f.faces) }

// Boxed is the font for pages that no terminal shows: what no face has is an empty box there, the face's own sign
// for it. Missing lists it as before.
func (f *Font) Boxed() *Font {
	out := f.Clone()
	out.boxes = true
	return out
}

// draws reports whether a face has ink for a grapheme.
func (f *Font) draws(g Grapheme, face *font.Face) bool {
	text := []rune(g.Text)
	out, ok := f.shapeRun(shaping.Input{
		Text: text, RunEnd: len(text), Face: face, Size: shapedSize, Language: g.Language,
		Script: language.LookupScript(text[0]),
	})
	ink := false
	for _, glyph := range out.Glyphs {
		if glyph.GlyphID == 0 {
			return false
		}
		ink = ink || f.drawing(glyphKey{face, glyph.GlyphID}).inked()
	}
	return ok && ink
}

// Lacks lists the graphemes of a text that are to be drawn in another face than the embedded one, each
// once, in order.
func (f *Font) Lacks(text string) []Grapheme {
	var out []Grapheme
	seen := map[Grapheme]bool{}
	f.graphemes(text, func(g Grapheme, runes []rune) {
		if !seen[g] && len(out) < maxLacking && f.wanting(runes) {
			seen[g] = true
			out = append(out, g)
		}
	})
	return out
}

// Missing lists the graphemes of a text that the font cannot draw, each once, in order. Blanks are never
// missing.
func (f *Font) Missing(text Text) []string {
	out, _ := f.MissingRunes(text)
	return out
}

// MissingRunes is Missing, with how many runes of the text they make up.
func (f *Font) MissingRunes(text Text) (graphemes []string, runes int) {
	seen := map[string]bool{}
	f.graphemes(text.String(), func(g Grapheme, all []rune) {
		if f.faceFor(g, all) != nil {
			return
		}
		if runes += len(all); !seen[g.Text] {
			seen[g.Text], graphemes = true, append(graphemes, g.Text)
		}
	})
	return graphemes, runes
}

// graphemes calls a function for each grapheme of the lines that have more than the embedded face.
func (f *Font) graphemes(text string, do func(g Grapheme, runes []rune)) {
	for line := range strings.SplitSeq(text, "\n") {
		f.mu.Lock()
		if runes := []rune(line); !f.simple(runes) {
			lang, start := languageOf(runes), 0
			for _, end := range graphemeEnds(runes) {
				do(Grapheme{string(runes[start:end]), lang}, runes[start:end])
				start = end
			}
		}
		f.mu.Unlock()
	}
}

// graphemeEnds gives the index after each grapheme.
func graphemeEnds(text []rune) []int {
	var s segmenter.Segmenter
	s.Init(text)
	var out []int
	for it := s.GraphemeIterator(); it.Next(); {
		out = append(out, it.Grapheme().Offset+len(it.Grapheme().Text))
	}
	return out
}

// languageOf tells apart the languages of one script that is drawn differently for each.
func languageOf(text []rune) language.Language {
	han := language.Language("en")
	for _, r := range text {
		switch {
		case unicode.In(r, unicode.Hiragana, unicode.Katakana):
			return "ja"
		case unicode.Is(unicode.Hangul, r):
			return "ko"
		case strings.ContainsRune("ٹڈڑںےہھ", r):
			return "ur"
		case unicode.Is(unicode.Han, r):
			han = "zh-cn"
		}
	}
	return han
}

// emojiStyle asks for the picture of a character that is also a letter or a sign.
const emojiStyle = '\uFE0F'

// simple reports whether the embedded face draws a whole text.
func (f *Font) simple(text []rune) bool {
	return !slices.ContainsFunc(text, func(r rune) bool { return r == emojiStyle || !f.has(r) })
}

// has reports whether the embedded face has a rune, or the rune needs no ink.
func (f *Font) has(r rune) bool {
	if unicode.IsSpace(r) || unicode.IsControl(r) || harfbuzz.IsDefaultIgnorable(r) {
		return true
	}
	_, ok := f.face.NominalGlyph(r)
	return ok
}

// covers reports whether the embedded face has a grapheme, whole or in its parts.
func (f *Font) covers(runes []rune) bool {
	lacks := func(r rune) bool { return !f.has(r) }
	return !slices.ContainsFunc(runes, lacks) || !slices.ContainsFunc([]rune(norm.NFC.String(string(runes))), lacks)
}

// wanting reports whether a grapheme is to be drawn in another face than the embedded one.
func (f *Font) wanting(runes []rune) bool {
	return !f.covers(runes) || slices.Contains(runes, emojiStyle)
}

// faceFor finds the face for a grapheme, nil for none.
func (f *Font) faceFor(g Grapheme, runes []rune) *font.Face {
	if f.wanting(runes) {
		if face := f.faces[g]; face != nil {
			return face
		}
	}
	if f.covers(runes) {
		return f.face
	}
	return nil
}

// byFace divides a run by the faces of its graphemes, which end at the given places. A part without a
// face is for the terminal's own letters.
func (f *Font) byFace(in shaping.Input, ends []int, lang language.Language) []shaping.Input {
	var out []shaping.Input
	start := in.RunStart
	for _, end := range ends {
		end = min(end, in.RunEnd)
		if end <= start {
			continue
		}
		face := f.faceFor(Grapheme{string(in.Text[start:end]), lang}, in.Text[start:end])
		if face == nil && f.boxes {
			face = f.face
		}
		if len(out) > 0 && out[len(out)-1].Face == face {
			out[len(out)-1].RunEnd = end
		} else {
			part := in
			part.RunStart, part.RunEnd, part.Face = start, end, face
			out = append(out, part)
		}
		start = end
	}
	return out
}

// shapeRun shapes a run; false when the face fails on it. The system's fonts are not ours, and a broken
// one must not end a talk.
func (f *Font) shapeRun(in shaping.Input) (out shaping.Output, ok bool) {
	defer func() {
		if recover() != nil {
			f.shaper, ok = shaping.HarfbuzzShaper{}, false
		}
	}()
	return f.shaper.Shape(in), true
}
