package cli

import "testing"

// A small heap may have garbage that is not felt, and a large one a quarter of what is used.
func TestGarbage(t *testing.T) {
	t.Parallel()
	for live, want := range map[uint64]int{0: 400, 1 << 20: 400, 4 << 20: 200, 16 << 20: 50, 32 << 20: 25, 100 << 20: 25} {
		if got := garbageFor(live); got != want {
			t.Errorf("%d bytes in use: %d %%, want %d %%", live, got, want)
		}
	}
}
