package cli

import (
	"bufio"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"io"
	"io/fs"
	"net"
	"net/http"
	"net/netip"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/westandtogether-assembly/assembly/internal/live"
	"github.com/westandtogether-assembly/assembly/internal/state"
	"github.com/westandtogether-assembly/assembly/internal/talk"
)

// Unless sharing is asked for by name, no program of ours can be reached from another machine.
func TestNothingListensBeyondThisMachine(t *testing.T) {
	t.Parallel()
	s := newSchool(t)
	at := s.present().listens()
	if len(at) != 1 || at[0].Addr() != netip.MustParseAddr("127.0.0.1") {
		t.Errorf("the presenter listens at %v, want one port of 127.0.0.1", at)
	}
	if at := s.hall().sees("Slide number 1").listens(); len(at) != 0 {
		t.Errorf("a hall listens at %v", at)
	}
	for _, command := range []string{"show", "rehearse"} { // which no hall follows
		tm := s.open(80, 24, command, s.deck).sees("umber 1")
		if waits, connected := tm.sockets(); len(waits)+len(connected) != 0 {
			t.Errorf("%s listens at %v and is connected from %v", command, waits, connected)
		}
	}
}

// What the programs save by themselves lies in the one folder of this user, which only the user can open: nothing is left
// in the home folder, beside the deck or among temporary files.
func TestOnlyItsOwnFolderIsWrittenTo(t *testing.T) {
	t.Parallel()
	s := newSchool(t)
	home := t.TempDir()
	env := []string{"XDG_STATE_HOME=" + s.state, "XDG_RUNTIME_DIR=" + home, "HOME=" + home, "TMPDIR=" + home}
	presenter := runWith(t, setting{w: 80, h: 24, dir: home, env: env}, "present", s.deck).sees("NOW in the hall")
	rehearsal := runWith(t, setting{w: 80, h: 24, dir: home, env: env}, "rehearse", s.deck, "--as", "Anna").sees("umber 1")
	presenter.keys("2\r").sees("Slide 2 of 6")
	rehearsal.keys("\r").sees("0:0").keys("n").sees("Word 1")
	presenter.until("the talk, the deck and the rehearsal to be saved", func() bool {
		runs, err := filepath.Glob(filepath.Join(s.state, "assembly", "rehearsal-*.json"))
		return err == nil && len(runs) == 1 && s.saved().Talk.Pos.Slide == 1 && s.folder().RecentDecks("") != nil
	})
	for _, name := range []string{"live.json", "address.json", talkFile(s.deck)} {
		if _, err := os.Stat(filepath.Join(s.state, "assembly", name)); err != nil {
			t.Errorf("this test sees too little: %v", err)
		}
	}
	onlyMine(t, filepath.Join(s.state, "assembly"))
	for dir, want := range map[string]int{home: 0, s.state: 1, filepath.Dir(s.deck): 1} {
		if in, err := os.ReadDir(dir); err != nil || len(in) != want {
			t.Errorf("%s has %v (%v), want %d files", dir, in, err, want)
		}
	}
}

// onlyMine tells what in a folder others could open.
func onlyMine(t *testing.T, dir string) {
	t.Helper()
	must(t, filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		info, err := d.Info()
		if err != nil {
			return nil //nolint:nilerr // it was for a moment
		}
		if info.Mode().Perm()&0o077 != 0 {
			t.Errorf("others could open %s: %v", path, info.Mode())
		}
		return nil
	}))
}

// What --share serves is for looking at: the slides, without one byte of a note and without a way
// to move the talk. The speaker sees that it is on.
func TestSharingThroughTheProgram(t *testing.T) {
	t.Parallel()
	s := newSchool(t)
	presenter := s.open(120, 30, "present", s.deck, "--share", "--share-address", "127.0.0.1:0").sees("SHARED")
	found := regexp.MustCompile(`SHARED http://([0-9.:]+)/`).FindStringSubmatch(flat(presenter.screen()))
	if found == nil {
		t.Fatalf("no address to follow at is on the screen\n%s", presenter.screen())
	}
	shared, place := found[1], s.place()
	local := strings.TrimPrefix(place.URL, "http://")
	all := askEverything(t, shared) + askEverything(t, local)
	for _, want := range []string{"<!doctype html>", "modules[", "Slide number 5", "event: state", "405 Method Not Allowed", "403 Forbidden"} {
		if !strings.Contains(all, want) {
			t.Errorf("in %d bytes there is no %q, so this test sees too little", len(all), want)
		}
	}
	for _, never := range []string{"Secret note", s.deck, s.state, place.Token} {
		if i := strings.Index(all, never); i >= 0 {
			t.Errorf("%q is sent: %q", never, all[max(i-100, 0):min(i+100, len(all))])
		}
	}
	if strings.Contains(all, "204 No Content") {
		t.Error("a command or a report was taken from the network, or from one who has not the token")
	}
	// A classroom reports only while its own event stream is open.
	const report = `{"id":"r1","kind":"browser","room":"Oak","session":"","deck":"","seq":0,"slide":0,"step":0,"cover":"uncovered","w":1,"h":1}`
	if got := send(t, shared, "POST", "/shown", report); !strings.HasPrefix(got, "HTTP/1.1 403") {
		t.Errorf("a report from the network without a stream is answered with %q", got)
	}
	presenter.sees("Slide 1 of 6")
	// A command moves the talk for one who may send it, so this test can fail.
	hall := live.Follow(t.Context(), func() (live.Endpoint, error) { return place, nil })
	for state := range hall.States() {
		if state.Deck != nil {
			break
		}
	}
	must(t, hall.Command(talk.Command{Op: talk.Next}))
	presenter.sees("step 2 of 2")
	if runtime.GOOS == "linux" {
		want := []netip.AddrPort{netip.MustParseAddrPort(local), netip.MustParseAddrPort(shared)}
		slices.SortFunc(want, netip.AddrPort.Compare)
		if at := presenter.listens(); !slices.Equal(at, want) {
			t.Errorf("it listens at %v, want %v", at, want)
		}
	}
}

