package live

import (
	"net/http"
	"strings"
	"time"
)

// followRoutes are the requests of classrooms. They look; one with a name also says what it shows.
func (s *Server) followRoutes(mux *http.ServeMux, bye <-chan struct{}) {
	rooms := http.NewServeMux()
	s.look(rooms, classroom, bye)
	rooms.Handle("POST "+pathShown, takeJSON(s.takeRoom))
	mux.Handle("/", partingAfter(rooms))
}

// classroom is a follower of the school's network. One without a name has no id either.
func classroom(r *http.Request) follower {
	q := r.URL.Query()
	f := follower{room: CleanRoom(q.Get("room")), wide: true}
	if f.room != "" {
		f.id = q.Get("hall")
	}
	return f
}

// partingAfter closes a connection after what a page asks for beside its event stream: two thousand
// followers are not to hold four thousand sockets.
func partingAfter(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == pathDeck || strings.HasPrefix(r.URL.Path, pathPicture) {
			w.Header().Set("Connection", "close")
		}
		next.ServeHTTP(w, r)
	})
}

// takeRoom takes what a classroom says of itself.
func (s *Server) takeRoom(w http.ResponseWriter, r *http.Request) {
	report, ok := readReport(w, r)
	if !ok {
		return
	}
	at := seatOf(r)
	if at == nil {
		http.Error(w, "unknown address", http.StatusForbidden)
		return
	}
	report.Room = CleanRoom(report.Room)
	news, ok := s.halls.takeRoom(report, at.host, time.Now())
	if !ok {
		http.Error(w, "only a screen with a name that follows may report", http.StatusForbidden)
		return
	}
	if news {
		s.changed()
	}
	s.halls.watch(report.ID, s.changed)
	w.WriteHeader(http.StatusNoContent)
}
