package relay

import (
	"bufio"
	"bytes"
	"context"
	"flag"
	"fmt"
	"io"
	"net"
	"os"
	"os/exec"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"go.uber.org/goleak"

	"github.com/westandtogether-assembly/assembly/internal/live"
)

// browsersEnv makes this test's own program a crowd of browsers: "base each address...", where base is when the
// clock of the test began, in microseconds of Unix time, and each is how many browsers follow at an address.
const browsersEnv = "ASSEMBLY_TEST_BROWSERS"

func TestMain(m *testing.M) {
	if crowd := os.Getenv(browsersEnv); crowd != "" {
		if err := browseAll(strings.Fields(crowd)); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		return
	}
	_ = flag.Set("test.parallel", "8") // The tests of faults wait, and compute little. A flag of go test overrides it.
	// The client of NATS may keep one for a line that was lost while it came up, and a server some for a store that it made
	// while it was stopped.
	goleak.VerifyTestMain(m, goleak.IgnoreTopFunction("github.com/nats-io/nats.go/jetstream.(*jetStream).resetPendingAcksOnReconnect"),
		goleak.IgnoreTopFunction("github.com/nats-io/nats-server/v2/server/ats.Register.func1"),
		goleak.IgnoreTopFunction("github.com/nats-io/nats-server/v2/server.(*fileStore).flushStreamStateLoop"))
}

// BenchmarkGateways measures from the presenter's key to the change at a browser behind a gateway and a server, all
// on the loopback. The browsers are other processes, as they are in a school. A browser that fails ends it. It
// reports the times in milliseconds, and the memory of the server, the presenter and all gateways together.
func BenchmarkGateways(b *testing.B) {
	for _, size := range []struct{ gateways, each int }{{100, 1}, {20, 500}} {
		b.Run(fmt.Sprintf("%dx%d", size.gateways, size.each), func(b *testing.B) { benchGateways(b, size.gateways, size.each) })
	}
}

func benchGateways(b *testing.B, gateways, each int) {
	s := startAlone(b)
	deck, session := testDeck("a", 10), live.NewSecret()
	p, err := Present(b.Context(), PresentConfig{Server: at(s), Room: "oak"})
	if err != nil {
		b.Fatal(err)
	}
	base := time.Now().UnixMicro()
	p.Publish(live.Snapshot{Session: session, Blank: live.Visible}, deck, nil)
	addresses := make([]string, gateways)
	for i := range addresses {
		addresses[i] = startGateway(b, FollowConfig{Server: at(s), Room: "oak", Site: strconv.Itoa(i)})
	}
	c := startBrowsers(b, base, each, addresses)
	c.wait(b)
	var publish []time.Duration
	for seq := uint64(1); b.Loop(); seq++ {
		start := time.Now()
		p.Publish(live.Snapshot{Session: session, Seq: seq, Slide: int(seq % 10), Blank: live.Visible, Elapsed: start.UnixMicro() - base}, deck, nil) //nolint:gosec // small
		publish = append(publish, time.Since(start))
		c.wait(b)
	}
	b.StopTimer()
	mib := inUse() / (1 << 20)
	half, most := c.end(b)
	b.ReportMetric(half, "ms-p50")
	b.ReportMetric(most, "ms-p99")
	b.ReportMetric(milliseconds(part(publish, 99)), "publish-ms-p99")
	b.ReportMetric(mib, "MiB")
	b.ReportMetric(0, "ns/op")
}

// startGateway serves the browsers of a site, as session.Join does, and returns its address.
func startGateway(b *testing.B, cfg FollowConfig) string {
	b.Helper()
	ctx, stop := context.WithCancel(context.Background())
	f, err := Follow(ctx, cfg)
	if err != nil {
		b.Fatal(err)
	}
	hub, pictures := live.NewHub(), live.NewShelf(f)
	s := live.New(hub, live.Config{})
	if err := s.Open(ctx, live.Network{Address: "127.0.0.1:0", Follow: true}); err != nil {
		b.Fatal(err)
	}
	done := make(chan struct{})
	go func() {
		defer close(done)
		for state := range f.States() {
			if state.Deck != nil {
				hub.Publish(state.Now(time.Now()), *state.Deck, pictures)
			}
		}
	}()
	b.Cleanup(func() {
		stop()
		<-done
		s.Close()
	})
	return s.Reach().Addresses[0].Host
}

// inUse is what the program has in use, in bytes.
func inUse() float64 {
	var m runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&m)
	return float64(m.HeapInuse + m.StackInuse)
}

func milliseconds(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }

// part is a percentile.
func part(all []time.Duration, percent int) time.Duration {
	if len(all) == 0 {
		return 0
	}
	slices.Sort(all)
	return all[min(len(all)*percent/100, len(all)-1)]
}