// place is where the presenter serves this machine.
func (s *school) place() live.Endpoint {
	s.t.Helper()
	place, err := state.At(filepath.Join(s.state, "assembly")).Endpoint()
	must(s.t, err)
	return place
}

// askEverything is all that an address answers to anything.
func askEverything(t *testing.T, address string) string {
	t.Helper()
	var all strings.Builder
	paths := []string{"/", "/deck", "/events", "/command", "/shown", "/notes", "/talk.json", "/../deck", "/deck?notes=1"}
	for _, m := range regexp.MustCompile(`(?:src|href)="([^"]+)"`).FindAllStringSubmatch(exchange(t, address, "GET", "/"), -1) {
		paths = append(paths, "/"+strings.TrimPrefix(m[1], "/"))
	}
	for _, method := range []string{"GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS"} {
		for _, path := range paths {
			all.WriteString(exchange(t, address, method, path))
		}
	}
	return all.String()
}

// exchange sends a request and returns every byte of the answer; of an event stream, as far as
// the first state.
func exchange(t *testing.T, address, method, path string) string {
	t.Helper()
	return send(t, address, method, path, `{"op":"next","at":0}`)
}

// send is exchange with a body.
func send(t *testing.T, address, method, path, body string) string {
	t.Helper()
	var d net.Dialer
	conn, err := d.DialContext(t.Context(), "tcp", address)
	must(t, err)
	defer func() { _ = conn.Close() }()
	must(t, conn.SetDeadline(time.Now().Add(patience)))
	head := fmt.Sprintf("%s %s HTTP/1.1\r\nHost: %s\r\nContent-Type: application/json\r\nContent-Length: %d\r\nConnection: close\r\n", method, path, address, len(body))
	_, err = io.WriteString(conn, head+"\r\n"+body)
	must(t, err)
	var got strings.Builder
	for lines := bufio.NewReader(conn); ; {
		line, err := lines.ReadString('\n')
		got.WriteString(line)
		if err == io.EOF || strings.HasPrefix(line, "data: {") && path == "/events" && method == http.MethodGet {
			return got.String()
		}
		must(t, err)
	}
}

// listens is every address at which the program waits for connections or datagrams.
func (tm *terminal) listens() []netip.AddrPort {
	tm.t.Helper()
	waits, _ := tm.sockets()
	return waits
}

// sockets are the program's own addresses in networks: those at which it waits for connections or datagrams, and those of
// connections.
func (tm *terminal) sockets() (waits, connected []netip.AddrPort) {
	tm.t.Helper()
	own, proc := tm.files(), fmt.Sprintf("/proc/%d/net/", tm.process.Pid)
	for _, table := range []string{"tcp", "tcp6", "udp", "udp6"} {
		text, err := os.ReadFile(proc + table)
		if os.IsNotExist(err) {
			continue // a system without IPv6
		}
		must(tm.t, err)
		for _, line := range strings.Split(string(text), "\n")[1:] {
			f := strings.Fields(line)
			switch {
			case len(f) <= 9 || !own["socket:["+f[9]+"]"]:
			case f[3] == "0A" || strings.HasPrefix(table, "udp"):
				waits = append(waits, socketAddress(tm.t, f[1]))
			default:
				connected = append(connected, socketAddress(tm.t, f[1]))
			}
		}
	}
	slices.SortFunc(waits, netip.AddrPort.Compare)
	return waits, connected
}

// files are what the program has open, as Linux names it.
func (tm *terminal) files() map[string]bool {
	tm.t.Helper()
	if runtime.GOOS != "linux" {
		tm.t.Skip("what a program has open is read from /proc, which only Linux has")
	}
	all, err := filepath.Glob(fmt.Sprintf("/proc/%d/fd/*", tm.process.Pid))
	must(tm.t, err)
	open := map[string]bool{}
	for _, f := range all {
		target, _ := os.Readlink(f) // One that has been closed meanwhile is not open.
		open[target] = true
	}
	return open
}

// socketAddress reads an address as /proc/net/tcp writes it, in words of the machine's own order.
func socketAddress(t *testing.T, text string) netip.AddrPort {
	t.Helper()
	host, port, _ := strings.Cut(text, ":")
	bytes, err := hex.DecodeString(host)
	must(t, err)
	for i := 0; i+4 <= len(bytes); i += 4 {
		binary.NativeEndian.PutUint32(bytes[i:], binary.BigEndian.Uint32(bytes[i:]))
	}
	ip, ok := netip.AddrFromSlice(bytes)
	var n uint16
	if _, err := fmt.Sscanf(port, "%x", &n); err != nil || !ok {
		t.Fatalf("%q is no address of a socket", text)
	}
	return netip.AddrPortFrom(ip, n)
}
