package web_test

import (
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/westandtogether-assembly/assembly/internal/deck"
	"github.com/westandtogether-assembly/assembly/internal/live"
	"github.com/westandtogether-assembly/assembly/internal/talk"
)

// hall waits until what the one hall reports is as wanted.
func (s *stand) hall(what string, want func(live.Hall) bool) {
	s.t.Helper()
	late := time.After(20 * time.Second)
	for {
		halls := s.server.Halls()
		if len(halls) == 1 && want(halls[0]) {
			return
		}
		select {
		case <-s.changed:
		case <-late:
			s.t.Fatalf("no hall %s: %+v", what, halls)
		}
	}
}

// spoil makes of the deck what no reader of decks makes.
func (s *stand) spoil(change func([]deck.PublicSlide)) {
	s.public.Slides = slices.Clone(s.public.Slides)
	change(s.public.Slides)
	s.public.Hash += "spoilt"
}

// A slide that cannot be painted changes nothing that shows, and the presenter is told what shows.
func testPaintFails(t *testing.T, p *tab) {
	s := newStand(t, builtin(t), "cream")
	s.spoil(func(slides []deck.PublicSlide) { slides[2].Layout, slides[2].Rows = deck.LayoutClosing, nil })
	s.to(1, 0)
	p.open(t, s.server.HallURL(), 1024, 768)
	p.at(s, 1, 0)
	shows := func(slide int) func(live.Hall) bool {
		return func(h live.Hall) bool {
			return h.Matches == (slide != 2 && slide == s.state.Pos.Slide) && h.Slide == slide && h.Blank == live.Visible
		}
	}
	s.hall("shows the slide before", shows(1))
	stage := `document.querySelector("main").innerHTML`
	before := eval[string](p, stage)
	stays := func(what string) {
		t.Helper()
		p.wait(`"trouble" in document.documentElement.dataset`)
		s.hall(what, shows(1))
		if got := eval[string](p, stage); got != before {
			t.Errorf("%s the stage is\n%s\nbefore it was\n%s", what, got, before)
		}
	}
	s.to(2, 0)
	stays("keeps the slide")
	line := `document.getElementById("trouble").getBoundingClientRect()`
	if top := eval[float64](p, line+".top"); top < 0.97*768 || eval[float64](p, line+".bottom") > 768 || eval[float64](p, line+".height") < 8 {
		t.Errorf("what tells of it is at %v", top)
	}
	s.do(talk.BlackOut, 0)
	p.wait(`!document.getElementById("cover").hidden`)
	s.hall("is black over the slide before", func(h live.Hall) bool { return !h.Matches && h.Slide == 1 && h.Blank == live.Black })
	s.to(3, 0)
	s.state.Blank = talk.Visible
	s.state.Seq++
	s.publish()
	p.at(s, 3, 0)
	s.hall("goes on", shows(3))
	if eval[bool](p, `"trouble" in document.documentElement.dataset`) {
		t.Error("the trouble that is over is told of")
	}
	// A state for a slide that the deck does not have.
	before = eval[string](p, stage)
	none := live.SnapshotOf(s.state, s.session, s.public.Hash, 0, time.Now())
	none.Slide, none.Seq = 77, none.Seq+1
	s.state.Seq++
	s.hub.Publish(none, s.public, s.deck)
	p.wait(`"trouble" in document.documentElement.dataset`)
	if got := eval[string](p, stage); got != before {
		t.Errorf("for a slide that there is not the stage is %s", got)
	}
	// What fails once is tried again when the window changes.
	eval[bool](p, `(() => {
		const make = document.createElement;
		document.createElement = () => { throw new Error("once"); };
		globalThis.mend = () => { document.createElement = make; };
		return true;
	})()`)
	s.to(4, 0)
	s.hall("shows the slide before", func(h live.Hall) bool { return !h.Matches && h.Slide == 3 })
	eval[bool](p, `mend() ?? true`)
	p.size(1280, 720)
	p.at(s, 4, 0)
	s.hall("shows it in another window", shows(4))
	// Errors elsewhere are told of as quietly.
	for _, fault := range []string{`setTimeout(() => { throw new Error("late"); })`, `Promise.reject(new Error("nobody catches"))`} {
		eval[bool](p, `document.documentElement.removeAttribute("data-trouble") ?? true`)
		eval[bool](p, fault+` && true`)
		p.wait(`getComputedStyle(document.getElementById("trouble")).display === "block"`)
		p.waitText(s.public.Slides[4].Title)
	}
}

