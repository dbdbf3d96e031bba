package live

import (
	"bufio"
	"fmt"
	"strconv"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/westandtogether-assembly/assembly/internal/talk"
)

func TestPhoneDrives(t *testing.T) {
	remotely(t, func(t *testing.T, c *clicker) {
		if got := c.remote.Page(Address{Host: "10.0.0.1:80"}); got != "http://10.0.0.1:80/remote#key="+c.remote.secret {
			t.Errorf("the page is at %s", got)
		}
		c.phoneIs("before any", NoPhone, false)
		h := c.phone("a").join()
		defer h.end()
		c.phoneIs("with one", PhoneOn, false)
		s := h.sees()
		if s.Part != phoneDrives || s.Shows == nil || s.Shows.Slides != 3 || s.Shows.Steps != 2 || s.Shows.Title != "a0" || s.Shows.Next != "a1" || s.Shows.Started || s.Shows.Last || !s.Shows.Numbers {
			t.Errorf("the phone shows %+v, %+v", s, s.Shows)
		}
		h.post(pathAsk, "")
		c.phoneIs("asking for what it has", PhoneOn, false)
		h.taken("begin")
		if s := h.sees(); !s.Shows.Started || !s.Shows.Running || s.Shows.Elapsed != crossedIn.Milliseconds() && s.Shows.Elapsed > 2*crossedIn.Milliseconds() {
			t.Errorf("after the clock was started the phone shows %+v", s.Shows)
		}
		h.taken("next")
		c.at("next", 0, 1, talk.Visible)
		h.taken("next")
		c.at("next", 1, 0, talk.Visible)
		h.taken("back")
		c.at("back", 0, 1, talk.Visible)
		h.taken("black")
		if s := h.sees(); s.Shows.Cover != Black {
			t.Errorf("under black the phone shows %+v", s.Shows)
		}
		h.taken("next")
		c.at("next under black", 0, 1, talk.Visible)
		h.taken("closing")
		c.at("closing", 2, 1, talk.Visible)
		if s := h.sees(); !s.Shows.Closing || !s.Shows.Last || s.Shows.Next != "" {
			t.Errorf("on the closing slide the phone shows %+v", s.Shows)
		}
	})
}

// A second press of next within 150 ms is the same press, by the phone's own time.
func TestPhoneDebounce(t *testing.T) {
	remotely(t, func(t *testing.T, c *clicker) {
		h := c.phone("a").join()
		defer h.end()
		p := h.made("next")
		h.press("once", p, 204, taken)
		time.Sleep(debounce - time.Millisecond)
		p.At += debounce.Milliseconds() - 1
		h.press("twice", p, 204, taken)
		c.at("a double press", 0, 1, talk.Visible)
		time.Sleep(debounce)
		p.At += debounce.Milliseconds()
		h.press("again", p, 204, taken) // It was pressed before the phone could show the first.
		c.at("a second press", 1, 0, talk.Visible)
		time.Sleep(400 * time.Millisecond)
		p = h.made("next")
		p.At -= 900 // The phone is back, and knows the time less well than before.
		h.press("a late one", p, 204, taken)
		c.at("a late press", 1, 1, talk.Visible)
	})
}

// A press that was meant for something else than the hall shows is refused.
func TestPhoneStalePress(t *testing.T) {
	remotely(t, func(t *testing.T, c *clicker) {
		h := c.phone("a").join()
		defer h.end()
		for _, op := range []string{"next", "back", "black", "begin"} {
			old := h.made(op)
			c.laptop(talk.Next, 0)
			h.press(op+" at the same time as the laptop", old, 409, moved)
			time.Sleep(debounce)
			h.press(op+" that crossed it", h.made(op), 409, moved)
			time.Sleep(crossedIn)
			old.At = h.made(op).At
			h.press(op+" for what the laptop has left", old, 409, moved)
			time.Sleep(debounce)
			ahead := h.made(op)
			ahead.Place++
			h.press(op+" for a place that never was", ahead, 409, moved)
			c.laptop(talk.First, 0)
			time.Sleep(crossedIn)
		}
		old := h.made("next")
		c.laptop(talk.ToggleClock, 0) // The hall shows the same.
		h.press("next beside the clock", old, 204, taken)
		c.at("of all those", 0, 1, talk.Visible)
		time.Sleep(time.Second)
		old = h.made("closing")
		c.laptop(talk.Next, 0)
		h.press("closing at any time", old, 204, taken)
		c.at("closing", 2, 1, talk.Visible)
		late := h.made("next")
		time.Sleep(staleAfter + time.Millisecond)
		h.press("late", late, 409, tooLate)
		late.At += 10_000
		h.press("early", late, 409, tooLate)
	})
}

