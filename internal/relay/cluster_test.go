package relay

import (
	"context"
	"fmt"
	"net"
	"net/url"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/nats-io/nats-server/v2/server"
	"github.com/nats-io/nats.go/jetstream"

	"github.com/westandtogether-assembly/assembly/internal/live"
	"github.com/westandtogether-assembly/assembly/internal/talk"
)

// cluster is three servers with JetStream.
type cluster struct {
	t       *testing.T
	servers []*server.Server
	opts    []*server.Options
}

func startCluster(t *testing.T) *cluster {
	t.Helper()
	c := &cluster{t: t}
	var routes []*url.URL
	for range 3 {
		port := freePort(t)
		routes = append(routes, &url.URL{Scheme: "nats", Host: net.JoinHostPort("127.0.0.1", strconv.Itoa(port))})
		c.opts = append(c.opts, &server.Options{
			ServerName: fmt.Sprint("server-", len(routes)), JetStream: true, StoreDir: t.TempDir(), Port: freePort(t),
			Cluster: server.ClusterOpts{Name: "test", Host: "127.0.0.1", Port: port},
		})
	}
	for _, o := range c.opts {
		o.Routes = routes
		c.servers = append(c.servers, startServer(t, o.Clone()))
	}
	c.ready()
	return c
}

// ready waits until the cluster has a leader whom all servers follow.
func (c *cluster) ready() {
	c.t.Helper()
	eventually(c.t, "the cluster's leader", func() bool {
		return slices.ContainsFunc(c.servers, (*server.Server).JetStreamIsLeader) &&
			!slices.ContainsFunc(c.servers, func(s *server.Server) bool { return !s.JetStreamIsCurrent() })
	}, func() any { return nil })
}

// at is how the cluster is reached: by all three addresses.
func (c *cluster) at() Server {
	var all []string
	for _, s := range c.servers {
		all = append(all, s.ClientURL())
	}
	return Server{URL: strings.Join(all, ",")}
}

// stores creates the stores as an administrator does, with three copies.
func (c *cluster) stores() jetstream.JetStream {
	c.t.Helper()
	js := connect(c.t, c.at()).js
	var err error
	// The servers may not all have found each other yet.
	eventually(c.t, "the stores", func() bool {
		_, err = js.CreateOrUpdateKeyValue(c.t.Context(), jetstream.KeyValueConfig{Bucket: bucket, MaxBytes: bucketSize, Replicas: 3})
		if err == nil {
			_, err = js.CreateOrUpdateObjectStore(c.t.Context(), jetstream.ObjectStoreConfig{Bucket: bucket, MaxBytes: objectsSize, Replicas: 3})
		}
		return err == nil
	}, func() any { return err })
	return js
}

// leads waits for a stream's leader that is not the server that was killed, -1 for none.
func (c *cluster) leads(js jetstream.JetStream, stream string, killed int) int {
	c.t.Helper()
	found := -1
	eventually(c.t, "the leader of "+stream, func() bool {
		ctx, cancel := context.WithTimeout(c.t.Context(), 300*time.Millisecond)
		defer cancel()
		s, err := js.Stream(ctx, stream)
		if err == nil {
			found = slices.IndexFunc(c.opts, func(o *server.Options) bool { return o.ServerName == s.CachedInfo().Cluster.Leader })
		}
		return found >= 0 && found != killed
	}, func() any { return found })
	return found
}

// serves finds the server to which a client of a name is connected.
func (c *cluster) serves(client string) int {
	c.t.Helper()
	found := -1
	eventually(c.t, "the server of the "+client, func() bool {
		found = slices.IndexFunc(c.servers, func(s *server.Server) bool {
			z, err := s.Connz(nil)
			return err == nil && slices.ContainsFunc(z.Conns, func(i *server.ConnInfo) bool { return i.Name == client })
		})
		return found >= 0
	}, func() any { return nil })
	return found
}

func (c *cluster) kill(i int) { stopServer(c.servers[i]) }

func (c *cluster) restart(i int) {
	c.t.Helper()
	c.servers[i] = startServer(c.t, c.opts[i].Clone())
	c.ready()
}

// crowd is a presenter and six sites that follow it over the cluster.
func (c *cluster) crowd() (*speaker, *chronicle) {
	c.t.Helper()
	p := speak(c.t, PresentConfig{Server: c.at()}, testDeck("a", 40))
	talk := record(c.t, p)
	for i := range 6 {
		talk.follow(c.at(), strconv.Itoa(i))
	}
	talk.right(p)
	return p, talk
}

func TestClusterLosesThePresentersServer(t *testing.T) {
	t.Parallel()
	nodes := startCluster(t)
	nodes.stores()
	p, c := nodes.crowd()
	stop := c.click(p)
	i := nodes.serves("assembly presenter")
	nodes.kill(i)
	stop()
	c.do(p, talk.GoTo, 3)
	c.right(p)
	nodes.restart(i)
	c.do(p, talk.GoTo, 4)
	c.right(p)
}

// While a cluster has no leader it stores nothing, so another deck waits for that: 4 to 10 s with the times that
// servers have. What the sites have already goes on.
func TestClusterLosesItsLeaders(t *testing.T) {
	if os.Getenv("CI_LONG") != "1" {
		t.Skip("it takes half a minute: set CI_LONG=1")
	}
	nodes := startCluster(t)
	js := nodes.stores()
	p, c := nodes.crowd()
	for name, stream := range map[string]string{"states": "KV_assembly", "decks": "OBJ_assembly"} {
		stop := c.click(p)
		i := nodes.leads(js, stream, -1)
		nodes.kill(i)
		stop()
		c.do(p, talk.GoTo, 3)
		c.right(p)
		c.edit(p, testDeck(name, 9))
		c.do(p, talk.GoTo, 4)
		nodes.leads(js, "KV_assembly", i)
		nodes.leads(js, "OBJ_assembly", i)
		c.right(p)
		c.follow(nodes.at(), "late "+name)
		c.right(p)
		p.sites("all sites", func(s live.Sites) bool { return s.Sites == len(c.sites) && s.Trouble == "" })
		nodes.restart(i)
	}
}