// A slide that cannot be measured spoils no other.
func testPeersFail(t *testing.T, p *tab) {
	s := newStand(t, deckOf(t, "# One\n\n- a\n- b\n\n---\n\n# Two\n\n- c\n- d\n\n---\n\n# Three\n\n- e\n- f\n"), "cream")
	s.spoil(func(slides []deck.PublicSlide) {
		slides[1].Blocks = []deck.Block{{Kind: deck.Table, Rows: [][]deck.Cell{nil}}}
	})
	s.to(0, 0)
	p.open(t, s.server.URL(), 1024, 768)
	p.waitText("One")
	s.to(2, 0)
	p.waitText("Three e f")
}

// A picture that the browser cannot show leaves its words.
func testBrokenPicture(t *testing.T, s *stand, p *tab) {
	s.show(p, parse(t, "crest.md", []byte("# Words\n\n---\n\n![the crest](crest.webp)\n\n---\n\n# Crest\n\n![the seal](crest.png)\n\nwords\n")), "cream")
	eval[bool](p, `(() => {
		const make = document.createElement.bind(document);
		document.createElement = (tag) => {
			const node = make(tag);
			if (tag === "img") Object.defineProperty(node, "src", { set() { node.setAttribute("src", "data:image/png;base64,AAAA"); } });
			return node;
		};
		globalThis.mend = () => { delete document.createElement; };
		return true;
	})()`)
	defer func() { eval[bool](p, `mend() ?? true`) }()
	s.to(1, 0)
	p.waitText("(the crest)")
	if got := eval[float64](p, `parseFloat(getComputedStyle(document.querySelector("#stage figure p")).fontSize)`); got < 30 {
		t.Errorf("its words are %v px high", got)
	}
	if got := eval[string](p, outside); got != "" {
		t.Error(got)
	}
	s.to(2, 0)
	p.waitText("Crest (the seal) words")
	if got := eval[string](p, outside); got != "" {
		t.Error(got)
	}
}

// keysTaken are the keys that a page keeps from the browser.
func (p *tab) keysTaken() string {
	p.t.Helper()
	return eval[string](p, `["F1", "F3", "F5", "F6", "F7", "F11", "F12", "Tab", "Escape", "Enter", " ", "Backspace", "Delete", "Insert", "Home", "End",
		"PageUp", "PageDown", "ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight", "/", "'", "a", "b", "n", "0", "5", "g", "x", "ContextMenu", "Shift", "?"]
		.filter((key) => !dispatchEvent(new KeyboardEvent("keydown", { key, cancelable: true, bubbles: true }))).join(" ")
		+ ["r", "l", "F5", "Tab"].filter((key) => !dispatchEvent(new KeyboardEvent("keydown", { key, ctrlKey: true, cancelable: true }))).map((key) => " Ctrl+" + key)`)
}

// A page that only looks leaves every key to the browser; one that drives takes those that it uses, and those with which a
// clicker would lead the browser away.
func testKeysTaken(t *testing.T, p *tab) {
	s := newStand(t, builtin(t), "cream")
	s.listen(live.Config{})
	s.publish()
	address := s.share()
	drives := "F5 Tab Escape Enter   Backspace Home End PageUp PageDown ArrowUp ArrowDown ArrowLeft ArrowRight b n"
	for _, c := range []struct{ what, url, want string }{
		{"a classroom's page", address, ""},
		{"a classroom's page with a name", address + "?room=" + url.QueryEscape("Year 5"), ""},
		{"a page without a token", s.server.URL(), ""},
		{"a page with a token", s.server.HallURL(), drives},
	} {
		p.open(t, "about:blank", 1024, 768)
		p.open(t, c.url, 1024, 768)
		p.at(s, 0, 0)
		if strings.HasPrefix(c.what, "a classroom") {
			p.wait(`!document.getElementById("naming").hidden`)
		}
		if got := p.keysTaken(); got != c.want {
			t.Errorf("%s takes the keys %q, want %q", c.what, got, c.want)
		}
	}
	s.do(talk.First, 0)
	p.openFile(t, builtin(t), 1024, 768)
	if got := p.keysTaken(); got != drives+" ?" {
		t.Errorf("a page without a server takes the keys %q, want %q", got, drives+" ?")
	}
}
