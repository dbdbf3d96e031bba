package web_test

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"os/exec"
	"sync/atomic"
	"testing"
	"testing/fstest"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"

	"github.com/westandtogether-assembly/assembly/internal/deck"
	"github.com/westandtogether-assembly/assembly/internal/live"
	"github.com/westandtogether-assembly/assembly/internal/markdown"
	"github.com/westandtogether-assembly/assembly/internal/talk"
	"github.com/westandtogether-assembly/assembly/internal/web"
	"github.com/westandtogether-assembly/assembly/slides"
)

// stand is a presenter with the browser page, for tests.
type stand struct {
	t        *testing.T
	hub      *live.Hub
	server   *live.Server
	deck     *deck.Deck
	public   deck.Public
	session  string
	state    talk.State
	commands chan talk.Command
	late     atomic.Int32  // commands that came too late
	changed  chan struct{} // one place: a hall has reported
}

func newStand(t *testing.T, d *deck.Deck, themeName string) *stand {
	t.Helper()
	s := &stand{
		t: t, deck: d, hub: live.NewHub(), session: "first", commands: make(chan talk.Command, 100), changed: make(chan struct{}, 1),
		public: d.Public().WithTheme(themeName), state: talk.Start("", time.Now()).State,
	}
	s.listen(live.Config{})
	s.publish()
	return s
}

// show presents another deck, from its beginning, to a page that follows.
func (s *stand) show(p *tab, d *deck.Deck, themeName string) {
	s.t.Helper()
	s.deck, s.public, s.state = d, d.Public().WithTheme(themeName), talk.Start("", time.Now()).State
	s.session = "after " + s.session
	s.publish()
	p.at(s, 0, 0)
}

// listen serves the page where the configuration prefers.
func (s *stand) listen(cfg live.Config) {
	s.t.Helper()
	cfg.Page, cfg.Command, cfg.Late = web.Handler(), func(c talk.Command) { s.commands <- c }, func() { s.late.Add(1) }
	cfg.Changed = func() {
		select {
		case s.changed <- struct{}{}:
		default:
		}
	}
	var err error
	s.server, err = live.Listen(s.t.Context(), s.hub, cfg)
	if err != nil {
		s.t.Fatal(err)
	}
	s.t.Cleanup(s.server.Close)
}

func (s *stand) publish() {
	silence := s.deck.PublicSlide(s.state.Hall().Slide).Silence.For("primary")
	s.hub.Publish(live.SnapshotOf(s.state, s.session, s.public.Hash, silence, time.Now()), s.public, s.deck)
}

func (s *stand) do(op talk.Op, n int) {
	shape := talk.Shape{Steps: s.public.Steps, Closing: s.public.Closing}
	s.state = talk.Do(shape, talk.Talk{State: s.state}, talk.Command{Op: op, N: n}, time.Now()).State
	s.publish()
}

// command is the next command that a page sends.
func (s *stand) command() talk.Command {
	s.t.Helper()
	select {
	case c := <-s.commands:
		return c
	case <-time.After(10 * time.Second):
		s.t.Fatal("no command comes")
		return talk.Command{}
	}
}

// to shows a step of a slide.
func (s *stand) to(slide, step int) {
	s.state.Pos, s.state.Shown = talk.Pos{Slide: slide, Step: step}, time.Now().UnixMilli()
	s.state.Seq++
	s.publish()
}

// builtin is the built-in deck.
func builtin(t *testing.T) *deck.Deck {
	t.Helper()
	return parse(t, slides.BuiltinName, slides.Builtin())
}

// dot is a PNG of one pixel.
const dot = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="

// webp is a WebP of 160 by 80 pixels.
const webp = "UklGRigAAABXRUJQVlA4TBwAAAAvn8ATEA8QAxzzH2wQEhD+n9Y8UCL6PwFG4isA"

func parse(t *testing.T, name string, source []byte) *deck.Deck {
	t.Helper()
	png, err := base64.StdEncoding.DecodeString(dot)
	if err != nil {
		t.Fatal(err)
	}
	picture, err := base64.StdEncoding.DecodeString(webp)
	if err != nil {
		t.Fatal(err)
	}
	files := fstest.MapFS{
		slides.LetterName: {Data: []byte(slides.Letter())},
		"crest.png":       {Data: png},
		"crest.webp":      {Data: picture},
		"crest.svg":       {Data: []byte(`<svg xmlns="http://www.w3.org/2000/svg"><script>document.title = "owned"</script></svg>`)},
	}
	for i := range 6 {
		files[fmt.Sprintf("crest%d.webp", i)] = files["crest.webp"]
	}
	d, err := markdown.Parse(source, markdown.Options{Name: name, Files: files})
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// startBrowser starts a headless Chromium and gives its first tab, or skips the test.
func startBrowser(t *testing.T) *tab {
	t.Helper()
	var program string
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if found, err := exec.LookPath(name); err == nil {
			program = found
			break
		}
	}
	if program == "" {
		t.Skip("there is no Chromium here: the browser page is not tested in a browser")
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(program), chromedp.NoSandbox, chromedp.DisableGPU, chromedp.UserDataDir(t.TempDir()),
		chromedp.Flag("disable-component-update", true), chromedp.Flag("hide-scrollbars", false),
		chromedp.WSURLReadTimeout(time.Minute))
	// Less work for the machine: few processes for pages, none in reserve, for the network or for the
	// lists beneath the address, and a small window around the page, whose size is set in its tab.
	options = append(options,
		chromedp.Flag("renderer-process-limit", "4"), chromedp.Flag("window-size", "400,300"),
		chromedp.Flag("enable-features", "NetworkServiceInProcess2"),
		chromedp.Flag("disable-features", "site-per-process,IsolateOrigins,Translate,BackForwardCache,SpareRendererForSitePerProcess,"+
			"WebUIOmniboxPopup,WebUIOmniboxAimPopup"))
	ctx, cancel := chromedp.NewExecAllocator(t.Context(), options...)
	t.Cleanup(cancel)
	ctx, cancel = chromedp.NewContext(ctx)
	t.Cleanup(cancel)
	if err := chromedp.Do(ctx); err != nil {
		t.Fatal(err)
	}
	return &tab{t: t, ctx: ctx}
}

