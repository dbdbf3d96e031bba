package session

import (
	"bytes"
	"context"
	"errors"
	"image"
	"image/png"
	"io"
	"math/rand/v2"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/nats-io/nats-server/v2/server"

	"github.com/westandtogether-assembly/assembly/internal/live"
	"github.com/westandtogether-assembly/assembly/internal/relay"
	"github.com/westandtogether-assembly/assembly/internal/state"
	"github.com/westandtogether-assembly/assembly/internal/talk"
	"github.com/westandtogether-assembly/assembly/slides"
)

// startRelay starts a NATS server for a test.
func startRelay(t *testing.T) relay.Server {
	t.Helper()
	s, err := server.NewServer(&server.Options{
		Host: "127.0.0.1", Port: server.RANDOM_PORT, JetStream: true, StoreDir: t.TempDir(), NoLog: true, NoSigs: true,
	})
	must(t, err)
	s.Start()
	t.Cleanup(func() {
		s.Shutdown()
		s.WaitForShutdown()
	})
	if !s.ReadyForConnections(10 * time.Second) {
		t.Fatal("the server does not start")
	}
	return relay.Server{URL: s.ClientURL()}
}

// relayed is a presenter in a room, on a computer with a state folder. The relay's part of it ends with ctx, as
// if the computer had failed.
func relayed(ctx context.Context, t *testing.T, at relay.Server, folder *state.Folder) *stand {
	t.Helper()
	s := opened(t, folder)
	must(t, s.publisher.Relay(ctx, relay.PresentConfig{Server: at, Room: "hillside", Name: "Anna"}))
	return s
}

// eventually waits for something that comes about by itself.
func eventually(t *testing.T, what string, ok func() bool) {
	t.Helper()
	for end := time.Now().Add(20 * time.Second); !ok(); time.Sleep(5 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("there is no %s", what)
		}
	}
}

// A site follows once, and its browsers follow it; what they show comes back to the presenter. Whatever
// happens to the presenter, they keep their slide.
func TestSiteServesItsBrowsers(t *testing.T) {
	t.Parallel()
	at := startRelay(t)
	s := relayed(t.Context(), t, at, state.At(t.TempDir()))
	s.do(talk.Command{Op: talk.GoTo, N: 3})
	site, err := Join(t.Context(), SiteConfig{
		Relay: relay.FollowConfig{Server: at, Room: "hillside", Site: "Oakfield"}, Serve: true, Address: "127.0.0.1:0", Now: time.Now,
	})
	must(t, err)
	must(t, site.Ready(10*time.Second))
	address := strings.TrimSuffix(strings.TrimPrefix(site.Served(), "Classrooms follow at "), "/")
	browser := live.Follow(t.Context(), func() (live.Endpoint, error) { return live.Endpoint{URL: address}, nil })
	var shown live.State
	shows := func(slide int) func() bool {
		return func() bool {
			select {
			case shown = <-browser.States():
			default:
			}
			return shown.Deck != nil && shown.Snapshot.Slide == slide
		}
	}
	eventually(t, "fourth slide in the browser", shows(3))
	s.do(talk.Command{Op: talk.Next})
	s.do(talk.Command{Op: talk.GoTo, N: 5})
	eventually(t, "sixth slide in the browser", shows(5))
	eventually(t, "screen that the presenter knows of", func() bool {
		got := s.publisher.Sites()
		return got.Sites == 1 && got.Others == 1
	})
	answer, err := http.Get(address + "/deck") //nolint:noctx // a test of its own server
	must(t, err)
	text, err := io.ReadAll(answer.Body)
	must(t, err)
	must(t, answer.Body.Close())
	if strings.Contains(string(text), "Good morning, everyone") || !strings.Contains(string(text), "0800 789 321") {
		t.Error("the site's browsers get a note, or not the slides")
	}
	folder, crest := t.TempDir(), crestPNG(t)
	must(t, os.WriteFile(filepath.Join(folder, "crest.png"), crest, 0o600))
	must(t, os.WriteFile(filepath.Join(folder, "deck.md"), append(slides.Builtin(), "\n\n---\n\n![crest](crest.png)\n"...), 0o600))
	s.deck, err = Source{Path: filepath.Join(folder, "deck.md")}.Load()
	must(t, err)
	s.do(talk.Command{Op: talk.GoTo, N: 4})
	eventually(t, "picture in the site's browsers", func() bool {
		if shows(4)(); shown.Deck.Len() != s.deck.Len() {
			return false
		}
		got, err := shown.Pictures.ReadPicture(shown.Deck.Slides[shown.Deck.Len()-1].Images()[0].File.ID)
		return err == nil && bytes.Equal(got, crest)
	})
	s.publisher.Close(true)
	eventually(t, "goodbye", func() bool { shows(4)(); return shown.Snapshot.Closed })
	if shown.Snapshot.Slide != 4 {
		t.Errorf("after the goodbye slide %d shows", shown.Snapshot.Slide+1)
	}
	site.Close()
}

