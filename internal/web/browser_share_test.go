package web_test

import (
	"fmt"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/target"
	"github.com/chromedp/chromedp"

	"github.com/westandtogether-assembly/assembly/internal/live"
	"github.com/westandtogether-assembly/assembly/internal/talk"
)

// share serves the stand to the school's network, for which 127.0.0.1 stands, and gives the page's address there.
func (s *stand) share() string {
	s.t.Helper()
	if err := s.server.Open(s.t.Context(), live.Network{Address: "127.0.0.1:0", Follow: true}); err != nil {
		s.t.Fatal(err)
	}
	return s.server.Reach().Addresses[0].Page()
}

// rooms waits until the classrooms that the presenter knows are as wanted: their names, "?" behind one that is lost,
// "!" behind one that has closed.
func (s *stand) rooms(want string) live.Hall {
	s.t.Helper()
	late := time.After(20 * time.Second)
	for {
		var names []string
		halls := s.server.Halls()
		for _, h := range halls {
			names = append(names, h.Room+map[bool]string{h.Closed: "!", h.Gone: "?"}[true])
		}
		if strings.Join(names, ", ") == want {
			if len(halls) == 0 {
				return live.Hall{}
			}
			return halls[0]
		}
		select {
		case <-s.changed:
		case <-late:
			s.t.Fatalf("the classrooms are %q, want %q", names, want)
		}
	}
}

// Thirty pages that open at the same moment behind one address all follow.
func testThirtyFollow(t *testing.T, p *tab) {
	const class, pages = 30, 4 // The others hold a place as a page does: thirty pages are a test of the machine.
	s := newStand(t, builtin(t), "cream")
	address := s.share()
	p.t = t
	for range class - pages {
		s.holdPlace(address)
	}
	for i := range pages {
		// Each has its own storage and its own connections, as on a computer of its own.
		of, err := chromedp.CallBrowser(p.ctx, target.CreateBrowserContext, target.CreateBrowserContextParams{})
		if err != nil {
			t.Fatal(err)
		}
		defer func() {
			_, _ = chromedp.CallBrowser(p.ctx, target.DisposeBrowserContext, target.DisposeBrowserContextParams(of))
		}()
		url := fmt.Sprintf("%s?room=Class%%20%d", address, i+1)
		if _, err := chromedp.CallBrowser(p.ctx, target.CreateTarget, target.CreateTargetParams{URL: url, BrowserContextID: of.BrowserContextID}); err != nil {
			t.Fatal(err)
		}
	}
	follow := func(what string) {
		t.Helper()
		late := time.After(2 * time.Minute)
		for {
			right := 0
			for _, h := range s.server.Halls() {
				if h.Matches {
					right++
				}
			}
			if right == pages && s.server.Reach().Followers == class {
				return
			}
			select {
			case <-s.changed:
			case <-late:
				t.Fatalf("%s: of %d there are %d that follow and %d that show what they should, want %d", what, class, s.server.Reach().Followers, right, pages)
			}
		}
	}
	follow("at first")
	s.do(talk.GoTo, 3)
	follow("after a move")
}

// holdPlace follows the events at an address until the test ends.
func (s *stand) holdPlace(address string) {
	s.t.Helper()
	req, err := http.NewRequestWithContext(s.t.Context(), http.MethodGet, strings.TrimSuffix(address, "/")+"/events", http.NoBody)
	if err != nil {
		s.t.Fatal(err)
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		s.t.Fatal(err)
	}
	s.t.Cleanup(func() { _ = resp.Body.Close() })
}

