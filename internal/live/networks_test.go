package live

import (
	"net"
	"net/netip"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"
)

// cardOf describes an interface: "eth0 192.168.1.2" is on a network with others, "wg0> 10.8.0.2" leads to one machine.
// "_" in a name stands for a space.
func cardOf(text string) card {
	f := strings.Fields(text)
	name, pointed := strings.CutSuffix(strings.ReplaceAll(f[0], "_", " "), ">")
	name, neither := strings.CutSuffix(name, "!") // as Windows describes WireGuard's
	c := card{name: name, broadcast: !pointed && !neither, pointed: pointed}
	for _, a := range f[1:] {
		c.addresses = append(c.addresses, netip.MustParseAddr(a))
	}
	return c
}

func TestAddresses(t *testing.T) {
	for _, c := range []struct {
		name  string
		cards string // separated by commas
		usual string
		want  string // addresses, in their order
	}{
		{"one", "eth0 192.168.1.2 fe80::1", "192.168.1.2", "192.168.1.2"},
		{"none", "", "", ""},
		{"only what others cannot reach", "eth0 169.254.3.4 fe80::1, eth1 fd00::1", "", ""},
		{"Wi-Fi, Docker and a VPN", "br-8f3 172.18.0.1, docker0 172.17.0.1, tun0> 10.8.0.6, wlan0 192.168.1.20", "192.168.1.20",
			"192.168.1.20 172.18.0.1 172.17.0.1 10.8.0.6"},
		{"a VPN that takes all traffic", "tun0> 10.8.0.6, wlan0 192.168.1.20", "10.8.0.6", "192.168.1.20 10.8.0.6"},
		{"a VPN on macOS", "utun3> 10.8.0.6, en0 192.168.1.20, bridge100 192.168.64.1", "10.8.0.6", "192.168.1.20 192.168.64.1 10.8.0.6"},
		{"a VPN that takes all traffic and shares its network", "tap0 10.8.0.6, wlan0 192.168.1.20", "10.8.0.6", "192.168.1.20 10.8.0.6"},
		{"a telephone and nothing else", "ppp0> 10.64.1.2, docker0 172.17.0.1", "10.64.1.2", "10.64.1.2 172.17.0.1"},
		{"cable and Wi-Fi", "eth0 10.1.0.9, wlan0 192.168.1.20", "192.168.1.20", "192.168.1.20 10.1.0.9"},
		{"no way to everywhere", "wlan0 192.168.1.20, eth0 10.1.0.9", "", "10.1.0.9 192.168.1.20"},
		{"private before public", "eth0 198.51.100.7, eth1 10.1.0.9", "", "10.1.0.9 198.51.100.7"},
		{"a public address that is the usual one", "eth0 198.51.100.7, eth1 10.1.0.9", "198.51.100.7", "198.51.100.7 10.1.0.9"},
		{"two on one interface", "eth0 10.1.0.9 10.1.0.10, eth1 10.2.0.1", "10.1.0.10", "10.1.0.10 10.1.0.9 10.2.0.1"},
		{"Windows", "vEthernet_(WSL) 172.20.0.1, VirtualBox_Host-Only_Network 192.168.56.1, VMware_Network_Adapter_VMnet8 192.168.91.1, Wi-Fi 192.168.1.20, Tailscale! 100.100.1.2",
			"192.168.1.20", "192.168.1.20 100.100.1.2 192.168.91.1 192.168.56.1 172.20.0.1"},
		{"Windows on a virtual switch", "vEthernet_(External) 192.168.1.20, vEthernet_(WSL) 172.20.0.1", "192.168.1.20", "192.168.1.20 172.20.0.1"},
		{"Windows with WireGuard", "school! 10.8.0.2, Ethernet_2 192.168.1.20", "10.8.0.2", "192.168.1.20 10.8.0.2"},
		{"a bridge that is the machine's own", "br0 192.168.1.2, virbr0 192.168.122.1, veth12 10.0.0.1", "192.168.1.2", "192.168.1.2 10.0.0.1 192.168.122.1"},
	} {
		s := surroundings{usual: addrOf(c.usual)}
		for _, text := range strings.Split(c.cards, ",") {
			if text != "" {
				s.cards = append(s.cards, cardOf(text))
			}
		}
		var got []string
		for _, a := range s.addressesOn(netip.MustParseAddrPort("0.0.0.0:8101")) {
			host, on := strings.CutSuffix(a.Host, ":8101")
			if !on || a.Interface == "" || a.Page() != "http://"+a.Host+"/" {
				t.Errorf("%s: an address is %+v", c.name, a)
			}
			got = append(got, host)
		}
		if strings.Join(got, " ") != c.want {
			t.Errorf("%s: the addresses are %v, want %s", c.name, got, c.want)
		}
	}
}