// crestPNG is a picture of noise, larger than what is sent at a time.
func crestPNG(t *testing.T) []byte {
	t.Helper()
	im, noise := image.NewGray(image.Rect(0, 0, 400, 400)), rand.New(rand.NewPCG(1, 2))
	for i := range im.Pix {
		im.Pix[i] = uint8(noise.UintN(256))
	}
	var out bytes.Buffer
	must(t, png.Encode(&out, im))
	return out.Bytes()
}

// What a computer that failed leaves in the room is offered on the next one: the slide, the step, what covers it
// and the clock. The computer itself has its own, which knows more.
func TestAnotherComputerTakesUpTheTalk(t *testing.T) {
	t.Parallel()
	at, first := startRelay(t), state.At(t.TempDir())
	ctx, fail := context.WithCancel(t.Context())
	a := relayed(ctx, t, at, first)
	a.do(talk.Command{Op: talk.Begin})
	a.do(talk.Command{Op: talk.GoTo, N: 3})
	a.do(talk.Command{Op: talk.Next})
	a.do(talk.Command{Op: talk.BlackOut})
	reaches(t, at, live.Black)
	fail()
	b := relayed(t.Context(), t, at, state.At(t.TempDir()))
	got := b.publisher.Unfinished(b.deck, "primary")
	if len(got) != 1 {
		t.Fatalf("%d talks are offered, want 1", len(got))
	}
	if one := got[0]; one.Pos != (talk.Pos{Slide: 3, Step: 1}) || one.Blank != talk.Black || !one.Clock.Running() || one.Phase != "primary" {
		t.Errorf("what is offered is %+v", one)
	}
	b.publisher.Close(true)
	a.publisher.Close(false)
}

// A talk that was left on purpose while the relay was out of reach is not offered on its own computer again, neither by the
// next presenter nor by the one after a crash.
func TestATalkThatIsOverStaysOver(t *testing.T) {
	t.Parallel()
	at, folder := startRelay(t), state.At(t.TempDir())
	ctx, fail := context.WithCancel(t.Context())
	a := relayed(ctx, t, at, folder)
	a.do(talk.Command{Op: talk.Begin})
	a.do(talk.Command{Op: talk.BlackOut})
	reaches(t, at, live.Black)
	fail()
	a.publisher.Close(true)
	for range 2 {
		ctx, fail := context.WithCancel(t.Context())
		b := relayed(ctx, t, at, folder)
		if got := b.publisher.Unfinished(b.deck, "primary"); len(got) > 0 {
			t.Errorf("%+v are offered", got)
		}
		fail()
		b.publisher.Close(false)
	}
}

// reaches waits until the relay has a cover.
func reaches(t *testing.T, at relay.Server, cover live.Blank) {
	t.Helper()
	site, err := Join(t.Context(), SiteConfig{Relay: relay.FollowConfig{Server: at, Room: "hillside"}, Now: time.Now})
	must(t, err)
	defer site.Close()
	eventually(t, "state at a site", func() bool {
		select {
		case s := <-site.States():
			return s.Deck != nil && s.Snapshot.Blank == cover
		default:
			return false
		}
	})
}

// A room in which somebody presents is refused by their name, and taken over by it.
func TestRoomIsTaken(t *testing.T) {
	t.Parallel()
	at := startRelay(t)
	a := relayed(t.Context(), t, at, state.At(t.TempDir()))
	a.do(talk.Command{Op: talk.GoTo, N: 1})
	b := opened(t, state.At(t.TempDir()))
	cfg := relay.PresentConfig{Server: at, Room: "hillside", Name: "Ben"}
	err := b.publisher.Relay(t.Context(), cfg)
	problem := (*Problem)(nil)
	if !errors.As(err, &problem) || !strings.Contains(err.Error(), "Anna") || !strings.Contains(problem.Hint, "--take-over Anna") {
		t.Fatalf("a room that is taken gives %v", err)
	}
	cfg.TakeOver = "anna"
	must(t, b.publisher.Relay(t.Context(), cfg))
	b.do(talk.Command{Op: talk.GoTo, N: 2})
	eventually(t, "word of it at the first presenter", func() bool { return strings.Contains(a.publisher.Sites().Trouble, "Ben") })
	b.publisher.Close(true)
	a.publisher.Close(true)
}
