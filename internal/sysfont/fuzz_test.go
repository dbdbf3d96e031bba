package sysfont

import (
	"bytes"
	"testing"

	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/fontscan"

	"github.com/westandtogether-assembly/assembly/internal/bigtype"
	"github.com/westandtogether-assembly/assembly/internal/goface"
)

// Whatever is in a font's file, it is no worse than no font: nothing fails, and a face that is given has all that it is
// given for.
func FuzzFont(f *testing.F) {
	f.Add(goface.Bold(), "a")
	f.Add(goface.Bold(), "aह")
	f.Add(goface.Bold()[:len(goface.Bold())/2], "é")
	f.Add([]byte("ttcf\x00\x01\x00\x00\x00\x00\x00\x01\x00\x00\x00\x10"), "ह")
	f.Fuzz(func(t *testing.T, file []byte, text string) {
		if !modest(bytes.NewReader(file), int64(len(file))) {
			t.Skip("The scan leaves out all fonts then.")
		}
		fonts := fontscan.NewFontMap(quiet{})
		func() {
			defer func() { _ = recover() }() // The scan leaves such a font out, too.
			_ = fonts.AddFont(bytes.NewReader(file), "fuzzed", "Noto Sans")
		}()
		found := &Finder{fonts: fonts, read: map[*font.Face]bool{}}
		g := bigtype.Grapheme{Text: text, Language: "en"}
		for of, face := range found.find(t.Context(), []bigtype.Grapheme{g}) {
			if of != g || !has(face, []rune(text)) {
				t.Errorf("for %q there is a face that lacks it", text)
			}
		}
	})
}
