package live

import (
	"bufio"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"io"
	"mime"
	"net"
	"net/http"
	"strings"
	"time"
)

// routes are the requests that this machine may make: its halls have names, report and drive.
func (s *Server) routes(bye <-chan struct{}) http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET "+pathDeck, s.orSigned(s.sendDeck))
	mux.HandleFunc("GET "+pathPicture+"{id}", s.orSigned(s.sendPicture))
	mux.HandleFunc("GET "+pathEvents, func(w http.ResponseWriter, r *http.Request) { s.sendLocal(w, r, bye) })
	mux.HandleFunc("POST "+pathShown, s.fromDriver(s.takeReport))
	mux.HandleFunc("POST "+pathCommand, s.fromDriver(s.takeCommand))
	mux.Handle("POST "+pathCode, takeJSON(s.takeCode))
	s.page(mux)
	return mux
}

// orSigned answers those who only look, and with a tag those who have signed.
func (s *Server) orSigned(answer func(w http.ResponseWriter, r *http.Request, ch *channel)) http.HandlerFunc {
	signed := s.fromHall(answer)
	return func(w http.ResponseWriter, r *http.Request) {
		if r.URL.RawQuery != "" {
			signed(w, r)
			return
		}
		answer(w, r, nil)
	}
}

// look adds the requests of those who only look. who gives the one that asks for the states.
func (s *Server) look(mux *http.ServeMux, who func(*http.Request) follower, bye <-chan struct{}) {
	mux.HandleFunc("GET "+pathDeck, func(w http.ResponseWriter, r *http.Request) { s.sendDeck(w, r, nil) })
	mux.HandleFunc("GET "+pathPicture+"{id}", func(w http.ResponseWriter, r *http.Request) { s.sendPicture(w, r, nil) })
	mux.HandleFunc("GET "+pathEvents, func(w http.ResponseWriter, r *http.Request) { s.sendEvents(w, r, who(r), bye) })
	s.page(mux)
}

// page adds the page.
func (s *Server) page(mux *http.ServeMux) {
	if s.cfg.Page != nil {
		mux.Handle("GET /", s.cfg.Page)
	}
}

// policy lets a page load what this server has and nothing else: no address outside, no script
// in the page itself. A page that has its script in it sets a policy of its own.
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; " +
	"base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

// guard sets the headers of every response, and turns away requests that another site's page
// has made.
func guard(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", policy)
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "no-referrer")
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		h.Set("Cache-Control", "no-store")
		switch {
		case !ourHost(r):
			http.Error(w, "unknown host", http.StatusMisdirectedRequest)
		case !ourOrigin(r):
			http.Error(w, "requests from other sites are refused", http.StatusForbidden)
		default:
			next.ServeHTTP(w, r)
		}
	})
}

// ourHost reports whether the request names the address that it came in at. A name that someone
// has pointed at this machine (DNS rebinding) does not.
func ourHost(r *http.Request) bool {
	at, ok := r.Context().Value(http.LocalAddrContextKey).(net.Addr)
	if !ok {
		return false
	}
	if r.Host == at.String() {
		return true
	}
	tcp, ok := at.(*net.TCPAddr)
	host, port, err := net.SplitHostPort(r.Host)
	_, wanted, _ := net.SplitHostPort(at.String())
	return ok && tcp.IP.IsLoopback() && err == nil && host == "localhost" && port == wanted
}

// ownHost is the address that a request came in at. It is what both sides prove by, and not the name that a hall calls it:
// at another address of that name another program may listen, and pass everything on.
func ownHost(r *http.Request) string {
	at, ok := r.Context().Value(http.LocalAddrContextKey).(net.Addr)
	if !ok {
		return ""
	}
	return at.String()
}

// ourOrigin reports whether the request comes from our own page, or from no page. Someone may
// follow a link to us; what a page loads by itself must be of this origin.
func ourOrigin(r *http.Request) bool {
	if o := r.Header.Get("Origin"); o != "" {
		return o == "http://"+r.Host
	}
	site := r.Header.Get("Sec-Fetch-Site")
	return site == "" || site == "same-origin" || site == "none" || r.Header.Get("Sec-Fetch-Mode") == "navigate"
}

// takeJSON lets a request through only with a small JSON value.
func takeJSON(next http.HandlerFunc) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !isJSON(w, r) {
			return
		}
		r.Body = http.MaxBytesReader(w, r.Body, maxBody)
		next(w, r)
	})
}

