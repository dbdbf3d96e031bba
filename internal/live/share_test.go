package live

import (
	"fmt"
	"net"
	"net/http"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/westandtogether-assembly/assembly/internal/talk"
)

// Without sharing nothing listens beyond 127.0.0.1. Sharing is read-only, and can be ended.
func TestSharing(t *testing.T) {
	p := newTalker("one", publicDeck("a", 3))
	driven := false
	s := listen(t, p, Config{
		Page:    http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, "the page") }),
		Command: func(talk.Command) { driven = true },
	})
	host, port, _ := net.SplitHostPort(address(s))
	if host != "127.0.0.1" || s.Reach().Follow {
		t.Fatalf("it listens on %s and reaches %+v", address(s), s.Reach())
	}
	for _, other := range otherAddresses(t) {
		var d net.Dialer
		if conn, err := d.DialContext(t.Context(), "tcp", net.JoinHostPort(other, port)); err == nil {
			conn.Close()
			t.Errorf("it can be reached at %s", other)
		}
	}
	// 127.0.0.1 stands for the school's network, which a test has not got.
	err := s.Open(t.Context(), Network{Address: "127.0.0.1:0", Follow: true})
	reach := s.Reach()
	if err != nil || len(reach.Addresses) != 1 || !reach.Follow || reach.Remote {
		t.Fatalf("sharing gives %+v, %v", reach, err)
	}
	if err := s.Open(t.Context(), Network{Follow: true}); err != nil || !slices.Equal(s.Reach().Addresses, reach.Addresses) {
		t.Errorf("sharing twice gives %v, %+v", err, s.Reach())
	}
	base := "http://" + reach.Addresses[0].Host
	good := map[string]string{"Content-Type": "application/json"}
	for path, want := range map[string]int{"GET /": 200, "GET /deck": 200, "POST /command": 405, "POST /shown": 403} {
		method, path, _ := strings.Cut(path, " ")
		if status, _, _ := (ask{method, path, reported, good, "", nil}).send(t, base); status != want {
			t.Errorf("%s %s on the network is answered with %d, want %d", method, path, status, want)
		}
	}
	follower := Follow(t.Context(), endpoint(base, ""))
	until(t, follower, "a state on the network", at(0, 0))
	if driven || len(s.Halls()) != 0 {
		t.Error("the network has driven or reported")
	}
	s.closeWide()
	until(t, follower, "the end of sharing", func(s State) bool { return s.Status == Lost && s.Deck != nil })
	if s.Reach().Follow {
		t.Errorf("after its end it reaches %+v", s.Reach())
	}
	if status, _, _ := (ask{method: "GET", path: "/deck"}).send(t, s.URL()); status != 200 {
		t.Errorf("after its end this machine gets %d", status)
	}
}

// otherAddresses are addresses of this machine that are not 127.0.0.1.
func otherAddresses(t *testing.T) []string {
	t.Helper()
	var out []string
	if runtime.GOOS == "linux" {
		out = append(out, "127.0.0.2") // The whole of 127.0.0.0/8 is this machine's.
	}
	nets, err := net.InterfaceAddrs()
	if err != nil && runtime.GOOS != "windows" { // Wine may not tell them.
		t.Fatal(err)
	}
	for _, n := range nets {
		if ip, ok := n.(*net.IPNet); ok && !ip.IP.Equal(net.IPv4(127, 0, 0, 1)) && !ip.IP.IsLinkLocalUnicast() {
			out = append(out, ip.IP.String())
		}
	}
	return out
}

func TestSamePortAgain(t *testing.T) {
	hub := NewHub()
	first, err := Listen(t.Context(), hub, Config{Prefer: "http://127.0.0.1:0"})
	if err != nil {
		t.Fatal(err)
	}
	second, err := Listen(t.Context(), hub, Config{Prefer: first.URL()})
	if err != nil || second.URL() == first.URL() {
		t.Fatalf("beside the first the second listens on %v, %v", second.URL(), err)
	}
	second.Close()
	first.Close()
	again, err := Listen(t.Context(), hub, Config{Prefer: first.URL()})
	if err != nil || again.URL() != first.URL() {
		t.Errorf("after the first it listens on %v, %v, want %s", again.URL(), err, first.URL())
	}
	again.Close()
	wide, err := Listen(t.Context(), hub, Config{Prefer: "http://0.0.0.0:0"})
	if err != nil || !strings.HasPrefix(wide.URL(), "http://127.0.0.1:") {
		t.Errorf("asked to listen everywhere it listens on %v, %v", wide.URL(), err)
	}
	wide.Close()
}

// What is offered later is offered at the same address, and what is offered already goes on.
func TestMoreIsOffered(t *testing.T) {
	p := newTalker("one", publicDeck("a", 3))
	s := listen(t, p, Config{})
	must := func(n Network) {
		t.Helper()
		if err := s.Open(t.Context(), n); err != nil {
			t.Fatal(err)
		}
	}
	page := http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, "the phone's page") })
	must(Network{Address: "127.0.0.1:0", Remote: NewRemote(page, func(talk.Command, bool) {})})
	base := "http://" + s.Reach().Addresses[0].Host
	status := func(path string) int {
		t.Helper()
		got, _, _ := (ask{method: "GET", path: path}).send(t, base)
		return got
	}
	if deck, phone := status("/deck"), status("/remote"); deck != 404 || phone != 200 || s.Reach().Follow {
		t.Errorf("for a phone alone, the deck is answered with %d and the phone's page with %d", deck, phone)
	}
	must(Network{Follow: true})
	if deck, phone := status("/deck"), status("/remote"); deck != 200 || phone != 200 || !s.Reach().Follow || !s.Reach().Remote {
		t.Errorf("then the deck is answered with %d and the phone's page with %d", deck, phone)
	}
}

// Whether a firewall lets anybody in is known from the first request of another computer, not from one of this.
func TestUnmet(t *testing.T) {
	page := http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, "the page") })
	s := listen(t, newTalker("one", publicDeck("a", 3)), Config{Page: page})
	if !s.Reach().Unmet.IsZero() {
		t.Error("something is waited for before anything is served")
	}
	if err := s.Open(t.Context(), Network{Address: "127.0.0.1:0", Follow: true}); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		from string
		met  bool
	}{{"127.0.0.1", false}, {"127.0.0.2", true}, {"127.0.0.1", true}} {
		dial := net.Dialer{LocalAddr: &net.TCPAddr{IP: net.ParseIP(c.from)}}
		client := http.Client{Transport: &http.Transport{DialContext: dial.DialContext, DisableKeepAlives: true}}
		request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, "http://127.0.0.1:"+strconv.Itoa(s.Reach().Port)+"/", http.NoBody)
		if err != nil {
			t.Fatal(err)
		}
		response, err := client.Do(request)
		if err != nil {
			t.Skipf("this system has no address %s: %v", c.from, err)
		}
		_ = response.Body.Close()
		if got := s.Reach().Unmet.IsZero(); got != c.met {
			t.Errorf("after a request from %s another computer has been met: %v", c.from, got)
		}
	}
}
