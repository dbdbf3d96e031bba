package deck

import (
	"strings"
	"testing"
)

// What no deck has is refused, and what one has is not.
func TestSane(t *testing.T) {
	good := func() Public {
		picture := Block{Kind: Picture, Image: &Image{File: &File{ID: "a", W: 3, H: 2}}}
		return Public{Steps: []int{1, 2}, Closing: 1, Slides: []PublicSlide{{Steps: 1, Blocks: []Block{picture}}, {Steps: 2, Screens: 2}}}
	}
	if err := good().Sane(); err != nil {
		t.Fatal(err)
	}
	for name, change := range map[string]func(p *Public){
		"no deck": func(p *Public) { p.Steps = nil }, "closing": func(p *Public) { p.Closing = 2 }, "no closing": func(p *Public) { p.Closing = -2 },
		"2 has 4611686018427387904 steps": func(p *Public) { p.Steps[1] = 1 << 62 }, "1 has -1 steps": func(p *Public) { p.Steps[0] = -1 },
		"on 4611686018427387904 screens": func(p *Public) { p.Slides[1].Screens = 1 << 62 },
		"own steps":                      func(p *Public) { p.Slides[0].Steps = -1 },
		"a picture of 0 by 2":            func(p *Public) { p.Slides[0].Blocks[0].Image.File.W = 0 },
		"a picture of 3 by 1000000":      func(p *Public) { p.Slides[0].Blocks[0].Image.File.H = 1_000_000 },
	} {
		p := good()
		change(&p)
		if err := p.Sane(); err == nil || strings.Contains(name, " by ") && !strings.Contains(err.Error(), name) {
			t.Errorf("%s: it is told %v", name, err)
		}
	}
}
