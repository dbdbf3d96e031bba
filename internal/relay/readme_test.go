package relay

import (
	"bytes"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"math/big"
	"net"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/nats-io/nats-server/v2/server"
	"github.com/nats-io/nats.go"

	"github.com/westandtogether-assembly/assembly/internal/live"
	"github.com/westandtogether-assembly/assembly/internal/talk"
)

// printed is an indented block of README.md: the first behind a text.
func printed(t *testing.T, behind string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("..", "..", "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	_, rest, found := strings.Cut(string(text), behind)
	_, rest, indented := strings.Cut(rest, "\n\n    ")
	if !found || !indented {
		t.Fatalf("README.md has no configuration behind %q", behind)
	}
	var block []string
	for line := range strings.SplitSeq("    "+rest, "\n") {
		if line != "" && !strings.HasPrefix(line, "    ") {
			break
		}
		block = append(block, line)
	}
	return strings.Join(block, "\n")
}

// own puts a test's own port, files and passwords into a configuration, and nothing else. There a \ begins an escape, and
// Windows takes a / in paths too.
func own(t *testing.T, conf string, pairs ...string) *server.Options {
	t.Helper()
	for i := 0; i < len(pairs); i += 2 {
		if !strings.Contains(conf, pairs[i]) {
			t.Fatalf("the configuration has no %q", pairs[i])
		}
		conf = strings.ReplaceAll(conf, pairs[i], filepath.ToSlash(pairs[i+1]))
	}
	file := filepath.Join(t.TempDir(), "relay.conf")
	if err := os.WriteFile(file, []byte(conf), 0o600); err != nil {
		t.Fatal(err)
	}
	o, err := server.ProcessConfigFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return o
}

// certificate makes a certificate for this machine that is its own authority, and its key, as files.
func certificate(t *testing.T) (cert, key string) {
	t.Helper()
	private, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	of := &x509.Certificate{
		SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "relay"}, IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)},
		NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour), IsCA: true, BasicConstraintsValid: true,
		KeyUsage: x509.KeyUsageDigitalSignature | x509.KeyUsageCertSign,
	}
	signed, err := x509.CreateCertificate(rand.Reader, of, of, &private.PublicKey, private)
	if err != nil {
		t.Fatal(err)
	}
	secret, err := x509.MarshalPKCS8PrivateKey(private)
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	write := func(name, kind string, der []byte) string {
		name = filepath.Join(dir, name)
		if err := os.WriteFile(name, pem.EncodeToMemory(&pem.Block{Type: kind, Bytes: der}), 0o600); err != nil {
			t.Fatal(err)
		}
		return name
	}
	return write("relay.crt", "CERTIFICATE", signed), write("relay.key", "PRIVATE KEY", secret)
}

// printedServers run with the configuration in README.md.
type printedServers struct {
	t         *testing.T
	cert, key string // files
}

func newPrinted(t *testing.T) *printedServers {
	t.Helper()
	cert, key := certificate(t)
	return &printedServers{t, cert, key}
}

// options are those that the text of a configuration makes, after changes.
func (p *printedServers) options(conf string, changes ...string) *server.Options {
	p.t.Helper()
	return own(p.t, conf, append(changes, "port: 4222", "port: -1", "/etc/nats/relay.crt", p.cert, "/etc/nats/relay.key", p.key,
		"presenter-password", "secret-of-presenter", "site-password", "secret-of-site")...)
}

// relay is the configuration of the server for all schools.
func (p *printedServers) relay() string {
	return printed(p.t, "What an administrator sets up for many schools") + "\n"
}

// as is how a user reaches a server, with the variables that README.md names.
func (p *printedServers) as(user string, s *server.Server) Server {
	env := map[string]string{"NATS_USER": user, "NATS_PASSWORD": "secret-of-" + user, "NATS_CA": p.cert}
	return ServerFrom("tls://"+s.Addr().String(), func(name string) string { return env[name] })
}

// alone is one server for all schools.
func (p *printedServers) alone() (as func(user string) Server) {
	p.t.Helper()
	s := startServer(p.t, p.options(p.relay(), "/var/lib/nats", p.t.TempDir()))
	return func(user string) Server { return p.as(user, s) }
}

