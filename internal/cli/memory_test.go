package cli

import "testing"

// A small heap may have garbage that is not felt, and a large one half as much as what is used.
func TestGarbage(t *testing.T) {
	t.Parallel()
	for live, want := range map[uint64]int{0: 400, 1 << 20: 400, 4 << 20: 300, 12 << 20: 100, 24 << 20: 50, 100 << 20: 50} {
		if got := garbageFor(live); got != want {
			t.Errorf("%d bytes in use: %d %%, want %d %%", live, got, want)
		}
	}
}
