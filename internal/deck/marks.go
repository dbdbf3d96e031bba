package deck

import (
	"encoding/binary"
	"hash/fnv"
)

// Marks tell the slides of a version of a deck apart when that version is gone: the fingerprints of each
// slide, one after the other. They can be saved.
type Marks []byte

// markSize is the bytes of a slide's two fingerprints.
const markSize = 16

// Marks are those of every slide. It asks for every slide.
func (d *Deck) Marks() Marks {
	m := make(Marks, 0, d.Len()*markSize)
	for _, n := range d.names(0, d.Len()) {
		m = binary.BigEndian.AppendUint64(m, n.title)
		m = binary.BigEndian.AppendUint64(m, n.text)
	}
	return m
}

// Len implements Version.
func (m Marks) Len() int { return len(m) / markSize }

// Closing implements Version.
func (m Marks) Closing() int {
	for i := range m.Len() {
		if m.name(i) == closingName() {
			return i
		}
	}
	return -1
}

func (m Marks) names(from, to int) []name {
	var out []name
	for i := from; i < min(to, m.Len()); i++ {
		out = append(out, m.name(i))
	}
	return out
}

func (m Marks) name(i int) name {
	mark := m[i*markSize:]
	return name{binary.BigEndian.Uint64(mark), binary.BigEndian.Uint64(mark[8:])}
}

// closingName is the name of the closing slide, whatever it says.
func closingName() name { return name{text: fingerprint("\x00closing")} }

// fingerprint is the same in every run of the program.
func fingerprint(text string) uint64 {
	if text == "" {
		return 0
	}
	h := fnv.New64a()
	_, _ = h.Write([]byte(text)) // It takes every byte.
	return h.Sum64()
}
