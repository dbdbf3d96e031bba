package web_test

import (
	"crypto/hmac"
	"crypto/sha256"
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"

	"github.com/westandtogether-assembly/assembly/internal/live"
	"github.com/westandtogether-assembly/assembly/internal/talk"
)

func testPhoneDrives(t *testing.T, p *tab) {
	s := newPhoneStand(t, builtin(t))
	p.phone(t, s, 390, 844)
	p.status("drive")
	if at := eval[string](p, "location.href"); strings.Contains(at, "key") || strings.Contains(at, "#") {
		t.Errorf("the key stays in the address %s", at)
	}
	p.says("place", "Slide 1 of ")
	p.says("title", "#WeStandTogether")
	p.says("follows", "next slide: All forms of extremism and hatred are wrong")
	p.tap("begin")
	s.took("the clock's button", talk.Begin)
	p.wait(`document.getElementById("begin").hidden && /^\d+:\d\d elapsed$/.test(document.getElementById("elapsed").textContent)`)
	p.tap("next")
	s.took("next", talk.Next)
	p.says("title", "All forms of extremism and hatred are wrong")
	p.says("place", "Slide 2 of 7 · step 1 of 2")
	p.later()
	first := time.Now()
	p.tapAt("next", first)
	p.tapAt("next", first.Add(100*time.Millisecond)) // A thumb that trembles.
	s.took("a double press", talk.Next)
	p.says("place", "step 2 of 2")
	p.tap("back")
	s.took("back, the first command after it", talk.Back)
	p.says("place", "step 1 of 2")
	p.tap("black")
	s.took("black", talk.BlackOut)
	p.wait(`document.getElementById("black").getAttribute("aria-pressed") === "true"`)
	p.says("told", "The hall is black. NEXT shows the slide.")
	p.later()
	p.tap("next")
	s.took("next under black", talk.Next)
	p.wait(`document.getElementById("black").getAttribute("aria-pressed") === "false" && document.getElementById("told").textContent === ""`)
	s.press(talk.GoTo, 3) // On the laptop.
	p.says("place", "Slide 4 of 7")
	p.tap("back")
	p.says("told", "Not taken: the laptop has moved on")
	s.still("a press that crosses the laptop's")
	p.wait(fmt.Sprintf("performance.now() > %f", eval[float64](p, "performance.now()")+1100)) // No touch is near.
	eval[bool](p, `document.getElementById("back").click() || true`)                          // As a screen reader does.
	s.took("a click without a touch", talk.Back)
	eval[bool](p, `(() => { // As on a phone that was busy.
		const e = new PointerEvent("pointerdown", { isPrimary: true });
		Object.defineProperty(e, "timeStamp", { value: performance.now() - 1500 });
		return document.getElementById("back").dispatchEvent(e);
	})()`)
	p.says("told", "Not taken: it took too long")
	s.still("a press of a while ago")
	if phone := s.net.Reach().Phone; phone.State != live.PhoneOn || phone.Asking {
		t.Errorf("the presenter sees %+v", phone)
	}
}

func testPhoneKeepsTheNumbers(t *testing.T, p *tab) {
	s := newPhoneStand(t, builtin(t))
	p.phone(t, s, 390, 844)
	p.status("drive")
	p.tap("closing")
	p.status("question")
	p.says("cover", "Show the numbers")
	p.later()
	p.tap("keep")
	p.status("drive")
	s.still("a question answered with staying")
	p.tap("closing")
	p.status("question")
	p.later()
	p.tap("cover")
	s.took("the closing screen's button", talk.ToClosing)
	p.says("told", "The numbers are showing.")
	for _, c := range []struct {
		id, words string
		op        talk.Op
	}{{"black", "Cover the numbers", talk.BlackOut}, {"back", "Back to the slide before", talk.Back}} {
		p.tap(c.id)
		p.status("question")
		p.says("cover", c.words)
		p.tap("cover") // The thumb was still moving.
		p.status("question")
		p.later()
		p.tap("keep")
		p.status("drive")
		s.still("a question answered with keep")
		p.tap(c.id)
		p.status("question")
		p.later()
		p.tap("cover")
		s.took(c.words, c.op)
		if c.op == talk.BlackOut {
			p.says("told", "The hall is black")
			p.tap("black")
			s.took("black once more", talk.BlackOut)
			p.says("told", "The numbers are showing.")
		}
	}
	s.press(talk.ToClosing, 0)
	p.says("told", "The numbers are showing.")
	p.later()
	// A phone that does not know yet that the numbers show is told by the laptop, and asks as well.
	eval[bool](p, `(() => {
		const [parse, send] = [JSON.parse, fetch];
		let stale = true;
		JSON.parse = (text) => { const v = parse(text); if (stale && v.talk) v.talk.closing = false; return v; };
		globalThis.fetch = (path, options) => { if (path.startsWith("/remote/command")) stale = false; return send(path, options); };
		return true;
	})()`)
	p.wait(`document.getElementById("told").textContent === ""`)
	p.tap("back")
	p.status("question")
	s.still("back from the numbers")
}

