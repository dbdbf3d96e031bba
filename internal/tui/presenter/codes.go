package presenter

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"github.com/westandtogether-assembly/assembly/internal/cell"
	"github.com/westandtogether-assembly/assembly/internal/live"
	"github.com/westandtogether-assembly/assembly/internal/theme"
	"github.com/westandtogether-assembly/assembly/internal/tui/ui"
)

// codes shows how this talk is followed and driven from beyond this machine: addresses with their codes, the
// rooms, the sites. A key that is none of its own closes it and is taken as usual, because the thumb is on a
// clicker.
type codes struct {
	model  *Model
	page   codesPage
	chosen int // which address
	scroll int // the first room or site shown
}

// codesPage is a page of the box.
type codesPage uint8

const (
	codesNone codesPage = iota
	codesClassrooms
	codesRooms
	codesPhone
	codesSites
)

// newCodes opens at what waits for an answer, or at the first page.
func newCodes(m *Model) *codes {
	c := &codes{model: m}
	c.page = c.pages()[0]
	if m.setup.Link.Reach().Phone.Asking {
		c.page = codesPhone
	}
	return c
}

// pages are those that there is something to say on.
func (c *codes) pages() []codesPage {
	var out []codesPage
	r := c.model.setup.Link.Reach()
	if r.Follow {
		out = append(out, codesClassrooms)
	}
	if len(c.rooms()) > 0 {
		out = append(out, codesRooms)
	}
	if r.Remote {
		out = append(out, codesPhone)
	}
	if c.model.setup.Link.Sites().On {
		out = append(out, codesSites)
	}
	if len(out) == 0 {
		out = append(out, codesNone)
	}
	return out
}

func (c *codes) rooms() []live.Hall {
	var out []live.Hall
	for _, h := range c.model.setup.Link.Halls() {
		if h.Room != "" {
			out = append(out, h)
		}
	}
	return out
}

// Key implements ui.Modal.
func (c *codes) Key(msg tea.KeyPressMsg) ui.Answer {
	key, r := msg.String(), c.model.setup.Link.Reach()
	switch key {
	case "c":
		pages := c.pages()
		c.page, c.scroll = pages[(slices.Index(pages, c.page)+1)%len(pages)], 0
	case "s":
		return c.show(codesClassrooms, r.Follow)
	case "r":
		return c.show(codesPhone, r.Remote)
	case "J", "shift+down":
		c.scroll = min(c.scroll+1, max(len(c.list())-1, 0))
	case "K", "shift+up":
		c.scroll = max(c.scroll-1, 0)
	default:
		return c.answer(key, r)
	}
	return ui.Answer{Stays: true}
}

// show turns to a page, and begins to serve what it is about where that is not served yet.
func (c *codes) show(page codesPage, served bool) ui.Answer {
	if !served {
		return ui.Answer{Stays: true, Cmd: c.offer(page)}
	}
	c.page, c.scroll = page, 0
	return ui.Answer{Stays: true}
}

// answer takes the number of an address, and the answer to a phone that asks.
func (c *codes) answer(key string, r live.Reach) ui.Answer {
	switch n := strings.Index("123456789", key); {
	case r.Phone.Asking && c.page == codesPhone && (key == "y" || key == "n"):
		c.model.setup.Link.AnswerPhone(key == "y")
		return ui.Answer{}
	case len(key) == 1 && n >= 0 && n < len(r.Addresses) && len(r.Addresses) > 1:
		c.chosen = n
		return ui.Answer{Stays: true}
	}
	return ui.Answer{Passed: key != "esc"}
}

// Draw implements ui.Modal. A code stands beside its words where there is no room for it below them.
func (c *codes) Draw(g *cell.Grid, look ui.Look) {
	code := c.code(look)
	wide := g.W - 4
	lines, foot := c.lines(wide)
	w, h := cell.Widest(lines...), len(lines)
	at := ui.Rect{}
	switch {
	case code == nil:
	case h+1+code.H <= g.H-2:
		at = ui.Rect{X: max(w-code.W, 0) / 2, Y: h + 1}
		w, h = max(w, code.W), h+1+code.H
	case wide-code.W-2 >= leastBeside && code.H <= g.H-2:
		lines, foot = c.lines(wide - code.W - 2)
		at = ui.Rect{X: cell.Widest(lines...) + 2}
		w, h = at.X+code.W, max(len(lines), code.H)
	default:
		lines, code = append(cell.Wrap("Make this window larger for the code to photograph.", wide), lines...), nil
		w, h = cell.Widest(lines...), len(lines)
	}
	r, st := ui.Overlay(g, w+4, h+2, look), ui.NewStyles(look.Palette)
	for i, l := range withFoot(lines, foot, r.H) {
		g.Put(r.X, r.Y+i, cell.Truncate(l, r.W), st.Text) // Where there is no border, a line has more room.
	}
	if code != nil {
		g.Blit(r.X+at.X, r.Y+at.Y, code)
	}
}