// Presses in quick succession are the phone's own, however late the talk shows them.
func TestPhoneFastPresses(t *testing.T) {
	remotely(t, func(t *testing.T, c *clicker) {
		h := c.phone("a").join()
		defer h.end()
		c.drop = true
		h.press("next", h.made("next"), 204, taken)
		time.Sleep(debounce)
		h.press("next again", h.made("next"), 204, taken)
		c.drop = false
		c.laptop(talk.Next, 0) // The talk comes to the first, and then to the second.
		h.press("between them", h.made("back"), 204, taken)
		c.laptop(talk.Next, 0)
		h.press("after them", h.made("back"), 204, taken)
	})
}

// The laptop's press is seen to be none of the phone's, though the phone's own is under way or did nothing.
func TestPhoneAndLaptopTogether(t *testing.T) {
	remotely(t, func(t *testing.T, c *clicker) {
		h := c.phone("a").join()
		defer h.end()
		c.drop = true
		h.press("next that the talk has not taken yet", h.made("next"), 204, taken)
		c.mu.Lock()
		shape := talk.Shape{Steps: c.deck.Steps, Closing: c.deck.Closing}
		for range 2 { // The phone's and the laptop's, published together.
			c.state = talk.Do(shape, talk.Talk{State: c.state}, talk.Command{Op: talk.Next}, time.Now()).State
		}
		c.publish()
		c.mu.Unlock()
		time.Sleep(debounce)
		h.press("right after both", h.made("next"), 409, moved)
		time.Sleep(time.Second)
		h.press("next that does nothing", h.made("next"), 204, taken)
		time.Sleep(staleAfter)
		c.laptop(talk.Next, 0)
		h.press("right after the laptop", h.made("next"), 409, moved)
		time.Sleep(time.Second)
		h.press("next that does nothing", h.made("next"), 204, taken)
		time.Sleep(staleAfter)
		h.press("next that the talk has not taken yet", h.made("next"), 204, taken)
		c.mu.Lock()
		c.state.Seq++
		c.mu.Unlock()
		c.laptop(talk.Next, 0)
		time.Sleep(debounce)
		h.press("right after both", h.made("next"), 409, moved)
	})
}

// Nothing leaves or covers the numbers unasked.
func TestPhoneKeepsTheNumbers(t *testing.T) {
	remotely(t, func(t *testing.T, c *clicker) {
		h := c.phone("a").join()
		defer h.end()
		old := h.made("back")
		h.taken("closing")
		for _, op := range []string{"back", "black"} {
			h.press(op, h.made(op), 409, numbers)
			old.Op, old.At = op, h.made(op).At
			h.press("a stale "+op, old, 409, numbers)
		}
		h.taken("next")
		h.taken("closing")
		h.taken("begin")
		c.at("on the numbers", 2, 1, talk.Visible)
		sure := h.made("black")
		sure.Sure = true
		h.press("black for sure", sure, 204, taken)
		c.at("covered", 2, 1, talk.Black)
		time.Sleep(crossedIn)
		h.taken("back") // It only uncovers.
		c.at("uncovered", 2, 1, talk.Visible)
		sure = h.made("back")
		sure.Sure = true
		h.press("back for sure", sure, 204, taken)
		c.at("back", 2, 0, talk.Visible)
		h.press("back", h.made("back"), 409, numbers)
	})
}

