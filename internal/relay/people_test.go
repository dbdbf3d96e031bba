package relay

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/nats-io/nats-server/v2/server"

	"github.com/westandtogether-assembly/assembly/internal/live"
)

const secretWord = "hunter2"

func TestWrongPassword(t *testing.T) {
	t.Parallel()
	s := startServer(t, &server.Options{JetStream: true, Username: "head", Password: secretWord})
	good := at(s)
	good.User, good.Password = "head", secretWord
	inURL := Server{URL: strings.Replace(s.ClientURL(), "nats://", "nats://head:"+secretWord+"@", 1)}
	bad := Server{URL: strings.Replace(s.ClientURL(), "nats://", "nats://head:wrong"+secretWord+"@", 1)}
	p := begin(t, PresentConfig{Server: bad}, testDeck("a", 2))
	err := p.Ready(inTime)
	if !saying(err, "refuses this user") || strings.Contains(Words(err), secretWord) {
		t.Errorf("with a wrong password the presenter is told %q", Words(err))
	}
	if got := p.Sites().Trouble; got != Words(err) {
		t.Errorf("the trouble is %q", got)
	}
	if err := listen(t, FollowConfig{Server: bad}).Ready(inTime); !saying(err, "refuses this user") {
		t.Errorf("with a wrong password the site is told %q", Words(err))
	}
	speak(t, PresentConfig{Server: good}, testDeck("a", 2))
	listen(t, FollowConfig{Server: inURL}).until("the talk", shows("a", 0, 0))
}

// An administrator may mend what is wrong: it is tried again.
func TestPasswordIsMended(t *testing.T) {
	t.Parallel()
	first := startServer(t, &server.Options{JetStream: true, Username: "head", Password: "old"})
	where := at(first)
	where.User, where.Password = "head", "new"
	site := listen(t, FollowConfig{Server: where})
	if err := site.Ready(inTime); !saying(err, "refuses this user") {
		t.Errorf("the site is told %q", Words(err))
	}
	opts := &server.Options{JetStream: true, Username: "head", Password: "new", Port: portOf(first)}
	stopServer(first)
	startServer(t, opts)
	speak(t, PresentConfig{Server: where}, testDeck("a", 2))
	site.until("the talk", both(status(live.Connected), shows("a", 0, 0)))
	if err := site.Ready(inTime); err != nil {
		t.Errorf("after all the site is told %q", Words(err))
	}
}

func TestWithoutJetStream(t *testing.T) {
	t.Parallel()
	s := startServer(t, &server.Options{})
	p := begin(t, PresentConfig{Server: at(s)}, testDeck("a", 2))
	p.sites("the trouble", func(s live.Sites) bool {
		return strings.HasPrefix(s.Trouble, "JetStream does not answer on the relay 127.0.0.1:")
	})
	site := listen(t, FollowConfig{Server: at(s)})
	site.until("the trouble", func(s live.State) bool { return saying(s.Trouble, "JetStream does not answer") })
	for _, ready := range []func(time.Duration) error{p.Ready, site.Ready} {
		if err := ready(time.Millisecond); !errors.Is(err, ErrStillTrying) {
			t.Errorf("what may only be starting gives %v", err)
		}
	}
}

// allowed are users of a server: head may do all, and the other what is allowed.
func allowed(publish, subscribe []string) *server.Options {
	return &server.Options{JetStream: true, Users: []*server.User{
		{Username: "head", Password: "p"},
		{Username: "other", Password: "p", Permissions: &server.Permissions{
			Publish: &server.SubjectPermission{Allow: publish}, Subscribe: &server.SubjectPermission{Allow: subscribe},
		}},
	}}
}

func user(s *server.Server, name string) Server {
	return Server{URL: s.ClientURL(), User: name, Password: "p"}
}

func TestWhatASiteMayDo(t *testing.T) {
	t.Parallel()
	s := startServer(t, allowed([]string{
		"assembly.*.site", "$JS.API.DIRECT.GET.KV_assembly.>", "$JS.API.STREAM.INFO.OBJ_assembly", "$JS.API.DIRECT.GET.OBJ_assembly.>",
		"$JS.API.CONSUMER.CREATE.OBJ_assembly.>", "$JS.API.CONSUMER.DELETE.OBJ_assembly.>", "$JS.FC.OBJ_assembly.>",
	}, []string{"assembly.*.state", "_INBOX.>"}))
	p := speak(t, PresentConfig{Server: user(s, "head")}, testDeck("a", 2))
	site := listen(t, FollowConfig{Server: user(s, "other"), Site: "hillside"})
	got := site.until("the talk", both(status(live.Connected), shows("a", 0, 0)))
	if got.Trouble != nil {
		t.Errorf("the site is told %q", Words(got.Trouble))
	}
	p.sites("the site", func(s live.Sites) bool { return s.Sites == 1 })
	refused := begin(t, PresentConfig{Server: user(s, "other")}, testDeck("b", 2))
	if err := refused.Ready(inTime); !saying(err, "the relay does not allow") {
		t.Errorf("a presenter with a site's rights is told %q", Words(err))
	}
}

func TestStoresMayNotBeCreated(t *testing.T) {
	t.Parallel()
	s := startServer(t, allowed([]string{"assembly.>", "$JS.API.STREAM.INFO.*", "$JS.API.INFO"}, []string{">"}))
	p := begin(t, PresentConfig{Server: user(s, "other")}, testDeck("b", 2))
	if err := p.Ready(inTime); !saying(err, "the relay has no stores called assembly, and this user may not create them") {
		t.Errorf("the presenter is told %q", Words(err))
	}
}

