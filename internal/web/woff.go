package web

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
)

// The parts of a font's file, and of the same as a WOFF, in bytes.
const (
	sfntHeader = 12
	sfntEntry  = 16
	woffHeader = 44
	woffEntry  = 20
)

// woff packs a TrueType font as browsers take it, with each table compressed. It is the W3C's WOFF File Format 1.0.
func woff(ttf []byte) []byte {
	be := binary.BigEndian
	tables := int(be.Uint16(ttf[4:]))
	head := make([]byte, woffHeader+tables*woffEntry)
	whole := sfntHeader + tables*sfntEntry
	var data bytes.Buffer
	for i := range tables {
		entry := ttf[sfntHeader+i*sfntEntry:]
		at, length := be.Uint32(entry[8:]), be.Uint32(entry[12:])
		table := ttf[at : at+length]
		packed := deflated(table)
		if len(packed) >= len(table) {
			packed = table
		}
		out := head[woffHeader+i*woffEntry:]
		copy(out, entry[:4]) // its tag
		be.PutUint32(out[4:], uint32(len(head)+data.Len()))
		be.PutUint32(out[8:], uint32(len(packed)))
		be.PutUint32(out[12:], length)
		copy(out[16:], entry[4:8]) // its checksum
		data.Write(packed)
		data.Write(make([]byte, -len(packed)&3))
		whole += (int(length) + 3) &^ 3
	}
	copy(head, "wOFF")
	copy(head[4:], ttf[:4])
	be.PutUint32(head[8:], uint32(len(head)+data.Len()))
	be.PutUint16(head[12:], uint16(tables))
	be.PutUint32(head[16:], uint32(whole))
	be.PutUint16(head[20:], 1) // its version
	return append(head, data.Bytes()...)
}

// deflated compresses a table. Writing to memory cannot fail.
func deflated(table []byte) []byte {
	var out bytes.Buffer
	w, err := zlib.NewWriterLevel(&out, zlib.BestCompression)
	if err != nil {
		panic(err)
	}
	_, _ = w.Write(table)
	_ = w.Close()
	return out.Bytes()
}
