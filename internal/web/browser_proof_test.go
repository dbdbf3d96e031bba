package web_test

import (
	"fmt"
	"net"
	"net/http"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"github.com/westandtogether-assembly/assembly/internal/live"
	"github.com/westandtogether-assembly/assembly/internal/talk"
)

// An address opens one page. It says so to a second one, and a fresh code behind the address of a page that is open
// opens that one anew.
func testOpensOnce(t *testing.T, p *tab) {
	s := newStand(t, builtin(t), "cream")
	address := s.server.HallURL()
	p.open(t, address, 1024, 768)
	p.waitText("#WeStandTogether")
	p.open(t, "about:blank", 1024, 768)
	other := newStand(t, builtin(t), "cream") // Another page: this tab keeps its name at the same address.
	p.open(t, other.server.URL()+"/#aaaaaaaa", 1024, 768)
	p.waitText("This address is too old Press H in the presenter to open a hall screen.")
	p.open(t, other.server.HallURL(), 1024, 768)
	for len(other.server.Halls()) == 0 { // It is being loaded.
		<-other.changed
	}
	p.waitText("#WeStandTogether")
	p.press("n")
	if got := other.command(); got.Op != talk.Next {
		t.Errorf("with a fresh code a key sends %v", got)
	}
	p.open(t, s.server.URL(), 1024, 768)
	p.waitText("#WeStandTogether")
	eval[bool](p, `sessionStorage.clear() || true`)
	p.open(t, strings.Replace(other.server.HallURL(), "127.0.0.1", "localhost", 1), 1024, 768)
	p.waitText("#WeStandTogether")
	if got := eval[string](p, "location.href"); got != other.server.URL()+"/" {
		t.Errorf("a page that was called by its name is at %s", got)
	}
	p.open(t, "about:blank", 1024, 768)
	p.open(t, address, 1024, 768)
	p.waitText("This address has been used Press H in the presenter to open a hall screen.")
	if s.server.TriedTwice().IsZero() {
		t.Error("the presenter does not know that its address was opened twice")
	}
}

// impostor is a program of another user at the address of a presenter that was killed. It serves its own deck, and
// passes what it hears to heard.
func impostor(t *testing.T, address string, heard func(*http.Request)) (stop func()) {
	t.Helper()
	var lc net.ListenConfig
	l, err := lc.Listen(t.Context(), "tcp4", address)
	if err != nil {
		t.Fatal(err)
	}
	server := &http.Server{Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { //nolint:gosec // a test's own
		heard(r)
		switch r.URL.Path {
		case "/deck":
			fmt.Fprint(w, `{"Hash":"evil","Title":"evil","Steps":[1],"Slides":[{"Layout":"text","Steps":1,"Blocks":[]}],"Closing":-1}`)
		case "/events":
			w.Header().Set("Content-Type", "text/event-stream")
			fmt.Fprintf(w, "event: proof\ndata: {\"v\":%d,\"nonce\":\"n\",\"at\":1,\"sum\":\"0\"}\n\n", live.Version)
			fmt.Fprintf(w, "event: state\ndata: {\"v\":%d,\"session\":\"evil\",\"deck\":\"evil\",\"cover\":\"black\"}\n\n", live.Version)
			_ = http.NewResponseController(w).Flush()
			<-r.Context().Done()
		default:
			http.Error(w, "evil", http.StatusOK)
		}
	})}
	go func() { _ = server.Serve(l) }()
	return func() { _ = server.Close() }
}

// A page shows nothing of another program at the presenter's address, tells it nothing, and follows the presenter when
// that is back. Its pictures are its own, and it draws them again meanwhile.
func testAnotherProgram(t *testing.T, p *tab) {
	s := newStand(t, parse(t, "crest.md", []byte("![the crest](crest.webp)\n\n---\n\n# Second\n")), "cream")
	p.open(t, s.server.HallURL(), 1024, 768)
	const picture = `document.querySelector("#stage img")?.naturalWidth === 160 && document.querySelector("#stage img").src.startsWith("blob:")`
	p.wait(picture)
	before := s.server
	s.server.Close()
	asked := make(chan string, 1000)
	stop := impostor(t, strings.TrimPrefix(before.URL(), "http://"), func(r *http.Request) {
		asked <- r.Method + " " + r.URL.String() + " " + fmt.Sprint(r.Header)
	})
	p.hurry()
	heard := ""
	for !strings.Contains(heard, "GET /events") {
		heard += <-asked
	}
	p.countPosts() // What was under way to the presenter may come to the other program.
	for range 3 {
		heard += <-asked
	}
	p.size(800, 600)
	p.settled()
	if !eval[bool](p, picture+` && document.getElementById("cover").hidden`) {
		t.Errorf("beside another program the page shows %s", eval[string](p, "document.body.innerHTML"))
	}
	p.press("n")
	if posts := eval[int](p, resized); posts > 0 {
		t.Errorf("the page sends the other program something %d times", posts)
	}
	stop()
	for len(asked) > 0 {
		heard += <-asked
	}
	if strings.Contains(heard, before.Token()) || strings.Contains(heard, "/picture") || strings.Contains(heard, "/deck") {
		t.Errorf("the other program hears %s", heard)
	}
	s.hub, s.session = live.NewHub(), "second"
	s.listen(live.Config{Prefer: before.URL(), Token: before.Token()})
	s.do(talk.GoTo, 1)
	p.waitText("Second")
	reloaded := chromedp.Do(p.ctx, chromedp.Reload())
	p.waitText("Second")
	p.press("n")
	if got := s.command(); reloaded != nil || got.Op != talk.Next {
		t.Errorf("after a reload (%v) a key sends %v", reloaded, got)
	}
}