// withFoot is as many lines as there are rows, the last of which are the foot: nobody may lose the way out.
func withFoot(lines []string, foot, rows int) []string {
	if len(lines) <= rows || foot > rows {
		return lines[:min(len(lines), rows)]
	}
	return slices.Concat(lines[:rows-foot], lines[len(lines)-foot:])
}

// leastBeside is how many columns the words need beside a code.
const leastBeside = 26

// code is the code of the address that is chosen, nil for none: only colours make it black on white whatever
// the terminal's own are.
func (c *codes) code(look ui.Look) *cell.Grid {
	address := c.address()
	if look.Mono || look.ASCII || address == "" {
		return nil
	}
	black, size := c.model.setup.Link.Code(address)
	return codeGrid(look.Palette, black, size)
}

// address is what the page's code stands for, "" for none.
func (c *codes) address() string {
	r := c.model.setup.Link.Reach()
	if len(r.Addresses) == 0 {
		return ""
	}
	a := r.Addresses[min(c.chosen, len(r.Addresses)-1)]
	switch c.page {
	case codesClassrooms:
		return a.Page()
	case codesPhone:
		return c.model.setup.Link.PhonePage(a)
	}
	return ""
}

// lines are the page's words in w columns; the last of them are the foot.
func (c *codes) lines(w int) (lines []string, foot int) {
	list := c.list()
	body := wrapped(slices.Concat(c.words(), list[min(c.scroll, len(list)):]), w)
	keys := wrapped(c.foot(w), w)
	return append(body, keys...), len(keys)
}

func wrapped(lines []string, w int) []string {
	var out []string
	for _, l := range lines {
		if cell.Width(l) <= w {
			out = append(out, l)
		} else {
			out = append(out, cell.Wrap(l, w)...)
		}
	}
	return out
}

// words say what the page is for.
func (c *codes) words() []string {
	r := c.model.setup.Link.Reach()
	switch c.page {
	case codesClassrooms:
		long, _ := c.model.followersText(r)
		return c.withAddress("Classrooms follow in a browser, without notes: "+long, r)
	case codesRooms:
		return []string{"Rooms that have given themselves a name", ""}
	case codesPhone:
		return c.withAddress(c.phoneWords(r), r)
	case codesSites:
		s := c.model.setup.Link.Sites()
		return []string{cmp.Or(s.Trouble, sitesTexts(live.Sites{Sites: s.Sites, Rooms: s.Rooms, Right: s.Right, Others: s.Others, Room: s.Room})[0]), ""}
	}
	return []string{"Only this computer is served: nothing listens on the school's network.", ""}
}

// offered is the answer to an offer.
type offered struct {
	box  *codes
	page codesPage // what was offered
	err  error
}

// offer serves what a page is about.
func (c *codes) offer(page codesPage) tea.Cmd {
	link := c.model.setup.Link
	return func() tea.Msg { return offered{c, page, link.Offer(page == codesClassrooms, page == codesPhone)} }
}

// offered shows what is served now, or says why it is not.
func (m *Model) offered(o offered) {
	if o.err != nil {
		m.notice("That did not work: " + firstLine(o.err))
		return
	}
	if !m.stage.Resuming() {
		m.setup.Link.Changed(m.stage.Talk, m.stage.Deck) // So that a phone knows all of the talk at once.
	}
	o.box.page, o.box.scroll = o.page, 0
}

func (c *codes) phoneWords(r live.Reach) string {
	switch {
	case r.Phone.Asking:
		return "Another phone asks to drive: y lets it, n refuses"
	case r.Phone.State == live.PhoneOn:
		return "A phone drives. Another one would have to ask here."
	case r.Phone.State == live.PhoneLost:
		return "The phone's link is lost; it comes back by itself. Another one would have to ask here."
	}
	return "Photograph the code with your phone, and set its screen to stay on. The first phone drives the slides, without notes, " +
		"over the school's network."
}

