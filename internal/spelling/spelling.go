// Package spelling finds what somebody who mistyped a word may have meant.
package spelling

import "strings"

const (
	shortest = 4  // Shorter words are near too many others.
	longest  = 80 // Longer ones are not worth the time.
)

// Nearest returns the known word that a word may be a misspelling of, or "": one typing mistake is
// allowed in a word of up to five letters, and two in a longer one.
func Nearest(word string, known []string) string {
	best, found := 3, ""
	if len(word) > longest {
		return ""
	}
	for _, k := range known {
		if len(k) < shortest || len(k) > longest {
			continue
		}
		if n := mistakes(strings.ToLower(word), strings.ToLower(k)); n < best && n <= len(k)/6+1 {
			best, found = n, k
		}
	}
	return found
}

// mistakes counts the letters to insert, remove, change or swap with the next to turn a into b.
func mistakes(a, b string) int {
	var before []int // the row above the one above
	above := make([]int, len(b)+1)
	for j := range above {
		above[j] = j
	}
	for i := range len(a) {
		row := make([]int, len(b)+1)
		row[0] = i + 1
		for j := range len(b) {
			row[j+1] = min(above[j+1]+1, row[j]+1, above[j]+different(a[i], b[j]))
			if i > 0 && j > 0 && a[i] == b[j-1] && a[i-1] == b[j] {
				row[j+1] = min(row[j+1], before[j-1]+1)
			}
		}
		before, above = above, row
	}
	return above[len(b)]
}

func different(a, b byte) int {
	if a == b {
		return 0
	}
	return 1
}
