package presenter

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"github.com/westandtogether-assembly/assembly/internal/cell"
	"github.com/westandtogether-assembly/assembly/internal/live"
)

// lan is a network with some addresses.
func lan(hosts ...string) live.Reach {
	r := live.Reach{Follow: true}
	for _, h := range hosts {
		r.Addresses = append(r.Addresses, live.Address{Host: h + ":8101", Interface: "wlan0"})
	}
	return r
}

// unmet is a network from which nothing has come since a time.
func unmet(r live.Reach, since time.Time) live.Reach {
	r.Unmet = since
	return r
}

// Where nothing has come from another device, the box says what to ask IT for.
func TestAFirewallIsExplained(t *testing.T) {
	h := &halls{}
	m, clock := withHalls(t, h, nil)
	r := lan("192.0.2.7", "10.8.0.2")
	r.Port, r.Moved = 8101, true
	h.code = make([][]bool, 29)
	for i := range h.code {
		h.code[i] = make([]bool, 29)
	}
	for since, want := range map[time.Duration]bool{time.Second: false, time.Minute: true} {
		h.reach = unmet(r, clock.Now().Add(-since))
		press(m, clock, "c")
		for _, size := range [][2]int{{120, 30}, {80, 24}, {60, 20}, {40, 12}} {
			m.Update(tea.WindowSizeMsg{Width: size[0], Height: size[1]})
			got := strings.Contains(strings.ToLower(flat(m)), "ask it") && strings.Contains(flat(m), "TCP port 8101")
			if got != want || !strings.Contains(flat(m), "Esc back") {
				t.Errorf("%v after %v: it says what to ask for: %v, and how to leave\n%s", size, since, got, text(m))
			}
		}
		press(m, clock, "c")
	}
}

// room is a classroom with a name.
func room(name string, matches, gone bool, lost int, seen time.Time) live.Hall {
	return live.Hall{
		Report:  live.Report{Kind: live.Browser, Room: name, W: 1024, H: 768, Slide: 3, Lost: lost},
		Matches: matches, Gone: gone, Seen: seen,
	}
}

// That this computer serves others is on the screen in every window, in a row of its own and whole.
func TestSharedIsAlwaysShown(t *testing.T) {
	for _, size := range [][2]int{{40, 12}, {60, 15}, {60, 18}, {80, 24}, {120, 30}} {
		h := &halls{reach: lan("192.168.178.123"), trouble: "Talk not saved: no space left on device"}
		m, _ := withHalls(t, h, nil)
		m.Update(tea.WindowSizeMsg{Width: size[0], Height: size[1]})
		rows := strings.Split(text(m), "\n")
		found := false
		for _, r := range rows {
			if r = strings.TrimSpace(r); strings.HasPrefix(r, "SHARED") {
				found = strings.Contains(r, "192.168.178.123:8101") && !strings.Contains(r, "saved")
			}
		}
		if !found {
			t.Errorf("%v: sharing has no row of its own:\n%s", size, text(m))
		}
	}
}