// browsers are the processes of a crowd.
type browsers struct{ all []*process }

type process struct {
	cmd   *exec.Cmd
	stop  io.Closer
	lines *bufio.Reader
}

// perProcess bounds the browsers of one process, for the sake of its open files.
const perProcess = 5000

func startBrowsers(b *testing.B, base int64, each int, addresses []string) *browsers {
	b.Helper()
	out := &browsers{}
	for some := range slices.Chunk(addresses, max(perProcess/each, 1)) {
		cmd := exec.CommandContext(b.Context(), os.Args[0])
		cmd.Env = append(os.Environ(), fmt.Sprintf("%s=%d %d %s", browsersEnv, base, each, strings.Join(some, " ")))
		cmd.Stderr = os.Stderr
		in, err := cmd.StdinPipe()
		if err != nil {
			b.Fatal(err)
		}
		from, err := cmd.StdoutPipe()
		if err != nil {
			b.Fatal(err)
		}
		if err := cmd.Start(); err != nil {
			b.Fatal(err)
		}
		out.all = append(out.all, &process{cmd, in, bufio.NewReader(from)})
	}
	return out
}

// wait waits until every browser has the newest state.
func (c *browsers) wait(b *testing.B) {
	b.Helper()
	for _, p := range c.all {
		if line, err := p.lines.ReadString('\n'); err != nil || line != "all\n" {
			b.Fatalf("the browsers say %q, %v", line, err)
		}
	}
}

// end asks for the times, in milliseconds: of several processes the longest.
func (c *browsers) end(b *testing.B) (half, most float64) {
	b.Helper()
	for _, p := range c.all {
		var h, m float64
		_ = p.stop.Close()
		if _, err := fmt.Fscan(p.lines, &h, &m); err != nil {
			b.Fatal(err)
		}
		if err := p.cmd.Wait(); err != nil {
			b.Fatal(err)
		}
		half, most = max(half, h), max(most, m)
	}
	return half, most
}

// crowd counts what its browsers have.
type crowd struct {
	base  int64
	size  int
	mu    sync.Mutex
	had   int
	times []time.Duration
}

// took takes a state's Elapsed, which is when it was published.
func (c *crowd) took(elapsed int64) {
	now := time.Now()
	c.mu.Lock()
	defer c.mu.Unlock()
	if elapsed > 0 {
		c.times = append(c.times, now.Sub(time.UnixMicro(c.base+elapsed)))
	}
	if c.had++; c.had%c.size == 0 {
		fmt.Println("all")
	}
}

// browseAll is a process of the crowd: it says "all" whenever each of its browsers has another state, and at the end
// of its input how long they waited.
func browseAll(words []string) error {
	base, err := strconv.ParseInt(words[0], 10, 64)
	if err != nil {
		return err
	}
	each, err := strconv.Atoi(words[1])
	if err != nil {
		return err
	}
	addresses := words[2:]
	c := &crowd{base: base, size: each * len(addresses)}
	ctx, failed, places := context.Background(), make(chan error, 1), make(chan struct{}, 64)
	for _, address := range addresses {
		for range each {
			go func() {
				places <- struct{}{}
				err := browse(ctx, address, c.took, sync.OnceFunc(func() { <-places }))
				select {
				case failed <- err:
				default:
				}
			}()
		}
	}
	ended := make(chan struct{})
	go func() {
		_, _ = io.Copy(io.Discard, os.Stdin)
		close(ended)
	}()
	select {
	case err := <-failed:
		return err
	case <-ended:
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	fmt.Println(milliseconds(part(c.times, 50)), milliseconds(part(c.times, 99)))
	return nil
}

// browse follows with as little memory as can be. It ends with an error.
func browse(ctx context.Context, address string, took func(int64), begun func()) error {
	conn, err := (&net.Dialer{}).DialContext(ctx, "tcp", address)
	if err != nil {
		return err
	}
	defer conn.Close()
	fmt.Fprintf(conn, "GET /events HTTP/1.1\r\nHost: %s\r\n\r\n", address)
	for lines := bufio.NewReaderSize(conn, 1024); ; {
		line, err := lines.ReadSlice('\n')
		if err != nil {
			return fmt.Errorf("read events: %w", err)
		}
		if _, after, ok := bytes.Cut(line, []byte(`"elapsed":`)); ok {
			begun()
			number, _, _ := bytes.Cut(after, []byte(","))
			elapsed, err := strconv.ParseInt(string(number), 10, 64)
			if err != nil {
				return fmt.Errorf("read events: %w", err)
			}
			took(elapsed)
		}
	}
}