func TestPrintedLeafNode(t *testing.T) {
	t.Parallel()
	const both = `default_js_domain { "$G": "" }`
	if text, err := os.ReadFile(filepath.Join("..", "..", "README.md")); err != nil || !strings.Contains(string(text), both) {
		t.Fatalf("README.md does not have %s: %v", both, err)
	}
	all := newPrinted(t)
	port := strconv.Itoa(freePort(t))
	hub := startServer(t, all.options(all.relay()+both+"\n"+printed(t, "the relay's gets"),
		"/var/lib/nats", t.TempDir(), "port: 7422", "host: 127.0.0.1, port: "+port))
	conf := all.relay() + both + "\n" + printed(t, "and the school's gets")
	leaf := startServer(t, all.options(conf, `jetstream {
      store_dir: "/var/lib/nats"
    }`, "", `relay.example:7422"`, `127.0.0.1:`+port+`", tls { ca_file: "`+all.cert+`" }`))
	eventually(t, "the link to the relay", func() bool { return leaf.NumLeafNodes() == 1 }, func() any { return nil })
	p := begin(t, PresentConfig{Server: all.as("presenter", hub), Name: "Ann"}, testDeck("first", 5))
	c := record(t, p)
	d, pictures := pictured("a", 5, 100<<10)
	p.pictures = pictures
	c.edit(p, d)
	c.follow(all.as("site", leaf), "early")
	c.right(p)
	c.follow(all.as("site", leaf), "late")
	c.do(p, talk.GoTo, 3)
	c.right(p)
	if got, err := c.sites[1].ReadPicture("picture-of-a"); err != nil || !bytes.Equal(got, pictures["picture-of-a"]) {
		t.Errorf("behind the leaf node a picture has %d bytes, %v", len(got), err)
	}
	p.sites("the sites", func(s live.Sites) bool { return s.Sites == 2 && s.Trouble == "" })
}

func TestPrintedConfiguration(t *testing.T) {
	t.Parallel()
	as := newPrinted(t).alone()
	early := listen(t, FollowConfig{Server: as("site"), Site: "early"})
	early.until("that nobody is there", func(s live.State) bool { return saying(s.Trouble, "nobody is presenting in the room oak") })
	if err := early.Ready(inTime); err != nil {
		t.Errorf("before there is a store the site is told %q", Words(err))
	}
	d, pictures := pictured("a", 5, 4<<20) // large enough for the store to ask whether it may go on
	p := begin(t, PresentConfig{Server: as("presenter"), Name: "Ann"}, testDeck("first", 3))
	c := record(t, p)
	p.pictures = pictures
	c.edit(p, d)
	c.sites = append(c.sites, early)
	c.right(p)
	c.follow(as("site"), "late")
	c.do(p, talk.GoTo, 3)
	c.right(p)
	for _, l := range c.sites {
		if got, err := l.ReadPicture("picture-of-a"); err != nil || !bytes.Equal(got, pictures["picture-of-a"]) {
			t.Errorf("%s gets a picture of %d bytes, %v", l.site, len(got), err)
		}
		l.Report(l.now().Report(live.Terminal, 80, 24, 0))
	}
	p.sites("the sites' reports", func(s live.Sites) bool { return s.Sites == 2 && s.Right == 2 && s.Trouble == "" })
	refused := begin(t, PresentConfig{Server: as("presenter"), Name: "Ben"}, d)
	if err := refused.Ready(inTime); !saying(err, "Ann is presenting") {
		t.Errorf("another presenter is told %q", Words(err))
	}
	refused.die()
	next := begin(t, PresentConfig{Server: as("presenter"), Name: "Ben", TakeOver: "Ann"}, testDeck("b", 4))
	c.succeed(next)
	c.right(next)
	p.sites("the loss", func(s live.Sites) bool { return strings.HasPrefix(s.Trouble, "Ben ") })
	objects(t, as("presenter"), "oak/deck/hash-of-b") // The others have been removed.
	if got := next.Sites().Trouble; got != "" {
		t.Errorf("the trouble is %q", got)
	}
}

