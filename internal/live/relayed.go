package live

import "assembly/internal/talk"

// What follows is for those who carry snapshots by another way than the Server's.

// Newer reports whether a follower that has b should take a.
func Newer(a, b Snapshot) bool { return newer(a, b) }

// Inside moves a snapshot's position into a deck of a shape.
func (s Snapshot) Inside(shape talk.Shape) Snapshot { return s.inside(shape) }

// ShownBy reports whether a hall shows what it should.
func (s Snapshot) ShownBy(r Report) bool { return s.shownBy(r) }
