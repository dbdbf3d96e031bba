package screen

import (
	"image/color"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/ansi"

	"github.com/westandtogether-assembly/assembly/internal/cell"
)

// canvas changes the cells that a terminal shows into others, and writes no more than that takes.
type canvas struct {
	profile colorprofile.Profile // the colours that the terminal has
	erases  bool                 // what the terminal erases takes the colour of the pen

	shown *cell.Grid // nil where the terminal may show anything
	out   []byte
	pen   cell.Style
	x, y  int // where the cursor is; below 0 where that is not known
}

// update appends to out what makes the terminal show a grid.
func (c *canvas) update(g *cell.Grid) {
	was := c.shown
	if was == g {
		return
	}
	if was != nil && (was.W != g.W || was.H != g.H) {
		was = nil
	}
	c.shown, c.x, c.y, c.pen = g, -1, -2, cell.Style{}
	for y := range g.H {
		var before []cell.Cell
		if was != nil {
			before = was.Row(y)
		}
		c.row(y, before, g.Row(y))
	}
	c.style(cell.Style{})
}

// row changes a row; before is nil where it is to be written whole.
func (c *canvas) row(y int, before, now []cell.Cell) {
	rest := len(now) - blanks(now, len(now)-1, -1)
	for x := 0; x < len(now); x++ {
		switch {
		case now[x].Text == "" || before != nil && alike(before[x], now[x]):
			continue // A covered cell has come with the one that covers it.
		case x >= rest && c.erases && len(now)-x > 3:
			c.move(x, y, now)
			c.style(now[x].Style)
			c.out = append(c.out, ansi.EraseLineRight...)
			return
		}
		c.move(x, y, now)
		if n := blanks(now, x, 1); n > longBlank && c.erases {
			c.style(now[x].Style)
			c.sequence(n, 'X')
			x += n - 1
			continue
		}
		c.put(x, now)
	}
}

// longBlank is how many blanks take as many bytes as to erase them and to go on behind them.
const longBlank = 12

// blanks counts the cells of a row, from one of them on in a direction, that are blanks of one colour.
func blanks(row []cell.Cell, from, step int) (n int) {
	for x := from; x >= 0 && x < len(row) && plain(row[x]) && row[x].Style.BG == row[from].Style.BG; x += step {
		n++
	}
	return n
}

// plain reports whether a cell is a blank that shows nothing but its background.
func plain(c cell.Cell) bool { return c.Text == " " && c.Style.Attr&^cell.Bold == 0 }

// alike reports whether two cells look the same.
func alike(a, b cell.Cell) bool {
	return a == b || plain(a) && plain(b) && a.Style.BG == b.Style.BG
}

// put writes the cell under the cursor.
func (c *canvas) put(x int, row []cell.Cell) {
	now, wide := row[x], x+1 < len(row) && row[x+1].Text == ""
	if !plain(now) || c.pen.Attr&^cell.Bold != 0 || c.pen.BG != c.shade(now.Style).BG {
		c.style(now.Style)
	}
	sure := certain(now.Text)
	if !sure && wide {
		// Where the terminal takes it for narrower, nothing of what was there stays beside it.
		c.out, c.x = append(c.out, "  "...), -1
		c.move(x, c.y, row)
	}
	c.out = append(c.out, now.Text...)
	if c.x++; wide {
		c.x++
	}
	if !sure || c.x >= len(row) {
		c.x = -1
	}
}

// certain reports whether every terminal takes a text to be as wide as it is taken to be here: neither an emoji, nor what
// is made of several characters.
func certain(text string) bool {
	r, n := utf8.DecodeRuneInString(text)
	if n < len(text) {
		return false
	}
	return r < 0x2300 || 0x2500 <= r && r < 0x2600 || 0x2e80 <= r && r < 0x1f000 && r != utf8.RuneError || 0x1fb00 <= r && r < 0x1fc00
}

// move brings the cursor to a cell of a row.
func (c *canvas) move(x, y int, row []cell.Cell) {
	switch {
	case c.x == x && c.y == y:
	case x == 0 && y == c.y+1:
		c.out = append(c.out, "\r\n"...)
	case c.y == y && 0 <= c.x && c.x < x:
		if c.again(row[c.x:x]) {
			break
		}
		c.sequence(x-c.x, 'C')
	default:
		c.out = append(c.out, "\x1b["...)
		c.out = strconv.AppendInt(c.out, int64(y)+1, 10)
		c.out = append(c.out, ';')
		c.out = strconv.AppendInt(c.out, int64(x)+1, 10)
		c.out = append(c.out, 'H')
	}
	c.x, c.y = x, y
}

// again writes a few cells once more, where that is shorter than going past them.
func (c *canvas) again(cells []cell.Cell) bool {
	for _, k := range cells {
		if len(cells) > 4 || len(k.Text) != 1 || c.shade(k.Style) != c.pen {
			return false
		}
	}
	for _, k := range cells {
		c.out = append(c.out, k.Text...)
	}
	return true
}

// sequence appends a control sequence of one number.
func (c *canvas) sequence(n int, final byte) {
	c.out = append(c.out, "\x1b["...)
	if n != 1 {
		c.out = strconv.AppendInt(c.out, int64(n), 10)
	}
	c.out = append(c.out, final)
}

// style changes the pen.
func (c *canvas) style(s cell.Style) {
	s = c.shade(s)
	c.out = cell.AppendStyle(c.out, c.pen, s, c.color)
	c.pen = s
}

// shade is a style as far as the terminal has colours.
func (c *canvas) shade(s cell.Style) cell.Style {
	if c.profile < colorprofile.ANSI {
		s.FG, s.BG = cell.Color{}, cell.Color{}
	}
	return s
}

// color appends the code of the colour that the terminal has for one.
func (c *canvas) color(out []byte, k cell.Color, background bool) []byte {
	if c.profile >= colorprofile.TrueColor {
		return cell.AppendColor(out, k, background)
	}
	lead, base := "38;5;", 30
	if background {
		lead, base = "48;5;", 40
	}
	switch k := c.profile.Convert(color.RGBA{k.R, k.G, k.B, 255}).(type) {
	case ansi.IndexedColor:
		return strconv.AppendInt(append(out, lead...), int64(k), 10)
	case ansi.BasicColor:
		if k >= 8 {
			base += 60 - 8
		}
		return strconv.AppendInt(out, int64(base)+int64(k), 10)
	}
	return append(out, '0'+byte(base/10), '9')
}

// erasesInColour reports whether a kind of terminal, as TERM names it, gives what it erases the colour of the pen. Windows
// has no name, and does; GNU Screen does not.
func erasesInColour(term string) bool {
	return !strings.HasPrefix(term, "screen") && !strings.HasPrefix(term, "vt") && term != "ansi" && !strings.HasPrefix(term, "cons")
}