// objects waits until the store holds these and no others.
func objects(t *testing.T, s Server, want string) {
	t.Helper()
	store, err := connect(t, s).js.ObjectStore(t.Context(), bucket)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	eventually(t, "the objects", func() bool {
		got = nil
		all, _ := store.List(t.Context()) // An empty store has an error.
		for _, o := range all {
			got = append(got, o.Name)
		}
		return strings.Join(got, " ") == want
	}, func() any { return got })
}

func TestPrintedConfigurationKeepsSitesOut(t *testing.T) {
	t.Parallel()
	as := newPrinted(t).alone()
	p := speak(t, PresentConfig{Server: as("presenter"), Name: "Ann"}, testDeck("a", 5))
	c := record(t, p)
	c.follow(as("site"), "hillside")
	c.right(p)
	nc, denied := intrude(t, as("site"))
	e := p.envelope(p.latest, p.epoch+1)
	for _, subject := range []string{
		"assembly.oak.state", "assembly.oak.who", "$KV.assembly.oak", "$KV.assembly.oak.claim", "$O.assembly.M.x",
		"$JS.API.STREAM.CREATE.KV_assembly", "$JS.API.STREAM.DELETE.KV_assembly", "$JS.API.STREAM.PURGE.KV_assembly",
		"$JS.API.STREAM.MSG.DELETE.KV_assembly", "$JS.API.CONSUMER.CREATE.KV_assembly.x",
	} {
		if err := nc.Publish(subject, encode(e)); err != nil {
			t.Fatal(err)
		}
		eventually(t, "the refusal of "+subject, func() bool {
			select {
			case text := <-denied:
				return strings.Contains(text, `"`+subject+`"`)
			default:
				return false
			}
		}, func() any { return nil })
	}
	if _, err := nc.SubscribeSync("assembly.*.site"); err != nil {
		t.Fatal(err)
	}
	eventually(t, "the refusal to listen", func() bool {
		return nc.LastError() != nil && strings.Contains(nc.LastError().Error(), `Subscription to "assembly.*.site"`)
	}, func() any { return nc.LastError() })
	c.do(p, talk.GoTo, 2)
	c.right(p)
}

// intrude connects as somebody who does what no site does, and hands out what is refused.
func intrude(t *testing.T, s Server) (*nats.Conn, <-chan string) {
	t.Helper()
	denied := make(chan string, 10)
	options, err := s.options()
	if err != nil {
		t.Fatal(err)
	}
	nc, err := nats.Connect(s.URL, append(options, nats.ErrorHandler(func(_ *nats.Conn, _ *nats.Subscription, err error) {
		denied <- err.Error()
	}))...)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(nc.Close)
	return nc, denied
}

// Whoever may fetch slides may have them sent anywhere, by the server itself. They are not taken for a state.
func TestSlidesAreSentAsStates(t *testing.T) {
	t.Parallel()
	as := newPrinted(t).alone()
	p := speak(t, PresentConfig{Server: as("presenter"), Name: "Ann"}, testDeck("a", 5))
	c := record(t, p)
	l := c.follow(as("site"), "hillside")
	c.right(p)
	nc, _ := intrude(t, as("site"))
	arrived, err := nc.SubscribeSync("assembly.oak.state")
	if err != nil {
		t.Fatal(err)
	}
	_, err = nc.Request("$JS.API.CONSUMER.CREATE.OBJ_assembly.x.$O.assembly.M.>", []byte(`{"stream_name":"OBJ_assembly","config":{"name":"x",
		"deliver_subject":"assembly.oak.state","deliver_policy":"all","ack_policy":"none","filter_subject":"$O.assembly.M.>"}}`), inTime)
	if err != nil {
		t.Fatal(err)
	}
	for found := false; !found; {
		m, err := arrived.NextMsg(inTime)
		if err != nil {
			t.Fatal(err)
		}
		found = bytes.Contains(m.Data, []byte("oak/deck/"))
	}
	c.do(p, talk.GoTo, 3)
	c.right(p)
	l.mu.Lock()
	defer l.mu.Unlock()
	for _, s := range l.all {
		if s.Status == live.OtherVersion {
			t.Errorf("the site is told %q", Words(s.Trouble))
		}
	}
}
