package bigtype

import "github.com/westandtogether-assembly/assembly/internal/cell"

// A miniature is a sheet on fewer cells. Each of its parts is the mean of those that it stands for, so
// that lines break and shapes stand where they do on the sheet itself.

// portion is a row or a column of a sheet's parts, and what share of one of the miniature's it makes up.
type portion struct {
	cell  int // the row or column of cells that it is in
	at    int // of its first part in the sheet's cover
	share float32
}

// portions gives, for each row or column of parts of a number of cells, those of another number that it
// stands for. In the cover, cells and parts are so far apart.
func portions(from, to, cells, apart int) [][]portion {
	out := make([][]portion, to*parts)
	scale := float64(from) / float64(max(to, 1))
	for i := range out {
		begin, end := float64(i)*scale, float64(i+1)*scale
		for at := int(begin); at < from*parts && float64(at) < end-1e-9; at++ {
			in := min(end, float64(at+1)) - max(begin, float64(at))
			out[i] = append(out[i], portion{at / parts, at/parts*cells + at%parts*apart, float32(in / scale)})
		}
	}
	return out
}

// Reduce makes a miniature of w by h cells; sizes below zero count as zero. Letters that the sheet leaves
// to the terminal are not on it: Print inks them before.
func (s *Sheet) Reduce(w, h int) *Sheet {
	out := NewSheet(w, h, s.Paper)
	if out.small = true; s.W*s.H == 0 {
		return out
	}
	across, down := portions(s.W, out.W, area, 1), portions(s.H, out.H, s.W*area, parts)
	for i := range out.W * out.H {
		x, y := i%out.W*parts, i/out.W*parts
		patch{s, across[x : x+parts], down[y : y+parts]}.reduce(out, i)
	}
	return out
}

// patch is what of a sheet becomes one cell of a miniature.
type patch struct {
	*Sheet
	across, down [][]portion
}

func (p patch) reduce(to *Sheet, i int) {
	ink, inks := p.ink()
	switch inks {
	case 0:
		return
	case 1:
		to.inks[i] = ink
	default:
		to.rich[i] = &richCell{}
	}
	for part := range area {
		across, down := p.across[part%parts], p.down[part/parts]
		if inks == 1 {
			to.cover[i*area+part] = p.meanCover(across, down)
		} else {
			to.rich[i][part] = p.meanColor(across, down)
		}
	}
}

// ink is the ink of the patch, and how many it has: 2 stands for any more.
func (p patch) ink() (ink cell.Color, n int) {
	left, right := cells(p.across)
	top, bottom := cells(p.down)
	for y := top; y <= bottom; y++ {
		for i := y*p.W + left; i <= y*p.W+right; i++ {
			switch {
			case p.rich[i] != nil:
				return ink, 2
			case p.inks[i] == ink && n > 0, p.clean(i):
			case n > 0:
				return ink, 2
			default:
				ink, n = p.inks[i], 1
			}
		}
	}
	return ink, n
}

// cells is the first and the last cell that there is something of.
func cells(of [][]portion) (first, last int) {
	end := of[len(of)-1]
	return of[0][0].cell, end[len(end)-1].cell
}

// meanCover is the mean cover of some parts.
func (p patch) meanCover(across, down []portion) uint8 {
	sum := float32(0)
	for _, d := range down {
		line := float32(0)
		for _, a := range across {
			line += a.share * float32(p.cover[d.at+a.at])
		}
		sum += d.share * line
	}
	return uint8(min(sum+0.5, 255))
}

// meanColor is the mean colour of some parts.
func (p patch) meanColor(across, down []portion) (out rgb) {
	for _, d := range down {
		for _, a := range across {
			c := p.at((d.at+a.at)/area, (d.at+a.at)%area)
			for k := range out {
				out[k] += d.share * a.share * c[k]
			}
		}
	}
	return out
}

// at is the colour of a part of a cell.
func (s *Sheet) at(i, part int) rgb {
	if r := s.rich[i]; r != nil {
		return r[part]
	}
	return between(unmix(s.Paper), unmix(s.inks[i]), float32(s.cover[i*area+part])/255)
}
