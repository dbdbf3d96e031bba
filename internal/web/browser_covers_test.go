package web_test

import (
	"bytes"
	"fmt"
	"image/color"
	"image/png"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/accessibility"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"

	"github.com/westandtogether-assembly/assembly/internal/talk"
)

// read is what a screen reader finds on the page, all names in turn.
func (p *tab) read() string {
	p.t.Helper()
	tree, err := chromedp.Call(p.ctx, accessibility.GetFullAXTree, accessibility.GetFullAXTreeParams{})
	if err != nil {
		p.t.Fatal(err)
	}
	var names []string
	for _, n := range tree.Nodes {
		if !n.Ignored && n.Name != nil && n.Role != nil && strings.Contains(string(n.Role.Value), "StaticText") {
			names = append(names, strings.Trim(string(n.Name.Value), `"`))
		}
	}
	return strings.Join(names, " ")
}

// spoken waits for what a screen reader is told.
func (p *tab) spoken(want string) {
	p.t.Helper()
	p.wait(fmt.Sprintf(`document.querySelector("[aria-live=polite]").textContent.trim() === %q`, want))
}

// colours are those of the picture of a part of the page, and how many of its points have each.
func (p *tab) colours(part string) map[color.Color]int {
	p.t.Helper()
	data, err := chromedp.Run(p.ctx, chromedp.CaptureScreenshot())
	if err != nil {
		p.t.Fatal(err)
	}
	img, err := png.Decode(bytes.NewReader(data))
	if err != nil {
		p.t.Fatal(err)
	}
	out := map[color.Color]int{}
	r := eval[[]int](p, fmt.Sprintf(`(() => { const r = document.querySelector(%q).getBoundingClientRect(); return [r.left, r.top, r.right, r.bottom].map(Math.round); })()`, part))
	for y := r[1]; y < r[3]; y++ {
		for x := r[0]; x < r[2]; x++ {
			out[color.RGBAModel.Convert(img.At(x, y))]++
		}
	}
	return out
}

// inked is how many points of the picture of a long label are dark on a light background, or light on a dark one.
func (p *tab) inked(light bool) int {
	p.t.Helper()
	n := 0
	for c, points := range p.colours("#stage .long dt") {
		if r, g, b, _ := c.RGBA(); (r+g+b)/3 > 0x7fff != light {
			n += points
		}
	}
	return n
}

// Black is black and white is white, whatever colours the system forces, and nothing shows through.
func testForcedColours(t *testing.T, s *stand, p *tab) {
	s.show(p, builtin(t), "cream")
	emulate := func(forced, scheme string) {
		features := []*emulation.MediaFeature{{Name: "forced-colors", Value: forced}, {Name: "prefers-color-scheme", Value: scheme}}
		if _, err := chromedp.Call(p.ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: features}); err != nil {
			t.Fatal(err)
		}
	}
	defer emulate("", "")
	p.size(1280, 720)
	s.do(talk.ToClosing, 0)
	p.waitText("999")
	p.settled()
	want := p.inked(true)
	for _, scheme := range []string{"light", "dark"} {
		emulate("active", scheme)
		if !eval[bool](p, `matchMedia("(forced-colors: active)").matches`) {
			t.Fatal("no colours are forced, so this test sees too little")
		}
		if got := p.inked(scheme == "light"); got < want*9/10 || got > want*11/10 {
			t.Errorf("with forced %s colours %d points of a label are inked, without %d", scheme, got, want)
		}
		for op, want := range map[talk.Op]color.Color{talk.BlackOut: color.RGBA{A: 255}, talk.WhiteOut: color.RGBA{255, 255, 255, 255}} {
			s.do(op, 0)
			p.wait(`!document.getElementById("cover").hidden`)
			if got := p.colours("#cover"); len(got) != 1 || got[want] == 0 {
				t.Errorf("with forced %s colours the cover has the colours %v, want %s", scheme, got, want)
			}
			s.do(talk.Next, 0)
			p.wait(`document.getElementById("cover").hidden`)
		}
	}
}

// A cover is told, and the words beneath it are no longer read.
func testCoversAreTold(t *testing.T, s *stand, p *tab) {
	s.show(p, deckOf(t, "---\nheader: Hill School\n---\n# Tell an adult\n\n- one\n<!-- pause -->\n- two\n\n---\n\n# Be kind\n"), "cream")
	p.spoken("Tell an adult. one")
	all := "Hill School Tell an adult one"
	if got := p.read(); !strings.Contains(got, all) && !strings.Contains(got, "Tell an adult") {
		t.Fatalf("a slide is read as %q, so this test sees too little", got)
	}
	hidden := func(what string) {
		t.Helper()
		got := p.read()
		for _, words := range []string{"Tell", "one", "two", "kind", "Hill"} {
			if strings.Contains(got, words) {
				t.Errorf("%s what is read is %q", what, got)
			}
		}
	}
	s.do(talk.BlackOut, 0)
	p.spoken("The screen is black.")
	hidden("under black")
	s.do(talk.WhiteOut, 0)
	p.spoken("The screen is white.")
	hidden("under white")
	s.do(talk.Next, 0)
	p.spoken("The slide is back.")
	if got := p.read(); !strings.Contains(got, "Tell an adult") || !strings.Contains(got, "Hill School") {
		t.Errorf("when the slide is back what is read is %q", got)
	}
	s.do(talk.Next, 0)
	p.spoken("two")
	s.do(talk.BlackOut, 0)
	p.spoken("The screen is black.")
	s.to(1, 0) // The cover stays.
	p.at(s, 1, 0)
	p.spoken("The screen is black.")
	hidden("under black on another slide")
	s.do(talk.Next, 0)
	p.spoken("Be kind")
}

// The beginning and the end of the silence are told, once each, also beneath a cover.
func testSilenceIsTold(t *testing.T, s *stand, p *tab) {
	s.show(p, builtin(t), "cream")
	s.to(5, 0)
	p.spoken("Be still")
	s.do(talk.Next, 0)
	p.spoken("The silence begins.")
	s.do(talk.Begin, 0)
	s.state.Shown = time.Now().Add(-44900 * time.Millisecond).UnixMilli()
	s.state.Seq++
	s.publish()
	p.spoken("The silence begins. The silence is over.")
	s.publish()
	s.do(talk.Begin, 0)
	p.spoken("The silence begins. The silence is over.")
	s.to(5, 0)
	p.spoken("Be still")
	s.do(talk.BlackOut, 0)
	s.to(5, 1)
	p.spoken("The screen is black. The silence begins.")
}
