package bigtype

import "github.com/westandtogether-assembly/assembly/internal/cell"

// rich fits a cell of several colours: the block and the two colours that leave the least squared
// error.
func (f *fitter) rich(c *richCell) (rune, cell.Style) {
	sums := sumColors(c)
	all := sums.under(block{kind: lower, n: parts})
	switch {
	case !f.paper.Set:
		return f.ramp(all.mean())
	case f.tier == ASCII:
		return ' ', cell.Style{FG: all.mean().color(), BG: all.mean().color()}
	}
	r, fg, bg, most := ' ', all, all, all.gain()
	for _, b := range f.blocks {
		in := sums.under(b)
		out := all.less(in)
		if v := in.gain() + out.gain(); v > most+1e-4 {
			r, fg, bg, most = b.r, in, out, v
		}
	}
	return r, cell.Style{FG: fg.mean().color(), BG: bg.mean().color()}
}

// ramp shows how light a cell is without colours. Most terminals without colours write light on dark.
func (f *fitter) ramp(c rgb) (rune, cell.Style) {
	ramp := []rune(" ░▒▓█")
	if f.tier == ASCII {
		ramp = []rune(" .:-=+*#%@")
	}
	// The luminance of ITU-R BT.709.
	light := 0.2126*c[0] + 0.7152*c[1] + 0.0722*c[2]
	return ramp[int(light*float32(len(ramp)-1)+0.5)], cell.Style{}
}

// colors is the sum of the colours of a number of parts.
type colors struct {
	sum rgb
	n   float32
}

// colorSums are what is in a cell: below each row of parts, to the left of each column, and in each quadrant.
type colorSums struct {
	lower, left [parts + 1]rgb
	quadrant    [4]rgb
}

func sumColors(c *richCell) (s colorSums) {
	for i, v := range c {
		x, y := i%parts, i/parts
		for _, to := range []*rgb{&s.lower[parts-y], &s.left[x+1], &s.quadrant[y/(parts/2)*2+x/(parts/2)]} {
			to.add(v)
		}
	}
	for i := range parts {
		s.lower[i+1].add(s.lower[i])
		s.left[i+1].add(s.left[i])
	}
	return s
}

func (l *rgb) add(o rgb) {
	l[0] += o[0]
	l[1] += o[1]
	l[2] += o[2]
}

// under is what a block covers.
func (s *colorSums) under(b block) colors {
	switch b.kind {
	case lower:
		return colors{s.lower[b.n], float32(b.n * parts)}
	case left:
		return colors{s.left[b.n], float32(b.n * parts)}
	}
	var out colors
	for i, q := range s.quadrant {
		if b.n>>i&1 == 1 {
			out.sum.add(q)
			out.n += area / 4
		}
	}
	return out
}

func (c colors) less(o colors) colors {
	for k := range c.sum {
		c.sum[k] -= o.sum[k]
	}
	c.n -= o.n
	return c
}

// gain is how much of the squares one colour for all parts explains.
func (c colors) gain() float32 {
	if c.n == 0 {
		return 0
	}
	return (c.sum[0]*c.sum[0] + c.sum[1]*c.sum[1] + c.sum[2]*c.sum[2]) / c.n
}

// mean is the mean colour.
func (c colors) mean() rgb {
	for k := range c.sum {
		c.sum[k] /= max(c.n, 1)
	}
	return c.sum
}
