package web_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"github.com/westandtogether-assembly/assembly/internal/live"
	"github.com/westandtogether-assembly/assembly/internal/talk"
)

// browserTest is a test in a tab, whose storage it shares only with those of its group.
type browserTest struct {
	name string
	test func(*testing.T, *tab)
}

// TestBrowser tests the pages in a headless Chromium, several groups at a time: much of a test is a wait.
func TestBrowser(t *testing.T) {
	browser := startBrowser(t)
	for _, group := range []struct {
		name  string
		tests []browserTest
	}{ // Those that take longest first.
		{"slides", []browserTest{{"slides", inOnePage((*live.Server).URL, []pageTest{
			{"fits", testAssemblyFits},
			{"everything fits", testEverythingFits},
			{"a slide of several screens", testScreens},
			{"closing numbers", testClosingNumbers},
			{"every closing line", testEveryClosingLine},
			{"closing grid", testClosingGrid},
			{"words to remember", testWordsToRemember},
			{"whole sentences", testWholeSentences},
			{"line breaks", testLineBreaks},
			{"the same layout as a terminal", testSameLayout},
			{"like slides", testLikeSlides},
			{"steps move nothing", testStepsMoveNothing},
			{"words are only words", testWordsAreOnlyWords},
			{"pictures", testPictures},
			{"pictures that are asked for", testPicturesAsked},
			{"header and footer", testSmallPrint},
		})}}},
		{"phone", []browserTest{
			{"drives", testPhoneDrives},
			{"keeps the numbers", testPhoneKeepsTheNumbers},
			{"a lost link", testPhoneLost},
			{"two phones", testTwoPhones},
			{"another key", testPhoneKey},
			{"nothing stored", testPhoneStoresNothing},
			{"signatures", testPhoneSignatures},
			{"every window", testPhoneWindows},
			{"goodbye", testPhoneGoodbye},
		}},
		{"hall", []browserTest{
			{"a talk", inOnePage((*live.Server).HallURL, []pageTest{
				{"covers", testCovers},
				{"reflection", testReflection},
				{"reduced motion", testReducedMotion},
				{"no notes", testNoNotes},
				{"themes", testThemes},
				{"for screen readers", testScreenReaders},
				{"forced colours", testForcedColours},
				{"covers are told", testCoversAreTold},
				{"the silence is told", testSilenceIsTold},
				{"a broken picture", testBrokenPicture},
				{"pictures that are asked for", testPicturesAsked},
			})},
			{"follows", testFollows},
			{"keeps the picture", testKeepsThePicture},
			{"waits", testWaits},
			{"keys", testKeys},
			{"only looks without the token", testOnlyLooks},
			{"opens once", testOpensOnce},
			{"another program", testAnotherProgram},
			{"reports", testReports},
			{"reports what is missing and its end", testReportsMissing},
			{"another version", testOtherVersion},
			{"test card", testCard},
			{"face", testFace},
			{"no face", testNoFace},
			{"asks again", testAsksAgain},
			{"a paint that fails", testPaintFails},
			{"a peer that fails", testPeersFail},
			{"keys taken", testKeysTaken},
		}},
		{"classroom", []browserTest{
			{"names a classroom's screen", testNaming},
			{"naming stays out of the way", testNamingStaysOutOfTheWay},
			{"blocked storage", testBlockedStorage},
			{"thirty follow", testThirtyFollow},
		}},
		{"alone", []browserTest{
			{"talk", testStandaloneTalk},
			{"keys", testStandaloneKeys},
			{"swipes", testStandaloneSwipes},
			{"shows", testStandaloneShows},
			{"prints", testStandalonePrints},
			{"broken pages", testBrokenPages},
			{"faults", testFaults},
		}},
	} {
		t.Run(group.name, func(t *testing.T) {
			t.Parallel()
			p := browser.another(t)
			for _, c := range group.tests {
				t.Run(c.name, func(t *testing.T) { c.test(t, p) })
			}
		})
	}
}

// pageTest is a test of a page that follows a presenter.
type pageTest struct {
	name string
	test func(*testing.T, *stand, *tab)
}

