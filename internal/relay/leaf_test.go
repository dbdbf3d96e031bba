package relay

import (
	"net"
	"net/url"
	"path/filepath"
	"strconv"
	"testing"

	"github.com/nats-io/nats-server/v2/server"

	"github.com/westandtogether-assembly/assembly/internal/live"
	"github.com/westandtogether-assembly/assembly/internal/talk"
)

// startHub is a server that takes leaf nodes, and a network between it and them.
func startHub(t *testing.T, opts *server.Options) (*server.Server, *proxy) {
	t.Helper()
	opts.JetStream = true
	opts.LeafNode.Host, opts.LeafNode.Port = "127.0.0.1", freePort(t)
	opts.LeafNode.NoAdvertise = true // The leaf would find a way around the network.
	s := startServer(t, opts)
	return s, startProxy(t, net.JoinHostPort("127.0.0.1", strconv.Itoa(opts.LeafNode.Port)), 0, 0)
}

// startLeaf is a site's own server behind a network.
func startLeaf(t *testing.T, to *proxy, opts *server.Options) *server.Server {
	t.Helper()
	opts.ServerName = "leaf"
	opts.LeafNode.Remotes = []*server.RemoteLeafOpts{{URLs: []*url.URL{{Scheme: "nats-leaf", Host: to.Addr().String()}}}}
	s := startServer(t, opts)
	eventually(t, "the link to the hub", func() bool { return s.NumLeafNodes() == 1 }, func() any { return nil })
	return s
}

// A site's own server has no store: what its followers ask of one goes to the hub. Servers do not let that pass
// between leaf nodes unless they are told to. One that has a store of its own sends it to the hub's by name.
func TestLeafNode(t *testing.T) {
	t.Parallel()
	const pass = `default_js_domain: {"$G": ""}`
	for name, conf := range map[string]func(dir string) (hub, leaf string){
		"without JetStream": func(string) (hub, leaf string) { return pass, pass },
		"with JetStream": func(dir string) (hub, leaf string) {
			return `jetstream: {domain: hub}`,
				`jetstream: {domain: oakfield, store_dir: "` + filepath.ToSlash(dir) + `"}, mappings: {"$JS.API.>": "$JS.hub.API.>"}`
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			ofHub, ofLeaf := conf(t.TempDir())
			hub, between := startHub(t, parsed(t, ofHub))
			leaf := startLeaf(t, between, parsed(t, ofLeaf))
			p := speak(t, PresentConfig{Server: at(hub)}, testDeck("a", 40))
			c := record(t, p)
			for i := range 3 {
				c.follow(at(leaf), strconv.Itoa(i))
			}
			stop := c.click(p)
			c.right(p)
			between.cut()
			c.lost()
			stop()
			c.edit(p, testDeck("b", 9))
			c.do(p, talk.GoTo, 4)
			between.restore()
			c.right(p)
			c.follow(at(leaf), "late")
			c.right(p)
			p.sites("all sites", func(s live.Sites) bool { return s.Sites == 4 && s.Trouble == "" })
		})
	}
}

func parsed(t *testing.T, text string) *server.Options {
	t.Helper()
	o := &server.Options{}
	if err := o.ProcessConfigString(text); err != nil {
		t.Fatal(err)
	}
	return o
}

// A box on the way has forgotten the link: nothing passes, and nobody is told. The site's own server finds out by
// asking, as often as it is configured to.
func TestLeafNodeIsForgotten(t *testing.T) {
	t.Parallel()
	const pass = `default_js_domain: {"$G": ""}`
	hub, between := startHub(t, parsed(t, pass))
	leaf := startLeaf(t, between, parsed(t, pass+`, ping_interval: "500ms"`))
	p := speak(t, PresentConfig{Server: at(hub)}, testDeck("a", 40))
	c := record(t, p)
	c.follow(at(leaf), "one")
	c.right(p)
	between.forget()
	c.edit(p, testDeck("b", 9))
	c.do(p, talk.GoTo, 4)
	c.right(p)
}