// What is known of those beyond this machine is in words.
func TestBeyondInWords(t *testing.T) {
	h := &halls{}
	m, clock := withHalls(t, h, nil)
	now := clock.Now()
	well, late, gone, short := room("Year 5 oak", true, false, 0, now), room("Year 6", false, false, 0, now),
		room("Hall annexe", false, true, 0, now.Add(-4*time.Second)), room("Library", true, false, 2, now)
	remote := func(p live.Phone) live.Reach {
		r := lan("192.0.2.7")
		r.Follow, r.Remote, r.Phone = false, true, p
		return r
	}
	for _, c := range []struct {
		reach live.Reach
		list  []live.Hall
		sites live.Sites
		want  []string
	}{
		{reach: live.Reach{Follow: true}, want: []string{"SHARED, but this computer is on no network: nobody can follow until it is"}},
		{reach: lan("192.0.2.7"), want: []string{"SHARED  http://192.0.2.7:8101/  nobody follows yet  c: code"}},
		{reach: unmet(lan("192.0.2.7"), now.Add(-29*time.Second)), want: []string{"nobody follows yet  c: code"}},
		{reach: unmet(lan("192.0.2.7"), now.Add(-30*time.Second)), want: []string{"nobody follows: a firewall?  c: code"}},
		{reach: unmet(remote(live.Phone{}), now.Add(-30*time.Second)), want: []string{"PHONE  none yet: a firewall? c shows the code and what to ask"}},
		{reach: unmet(live.Reach{Follow: true}, now.Add(-time.Hour)), want: []string{"nobody can follow until it is"}},
		{reach: live.Reach{Follow: true, Addresses: lan("192.0.2.7").Addresses, Followers: 41}, want: []string{"41 screens follow  c: code"}},
		{
			reach: live.Reach{Follow: true, Addresses: lan("192.0.2.7").Addresses, Followers: 5},
			list:  []live.Hall{well, late, gone, short},
			want:  []string{"4 rooms, 2 right, 2 other screens", "HALL  LOST Hall annexe 0:04", "HALL  NOT ALL FITS Library: 2 lines do not fit", "none is open: H opens one"},
		},
		{reach: remote(live.Phone{}), want: []string{"PHONE  none yet: c shows the code"}},
		{reach: remote(live.Phone{State: live.PhoneOn}), want: []string{"PHONE  it drives"}},
		{reach: remote(live.Phone{State: live.PhoneLost, Since: now.Add(-12 * time.Second)}), want: []string{"PHONE  LOST 0:12: press the keys here"}},
		{reach: remote(live.Phone{State: live.PhoneOn, Asking: true}), want: []string{"ANOTHER PHONE ASKS TO DRIVE: press c, then y to let it or n to refuse"}},
		{sites: live.Sites{On: true, Room: "hillside"}, want: []string{"SITES  none follows yet in room hillside"}},
		{sites: live.Sites{On: true, Trouble: "The relay refuses the password."}, want: []string{"The relay refuses the password."}},
		{
			sites: live.Sites{On: true, Sites: 14, Rooms: 212, Right: 209, Wrong: []live.Site{{Name: "Hillview", Not: 3}}, Lost: []string{"Oakfield"}, Silent: 3},
			want:  []string{"SITES  14 sites, 212 rooms, 209 right; not right: Hillview 3, lost: Oakfield, and 2 more"},
		},
	} {
		h.reach, h.list, h.sites = c.reach, c.list, c.sites
		m.Update(HallsChanged{})
		for _, w := range c.want {
			if !strings.Contains(flat(m), strings.Join(strings.Fields(w), " ")) {
				t.Errorf("no %q in\n%s", w, text(m))
			}
		}
	}
}

// However narrow the window, a row never says less than that something is wrong.
func TestSitesInFewColumns(t *testing.T) {
	s := live.Sites{On: true, Sites: 14, Rooms: 212, Right: 209, Wrong: []live.Site{{Name: "Hillview", Not: 3}, {Name: strings.Repeat("x", 40), Not: 1}}}
	for w := 62; w < 200; w++ {
		got := fitting(w, sitesTexts(s)...)
		if cell.Width(got) > w || !strings.Contains(got, "not") || !strings.Contains(got, "209 right") {
			t.Errorf("%d columns: %q", w, got)
		}
	}
}

// Each address has its code at its number, and a clicker's key closes the box and has its usual meaning.
func TestCodesOfEveryAddress(t *testing.T) {
	h := &halls{reach: lan("192.168.1.20", "10.8.0.2"), code: [][]bool{{true}}}
	h.reach.Remote = true
	m, clock := withHalls(t, h, nil)
	press(m, clock, "c")
	if got := text(m); !strings.Contains(got, "1  http://192.168.1.20:8101/ (wlan0), this code") || !strings.Contains(got, "2  http://10.8.0.2:8101/") {
		t.Errorf("the addresses are not listed:\n%s", got)
	}
	press(m, clock, "2")
	text(m)
	if got := h.coded[len(h.coded)-1]; got != "http://10.8.0.2:8101/" {
		t.Errorf("the code is that of %s", got)
	}
	press(m, clock, "c")
	text(m)
	if got := h.coded[len(h.coded)-1]; got != "http://10.8.0.2:8101/remote#key=k" {
		t.Errorf("the phone's code is that of %s", got)
	}
	press(m, clock, "pgdown")
	if strings.Contains(text(m), "Esc  back") || m.Talk().Pos.Slide != 1 {
		t.Errorf("after a clicker's key, slide %d:\n%s", m.Talk().Pos.Slide+1, text(m))
	}
}