// In a classroom a screen is named by keyboard, says then what it shows, and is named for good; without a name it says nothing.
func testNaming(t *testing.T, p *tab) {
	s := newStand(t, builtin(t), "cream")
	address := s.share()
	p.open(t, address, 1024, 768)
	p.waitText("#WeStandTogether")
	p.countPosts()
	p.wait(`!document.getElementById("naming").hidden`)
	seen := `getComputedStyle(document.querySelector("#naming > button")).opacity`
	if got := eval[string](p, seen); got != "0" {
		t.Errorf("over a slide the button has the opacity %s", got)
	}
	if posts := eval[int](p, resized); posts != 0 || len(s.server.Halls()) != 0 {
		t.Errorf("without a name it says %d times what it shows: %+v", posts, s.server.Halls())
	}
	p.keys("\t")
	p.wait(seen + ` === "1"`)
	p.keys("\r")
	p.wait(`document.activeElement.id === "room"`)
	p.keys("  Year   5 oak\u202e ")
	p.keys("\r")
	h := s.rooms("Year 5 oak")
	if h.Kind != live.Browser || !h.Matches || h.W != 1024 || h.Lost != 0 {
		t.Errorf("the classroom is %+v", h)
	}
	s.do(talk.GoTo, 2)
	p.at(s, 2, 0)
	for !s.rooms("Year 5 oak").Matches {
		<-s.changed
	}
	if !eval[bool](p, `document.getElementById("naming").querySelector("form").hidden && document.activeElement === document.body`) {
		t.Error("the box stays open, or the button in view")
	}
	if len(s.commands) != 0 {
		t.Errorf("a name sends %v", <-s.commands)
	}
	p.open(t, address, 1024, 768) // It is kept.
	s.rooms("Year 5 oak")
	p.open(t, address+"?room="+url.QueryEscape("Year 6"), 1024, 768)
	s.rooms("Year 6")
	if got := eval[string](p, "location.search"); got != "" {
		t.Errorf("the name stays in the address: %s", got)
	}
	eval[bool](p, `document.querySelector("#naming > button").click() || true`)
	p.keys("Nobody\x1b") // Escape
	p.wait(`document.querySelector("#naming form").hidden`)
	eval[bool](p, `document.querySelector("#naming > button").click() || (document.getElementById("room").value = "", true)`)
	p.keys("\r")
	s.rooms("Year 6!")
	if got := eval[string](p, `localStorage.getItem("room")`); got != "" {
		t.Errorf("the name is kept: %s", got)
	}
}

// The button is in view for a while where somebody moves the pointer, has room for a finger, and covers no words; the
// page of this machine's hall has none.
func testNamingStaysOutOfTheWay(t *testing.T, p *tab) {
	s := newStand(t, builtin(t), "cream")
	address := s.share()
	p.open(t, s.server.HallURL(), 1024, 768)
	p.waitText("#WeStandTogether")
	if !eval[bool](p, `dispatchEvent(new Event("pointermove")) && document.getElementById("naming").hidden`) {
		t.Error("the hall's own page can be named")
	}
	p.open(t, address, 1024, 768)
	for _, size := range [][2]int64{{1024, 768}, {768, 1024}, {390, 844}, {844, 390}, {1920, 1080}} {
		p.size(size[0], size[1])
		for i := range s.public.Slides {
			s.to(i, s.public.Steps[i]-1)
			p.at(s, i, s.public.Steps[i]-1)
			got := eval[string](p, `(() => {
				dispatchEvent(new Event("pointermove"));
				const button = document.querySelector("#naming > button");
				const box = button.getBoundingClientRect();
				const words = document.createRange();
				words.selectNodeContents(button);
				const shown = words.getBoundingClientRect();
				const frame = document.getElementById("stage").getBoundingClientRect();
				if (getComputedStyle(button).opacity !== "1") return "is not in view";
				if (box.width < 44 || box.height < 44) return "is too small for a finger";
				if (shown.top < frame.bottom - 1 || shown.bottom > innerHeight || shown.right > innerWidth) return "has words at " + shown.top + " to " + shown.bottom + " where the slide ends at " + frame.bottom;
				return "";
			})()`)
			if got != "" {
				t.Errorf("at %v the button %s", size, got)
			}
		}
	}
	p.hurry()
	eval[bool](p, `dispatchEvent(new Event("pointermove"))`)
	p.wait(`getComputedStyle(document.querySelector("#naming > button")).opacity === "0"`)
	s.do(talk.BlackOut, 0)
	p.wait(`!document.getElementById("cover").hidden`)
	if eval[bool](p, `dispatchEvent(new Event("pointermove")) && document.elementFromPoint(innerWidth - 30, innerHeight - 10).id !== "cover"`) {
		t.Error("under black the button shows")
	}
}

