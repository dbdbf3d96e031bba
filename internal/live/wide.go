package live

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"slices"
)

// Network is what a server offers beyond this machine.
type Network struct {
	Address string  // host:port to listen on; "" means any free port of every network
	Follow  bool    // classrooms may follow: they see the slides, and tell what they show
	Remote  *Remote // the phone that drives; nil for none
}

// Reach is what is reached beyond this machine, and by whom.
type Reach struct {
	Follow    bool      // classrooms may follow
	Remote    bool      // a phone may drive
	Addresses []Address // where this machine is reached, the best first; none while it is on no network
	Followers int       // classrooms' screens that follow now, with a name and without
	Phone     Phone
}

// Address is one at which this machine is reached.
type Address struct {
	Host      string // as in 192.168.1.20:8101
	Interface string // the system's name for the way there, as in wlan0; "" where it has none
}

// Page is the address of the page for classrooms.
func (a Address) Page() string { return "http://" + a.Host + "/" }

var errOpen = errors.New("serve the school's network: it is served already")

// Open also serves the school's network, until Close.
func (s *Server) Open(ctx context.Context, n Network) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.wide != nil {
		return errOpen
	}
	var lc net.ListenConfig
	l, err := lc.Listen(ctx, "tcp4", cmp.Or(n.Address, ":0"))
	if err != nil {
		return fmt.Errorf("serve the school's network: %w", err)
	}
	s.net = n
	s.wide = s.serve(l, func(bye <-chan struct{}) http.Handler { return s.wideRoutes(n, bye) }, newLimit(maxConns, perAddress))
	return nil
}

// Reach tells what is reached beyond this machine; its zero value while nothing is.
func (s *Server) Reach() Reach {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.wide == nil {
		return Reach{}
	}
	return Reach{Follow: s.net.Follow, Remote: s.net.Remote != nil, Addresses: addresses(s.wide.Addr())}
}

// closeWide ends what Open began.
func (s *Server) closeWide() {
	s.mu.Lock()
	on := s.wide
	s.wide = nil
	s.mu.Unlock()
	if on != nil {
		on.close()
	}
}

// wideRoutes are the requests that the school's network may make.
func (s *Server) wideRoutes(n Network, bye <-chan struct{}) http.Handler {
	mux := http.NewServeMux()
	if n.Follow {
		s.look(mux, func(*http.Request) string { return "" }, bye)
	}
	if n.Remote != nil {
		s.remoteRoutes(mux, n.Remote, bye)
	}
	return mux
}

// addresses returns those of a listener: its own, or those of this machine in every network that
// it listens on.
func addresses(a net.Addr) []Address {
	tcp, ok := a.(*net.TCPAddr)
	if !ok || !tcp.IP.IsUnspecified() {
		return []Address{{Host: a.String()}}
	}
	nets, _ := net.InterfaceAddrs() // Without any there is no address to give.
	var out []Address
	for _, n := range nets {
		ip, ok := n.(*net.IPNet)
		if ok && ip.IP.To4() != nil && ip.IP.IsGlobalUnicast() {
			out = append(out, Address{Host: fmt.Sprintf("%s:%d", ip.IP, tcp.Port)})
		}
	}
	slices.SortFunc(out, func(a, b Address) int { return cmp.Compare(a.Host, b.Host) })
	return out
}
