package live

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"net"
	"os"
	"os/exec"
	"runtime"
	"slices"
	"strconv"
	"sync"
	"testing"
	"time"

	"go.uber.org/goleak"
)

// followersEnv makes this test's own program a crowd: "followers address count", or "browsers" in place of followers.
const followersEnv = "ASSEMBLY_TEST_FOLLOWERS"

func TestMain(m *testing.M) {
	if crowd := os.Getenv(followersEnv); crowd != "" {
		var kind, address string
		var n int
		if _, err := fmt.Sscan(crowd, &kind, &address, &n); err != nil {
			panic(err)
		}
		followAll(kind, address, n)
		return
	}
	goleak.VerifyTestMain(m)
}

// BenchmarkFollowers measures from publishing to receiving on the loopback. The followers are
// another process, as the halls are. It reports, in milliseconds, the times from publishing to
// the follower's having it; how long Publish takes; how late a tick of the presenter's screen
// comes while everyone is served; and the server's memory for each follower.
func BenchmarkFollowers(b *testing.B) {
	for _, n := range []int{1, 1_000, 10_000} {
		b.Run(strconv.Itoa(n), func(b *testing.B) { benchFollowers(b, n) })
	}
}

func benchFollowers(b *testing.B, n int) {
	if err := raiseFiles(uint64(n) + 200); err != nil { //nolint:gosec // small and positive
		b.Skipf("%d followers need as many open files, and here that cannot be: %v", n, err)
	}
	hub := NewHub()
	l, err := listenLocal(b.Context(), "")
	if err != nil {
		b.Fatal(err)
	}
	server := New(hub, Config{})
	server.local = server.serve(l, server.routes, bounds{streams: n + 10, streamsEach: n + 10, sockets: n + 10, socketsEach: n + 10, idle: time.Minute})
	defer server.Close()
	deck := publicDeck("a", 10)
	before := memory()
	hub.Publish(Snapshot{Session: "one"}, deck, nil)
	c := startCrowd(b, "followers", address(server), n)
	c.wait(b)
	perFollower := float64(memory()-before) / float64(n) / 1024
	var late, publish []time.Duration
	seq := uint64(0)
	for b.Loop() {
		seq++
		ticked := make(chan time.Duration)
		go tick(ticked)
		start := time.Now()
		hub.Publish(Snapshot{Session: "one", Seq: seq, Elapsed: start.UnixMicro()}, deck, nil)
		publish = append(publish, time.Since(start))
		late = append(late, <-ticked)
		c.wait(b)
	}
	b.StopTimer()
	half, most := c.end(b)
	b.ReportMetric(half, "ms-p50")
	b.ReportMetric(most, "ms-p99")
	b.ReportMetric(ms(part(publish, 99)), "publish-ms-p99")
	b.ReportMetric(ms(part(late, 99)), "tick-late-ms-p99")
	if n > 1 { // The memory of one is lost in that of everything else.
		b.ReportMetric(perFollower, "KiB/follower")
	}
	b.ReportMetric(0, "ns/op")
}

// tick measures how late a tick of 120 a second comes.
func tick(out chan<- time.Duration) {
	const every = time.Second / 120
	start := time.Now()
	time.Sleep(every)
	out <- time.Since(start) - every
}

// memory is what the program has in use, in bytes.
func memory() uint64 {
	var m runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&m)
	return m.HeapInuse + m.StackInuse
}

func ms(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }

// part is a percentile.
func part(all []time.Duration, percent int) time.Duration {
	slices.Sort(all)
	return all[min(len(all)*percent/100, len(all)-1)]
}

// crowd is the process of followers.
type crowd struct {
	cmd   *exec.Cmd
	stop  io.Closer
	lines *bufio.Reader
}

func startCrowd(b *testing.B, kind, address string, n int) *crowd {
	b.Helper()
	cmd := exec.CommandContext(b.Context(), os.Args[0])
	cmd.Env = append(os.Environ(), fmt.Sprintf("%s=%s %s %d", followersEnv, kind, address, n))
	cmd.Stderr = os.Stderr
	in, err := cmd.StdinPipe()
	if err != nil {
		b.Fatal(err)
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		b.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		b.Fatal(err)
	}
	return &crowd{cmd, in, bufio.NewReader(out)}
}

// wait waits until every follower has the newest state.
func (c *crowd) wait(b *testing.B) {
	b.Helper()
	if line, err := c.lines.ReadString('\n'); err != nil || line != "all\n" {
		b.Fatalf("the followers say %q, %v", line, err)
	}
}

// end asks for the times, in milliseconds.
func (c *crowd) end(b *testing.B) (half, most float64) {
	b.Helper()
	c.stop.Close()
	if _, err := fmt.Fscan(c.lines, &half, &most); err != nil {
		b.Fatal(err)
	}
	if err := c.cmd.Wait(); err != nil {
		b.Fatal(err)
	}
	return half, most
}

// followAll is the process of the crowd: it says "all" whenever each of them has the same state, and at the
// end of its input how long they waited.
func followAll(kind, address string, n int) {
	files := map[string]int{"followers": n, "browsers": 3 * n}[kind]
	if err := raiseFiles(uint64(files) + 200); err != nil { //nolint:gosec // small and positive
		panic(err)
	}
	var mu sync.Mutex
	var times []time.Duration
	had := 0
	took := func(elapsed int64) error {
		now := time.Now()
		mu.Lock()
		defer mu.Unlock()
		if elapsed > 0 {
			times = append(times, now.Sub(time.UnixMicro(elapsed)))
		}
		if had++; had%n == 0 {
			fmt.Println("all")
		}
		return nil
	}
	follow := map[string]func(string, func(int64) error) error{"followers": inTurn(followRaw), "browsers": browseAt}[kind]
	for range n {
		go func() { panic(follow(address, took)) }()
	}
	_, _ = io.Copy(io.Discard, os.Stdin)
	mu.Lock()
	defer mu.Unlock()
	fmt.Println(ms(part(times, 50)), ms(part(times, 99)))
}

// inTurn lets some followers connect at a time.
func inTurn(follow func(string, func(int64) error) error) func(string, func(int64) error) error {
	places := make(chan struct{}, 64)
	return func(address string, took func(int64) error) error {
		places <- struct{}{}
		connected := sync.OnceFunc(func() { <-places })
		return follow(address, func(elapsed int64) error {
			connected()
			return took(elapsed)
		})
	}
}

// followRaw follows with as little memory as can be, and calls took with each state's Elapsed.
func followRaw(address string, took func(int64) error) error {
	var d net.Dialer
	conn, err := d.DialContext(context.Background(), "tcp", address)
	if err != nil {
		return err
	}
	fmt.Fprintf(conn, "GET /events HTTP/1.1\r\nHost: %s\r\n\r\n", address)
	for lines := bufio.NewReaderSize(conn, 1024); ; {
		elapsed, err := nextElapsed(lines)
		if err == nil {
			err = took(elapsed)
		}
		if err != nil {
			return err
		}
	}
}

func browseAt(address string, took func(int64) error) error {
	return browse(context.Background(), address, took)
}