// inOnePage runs tests one after the other in one page, which takes up the deck of each as it would an
// edited one. To load a page for each would cost more than most of them do in it.
func inOnePage(address func(*live.Server) string, tests []pageTest) func(*testing.T, *tab) {
	return func(t *testing.T, p *tab) {
		s := newStand(t, builtin(t), "cream")
		p.open(t, address(s.server), 1024, 768)
		p.at(s, 0, 0)
		for _, c := range tests {
			t.Run(c.name, func(t *testing.T) {
				s.t, p.t = t, t
				p.size(1024, 768)
				c.test(t, s, p)
			})
		}
	}
}

func testFollows(t *testing.T, p *tab) {
	s := newStand(t, builtin(t), "cream")
	s.do(talk.GoTo, 3)
	p.open(t, s.server.URL(), 1024, 768)
	p.waitText("Look out for anything suspicious and report it to an adult or to the police")
	s.do(talk.Next, 0)
	p.waitText("Stop. Do not touch. Tell.")
	s.do(talk.First, 0)
	p.waitText("#WeStandTogether We look after each other")
	for i := range s.public.Slides {
		s.do(talk.GoTo, i)
		p.waitText(s.public.Slides[i].Title)
	}
	if got := eval[string](p, "document.title"); got != "#WeStandTogether" {
		t.Errorf("the tab is called %q", got)
	}
	if got := eval[string](p, "document.documentElement.lang"); got != "en-GB" {
		t.Errorf("its language is %q", got)
	}
	p.hurry()
	for range 2 { // The second time it has hidden before.
		if !eval[bool](p, `dispatchEvent(new Event("mousemove")) && !document.body.classList.contains("idle")`) {
			t.Error("the pointer stays hidden when it moves")
		}
		p.wait(`document.body.classList.contains("idle") && getComputedStyle(document.body).cursor === "none"`)
	}
}

func testCovers(t *testing.T, s *stand, p *tab) {
	s.show(p, builtin(t), "cream")
	p.waitText("#WeStandTogether")
	over := `getComputedStyle(document.elementFromPoint(500, 300)).backgroundColor`
	s.do(talk.BlackOut, 0)
	p.wait(over + ` === "rgb(0, 0, 0)"`)
	if !eval[bool](p, `document.getElementById("stage").getAttribute("aria-hidden") === "true"`) {
		t.Error("under the cover the slide is still read out")
	}
	s.do(talk.WhiteOut, 0)
	p.wait(over + ` === "rgb(255, 255, 255)"`)
	s.do(talk.Next, 0)
	p.wait(`document.getElementById("cover").hidden`)
	s.do(talk.Freeze, 0)
	s.do(talk.GoTo, 3)
	s.hub.Publish(live.SnapshotOf(s.state, s.session, s.public.Hash, time.Second, time.Now()), s.public, s.deck)
	p.waitText("#WeStandTogether")
	s.do(talk.Freeze, 0)
	p.waitText("Look out for anything suspicious")
}

// Whatever happens to the presenter, the page keeps what it showed, and follows the next one.
func testKeepsThePicture(t *testing.T, p *tab) {
	s := newStand(t, builtin(t), "cream")
	s.do(talk.ToClosing, 0)
	p.open(t, s.server.HallURL(), 1024, 768)
	p.waitText("0800 789 321")
	shown := eval[string](p, "document.body.outerHTML")
	eval[bool](p, `globalThis.tries = 0, globalThis.EventSource = class extends EventSource {
		constructor(...address) { super(...address); tries++; }
	}, true`)
	p.hurry()
	s.server.Close()
	p.wait("tries >= 4")
	still := strings.NewReplacer(` class="idle"`, "", ` class=""`, "") // The pointer may have hidden meanwhile.
	if got := eval[string](p, "document.body.outerHTML"); still.Replace(got) != still.Replace(shown) {
		t.Errorf("without a presenter it shows\n%s\nbefore it was\n%s", got, shown)
	}
	before := s.server
	s.hub, s.session, s.state = live.NewHub(), "second", talk.Start("", time.Now()).State
	s.listen(live.Config{Prefer: before.URL(), Token: before.Token()})
	s.do(talk.GoTo, 1)
	p.waitText("All forms of extremism and hatred are wrong")
	p.keys("n")
	if got := s.command(); got.Op != talk.Next {
		t.Errorf("with the presenter back a key sends %v", got)
	}
}