func addrOf(text string) netip.Addr {
	a, _ := netip.ParseAddr(text)
	return a
}

func TestAddressThatWasAskedFor(t *testing.T) {
	s := surroundings{cards: []card{cardOf("eth0 10.1.2.3"), cardOf("tun0> 10.8.0.6")}, usual: addrOf("10.1.2.3")}
	for at, want := range map[string]Address{
		"10.8.0.6:80":   {Host: "10.8.0.6:80", Interface: "tun0"},
		"127.0.0.1:80":  {Host: "127.0.0.1:80"},
		"192.0.2.77:80": {Host: "192.0.2.77:80"},
	} {
		if got := s.addressesOn(netip.MustParseAddrPort(at)); !slices.Equal(got, []Address{want}) {
			t.Errorf("listening at %s it is reached at %v, want %v", at, got, want)
		}
	}
}

// What this machine says of itself can be used.
func TestLookAround(t *testing.T) {
	for _, a := range lookAround().addressesOn(netip.MustParseAddrPort("0.0.0.0:4000")) {
		at, err := netip.ParseAddrPort(a.Host)
		if err != nil || at.Port() != 4000 || at.Addr().IsLoopback() || a.Interface == "" {
			t.Errorf("an address of this machine is %+v", a)
		}
	}
}

// Another network is told of within three seconds, none at all too; and nothing looks after the end.
func TestNetworksComeAndGo(t *testing.T) {
	bubble(t, func(t *testing.T, w *wire) {
		var looked, changes atomic.Int32
		var now atomic.Pointer[surroundings]
		now.Store(&surroundings{})
		s := New(NewHub(), Config{Changed: func() { changes.Add(1) }})
		s.around = func() surroundings { looked.Add(1); return *now.Load() }
		l := w.listen(testPort)
		l.at.IP = net.IPv4zero
		s.open(l, Network{Follow: true})
		if r := s.Reach(); len(r.Addresses) != 0 || r.Port != testPort || !r.Follow {
			t.Errorf("without a network it reaches %+v", r)
		}
		for i, c := range []string{"wlan0 192.168.1.20", "wlan0 192.168.1.20", "wlan0 10.0.0.7"} {
			now.Store(&surroundings{cards: []card{cardOf(c)}})
			time.Sleep(lookAroundEvery)
			synctest.Wait()
			if r := s.Reach(); len(r.Addresses) != 1 || !strings.HasPrefix(c, "wlan0 "+strings.Split(r.Addresses[0].Host, ":")[0]) || changes.Load() != []int32{1, 1, 2}[i] {
				t.Errorf("on %s it reaches %+v, and told of %d changes", c, r, changes.Load())
			}
		}
		for range 1000 {
			s.Reach()
		}
		if looked.Load() != 4 {
			t.Errorf("it looked %d times", looked.Load())
		}
		s.Close()
		time.Sleep(time.Minute)
		if looked.Load() != 4 || s.Reach().Port != 0 {
			t.Errorf("after the end it has looked %d times and reaches %+v", looked.Load(), s.Reach())
		}
	})
}
