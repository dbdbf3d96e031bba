package live

import (
	"cmp"
	"context"
	"net"
	"net/netip"
	"slices"
	"strings"
	"time"
)

// card is an interface of this machine to a network.
type card struct {
	name      string // the system's, as in wlan0 or "Wi-Fi"
	broadcast bool   // several machines share the network
	pointed   bool   // it leads to one other machine, as a VPN does
	addresses []netip.Addr
}

// surroundings are the networks that this machine is on.
type surroundings struct {
	cards []card
	usual netip.Addr // this machine's address on the way to everywhere else; the zero value for none
}

// lookAround asks the system.
func lookAround() surroundings {
	var out surroundings
	all, _ := net.Interfaces() // Without any there is no address to give.
	for _, i := range all {
		if i.Flags&net.FlagUp == 0 || i.Flags&net.FlagLoopback != 0 {
			continue
		}
		c := card{name: i.Name, broadcast: i.Flags&net.FlagBroadcast != 0, pointed: i.Flags&net.FlagPointToPoint != 0}
		nets, _ := i.Addrs() // One that has just gone has none.
		for _, n := range nets {
			if prefix, err := netip.ParsePrefix(n.String()); err == nil {
				c.addresses = append(c.addresses, prefix.Addr())
			}
		}
		out.cards = append(out.cards, c)
	}
	out.usual = usualAddress()
	return out
}

// elsewhere is an address for documentation, which no machine has.
const elsewhere = "192.0.2.1:9"

// usualAddress finds the address from which this machine would send to most others. It sends nothing.
func usualAddress() netip.Addr {
	var d net.Dialer
	conn, err := d.DialContext(context.Background(), "udp4", elsewhere)
	if err != nil {
		return netip.Addr{}
	}
	defer func() { _ = conn.Close() }()
	at, err := netip.ParseAddrPort(conn.LocalAddr().String())
	if err != nil {
		return netip.Addr{}
	}
	return at.Addr()
}

// virtualNames are how the interfaces of virtual machines, containers and VPNs begin, in lower case.
func virtualNames() []string {
	return strings.Fields("docker br- veth virbr vethernet virtualbox vbox vmnet vmware tun tap wg utun ipsec ppp zt zerotier " +
		"tailscale nordlynx proton openvpn wireguard lxc lxd cni flannel cali podman hyper-v wsl bridge1")
}

// virtual reports whether an interface leads to no network that a classroom could be on.
func (c card) virtual() bool {
	name := strings.ToLower(c.name)
	return c.pointed || !c.broadcast ||
		slices.ContainsFunc(virtualNames(), func(v string) bool { return strings.HasPrefix(name, v) })
}

// The order of addresses, the best first.
const (
	onUsual   = iota // the way to everywhere else, where no VPN takes all of that
	onPrivate        // another network, with private addresses as schools have
	onOther
	onVirtual
)

// reached lists the addresses at which others reach this machine, the best first.
func (s surroundings) reached() []card {
	type candidate struct {
		card
		class int
	}
	var all []candidate
	for _, c := range s.cards {
		for _, a := range c.addresses {
			if a.Is4() && a.IsGlobalUnicast() {
				one := card{c.name, c.broadcast, c.pointed, []netip.Addr{a}}
				all = append(all, candidate{one, one.class()})
			}
		}
	}
	others := func(c candidate) bool { return c.class == onPrivate && c.addresses[0] != s.usual }
	beside := slices.ContainsFunc(all, others)
	for i, c := range all {
		if c.addresses[0] == s.usual && !(c.virtual() && beside) {
			all[i].class = onUsual
		}
	}
	slices.SortFunc(all, func(a, b candidate) int {
		return cmp.Or(cmp.Compare(a.class, b.class), cmp.Compare(a.name, b.name), a.addresses[0].Compare(b.addresses[0]))
	})
	out := make([]card, len(all))
	for i, c := range all {
		out[i] = c.card
	}
	return out
}

// class is where an interface with one address stands, if it is not the usual one.
func (c card) class() int {
	switch {
	case c.virtual():
		return onVirtual
	case c.addresses[0].IsPrivate():
		return onPrivate
	}
	return onOther
}

// addressesOn are the addresses of a listener: its own, or those of this machine in every network that it
// listens on.
func (s surroundings) addressesOn(at netip.AddrPort) []Address {
	var out []Address
	for _, c := range s.reached() {
		if a := c.addresses[0]; at.Addr().IsUnspecified() || at.Addr() == a {
			out = append(out, Address{Host: netip.AddrPortFrom(a, at.Port()).String(), Interface: c.name})
		}
	}
	if len(out) == 0 && !at.Addr().IsUnspecified() {
		return []Address{{Host: at.String()}}
	}
	return out
}

// lookAroundEvery is how often the networks are looked at while this machine is reached through them.
const lookAroundEvery = 3 * time.Second

// watchNetworks keeps Reach right until the end of ctx.
func (s *Server) watchNetworks(ctx context.Context, at netip.AddrPort) {
	again := time.NewTicker(lookAroundEvery)
	defer again.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-again.C:
		}
		if now := s.around().addressesOn(at); s.moved(now) {
			s.changed()
		}
	}
}

// moved takes the addresses, and reports whether they have changed.
func (s *Server) moved(now []Address) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if slices.Equal(s.addresses, now) {
		return false
	}
	s.addresses = now
	return true
}
