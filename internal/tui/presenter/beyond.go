package presenter

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/westandtogether-assembly/assembly/internal/cell"
	"github.com/westandtogether-assembly/assembly/internal/live"
	"github.com/westandtogether-assembly/assembly/internal/plan"
)

// Beyond this machine there may be classrooms that follow, a phone that drives, and sites that follow over a
// relay. Each has a row of its own.

// asksToDrive stands as long as nobody has answered.
const asksToDrive = "ANOTHER PHONE ASKS TO DRIVE: press c, then y to let it or n to refuse"

// askLines say what waits for an answer.
func (m *Model) askLines(w int) []string {
	if !m.setup.Link.Reach().Phone.Asking {
		return nil
	}
	return cell.Wrap(asksToDrive, w)
}

// beyondLines say who is served beyond this machine. A small window has the least of it.
func (m *Model) beyondLines(w int, full bool) []string {
	reach := m.setup.Link.Reach()
	var rows []string
	if reach.Follow {
		rows = append(rows, fitting(w, m.sharedTexts(reach)...))
	}
	if reach.Remote && (full || reach.Phone.State == live.PhoneLost) {
		rows = append(rows, fitting(w, m.phoneTexts(reach)...))
	}
	s := m.setup.Link.Sites()
	switch bad := len(s.Wrong) > 0 || s.Silent > 0; {
	case !s.On || s.Deaf || s.Trouble != "" && s.Sites == 0:
	case full:
		rows = append(rows, fitting(w, sitesTexts(s)...))
	case bad:
		rows = append(rows, fitting(w, "SITES  "+strings.Join(badSites(s), ", "), "SITES  not all are right: c"))
	}
	return rows
}

// fitting is the first of the texts that has room in a row; the last is cut where none has.
func fitting(w int, texts ...string) string {
	for _, t := range texts {
		if cell.Width(t) <= w {
			return t
		}
	}
	return cell.Truncate(texts[len(texts)-1], w)
}

// sharedTexts say where classrooms follow and how many do, the longest first.
func (m *Model) sharedTexts(r live.Reach) []string {
	if len(r.Addresses) == 0 {
		return []string{
			"SHARED, but this computer is on no network: nobody can follow until it is",
			"SHARED, but on no network: nobody can follow", "SHARED, but on no network",
		}
	}
	at := "SHARED  " + r.Addresses[0].Page()
	long, short := m.followersText(r)
	if r.Moved && !m.maybeBlocked(r) {
		at += fmt.Sprintf("  (port %d is taken)", live.DefaultPort)
	}
	return []string{at + "  " + long + "  c: code", at + "  " + long, at + "  " + short, at, "SHARED " + r.Addresses[0].Host}
}

// followersText counts those who follow, in words and shorter.
func (m *Model) followersText(r live.Reach) (long, short string) {
	rooms, right, open := 0, 0, 0
	for _, h := range m.setup.Link.Halls() {
		if h.Room == "" || h.Closed {
			continue
		}
		rooms++
		if h.Matches {
			right++
		}
		if !h.Gone {
			open++
		}
	}
	others := max(r.Followers-open, 0)
	short = fmt.Sprintf("%d follow", open+others)
	switch {
	case rooms+others == 0 && m.maybeBlocked(r):
		return "nobody follows: a firewall?", short
	case rooms+others == 0:
		return "nobody follows yet", short
	case rooms == 0:
		return counted(others, "screen follows", "screens follow"), short
	}
	long = fmt.Sprintf("%s, %d right", counted(rooms, "room", "rooms"), right)
	if others > 0 {
		long += ", " + counted(others, "other screen", "other screens")
	}
	return long, short
}

// unmetFor is how long nothing may come from another computer before a firewall is suspected.
const unmetFor = 30 * time.Second

// maybeBlocked reports whether this computer's firewall is likely to keep classrooms and the phone out.
func (m *Model) maybeBlocked(r live.Reach) bool {
	return len(r.Addresses) > 0 && !r.Unmet.IsZero() && m.stage.Now().Sub(r.Unmet) >= unmetFor
}

func counted(n int, one, more string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, more)
}

func (m *Model) phoneTexts(r live.Reach) []string {
	switch p := r.Phone; {
	case p.State == live.PhoneOn:
		return []string{"PHONE  it drives"}
	case p.State == live.PhoneLost:
		lost := "PHONE  LOST " + plan.Clock(max(m.stage.Now().Sub(p.Since), 0))
		return []string{lost + ": press the keys here; it comes back by itself", lost + ": press the keys here", lost}
	case len(r.Addresses) == 0:
		return []string{"PHONE  this computer is on no network: no phone can reach it", "PHONE  on no network"}
	case !r.Follow && m.maybeBlocked(r):
		return []string{"PHONE  none yet: a firewall? c shows the code and what to ask", "PHONE  none yet: a firewall? c: help", "PHONE  none yet"}
	}
	return []string{"PHONE  none yet: c shows the code, over the school's network", "PHONE  none yet: c shows the code", "PHONE  none yet"}
}

// sitesTexts sum up what the sites show, the longest first.
func sitesTexts(s live.Sites) []string {
	if s.Sites == 0 && s.Silent == 0 {
		return []string{"SITES  none follows yet in room " + s.Room, "SITES  none follows yet"}
	}
	sum := fmt.Sprintf("SITES  %s, %s, %d right", counted(s.Sites, "site", "sites"), counted(s.Rooms, "room", "rooms"), s.Right)
	if s.Others > 0 {
		sum += ", " + counted(s.Others, "other screen", "other screens")
	}
	texts := []string{sum}
	if bad := badSites(s); len(bad) > 0 {
		for n := range bad {
			more := ""
			if n < len(bad)-1 {
				more = " …"
			}
			texts = append(texts, sum+"; "+strings.Join(bad[:n+1], ", ")+more)
		}
		texts[0] += "; not all are right: c"
	}
	slices.Reverse(texts)
	return texts
}

// badSites names those that are not right, and those that are lost.
func badSites(s live.Sites) []string {
	var out []string
	for i, w := range s.Wrong {
		text := fmt.Sprintf("%s %d", w.Name, w.Not)
		if i == 0 {
			text = "not right: " + text
		}
		out = append(out, text)
	}
	for i, name := range s.Lost {
		if i == 0 {
			name = "lost: " + name
		}
		out = append(out, name)
	}
	if more := s.Silent - len(s.Lost); more > 0 && len(s.Lost) > 0 {
		out = append(out, fmt.Sprintf("and %d more", more))
	}
	return out
}

// siteLines are all sites, each in a line, the worst first, with the names of rooms that are not right.
func siteLines(s live.Sites) []string {
	var out []string
	for _, w := range s.Wrong {
		line := fmt.Sprintf("%s: %s", w.Name, counted(w.Not, "room is not right", "rooms are not right"))
		if len(w.Rooms) > 0 {
			line += ": " + strings.Join(w.Rooms, ", ")
		}
		out = append(out, line)
	}
	for _, name := range s.Lost {
		out = append(out, name+": the link is lost")
	}
	if more := s.Silent - len(s.Lost); more > 0 && len(s.Lost) > 0 {
		out = append(out, fmt.Sprintf("and %s that are lost", counted(more, "more site", "more sites")))
	}
	for _, a := range s.All {
		if a.Not == 0 {
			out = append(out, fmt.Sprintf("%s: %s, all right", a.Name, counted(a.Count, "room", "rooms")))
		}
	}
	return out
}