// isJSON reports whether a request says that it is JSON, and answers it where it does not. No form of another site's page
// can say so.
func isJSON(w http.ResponseWriter, r *http.Request) bool {
	if kind, _, err := mime.ParseMediaType(r.Header.Get("Content-Type")); err != nil || kind != "application/json" {
		http.Error(w, "expected application/json", http.StatusUnsupportedMediaType)
		return false
	}
	return true
}

// readJSON reads one JSON value and nothing after it.
func readJSON(w http.ResponseWriter, r *http.Request, into any) bool {
	d := json.NewDecoder(r.Body)
	d.DisallowUnknownFields()
	err := d.Decode(into)
	if err == nil {
		if _, err = d.Token(); err == io.EOF {
			return true
		}
	}
	if large := (*http.MaxBytesError)(nil); errors.As(err, &large) {
		http.Error(w, "the request is too large", http.StatusRequestEntityTooLarge)
		return false
	}
	http.Error(w, "the request is not valid", http.StatusBadRequest)
	return false
}

func (s *Server) takeReport(w http.ResponseWriter, r *http.Request, ch *channel) {
	report, ok := readReport(w, r)
	switch {
	case !ok:
	case report.ID != ch.hall:
		http.Error(w, "a hall screen reports of itself", http.StatusForbidden)
	default:
		s.shown(report)
		w.WriteHeader(http.StatusNoContent)
	}
}

func readReport(w http.ResponseWriter, r *http.Request) (Report, bool) {
	report := Report{Lost: Unsaid} // for a hall that does not say
	if !readJSON(w, r, &report) {
		return report, false
	}
	if err := report.check(); err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return report, false
	}
	return report, true
}

// shown takes what a hall says of itself, and tells of it when that has changed, or nothing follows.
func (s *Server) shown(r Report) {
	if s.halls.take(r, time.Now()) {
		s.changed()
	}
	s.halls.watch(r.ID, s.changed)
}

// lateAfter is how long a command may be under way. What has waited in a presenter that was stopped, or in a computer
// that slept, must not move the talk later.
const lateAfter = 2 * time.Second

func (s *Server) takeCommand(w http.ResponseWriter, r *http.Request, _ *channel) {
	var wire wireCommand
	if !readJSON(w, r, &wire) {
		return
	}
	if age := s.now() - wire.At; age > lateAfter.Milliseconds() || age < -lateAfter.Milliseconds() {
		if s.cfg.Late != nil {
			s.cfg.Late()
		}
		http.Error(w, string(tooLate), http.StatusConflict)
		return
	}
	c, err := wire.decode()
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	if s.cfg.Command != nil {
		s.cfg.Command(c)
	}
	w.WriteHeader(http.StatusNoContent)
}

// sendDeck sends the deck that belongs to the newest snapshot.
func (s *Server) sendDeck(w http.ResponseWriter, r *http.Request, ch *channel) {
	e, _ := s.hub.look()
	if e == nil {
		http.Error(w, "no deck yet", http.StatusNotFound)
		return
	}
	if ch == nil && stored(w, r, e.Deck) {
		return
	}
	w.Header().Set("Content-Type", "application/json")
	if r.Method == http.MethodHead {
		return
	}
	out, sum := bufio.NewWriterSize(newStream(w), pieceSize), sha256.New()
	if e.encode(io.MultiWriter(out, sum)) != nil || out.Flush() != nil {
		panic(http.ErrAbortHandler) // The follower must not take a part for the whole deck.
	}
	s.sendTag(w, r, ch, sum.Sum(nil))
}

// stored reports whether the follower has what it asks for already, and says so.
func stored(w http.ResponseWriter, r *http.Request, name string) bool {
	tag := `"` + name + `"`
	w.Header().Set("ETag", tag)
	w.Header().Set("Cache-Control", "no-cache") // It may be stored, but must be asked for again.
	if !strings.Contains(r.Header.Get("If-None-Match"), tag) {
		return false
	}
	w.WriteHeader(http.StatusNotModified)
	return true
}

// sendTag ends the answer to a signed request, with the SHA-256 of what it holds.
func (s *Server) sendTag(w http.ResponseWriter, r *http.Request, ch *channel, sum []byte) {
	if ch == nil {
		return
	}
	req, err := parseSigned(r.URL.RawQuery, queryNonce)
	if err != nil {
		return // It has been parsed before.
	}
	_ = newStream(w).send(ch.key.tag(r.URL.Path, ch.nonce, req.count, sum)) // The answer ends here anyway.
}