// Before there is a presenter's state the page waits in words, without alarm.
func testWaits(t *testing.T, p *tab) {
	s := newStand(t, builtin(t), "cream")
	s.hub = live.NewHub()
	s.listen(live.Config{})
	p.open(t, s.server.URL(), 1024, 768)
	p.waitText("The assembly will begin soon This screen follows by itself.")
	s.publish()
	p.waitText("#WeStandTogether")
}

func testKeys(t *testing.T, p *tab) {
	s := newStand(t, builtin(t), "cream")
	p.open(t, s.server.HallURL(), 1024, 768)
	p.waitText("#WeStandTogether")
	if got := eval[string](p, "location.href"); got != s.server.URL()+"/" {
		t.Errorf("the code stays in the address %s", got)
	}
	next, back := talk.Command{Op: talk.Next}, talk.Command{Op: talk.Back}
	for _, c := range []struct {
		keys string // as KeyboardEvent.key has them
		want talk.Command
	}{
		{"PageDown", next}, {"ArrowRight", next}, {"ArrowDown", next}, {" ", next}, {"Enter", talk.Command{Op: talk.BeginOrNext}},
		{"n", next}, {"l", next}, {"j", next},
		{"PageUp", back}, {"ArrowLeft", back}, {"ArrowUp", back}, {"Backspace", back}, {"p", back}, {"h", back}, {"k", back},
		{"Home", talk.Command{Op: talk.First}}, {"g g", talk.Command{Op: talk.First}},
		{"End", talk.Command{Op: talk.Last}}, {"G", talk.Command{Op: talk.Last}},
		{"5 Enter", talk.Command{Op: talk.GoTo, N: 4}}, {"1 2 G", talk.Command{Op: talk.GoTo, N: 11}},
		{"e", talk.Command{Op: talk.ToClosing}},
		{".", talk.Command{Op: talk.BlackOut}}, {"b", talk.Command{Op: talk.BlackOut}},
		{",", talk.Command{Op: talk.WhiteOut}}, {"w", talk.Command{Op: talk.WhiteOut}},
		{"F5", talk.Command{Op: talk.Begin}},
		{"3 Escape x Home", talk.Command{Op: talk.First}}, // None of the first three does anything.
	} {
		p.press(c.keys)
		if got := s.command(); got != c.want {
			t.Errorf("%q sends %v, want %v", c.keys, got, c.want)
		}
	}
	// A clicker that bounces, or a key held down, is one next; then something else, to be sure.
	p.press("PageDown PageDown PageDown PageDown e")
	if a, b := s.command(), s.command(); a != next || b.Op != talk.ToClosing {
		t.Errorf("a next that bounces sends %v and then %v", a, b)
	}
	// A page that was held up takes a key when the hall no longer expects it.
	p.wait("performance.now() > 3000")
	p.pressAt("performance.now() - 3000", "n")
	p.press("Home")
	if got := s.command(); got.Op != talk.First || s.late.Load() != 1 {
		t.Errorf("a key of three seconds ago sends %v, and the speaker is told of %d", got, s.late.Load())
	}
	if !eval[bool](p, `!dispatchEvent(new KeyboardEvent("keydown", {key: "F5", cancelable: true}))`) {
		t.Error("F5 reloads the page")
	}
	s.command()
	if eval[bool](p, `!dispatchEvent(new KeyboardEvent("keydown", {key: "r", ctrlKey: true, cancelable: true}))`) {
		t.Error("Ctrl+R is taken from the browser")
	}
	p.keys("n") // A real key through the browser's own input.
	if got := s.command(); got != next {
		t.Errorf("a real key sends %v", got)
	}
	eval[bool](p, `[..."12345"].forEach(() => document.body.click()) || true`)
	p.press("Home")
	if got := s.command(); got.Op != talk.First {
		t.Errorf("clicks send %v", got)
	}
	reloaded := chromedp.Do(p.ctx, chromedp.Reload())
	p.waitText("#WeStandTogether")
	p.press("End")
	if got := s.command(); reloaded != nil || got.Op != talk.Last {
		t.Errorf("after a reload (%v) a key sends %v", reloaded, got)
	}
}

// press presses keys in turn, a little ago and well after those of an earlier call: none repeats one of those.
func (p *tab) press(keys string) {
	p.t.Helper()
	list := strings.Fields(keys)
	if keys == " " {
		list = []string{" "}
	}
	p.pressAt("Math.max(performance.now() - 300, (globalThis.lastPress ?? 0) + 160)", list...)
}

