package live

import (
	"crypto/rand"
	"net/http"
	"strings"
	"sync"
	"time"
)

// A browser is opened by its address, which every user of the computer can read in the list of programs, and which
// stays in its history. So the address holds no key but a code, which the page swaps for its key, once.

// codes are those that have been given out, and whose turn it was. Its zero value has given none.
type codes struct {
	mu    sync.Mutex
	all   map[string]*code
	twice time.Time // when one was tried by a second page; zero for never
}

type code struct {
	given time.Time
	hall  string // that has taken it; "" for none
}

const (
	codeFor   = 2 * time.Minute // that a code is good for
	codeKnown = time.Hour       // that a second try of it is noticed
	codeSize  = 8               // letters and digits, 40 bits: short enough to type
	maxCodes  = 1024
)

// give makes a new one.
func (c *codes) give(now time.Time) string {
	text := strings.ToLower(rand.Text()[:codeSize])
	c.mu.Lock()
	defer c.mu.Unlock()
	for old, of := range c.all {
		if now.Sub(of.given) > codeKnown {
			delete(c.all, old)
		}
	}
	if c.all == nil {
		c.all = map[string]*code{}
	}
	if len(c.all) < maxCodes {
		c.all[text] = &code{given: now}
	}
	return text
}

// take lets a hall have a code. Where another has had it, that is by.
func (c *codes) take(text, hall string, now time.Time) (ok bool, by string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	of := c.all[strings.ToLower(text)]
	switch {
	case of == nil || now.Sub(of.given) > codeKnown:
		return false, ""
	case of.hall != "" && of.hall != hall:
		c.twice = now
		return false, of.hall
	case now.Sub(of.given) > codeFor:
		return false, ""
	}
	of.hall = hall
	return true, ""
}

func (c *codes) triedTwice() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.twice
}

// swap is a page's request for its key.
type swap struct {
	Code string `json:"code"`
	Hall string `json:"hall"` // the page's ID
}

// Why a code is refused, in stable words.
const (
	codeUsed    = "used"
	codeInvalid = "invalid"
)

// takeCode gives a page its key for a code. Where a second page comes with the same one, nobody knows which of the
// two the speaker has opened: neither drives, and the speaker is told.
func (s *Server) takeCode(w http.ResponseWriter, r *http.Request) {
	var req swap
	if !readJSON(w, r, &req) {
		return
	}
	if !isName(req.Hall) || r.Host != ownHost(r) {
		http.Error(w, codeInvalid, http.StatusBadRequest)
		return
	}
	ok, by := s.codes.take(req.Code, req.Hall, time.Now())
	switch {
	case ok:
		w.Header().Set("Content-Type", "text/plain")
		_, _ = w.Write([]byte(keyOf(s.cfg.Token, req.Hall))) // A page that has gone asks again.
	case by != "":
		s.channels.bar(by)
		s.changed()
		http.Error(w, codeUsed, http.StatusForbidden)
	default:
		http.Error(w, codeInvalid, http.StatusForbidden)
	}
}

// TriedTwice is when a hall screen's address was last opened by a second page; zero for never. The page that came
// first only looks from then on.
func (s *Server) TriedTwice() time.Time { return s.codes.triedTwice() }
