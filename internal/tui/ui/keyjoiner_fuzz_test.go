package ui_test

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	uv "github.com/charmbracelet/ultraviolet"

	"github.com/westandtogether-assembly/assembly/internal/tui/ui"
)

// cut cuts a text into parts of the sizes that a fuzzer chooses.
func cut(text, sizes []byte) (parts [][]byte) {
	for _, size := range sizes {
		n := min(1+int(size)%8, len(text))
		parts, text = append(parts, text[:n]), text[n:]
	}
	return append(parts, text)
}

// keysIn are the keys that come out of parts, and of the pauses when all has come. With halting, a pause follows each
// part that ends in an Esc.
func keysIn(parts [][]byte, halting bool) (out [][]byte) {
	var j ui.KeyJoiner
	for _, p := range parts {
		out = append(out, j.Take(p)...)
		if halting && bytes.HasSuffix(p, []byte("\x1b")) && waits(&j) {
			out = append(out, j.GiveUp()...)
		}
	}
	for waits(&j) {
		out = append(out, j.GiveUp()...)
	}
	return out
}

// decode reads a key as Bubble Tea does, which panics on some of what is no key.
func decode(key []byte) {
	var d uv.EventDecoder
	for key = slices.Clip(key); len(key) > 0; {
		n, _ := d.Decode(key)
		key = key[max(n, 1):]
	}
}

// However bytes are cut into parts, the same keys come of them; each is one whole key, which joined again is itself.
// Bubble Tea reads each. A slow line at an Esc adds the key Esc, and makes no key that the bytes have not: what it tears is no key.
func FuzzKeyJoiner(f *testing.F) {
	for _, seed := range []string{
		"\x1b[6~n\x1b\x1b[6~é漢\x1b[1;2C\x1b[99;5u", "\x1b]11;rgb:1e1e/1e1e/2b2b\x1b\\\x1bP>|xterm(379)\x1b\\q\x1b_Gi=31;OK\x1b\\", "\x1b[200~q \x1b[6~\x1b[201~y",
		"\x1b[A\x1b[A\x1b[A\x1bOB\x1b[[A\x1b[M !!\x1b[5$", "\x1b\x1b\x1b\x1bOP\x1b[\xff\xe6\x9c", "\x1b[<64;10;10M\x1b[?2026;2$y\x18\x1bX\x07",
	} {
		f.Add([]byte(seed), []byte{0, 1, 2, 3, 0, 0, 7})
	}
	f.Fuzz(func(t *testing.T, text, sizes []byte) {
		want := keysIn([][]byte{text}, false)
		if got := keysIn(cut(text, sizes), false); !slices.EqualFunc(got, want, bytes.Equal) {
			t.Fatalf("%q in parts of %v comes out as %q, and whole as %q", text, sizes, got, want)
		}
		for _, key := range want {
			if again := keysIn([][]byte{key}, false); string(key) != "\x1b" && (len(again) != 1 || !bytes.Equal(again[0], key)) {
				t.Fatalf("%q of %q is not one key: %q", key, text, again)
			}
			decode(key)
		}
		halted := keysIn(cut(text, sizes), true)
		for _, key := range halted {
			// What may follow an Esc of its own: a letter, which had Alt in the whole. And a pause ends a paste.
			alone := len(key) == 1 || key[0] != '\x1b' || bytes.HasPrefix(key, []byte("\x1b[200~")) || ofConsole(text, key)
			if !alone && string(key) != "\x1b[27u" && !strings.Contains(string(text), strings.TrimPrefix(string(key), "\x1b[1")) && !slices.ContainsFunc(want, func(w []byte) bool { return bytes.Equal(w, key) }) {
				t.Fatalf("%q, which comes slowly, has %q of its own", text, key)
			}
		}
	})
}

// ofConsole reports whether a key is F1 to F5 as a console of Linux has sent it: it comes out as any other terminal sends it.
func ofConsole(text, key []byte) bool {
	const first, last = "\x1b[11~", "\x1b[15~"
	return first <= string(key) && string(key) <= last && bytes.Contains(text, []byte{'\x1b', '[', '[', 'A' + key[3] - '1'})
}
