//go:build !race

package pictures

// underRace reports whether the race detector makes everything ten times slower.
const underRace = false
