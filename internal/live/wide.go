package live

import (
	"cmp"
	"context"
	"fmt"
	"net"
	"net/http"
	"net/netip"
	"slices"
	"strconv"
	"sync/atomic"
	"time"
)

// DefaultPort is where the school's network is served, unless another program is there.
const DefaultPort = 8101

// Network is what a server offers beyond this machine.
type Network struct {
	Address string  // host:port to listen on; "" means Prefer, DefaultPort or else any free port, of every network
	Prefer  int     // an earlier run's port, so that open pages find a presenter that comes back; 0 for none
	Follow  bool    // classrooms may follow: they see the slides, and tell what they show
	Remote  *Remote // the phone that drives; nil for none
}

// Reach is what is reached beyond this machine, and by whom.
type Reach struct {
	Follow    bool      // classrooms may follow
	Remote    bool      // a phone may drive
	Port      int       // the same at every address; 0 while nothing is served
	Moved     bool      // another program has DefaultPort
	Addresses []Address // where this machine is reached, the best first; none while it is on no network. Not to be changed
	Followers int       // classrooms' screens that follow now, with a name and without
	Unmet     time.Time // since when nothing has come from another computer; zero once something has
	Phone     Phone
}

// Address is one at which this machine is reached.
type Address struct {
	Host      string // as in 192.168.1.20:8101
	Interface string // the system's name for the way there, as in wlan0; "" where it has none
}

// Page is the address of the page for classrooms.
func (a Address) Page() string { return "http://" + a.Host + "/" }

// Open also serves the school's network, until Close. Called again it offers more at the same address: what
// follows already goes on.
func (s *Server) Open(ctx context.Context, n Network) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.wide != nil {
		s.opened = time.Now() // What is offered now has not been tried yet.
		s.offer(n)
		return nil
	}
	l, err := listenWide(ctx, n)
	if err != nil {
		return err
	}
	s.elsewhere = n.Address == "" && addrPort(l).Port() != DefaultPort
	s.opened = time.Now()
	s.open(l, n)
	return nil
}

// open is called with the lock held.
func (s *Server) open(l net.Listener, n Network) {
	at := addrPort(l)
	watching, stop := context.WithCancel(context.Background())
	s.addresses, s.unwatch = s.around().addressesOn(at), stop
	s.wide = s.serve(l, func(bye <-chan struct{}) http.Handler {
		s.wideBye = bye
		s.offer(n)
		return &s.offered
	}, wideBounds())
	go s.watchNetworks(watching, at)
}

// offer offers what is offered already, and more. It is called with the lock held.
func (s *Server) offer(more Network) {
	s.net.Follow = s.net.Follow || more.Follow
	s.net.Remote = cmp.Or(s.net.Remote, more.Remote)
	s.offered.now.Store(s.wideRoutes(s.net, s.wideBye))
}

// offered are the requests that the network may make now.
type offered struct {
	now atomic.Pointer[http.ServeMux]
	met atomic.Bool // one has come from another computer
}

// ServeHTTP implements http.Handler.
func (o *offered) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if !o.met.Load() && fromElsewhere(r) {
		o.met.Store(true)
	}
	o.now.Load().ServeHTTP(w, r)
}

// fromElsewhere reports whether a request comes from another computer: one to an address of this computer comes from
// the same address, and no firewall has let it through.
func fromElsewhere(r *http.Request) bool {
	to, _ := r.Context().Value(http.LocalAddrContextKey).(net.Addr)
	from, err := netip.ParseAddrPort(r.RemoteAddr)
	if to == nil || err != nil {
		return false
	}
	at, err := netip.ParseAddrPort(to.String())
	return err == nil && from.Addr().Unmap() != at.Addr().Unmap()
}

// listenWide listens at an address, or at the best port of every network.
func listenWide(ctx context.Context, n Network) (l net.Listener, err error) {
	var lc net.ListenConfig
	tries := []string{n.Address}
	if n.Address == "" {
		tries = []string{net.JoinHostPort("", strconv.Itoa(cmp.Or(n.Prefer, DefaultPort))), net.JoinHostPort("", strconv.Itoa(DefaultPort)), ":0"}
	}
	for _, address := range tries {
		if l, err = lc.Listen(ctx, "tcp4", address); err == nil {
			return l, nil
		}
	}
	return nil, fmt.Errorf("serve the school's network: %w", err)
}

// addrPort is where a listener listens; the zero value where that is no port.
func addrPort(l net.Listener) netip.AddrPort {
	at, _ := netip.ParseAddrPort(l.Addr().String())
	return at
}

// Reach tells what is reached beyond this machine; its zero value while nothing is. It asks nothing of the system.
func (s *Server) Reach() Reach {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.wide == nil {
		return Reach{}
	}
	unmet := s.opened
	if s.offered.met.Load() {
		unmet = time.Time{}
	}
	return Reach{
		Unmet: unmet, Follow: s.net.Follow, Remote: s.net.Remote != nil, Port: int(addrPort(s.wide).Port()), Moved: s.elsewhere,
		Addresses: slices.Clip(s.addresses), Followers: s.wide.followers(), Phone: s.net.Remote.known(),
	}
}

// closeWide ends what Open began.
func (s *Server) closeWide() {
	s.mu.Lock()
	on := s.wide
	s.wide, s.net = nil, Network{}
	if on != nil {
		s.unwatch()
	}
	s.mu.Unlock()
	if on != nil {
		on.close()
	}
}

// wideRoutes are the requests that the school's network may make.
func (s *Server) wideRoutes(n Network, bye <-chan struct{}) *http.ServeMux {
	mux := http.NewServeMux()
	if n.Follow {
		s.followRoutes(mux, bye)
	} else {
		mux.HandleFunc("GET /{$}", func(w http.ResponseWriter, _ *http.Request) {
			http.Error(w, "The slides are not shared here. This address is for the presenter's phone.", http.StatusNotFound)
		})
	}
	if n.Remote != nil {
		s.remoteRoutes(mux, n.Remote, bye)
	}
	return mux
}