func TestSiteMayNotSubscribe(t *testing.T) {
	t.Parallel()
	s := startServer(t, allowed([]string{">"}, []string{"_INBOX.>"}))
	if err := listen(t, FollowConfig{Server: user(s, "other")}).Ready(inTime); !saying(err, "the relay does not allow subscribing to assembly.oak.state") {
		t.Errorf("the site is told %q", Words(err))
	}
}

func TestStoreIsFull(t *testing.T) {
	t.Parallel()
	s := startServer(t, nil)
	c := connect(t, at(s))
	first := speak(t, PresentConfig{Server: at(s)}, testDeck("a", 2))
	stored(t, first)
	first.die()
	stream, err := c.js.Stream(t.Context(), "OBJ_assembly")
	if err != nil {
		t.Fatal(err)
	}
	cfg := stream.CachedInfo().Config
	cfg.MaxBytes = 10
	if _, err := c.js.UpdateStream(t.Context(), cfg); err != nil {
		t.Fatal(err)
	}
	p := speak(t, PresentConfig{Server: at(s)}, testDeck("b", 2))
	p.sites("the trouble", func(s live.Sites) bool {
		return strings.Contains(s.Trouble, "is full: ask whoever runs it for more room")
	})
	cfg.MaxBytes = objectsSize
	if _, err := c.js.UpdateStream(t.Context(), cfg); err != nil {
		t.Fatal(err)
	}
	p.sites("its end", func(s live.Sites) bool { return s.Trouble == "" })
	listen(t, FollowConfig{Server: at(s)}).until("the talk", shows("b", 0, 0))
}

func TestFilesAndAddresses(t *testing.T) {
	dir := t.TempDir()
	junk := filepath.Join(dir, "junk")
	if err := os.WriteFile(junk, []byte("not what was asked for"), 0o600); err != nil {
		t.Fatal(err)
	}
	for want, s := range map[string]Server{
		"address cannot be read":                                 {URL: "nats://head:" + secretWord + "#x@host"},
		"the relay's address cannot":                             {URL: ""},
		"the relay's address cannot be read":                     {URL: "http://host"},
		"needs both its file and its key":                        {URL: "host", Cert: junk},
		"credentials file " + ending(filepath.Join(dir, "none")): {URL: "host", Creds: filepath.Join(dir, "none")},
		"it is not what NATS tools write":                        {URL: "host", Creds: junk},
		"key file " + ending(junk) + " cannot":                   {URL: "host", NKey: junk},
		"certificate file " + ending(junk):                       {URL: "host", CA: junk},
		"certificate file " + ending(junk) + " cannot be":        {URL: "host", Cert: junk, Key: junk},
	} {
		_, err := Follow(t.Context(), FollowConfig{Server: s, Room: "oak"})
		var p *Problem
		if !errors.As(err, &p) || !strings.Contains(p.What, want) || strings.Contains(p.What+p.Hint, secretWord) || !final(err) {
			t.Errorf("%+v gives %v, want %q", s, err, want)
		}
	}
}

func TestLongPathsAreToldByTheirEnds(t *testing.T) {
	long := strings.Repeat("folder/", 20) + "relay.creds"
	for path, want := range map[string]string{"relay.creds": "relay.creds", long: "…" + long[len(long)-59:], "a\x1b[2J\nb": "a[2J b"} {
		if got := ending(path); got != want {
			t.Errorf("%q is told as %q, want %q", path, got, want)
		}
	}
}

func TestNoSuchHost(t *testing.T) {
	t.Parallel()
	p := begin(t, PresentConfig{Server: Server{URL: "nats://head:" + secretWord + "@127.0.0.1:1, 127.0.0.1:2"}}, testDeck("a", 2))
	got := p.sites("the trouble", func(s live.Sites) bool { return s.Trouble != "" })
	if !strings.HasPrefix(got.Trouble, "No relay answers at 127.0.0.1:1, 127.0.0.1:2") {
		t.Errorf("without a server the presenter is told %q", got.Trouble)
	}
	if err := p.Ready(time.Millisecond); !errors.Is(err, ErrStillTrying) {
		t.Errorf("without a server it is ready: %v", err)
	}
}

func TestServerFrom(t *testing.T) {
	set := map[string]string{
		"NATS_URL": "u", "NATS_CREDS": "c", "NATS_NKEY": "n", "NATS_USER": "us", "NATS_PASSWORD": "p", "NATS_CA": "ca", "NATS_CERT": "ce", "NATS_KEY": "k",
	}
	want := Server{URL: "u", Creds: "c", NKey: "n", User: "us", Password: "p", CA: "ca", Cert: "ce", Key: "k"}
	if got := ServerFrom("", func(name string) string { return set[name] }); got != want {
		t.Errorf("the environment gives %+v", got)
	}
	if got := ServerFrom("x", func(string) string { return "" }); got != (Server{URL: "x"}) {
		t.Errorf("an address gives %+v", got)
	}
}

func TestToken(t *testing.T) {
	t.Parallel()
	s := startServer(t, &server.Options{JetStream: true, Authorization: secretWord})
	where := at(s)
	where.User = secretWord
	speak(t, PresentConfig{Server: where}, testDeck("a", 2))
	inURL := Server{URL: strings.Replace(s.ClientURL(), "nats://", "nats://"+secretWord+"@", 1)}
	listen(t, FollowConfig{Server: inURL}).until("the talk", shows("a", 0, 0))
}