// The window from which there is room to explain what may block an address.
const (
	roomy     = 100 // columns
	roomyRows = 28
)

// withAddress adds the addresses; the chosen one is that of the code.
func (c *codes) withAddress(words string, r live.Reach) []string {
	blocked, wide := c.model.maybeBlocked(r), c.model.stage.W >= roomy && c.model.stage.H >= roomyRows
	out := []string{words, ""}
	if blocked && !wide {
		out[1] = fmt.Sprintf("Blocked? Ask IT for TCP port %d.", r.Port)
	}
	if len(r.Addresses) == 0 {
		return append(out, "This computer is on no network: join the school's Wi-Fi, and the address appears here.", "")
	}
	chosen := min(c.chosen, len(r.Addresses)-1)
	for i, a := range r.Addresses[:min(len(r.Addresses), 9)] {
		text := a.Page()
		if c.page == codesPhone {
			text = a.Host
		}
		if i == chosen && c.page == codesPhone {
			text = c.address()
		}
		if a.Interface != "" {
			text += " (" + a.Interface + ")"
		}
		if len(r.Addresses) > 1 {
			text = fmt.Sprintf("%d  %s", i+1, text)
			if i == chosen {
				text += ", this code"
			}
		}
		out = append(out, text)
	}
	switch {
	case blocked && !wide: // It is said above.
	case blocked:
		out = append(out, "", fmt.Sprintf("Nothing has come from another device yet. If one cannot open the address, a firewall on this computer "+
			"is likely to block it: ask IT to let assembly receive TCP port %d. Other devices must be on the same network.", r.Port))
	case r.Moved:
		out = append(out, "", fmt.Sprintf("Another program has port %d. A firewall may not let this one in.", live.DefaultPort))
	}
	if len(r.Addresses) > 1 {
		out = append(out, "", "If it does not open, try the code of another address: its number.")
	}
	return append(out, "")
}

// list is what scrolls: the rooms, or the sites with which something is wrong.
func (c *codes) list() []string {
	var out []string
	switch c.page {
	case codesRooms:
		for _, h := range c.rooms() {
			out = append(out, c.model.roomText(h))
		}
	case codesSites:
		out = siteLines(c.model.setup.Link.Sites())
	}
	if len(out) > 0 {
		out = append(out, "")
	}
	return out
}

// roomText is what a room shows.
func (m *Model) roomText(h live.Hall) string {
	s := m.stateOf(h)
	if s.kind == hallFine {
		return fmt.Sprintf("%s  shows slide %d", s.text, h.Slide+1)
	}
	return s.text
}

// foot lists the keys: in a row, or where that has no room each in its own.
func (c *codes) foot(w int) []string {
	var parts []string
	r := c.model.setup.Link.Reach()
	if !r.Follow {
		parts = append(parts, "s  let classrooms follow, without notes")
	}
	if !r.Remote {
		parts = append(parts, "r  let your phone drive")
	}
	if pages := c.pages(); len(pages) > 1 {
		next := pages[(slices.Index(pages, c.page)+1)%len(pages)]
		parts = append(parts, "c  "+[...]string{"", "classrooms", "rooms", "phone", "sites"}[next])
	}
	if len(c.list()) > 1 {
		parts = append(parts, "J K  scroll")
	}
	parts = append(parts, "Esc  back")
	if row := strings.Join(parts, "   "); cell.Width(row) <= w {
		return []string{row}
	}
	return parts
}

// quiet is the white margin of a code, in modules, that a camera needs.
const quiet = 2

// codeGrid draws a code in half blocks, black on white whatever the theme.
func codeGrid(p theme.Palette, black func(x, y int) bool, size int) *cell.Grid {
	if size == 0 {
		return nil
	}
	n := size + 2*quiet
	at := func(x, y int) cell.Color {
		if black(x-quiet, y-quiet) {
			return p.Black
		}
		return p.White
	}
	g := cell.New(n, (n+1)/2, cell.Style{})
	for y := range g.H {
		for x := range g.W {
			g.SetRune(x, y, '▄', cell.Style{FG: at(x, 2*y+1), BG: at(x, 2*y)})
		}
	}
	return g
}