// A lost link shows, and no press that was made without one moves anything, however late it arrives.
func testPhoneLost(t *testing.T, p *tab) {
	s := newPhoneStand(t, builtin(t))
	a := newAir(t, s.address())
	p.handheld(t, 390, 844)
	_, key, _ := strings.Cut(s.remote.Page(s.address()), "#")
	p.open(t, a.URL+"/remote#"+key, 390, 844)
	p.status("drive")
	a.lose()
	p.tap("next") // The phone does not know yet.
	p.status("lost")
	p.says("large", "Link lost")
	eval[bool](p, `["next", "back", "closing"].forEach((id) => document.getElementById(id).click()) || true`)
	p.wait(`document.getElementById("drive").hidden`)
	a.back()
	select {
	case <-a.came:
	case <-time.After(20 * time.Second):
		t.Fatal("the press on its way never arrives, so this test sees too little")
	}
	p.status("drive")
	if a.late[0] != http.StatusConflict {
		t.Errorf("a press that comes late is answered with %d", a.late[0])
	}
	s.still("a press without a link")
	p.later()
	p.tap("next")
	s.took("next when the link is back", talk.Next)
	a.lose()
	p.status("lost")
	a.back()
	eval[bool](p, `document.dispatchEvent(new Event("visibilitychange"))`)
	p.status("drive")
}

func testTwoPhones(t *testing.T, p *tab) {
	s := newPhoneStand(t, builtin(t))
	first := s.otherPhone()
	first.post("/remote/beat")
	p.phone(t, s, 390, 844)
	p.status("asks")
	p.says("large", "Another phone drives")
	p.says("detail", "on the laptop, c then y")
	if phone := s.net.Reach().Phone; !phone.Asking {
		t.Errorf("the presenter sees %+v", phone)
	}
	s.remote.Answer(false)
	p.status("refused")
	p.tap("ask")
	p.status("asks")
	s.remote.Answer(true)
	p.status("drive")
	p.tap("next")
	s.took("the second phone", talk.Next)
	first.post("/remote/ask")
	s.remote.Answer(true)
	p.status("replaced")
	p.says("large", "Another phone drives now")
	s.still("the replaced phone")
}

func testPhoneKey(t *testing.T, p *tab) {
	s := newPhoneStand(t, builtin(t))
	address, _, _ := strings.Cut(s.remote.Page(s.address()), "#")
	p.handheld(t, 390, 844)
	for _, fragment := range []string{"#key=ANOTHER", "#key=", ""} {
		p.open(t, "about:blank", 390, 844)
		p.open(t, address+fragment, 390, 844)
		p.status("invalid")
		p.says("large", "This code is no longer valid")
		p.says("detail", "Photograph the code on the laptop again")
	}
	if phone := s.net.Reach().Phone; phone.State != live.NoPhone {
		t.Errorf("the presenter sees %+v", phone)
	}
	// The code is photographed again, into the page that is open.
	p.open(t, s.remote.Page(s.address()), 390, 844)
	p.status("drive")
	if err := chromedp.Do(p.ctx, chromedp.Reload()); err != nil {
		t.Fatal(err)
	}
	p.status("drive")
	if phone := s.net.Reach().Phone; phone.Asking {
		t.Errorf("after a reload the presenter sees %+v", phone)
	}
}

// Where a browser stores nothing for a page, everything works until the page is closed.
func testPhoneStoresNothing(t *testing.T, p *tab) {
	s := newPhoneStand(t, builtin(t))
	added, err := chromedp.Call(p.ctx, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: `
		for (const name of ["localStorage", "sessionStorage"]) Object.defineProperty(globalThis, name, { get() { throw new DOMException("no", "SecurityError"); } });`})
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if _, err := chromedp.Call(p.ctx, page.RemoveScriptToEvaluateOnNewDocument, page.RemoveScriptToEvaluateOnNewDocumentParams(added)); err != nil {
			t.Error(err)
		}
	}()
	p.phone(t, s, 390, 844)
	p.status("drive")
	if at := eval[string](p, "location.href"); strings.Contains(at, "key") {
		t.Errorf("the key stays in the address %s", at)
	}
	if eval[bool](p, `(() => { try { return Boolean(localStorage); } catch { return false; } })()`) {
		t.Error("something can be stored, so this test sees too little")
	}
	p.tap("next")
	s.took("next", talk.Next)
}

// The page signs as Go does.
func testPhoneSignatures(t *testing.T, p *tab) {
	s := newPhoneStand(t, builtin(t))
	p.phone(t, s, 390, 844)
	p.status("drive")
	type vector struct{ Key, Text string }
	vectors := []vector{{"", ""}, {"key", "The quick brown fox jumps over the lazy dog"}, {"ключ", "ä€😀 é\u2028\n\x00"}, {"k", strings.Repeat("€", 5000)}}
	for n := range 200 {
		vectors = append(vectors, vector{strings.Repeat("k", n), strings.Repeat("é", n/3) + strings.Repeat("x", n)})
	}
	for i, got := range eval[[]string](p, fmt.Sprintf(`%s.map(({ Key, Text }) => modules["hmac.js"].hmac(Key, Text))`, asJSON(t, vectors))) {
		mac := hmac.New(sha256.New, []byte(vectors[i].Key))
		_, _ = io.WriteString(mac, vectors[i].Text)
		if want := fmt.Sprintf("%x", mac.Sum(nil)); got != want {
			t.Errorf("%.40q with %.40q is signed %s, want %s", vectors[i].Text, vectors[i].Key, got, want)
		}
	}
}