// another opens a tab with a storage of its own, which has the keyboard whatever other tabs do.
func (p *tab) another(t *testing.T) *tab {
	t.Helper()
	ctx, cancel := chromedp.NewContext(p.ctx, chromedp.WithNewBrowserContext())
	t.Cleanup(cancel)
	if _, err := chromedp.Call(ctx, emulation.SetFocusEmulationEnabled, emulation.SetFocusEmulationEnabledParams{Enabled: true}); err != nil {
		t.Fatal(err)
	}
	return &tab{t: t, ctx: ctx}
}

// tab is a tab of a headless browser.
type tab struct {
	t    *testing.T
	ctx  context.Context
	w, h int64 // of its window
}

// open opens a page in the tab, for a test. The page of an earlier test is still there: an empty one
// in between would cost a new process.
func (p *tab) open(t *testing.T, url string, w, h int64) {
	t.Helper()
	p.t = t
	p.size(w, h)
	if err := chromedp.Do(p.ctx, chromedp.Navigate(url)); err != nil {
		t.Fatal(err)
	}
}

func (p *tab) size(w, h int64) {
	p.t.Helper()
	if p.w == w && p.h == h {
		return
	}
	p.w, p.h = w, h
	if err := chromedp.Do(p.ctx, chromedp.EmulateViewport(w, h)); err != nil {
		p.t.Fatal(err)
	}
}

// isSettled is an expression that is true once what shows has been laid out for the window.
func (p *tab) isSettled() string {
	return fmt.Sprintf(`document.documentElement.dataset.window === "%dx%d" && [...document.images].every((i) => i.complete)`, p.w, p.h)
}

// settled waits until what shows has been laid out for the tab's window.
func (p *tab) settled() {
	p.t.Helper()
	p.wait(p.isSettled())
}

// at waits until a step of a slide is laid out for the tab's window.
func (p *tab) at(s *stand, slide, step int) {
	p.t.Helper()
	p.wait(fmt.Sprintf(`document.documentElement.dataset.at === "%s.%d.%d" && %s`, s.public.Hash, slide, step, p.isSettled()))
}

func (p *tab) keys(keys string) {
	p.t.Helper()
	if err := chromedp.Do(p.ctx, chromedp.KeyEvent(keys)); err != nil {
		p.t.Fatal(err)
	}
}

// eval evaluates an expression in a tab.
func eval[T any](p *tab, expression string) T {
	p.t.Helper()
	ctx, cancel := context.WithTimeout(p.ctx, 30*time.Second)
	defer cancel()
	v, err := chromedp.Run(ctx, chromedp.Evaluate[T](expression, chromedp.EvalAwaitPromise))
	if err != nil {
		p.t.Fatalf("evaluating %.80s: %v", expression, err)
	}
	return v
}

// hurry makes the page wait a twentieth as long from here on, wherever it waits by a timer.
func (p *tab) hurry() {
	p.t.Helper()
	eval[bool](p, `{
		const wait = globalThis.setTimeout;
		globalThis.setTimeout = (then, ms, ...rest) => wait(then, ms / 20, ...rest);
	} true`)
}

// wait waits until an expression is true.
func (p *tab) wait(expression string) {
	p.t.Helper()
	ctx, cancel := context.WithTimeout(p.ctx, 30*time.Second)
	defer cancel()
	poll := fmt.Sprintf(`(async () => { while (!(%s)) await new Promise((look) => setTimeout(look, 4)); return true; })()`, expression)
	if _, err := chromedp.Run(ctx, chromedp.Evaluate[bool](poll, chromedp.EvalAwaitPromise)); err != nil {
		p.t.Fatalf("waiting for %s: %v\nthe page shows %q", expression, err, eval[string](p, "document.body.innerText"))
	}
}

// text is what shows of a slide, in one line.
const text = `document.getElementById("stage").innerText.replace(/\s+/g, " ").trim()`

func (p *tab) waitText(want string) {
	p.t.Helper()
	p.wait(fmt.Sprintf("%s.includes(%s)", text, asJSON(p.t, want)))
}

// asJSON is a value as a script has it.
func asJSON(t testing.TB, value any) []byte {
	t.Helper()
	text, err := json.Marshal(value)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// deckOf is a deck without pictures.
func deckOf(t testing.TB, source string) *deck.Deck {
	t.Helper()
	d, err := markdown.Parse([]byte(source), markdown.Options{Name: "deck.md"})
	if err != nil {
		t.Fatal(err)
	}
	return d
}