// pressAt presses keys at a time by performance.now, for which it waits.
func (p *tab) pressAt(at string, keys ...string) {
	p.t.Helper()
	eval[bool](p, fmt.Sprintf(`(() => {
		globalThis.lastPress = %s;
		while (performance.now() < lastPress);
		for (const key of %s) {
			const e = new KeyboardEvent("keydown", { key, cancelable: true, bubbles: true });
			Object.defineProperty(e, "timeStamp", { value: lastPress });
			dispatchEvent(e);
		}
		return true;
	})()`, at, asJSON(p.t, keys)))
}

// countPosts counts what the page sends from here on.
func (p *tab) countPosts() {
	p.t.Helper()
	eval[bool](p, `(() => {
		const send = globalThis.fetch;
		globalThis.posts = 0;
		globalThis.fetch = (path, options) => { if (options?.method === "POST") posts++; return send(path, options); };
		return true;
	})()`)
}

// What the page says every second it also says when its window changes.
const resized = `new Promise((done) => {
	dispatchEvent(new Event("resize"));
	requestAnimationFrame(() => requestAnimationFrame(() => done(posts)));
})`

func testOnlyLooks(t *testing.T, p *tab) {
	s := newStand(t, builtin(t), "cream")
	p.open(t, s.server.URL(), 1024, 768)
	p.waitText("#WeStandTogether")
	p.countPosts()
	p.press("n e Home")
	if posts := eval[int](p, resized); posts > 0 || len(s.commands) > 0 || len(s.server.Halls()) > 0 {
		t.Errorf("without a token the page sends %d times: %d commands and the reports %+v", posts, len(s.commands), s.server.Halls())
	}
}

func testReports(t *testing.T, p *tab) {
	s := newStand(t, builtin(t), "cream")
	p.open(t, s.server.HallURL(), 1024, 768)
	p.waitText("#WeStandTogether")
	matches := func(what string, want live.Report) {
		t.Helper()
		late := time.After(20 * time.Second)
		for {
			halls := s.server.Halls()
			if len(halls) == 1 && halls[0].Matches {
				got := halls[0].Report
				want.ID, want.Session, want.Deck, want.Seq = got.ID, s.session, s.public.Hash, s.state.Seq
				if got == want {
					return
				}
			}
			select {
			case <-s.changed:
			case <-late:
				t.Fatalf("%s: the halls are %+v", what, halls)
			}
		}
	}
	want := live.Report{Kind: live.Browser, Blank: live.Visible, W: 1024, H: 768}
	matches("at first", want)
	s.do(talk.GoTo, 2)
	want.Slide = 2
	matches("elsewhere", want)
	s.do(talk.BlackOut, 0)
	want.Blank = live.Black
	matches("under black", want)
	p.size(1280, 720)
	want.W, want.H = 1280, 720
	matches("in another window", want)
	p.countPosts()
	if posts := eval[int](p, resized); posts == 0 {
		t.Error("a change of the window is not reported, so that another test sees too little")
	}
}

// The page says how many lines of a slide find no room, and goodbye when somebody closes it.
func testReportsMissing(t *testing.T, p *tab) {
	long := "# Long\n\n" + strings.Repeat("- Words of a slide that is far too long\n", 60)
	s := newStand(t, parse(t, "long.md", []byte(long+"\n---\n\n# Short\n")), "cream")
	p.open(t, s.server.HallURL(), 60, 40)
	reports := func(what string, said func(live.Hall) bool) {
		t.Helper()
		late := time.After(20 * time.Second)
		for {
			halls := s.server.Halls()
			if len(halls) == 1 && said(halls[0]) {
				return
			}
			select {
			case <-s.changed:
			case <-late:
				t.Fatalf("no report that %s; the halls are %+v", what, halls)
			}
		}
	}
	reports("lines find no room", func(h live.Hall) bool { return h.Matches && h.Lost > 1 })
	s.do(talk.Last, 0)
	reports("all of a short slide fits", func(h live.Hall) bool { return h.Matches && h.Lost == 0 })
	p.open(t, "about:blank", 60, 40) // Another window would be reported as well, and might be heard last.
	reports("it is closed", func(h live.Hall) bool { return h.Closed && !h.Gone && !h.Matches })
}