func TestPhonesTakeTurns(t *testing.T) {
	remotely(t, func(t *testing.T, c *clicker) {
		c.remote.Answer(true) // Nobody has asked.
		a := c.phone("a").join()
		defer a.end()
		b := c.phone("b").join()
		c.phoneIs("with a second one", PhoneOn, true)
		a.part("with a second one", phoneDrives, "")
		b.part("with a first one", phoneAsks, "")
		if s := b.sees(); s.Shows != nil {
			t.Errorf("a phone that does not drive is told %+v", s.Shows)
		}
		b.press("of the second one", press{Op: "next", Place: 1, At: c.remote.since(time.Now())}, 409, notYours)
		c.remote.Answer(false)
		c.phoneIs("refused", PhoneOn, false)
		b.part("refused", phoneWaits, refusedPhone)
		time.Sleep(5 * time.Second) // It does not ask again by itself.
		c.phoneIs("some time later", PhoneOn, false)
		b.post(pathAsk, "")
		c.phoneIs("asking again", PhoneOn, true)
		b.end()
		time.Sleep(lostAfter)
		c.phoneIs("the second has gone", PhoneOn, false)
		b.join()
		c.phoneIs("the second is back", PhoneOn, true)
		d := c.phone("d").join()
		defer d.end()
		c.remote.Answer(true)
		defer b.end()
		b.part("let in", phoneDrives, "")
		a.part("replaced", phoneWaits, replacedPhone)
		a.press("of the replaced one", a.made("next"), 409, notYours)
		b.taken("next")
		c.at("driven by the second", 0, 1, talk.Visible)
		time.Sleep(time.Second)
		c.phoneIs("the third asks now", PhoneOn, true)
		c.remote.Answer(false)
		a.post(pathAsk, "")
		a.part("asking to drive again", phoneAsks, "")
		b.post(pathAsk, "")
		b.part("asking for what it has", phoneDrives, "")
		c.remote.Answer(true)
		a.part("driving again", phoneDrives, "")
		synctest.Wait()
		if c.told.Load() < 8 {
			t.Errorf("the presenter was told %d times", c.told.Load())
		}
	})
}

// The presenter answers from where it is told of changes, and must not wait for itself.
func TestAnswerToPhoneNeverBlocks(t *testing.T) {
	remotely(t, func(t *testing.T, c *clicker) {
		a, b := c.phone("a").join(), c.phone("b").join()
		defer a.end()
		defer b.end()
		answered, told := make(chan struct{}), make(chan struct{})
		c.remote.mu.Lock()
		c.remote.changed = func() { <-answered; close(told) }
		c.remote.mu.Unlock()
		c.remote.Answer(false)
		close(answered)
		<-told
	})
}

func TestPhoneLostAndBack(t *testing.T) {
	remotely(t, func(t *testing.T, c *clicker) {
		a := c.phone("a").join()
		began := c.remote.known().Since
		time.Sleep(time.Minute)
		c.phoneIs("after a minute", PhoneOn, false)
		if got := c.remote.known().Since; got != began {
			t.Errorf("it drives since %v, want %v", got, began)
		}
		a.end()
		told, went := c.told.Load(), time.Now()
		time.Sleep(lostAfter)
		c.phoneIs("gone", PhoneLost, false)
		if since := c.remote.known().Since.Sub(went); since > lostAfter || c.told.Load() != told+1 {
			t.Errorf("it is lost after %v, and the presenter told %d times", since, c.told.Load()-told)
		}
		b := c.phone("b").join()
		defer b.end()
		c.phoneIs("another one comes", PhoneLost, true)
		b.part("while the first is lost", phoneAsks, "")
		a.join()
		defer a.end()
		c.phoneIs("back", PhoneOn, true)
		a.part("back", phoneDrives, "")
		a.taken("next")
		c.at("back", 0, 1, talk.Visible)
	})
}

// A stream that stays open without anybody there is no sign of life, and ends.
func TestSleepingPhone(t *testing.T) {
	remotely(t, func(t *testing.T, c *clicker) {
		h := c.phone("a")
		conn := c.w.raw(t, c.address, "")
		defer conn.Close()
		go fmt.Fprintf(conn, "GET %s?%s HTTP/1.1\r\nHost: 127.0.0.1:%d\r\n\r\n", pathPhone, h.sign("GET", pathPhone, ""), c.address)
		went := time.Now()
		ended := make(chan struct{})
		go func() {
			defer close(ended)
			all := bufio.NewReader(conn)
			for {
				if line, err := all.ReadString('\n'); err != nil || line == "0\r\n" {
					return
				}
			}
		}()
		time.Sleep(lostAfter)
		c.phoneIs("asleep", PhoneLost, false)
		<-ended
		if took := ages(went); took != asleepAfter {
			t.Errorf("its stream ends after %v", took)
		}
	})
}

