//go:build !race

package markdown

// underRace reports whether the race detector makes everything ten times slower.
const underRace = false
