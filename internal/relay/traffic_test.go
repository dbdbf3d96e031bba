package relay

import (
	"testing"
	"time"

	"github.com/nats-io/nats-server/v2/server"

	"github.com/westandtogether-assembly/assembly/internal/deck"
	"github.com/westandtogether-assembly/assembly/internal/live"
	"github.com/westandtogether-assembly/assembly/internal/markdown"
	"github.com/westandtogether-assembly/assembly/slides"
)

// startAlone starts a server for a benchmark.
func startAlone(b *testing.B) *server.Server {
	b.Helper()
	s, err := server.NewServer(&server.Options{Host: "127.0.0.1", Port: server.RANDOM_PORT, JetStream: true, StoreDir: b.TempDir(), NoLog: true, NoSigs: true})
	if err != nil {
		b.Fatal(err)
	}
	s.Start()
	b.Cleanup(func() { stopServer(s) })
	if !s.ReadyForConnections(inTime) {
		b.Fatal("the server does not start")
	}
	return s
}

// builtIn is the deck that the program comes with.
func builtIn(b *testing.B) deck.Public {
	b.Helper()
	d, err := markdown.Parse(slides.Builtin(), markdown.Options{Name: slides.BuiltinName, Files: slides.Files()})
	if err != nil {
		b.Fatal(err)
	}
	return d.Public()
}

// ends are the two ends of a relay, with what is counted at each.
type ends struct {
	presenter, site *proxy
}

// counted are bytes at the presenter's and at one site's connections, to the server and from it.
type counted [4]int64

func (e ends) read() counted {
	return counted{e.presenter.up.Load(), e.presenter.down.Load(), e.site.up.Load(), e.site.down.Load()}
}

// since is what has been counted since before.
func (e ends) since(before counted) counted {
	now := e.read()
	for i := range now {
		now[i] -= before[i]
	}
	return now
}

// report reports what was counted for each of n.
func (c counted) report(b *testing.B, of string, n float64) {
	b.Helper()
	for i, name := range []string{"presenter-out", "presenter-in", "site-out", "site-in"} {
		b.ReportMetric(float64(c[i])/n, name+"-B/"+of)
	}
}

// BenchmarkTraffic measures what goes over the lines of a presenter and of one site with the built-in deck: what it
// takes to join, to be there for a second, and to show a change.
func BenchmarkTraffic(b *testing.B) {
	s, d := startAlone(b), builtIn(b)
	var e ends
	var to, from Server
	e.presenter, to = before(b, s, 0, 0)
	e.site, from = before(b, s, 0, 0)
	p, err := Present(b.Context(), PresentConfig{Server: to, Room: "hillside", Name: "Ann Example"})
	if err != nil {
		b.Fatal(err)
	}
	snapshot := live.Snapshot{Session: live.NewSecret(), Blank: live.Visible, Running: true, Elapsed: 300_000, Shown: 20_000}
	p.Publish(snapshot, d, nil)
	f, err := Follow(b.Context(), FollowConfig{Server: from, Room: "hillside", Site: "Oakfield Primary"})
	if err != nil {
		b.Fatal(err)
	}
	shows := make(chan live.Snapshot, 1)
	go func() {
		for state := range f.States() {
			if state.Deck != nil && state.Status == live.Connected {
				f.Audience([]live.Hall{{Matches: true, Report: live.Report{Room: "oak"}}}, 20)
				shows <- state.Snapshot
			}
		}
	}()
	<-shows
	joined := e.read()
	const seconds = 10
	at := e.read()
	select {
	case <-time.After(seconds * time.Second):
	case <-b.Context().Done():
	}
	idle := e.since(at)
	at = e.read()
	n := 0
	for b.Loop() {
		n++
		snapshot.Seq, snapshot.Slide = snapshot.Seq+1, n%len(d.Slides)
		p.Publish(snapshot, d, nil)
		for s := range shows {
			if s.Seq == snapshot.Seq {
				break
			}
		}
		select {
		case <-time.After(2 * gather): // The site's report.
		case <-b.Context().Done():
		}
	}
	e.since(at).report(b, "change", float64(n))
	joined.report(b, "join", 1)
	idle.report(b, "s", seconds)
	b.ReportMetric(0, "ns/op")
}

// BenchmarkFetch measures how many sites a second fetch the built-in deck from one server, each over a connection of
// its own, where as many wait as come at once.
func BenchmarkFetch(b *testing.B) {
	s, d := startAlone(b), builtIn(b)
	p, err := Present(b.Context(), PresentConfig{Server: at(s), Room: "hillside"})
	if err != nil {
		b.Fatal(err)
	}
	p.Publish(live.Snapshot{Session: live.NewSecret(), Blank: live.Visible}, d, nil)
	f, err := Follow(b.Context(), FollowConfig{Server: at(s), Room: "hillside"})
	if err != nil {
		b.Fatal(err)
	}
	for state := range f.States() {
		if state.Deck != nil {
			break
		}
	}
	b.SetParallelism(32)
	b.RunParallel(func(pb *testing.PB) {
		for pb.Next() {
			if _, err := f.getDeck(b.Context(), d.Hash); err != nil {
				b.Error(err)
			}
		}
	})
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "fetches/s")
}