// crowded says what is too small, outside the window, cut off or over something else.
const crowded = `(() => {
	const out = [];
	const shown = [...document.querySelectorAll("button, #place, #title, #follows, #times, #told, #large, #detail, #asked")]
		.filter((n) => n.getClientRects().length > 0 && n.textContent.trim() !== "");
	for (const n of shown) {
		const r = n.getBoundingClientRect();
		if (n.matches("button") && (r.width < 44 || r.height < 44)) out.push(n.id + " is " + r.width + " by " + r.height);
		if (n.matches("button") && (n.scrollWidth > n.clientWidth || n.scrollHeight > n.clientHeight)) out.push(n.id + " is cut off");
		if (r.left < 0 || r.top < 0 || r.right > innerWidth || r.bottom > innerHeight) out.push(n.id + " is outside");
		for (const other of shown) {
			const o = other.getBoundingClientRect();
			if (n !== other && !n.contains(other) && !other.contains(n) && r.left < o.right - 1 && o.left < r.right - 1 && r.top < o.bottom - 1 && o.top < r.bottom - 1) {
				out.push(n.id + " is over " + other.id);
			}
		}
	}
	const size = (id) => { const r = document.getElementById(id).getBoundingClientRect(); return r.width * r.height; };
	if (!document.getElementById("drive").hidden && !(size("next") > size("back") && size("back") > size("black"))) out.push("next is not the largest");
	return out.join("; ");
})()`

// On every phone, and with large letters, all that matters is inside the window and nothing over anything else.
func testPhoneWindows(t *testing.T, p *tab) {
	s := newPhoneStand(t, deckOf(t, "# One\n\n---\n\n# A title that is quite a lot longer than anybody would like to read in a hurry, and then some more of it\n\n- a\n<!-- pause -->\n- b\n\n---\n\n"+
		"# Another title that is quite a lot longer than anybody would like to read in a hurry, and then some\n\n---\n\n# Tell\n\n- Police: 101\n\n<!-- layout: closing -->\n"))
	p.phone(t, s, 390, 844)
	p.status("drive")
	all := func(what string) {
		t.Helper()
		for _, size := range [][2]int64{{320, 568}, {360, 640}, {390, 844}, {412, 915}, {568, 320}, {640, 360}, {844, 390}} {
			for _, letters := range []string{"16px", "24px", "32px"} {
				p.size(size[0], size[1])
				p.wait(fmt.Sprintf("innerWidth === %d && innerHeight === %d && document.documentElement.style.getPropertyValue('--h') === innerHeight / 100 + 'px'", size[0], size[1]))
				if got := eval[string](p, fmt.Sprintf(`document.documentElement.style.fontSize = %q, %s`, letters, crowded)); got != "" {
					t.Errorf("%s at %v with letters of %s: %s", what, size, letters, got)
				}
			}
		}
		eval[string](p, `document.documentElement.style.fontSize = ""`)
	}
	all("the first slide")
	s.press(talk.GoTo, 1)
	s.press(talk.BlackOut, 0)
	p.says("told", "The hall is black")
	all("long titles")
	s.press(talk.ToClosing, 0)
	p.says("told", "The numbers are showing")
	all("the closing slide")
	p.later()
	p.tap("back")
	p.status("question")
	all("the question")
	s.net.Close()
	p.status("ended")
	all("the end")
	p.handheld(t, 390, 844)
	s = newPhoneStand(t, builtin(t))
	s.otherPhone().post("/remote/beat")
	p.open(t, s.remote.Page(s.address()), 390, 844)
	p.status("asks")
	all("a second phone")
	s.remote.Answer(false)
	p.status("refused")
	all("a refused phone")
	for _, c := range []struct{ what, style, want string }{
		{"a double tap zooms", "touchAction", "manipulation"}, {"text can be selected", "userSelect", "none"}, {"pulling reloads", "overscrollBehaviorY", "none"},
	} {
		if got := eval[[]string](p, fmt.Sprintf(`[document.body, document.documentElement].map((n) => getComputedStyle(n).%s)`, c.style)); got[0] != c.want && got[1] != c.want {
			t.Errorf("%s: %v", c.what, got)
		}
	}
	if !eval[bool](p, `!document.body.dispatchEvent(new Event("contextmenu", { cancelable: true, bubbles: true }))`) {
		t.Error("there is a context menu")
	}
}

func testPhoneGoodbye(t *testing.T, p *tab) {
	s := newPhoneStand(t, builtin(t))
	p.phone(t, s, 390, 844)
	p.status("drive")
	s.net.Close()
	p.status("ended")
	p.says("large", "The assembly has ended")
}