// The box fits in every window, and its code is whole or not there.
func TestCodesInEveryWindow(t *testing.T) {
	h := &halls{reach: lan("192.168.1.20"), code: make([][]bool, 33)}
	for i := range h.code {
		h.code[i] = make([]bool, 33)
	}
	m, clock := withHalls(t, h, nil)
	press(m, clock, "c")
	for w := 10; w < 130; w += 7 {
		for rows := 4; rows < 40; rows += 3 {
			m.Update(tea.WindowSizeMsg{Width: w, Height: rows})
			got := text(m)
			if code := strings.Count(got, strings.Repeat("▄", 37)); code != 0 && code != 19 {
				t.Errorf("%dx%d: %d rows of the code show\n%s", w, rows, code, got)
			} else if code == 0 && w >= 60 && rows >= 10 && !strings.Contains(got, "Make this window larger") {
				t.Errorf("%dx%d: nothing says why there is no code\n%s", w, rows, got)
			}
		}
	}
}

// Whoever began without it can still let classrooms follow and a phone drive, and is told where that fails.
func TestMoreIsOffered(t *testing.T) {
	h := &halls{}
	m, clock := withHalls(t, h, nil)
	press(m, clock, "s") // Without the box it is the clock's.
	press(m, clock, "c")
	if got := flat(m); !strings.Contains(got, "Only this computer is served") || !strings.Contains(got, "s let classrooms follow") || h.reach.Follow {
		t.Errorf("the box does not offer it:\n%s", text(m))
	}
	h.refused = errors.New("the port is in use")
	m.Update(press(m, clock, "s")())
	if !strings.Contains(flat(m), "That did not work: the port is in use") {
		t.Errorf("the failure is not told:\n%s", text(m))
	}
	h.refused, h.reach = nil, live.Reach{Addresses: lan("192.0.2.7").Addresses}
	press(m, clock, "c")
	m.Update(press(m, clock, "r")())
	if got := flat(m); !strings.Contains(got, "Photograph the code with your phone") || !strings.Contains(got, "s let classrooms follow") || !h.reach.Remote {
		t.Errorf("the phone's page does not follow:\n%s", text(m))
	}
}

// The speaker, and nobody else, lets another phone drive.
func TestPhoneIsLetIn(t *testing.T) {
	for key, want := range map[string]string{"y": "true", "n": "false", "pgdown": ""} {
		h := &halls{reach: lan("192.0.2.7")}
		h.reach.Remote, h.reach.Phone = true, live.Phone{State: live.PhoneOn, Asking: true}
		m, clock := withHalls(t, h, nil)
		press(m, clock, "y") // Without the box it answers nothing.
		press(m, clock, "c")
		if !strings.Contains(flat(m), "Another phone asks to drive: y lets it, n refuses") {
			t.Errorf("the box does not ask:\n%s", text(m))
		}
		press(m, clock, key)
		if h.answers != want {
			t.Errorf("after %s the answer is %q, want %q", key, h.answers, want)
		}
	}
}

// The rooms are listed by name with what each shows, and scroll.
func TestRoomsAreListed(t *testing.T) {
	h := &halls{reach: lan("192.0.2.7")}
	m, clock := withHalls(t, h, nil)
	for i := range 40 {
		h.list = append(h.list, room(fmt.Sprintf("Room %02d", i), i != 3, false, 0, clock.Now()))
	}
	press(m, clock, "c c")
	if got := flat(m); !strings.Contains(got, "OK Room 00 shows slide 4") || !strings.Contains(got, "NOT YET Room 03 shows slide 4") {
		t.Errorf("the rooms are not listed:\n%s", text(m))
	}
	press(m, clock, strings.Repeat("J ", 30))
	if got := flat(m); !strings.Contains(got, "Room 39") || strings.Contains(got, "Room 00") {
		t.Errorf("the rooms do not scroll:\n%s", text(m))
	}
}
