package live

import (
	"net/http"
	"time"
)

// The paths of a phone's requests.
const (
	pathRemote = "/remote"
	pathPhone  = pathRemote + "/events"
	pathBeat   = pathRemote + "/beat"
	pathAsk    = pathRemote + "/ask"
	pathPress  = pathRemote + "/command"
)

// The times of phones besides those of halls.
const (
	phoneBeat   = beatEvery / 2    // between two states to a phone, whose network may keep one back for a while
	asleepAfter = 10 * time.Second // without a sign of life, after which a phone's stream is ended
)

// remoteRoutes are the requests of phones.
func (s *Server) remoteRoutes(mux *http.ServeMux, r *Remote, bye <-chan struct{}) {
	r.mu.Lock()
	r.changed = s.changed
	r.mu.Unlock()
	if r.page != nil {
		mux.Handle("GET "+pathRemote, r.page)
	}
	mux.HandleFunc("GET "+pathPhone, r.fromPhone(func(w http.ResponseWriter, req *http.Request, phone string) {
		s.sendPhone(w, req, r, phone, bye)
	}))
	mux.HandleFunc("POST "+pathBeat, r.fromPhone(func(w http.ResponseWriter, _ *http.Request, _ string) {
		w.WriteHeader(http.StatusNoContent)
	}))
	mux.HandleFunc("POST "+pathAsk, r.fromPhone(func(w http.ResponseWriter, _ *http.Request, phone string) {
		r.ask(phone)
		w.WriteHeader(http.StatusNoContent)
	}))
	mux.HandleFunc("POST "+pathPress, r.fromPhone(func(w http.ResponseWriter, req *http.Request, phone string) {
		s.takePress(w, req, r, phone)
	}))
}

// sendPhone streams to a phone what it shows, twice a second and when that changes, until bye is closed.
func (s *Server) sendPhone(w http.ResponseWriter, req *http.Request, r *Remote, phone string, bye <-chan struct{}) {
	out := newStream(w)
	if out.begin(false) != nil || req.Method == http.MethodHead {
		return
	}
	beat := time.NewTicker(phoneBeat)
	defer beat.Stop()
	for !r.asleep(phone) {
		e, news := s.hub.look()
		text, recast := r.state(e, phone)
		if out.send(text) != nil {
			return
		}
		select {
		case <-news:
		case <-recast:
		case <-beat.C:
		case <-bye:
			e, _ = s.hub.look()
			text, _ = r.state(e, phone)
			_ = out.send(text) // The stream ends here anyway.
			return
		case <-req.Context().Done():
			return
		}
	}
}

// takePress passes a command on, or says why it is not taken.
func (s *Server) takePress(w http.ResponseWriter, req *http.Request, r *Remote, phone string) {
	var p press
	if !readJSON(w, req, &p) {
		return
	}
	c, ok := p.command()
	if !ok {
		http.Error(w, "the request is not valid", http.StatusBadRequest)
		return
	}
	e, _ := s.hub.look()
	switch said := r.judge(e, phone, p); said {
	case taken:
		r.command(c, p.Sure)
		w.WriteHeader(http.StatusNoContent)
	case bounced:
		w.WriteHeader(http.StatusNoContent)
	default:
		http.Error(w, string(said), http.StatusConflict)
	}
}