// A browser that keeps nothing follows all the same, and has its name while the page is open.
func testBlockedStorage(t *testing.T, p *tab) {
	s := newStand(t, builtin(t), "cream")
	address := s.share()
	own := s.server.HallURL()
	for _, url := range []string{own, address + "?room=Oak"} {
		p.open(t, "about:blank", 1024, 768)
		script := `for (const kind of ["sessionStorage", "localStorage"])
			Object.defineProperty(window, kind, { get() { throw new DOMException("blocked", "SecurityError"); } });`
		added, err := chromedp.Call(p.ctx, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: script})
		if err != nil {
			t.Fatal(err)
		}
		p.open(t, url, 1024, 768)
		p.waitText("#WeStandTogether")
		_, err = chromedp.Call(p.ctx, page.RemoveScriptToEvaluateOnNewDocument, page.RemoveScriptToEvaluateOnNewDocumentParams(added))
		if err != nil {
			t.Fatal(err)
		}
		if url == own {
			p.press("n")
			if got := s.command(); got.Op != talk.Next {
				t.Errorf("a key sends %v", got)
			}
			s.do(talk.First, 0)
			p.open(t, "about:blank", 1024, 768)
			s.rooms("!")
			continue
		}
		s.rooms("!, Oak")
	}
}

// A presenter that has no room is asked again, ever later.
func testAsksAgain(t *testing.T, p *tab) {
	s := newStand(t, builtin(t), "cream")
	p.open(t, s.server.URL(), 1024, 768)
	p.waitText("#WeStandTogether")
	eval[bool](p, `(() => {
		globalThis.waits = [];
		const wait = globalThis.setTimeout;
		globalThis.setTimeout = (then, ms, ...rest) => { if (String(then).includes("connect")) waits.push(ms); return wait(then, ms / 100, ...rest); };
		return true;
	})()`)
	s.server.Close()
	p.wait("waits.length > 16")
	got := eval[[]float64](p, "waits")
	if got[0] > 200 || got[11] > 2000 || got[11] < 1000 || got[16] < 5000 || got[16] > 10000 {
		t.Errorf("it waits %v ms", got)
	}
}

// TestLookAtSharing writes pictures of the shared page on tablets and telephones into the folder that ASSEMBLY_LOOK names.
func TestLookAtSharing(t *testing.T) {
	folder := os.Getenv("ASSEMBLY_LOOK")
	if folder == "" {
		t.Skip("ASSEMBLY_LOOK names no folder to put pictures into")
	}
	p := startBrowser(t)
	s := newStand(t, builtin(t), "cream")
	waiting := newStand(t, builtin(t), "cream")
	waiting.hub = live.NewHub()
	waiting.listen(live.Config{})
	address, empty := s.share(), waiting.share()
	for _, size := range [][2]int64{{768, 1024}, {1024, 768}, {390, 844}, {844, 390}} {
		name := func(what string) string {
			return filepath.Join(folder, fmt.Sprintf("share-%dx%d-%s.png", size[0], size[1], what))
		}
		p.tablet(t, size[0], size[1])
		p.visit(empty)
		p.wait(`document.getElementById("naming")?.className === "waiting"`)
		p.shoot(name("waiting"))
		p.visit(address)
		for what, at := range map[string]talk.Pos{"message": {Slide: 1}, "remember": {Slide: 1, Step: 1}, "closing": {Slide: len(s.public.Slides) - 1}} {
			s.to(at.Slide, at.Step)
			p.at(s, at.Slide, at.Step)
			eval[bool](p, `dispatchEvent(new Event("pointermove"))`)
			p.shoot(name(what))
		}
		eval[bool](p, `document.querySelector("#naming > button").click() || (document.getElementById("room").value = "Year 5 oak", true)`)
		p.shoot(name("naming"))
	}
}

// tablet makes the tab one of a tablet of a size, with fingers and fine pixels.
func (p *tab) tablet(t *testing.T, w, h int64) {
	t.Helper()
	p.t, p.w, p.h = t, w, h
	if err := chromedp.Do(p.ctx, chromedp.EmulateViewport(w, h, chromedp.EmulateScale(2), chromedp.EmulateTouch, chromedp.EmulateMobile)); err != nil {
		t.Fatal(err)
	}
}

func (p *tab) visit(url string) {
	p.t.Helper()
	if err := chromedp.Do(p.ctx, chromedp.Navigate(url)); err != nil {
		p.t.Fatal(err)
	}
}