func TestPhoneGoodbye(t *testing.T) {
	remotely(t, func(t *testing.T, c *clicker) {
		h := c.phone("a").join()
		defer h.end()
		c.hub.goodbye()
		if s := h.sees(); !s.Closed {
			t.Errorf("after the end the phone shows %+v", s)
		}
		h.press("after the end", h.made("next"), 409, notYet)
		c.at("after the end", 0, 0, talk.Visible)
	})
}

// A phone is told what no hall is told.
func TestPhoneFollowsTheTalk(t *testing.T) {
	remotely(t, func(t *testing.T, c *clicker) {
		h := c.phone("a").join()
		defer h.end()
		c.mu.Lock()
		c.state.Seq++
		c.state.Blank = talk.Frozen
		c.remote.Follow(talk.Talk{State: c.state, Skipped: []bool{false, true, true}})
		c.publish()
		c.mu.Unlock()
		if s := h.sees(); !s.Shows.Frozen || s.Shows.Next != "a2" || s.Shows.Last {
			t.Errorf("without the second slide, frozen, the phone shows %+v", s.Shows)
		}
		c.laptop(talk.GoTo, 1)
		if s := h.sees(); s.Shows.Frozen || s.Shows.Next != "a1" { // The hall's: no talk belongs to it.
			t.Errorf("without word of the talk the phone shows %+v", s.Shows)
		}
	})
}

func TestPhoneBeforeTheTalk(t *testing.T) {
	bubble(t, func(t *testing.T, w *wire) {
		c := &clicker{talker: &talker{hub: NewHub()}, t: t, w: w, address: testPort}
		c.remote = NewRemote(nil, c.take)
		wide := w.openWide(New(c.hub, Config{}), testPort, Network{Remote: c.remote})
		defer wide.close()
		h := c.phone("a").join()
		defer h.end()
		if s := h.sees(); s.Part != phoneDrives || s.Shows != nil {
			t.Errorf("before there is a talk the phone shows %+v", s)
		}
		h.press("next", h.made("next"), 409, notYet)
		if status, _ := h.request("GET", pathRemote, ""); status != 404 {
			t.Errorf("without a page it is answered with %d", status)
		}
	})
}

func TestReachTellsOfPhones(t *testing.T) {
	p := newTalker("one", publicDeck("a", 3))
	s := New(p.hub, Config{})
	defer s.Close()
	if err := s.Open(t.Context(), Network{Address: "127.0.0.1:0", Remote: NewRemote(nil, nil)}); err != nil {
		t.Fatal(err)
	}
	if r := s.Reach(); !r.Remote || r.Follow || r.Phone != (Phone{}) {
		t.Errorf("it reaches %+v", r)
	}
	if (*Remote)(nil).known() != (Phone{}) {
		t.Error("without a remote there is a phone")
	}
}

func TestLongHeading(t *testing.T) {
	if got := heading(strings.Repeat("ä", maxHeading)); got != strings.Repeat("ä", maxHeading) {
		t.Errorf("a title that is just short enough comes as %s", got)
	}
	if got := []rune(heading(strings.Repeat("ä", maxHeading+1))); len(got) != maxHeading || got[maxHeading-1] != '…' {
		t.Errorf("a long title comes as %s", strconv.Quote(string(got)))
	}
}

// Whatever would take the numbers away is asked about, also what does so by ending a freeze.
func TestPhoneKeepsFrozenNumbers(t *testing.T) {
	remotely(t, func(t *testing.T, c *clicker) {
		h := c.phone("a").join()
		defer h.end()
		for _, op := range []talk.Op{talk.ToClosing, talk.Freeze, talk.First} {
			c.laptop(op, 0)
		}
		c.mu.Lock()
		c.remote.Follow(talk.Talk{State: c.state})
		c.mu.Unlock()
		time.Sleep(time.Second)
		h.press("begin", h.made("begin"), 409, numbers)
		h.press("black", h.made("black"), 409, numbers)
		sure := h.made("begin")
		sure.Sure = true
		h.press("begin for sure", sure, 204, taken)
	})
}
