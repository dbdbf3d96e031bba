package cli

import (
	"math"
	"runtime"
	"runtime/debug"
	"runtime/metrics"
	"time"
)

// Until its first screen is drawn the program collects less garbage than usual: the heap is small, and
// the start a tenth to a fifth faster. That of a deck of thousands of slides is not, and is bounded meanwhile. Later on
// there is as much garbage as is not felt, and with a large heap a quarter of what is used: a deck of ten thousand slides
// is presented within 64 MB, and with a short one collecting does not take most of what a key takes.
const (
	startGC     = 400
	startMemory = 24 << 20 // bytes, before which nothing is collected
	mostGC      = 400
	leastGC     = 25
	workGC      = 50      // of a job, which is to be done soon
	garbage     = 8 << 20 // bytes that are not felt
	startLasts  = time.Second
)

// startMemoryUse prefers a fast start to little memory.
func startMemoryUse() {
	debug.SetGCPercent(startGC)
	debug.SetMemoryLimit(startMemory)
}

// usualMemoryUse is that of a program that has started.
func (a *app) usualMemoryUse() {
	debug.SetMemoryLimit(math.MaxInt64)
	a.follows.Do(func() {
		debug.SetGCPercent(leastGC)
		followHeap()
	})
}

// workMemoryUse is that of a job on a deck: a long one would take four times the memory.
func workMemoryUse() {
	debug.SetMemoryLimit(math.MaxInt64)
	debug.SetGCPercent(workGC)
}

// followHeap chooses how much garbage there may be whenever it has been collected.
func followHeap() {
	sentinel := new([64]byte) // A small one would share its memory with others, and stay.
	runtime.AddCleanup(sentinel, func(int) {
		debug.SetGCPercent(garbageFor(liveHeap()))
		followHeap()
	}, 0)
}

// garbageFor is how much garbage there may be, in percent of so many bytes that are used.
func garbageFor(live uint64) int {
	return int(min(max(garbage*100/max(live, 1), leastGC), mostGC))
}

// liveHeap is what was in use when garbage was collected last, in bytes.
func liveHeap() uint64 {
	sample := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}
	metrics.Read(sample)
	return sample[0].Value.Uint64()
}
