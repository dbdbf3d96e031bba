package bigtype

import (
	"math"
	"slices"
	"sort"
)

// fill breaks words of the given widths into lines from the left, as many words to a line as go
// in, and returns the number of lines, or 0 if a word is too wide.
func fill(widths []int, blank, w int) int {
	lines, used := 1, -blank
	for _, x := range widths {
		if x > w {
			return 0
		}
		if used+blank+x > w {
			lines, used = lines+1, -blank
		}
		used += blank + x
	}
	return lines
}

// balance breaks words into the fewest lines of at most w, so that the widest line is as narrow
// as it can be, then so that the lines are even, and returns where each line ends.
func balance(widths []int, blank, w int) []int {
	lines := fill(widths, blank, w)
	if lines == 0 {
		return nil
	}
	least := sort.Search(w, func(w int) bool { n := fill(widths, blank, w); return n > 0 && n <= lines })
	return even(widths, blank, least, lines)
}

// even breaks words into a number of lines of at most w with the least sum of squared white, and
// dislikes a short word alone on the last line.
func even(widths []int, blank, w, lines int) []int {
	n := len(widths)
	dear := slices.Repeat([]float64{math.Inf(1)}, n+1)
	cost := slices.Clone(dear)
	cost[0] = 0
	ends := make([][]int, lines+1)
	for k := 1; k <= lines; k++ {
		next := slices.Clone(dear)
		ends[k] = make([]int, n+1)
		for j := range next {
			used := -blank
			for i := j - 1; i >= 0; i-- {
				if used += blank + widths[i]; used > w {
					break
				}
				if c := cost[i] + ragged(used, w, j == n && i == j-1 && k > 1); c < next[j] {
					next[j], ends[k][j] = c, i
				}
			}
		}
		cost = next
	}
	out := make([]int, lines)
	for k, j := lines, n; k > 0; k-- {
		out[k-1] = j
		j = ends[k][j]
	}
	return out
}

func ragged(used, w int, alone bool) float64 {
	white := float64(w-used) / float64(w)
	if alone && used*3 < w {
		return 4*white*white + 1
	}
	return white * white
}
