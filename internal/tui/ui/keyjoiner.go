package ui

import (
	"bytes"
	"slices"
	"time"
	"unicode"
	"unicode/utf8"
)

// KeyJoiner joins the bytes of a terminal's input that belong together. A key such as PageDown, an answer
// of the terminal and a paste are several bytes each; over a slow line they come in parts, of which each
// would be read as other keys. What is whole comes out in one piece, and what is never finished does not
// come out. Its zero value has nothing.
type KeyJoiner struct {
	held  []byte
	given bool     // the Esc that held begins with has come out as a key
	run   [][]byte // of one arrow, whole: the wheel or a key
}

// The times to wait for the rest. An Esc may be a key of its own, so it waits for a moment only. Text that
// is typed while a string is not finished is lost, and while a paste is not finished it is part of it, so these wait no
// longer than a slow line needs; any other sequence ends with the next key.
const (
	escWait      = 200 * time.Millisecond
	stringWait   = 3 * time.Second // for all of it: keys that are typed meanwhile do not lengthen it
	pasteWait    = 2 * time.Second
	sequenceWait = 10 * time.Second
	lateWait     = 2 * time.Second       // for what follows an Esc that has come out
	wheelWait    = 20 * time.Millisecond // for more of an arrow; a key that is held down repeats more slowly
)

// escKey is the Esc key in a form that nothing can follow.
const escKey = "\x1b[27u"

// maxHeld bounds, in bytes, what is held; what a terminal sends is shorter. A longer paste comes out as several.
const maxHeld = 1 << 20

// Take takes bytes as they come and gives what is whole, in pieces of one key each.
func (j *KeyJoiner) Take(part []byte) [][]byte {
	if j.given && len(j.held) == 1 && len(part) > 0 && bytes.IndexByte([]byte("[O"+stringBegins), part[0]) < 0 {
		j.drop() // Nothing that an Esc begins goes on so.
	}
	j.held = append(j.held, part...)
	var keys [][]byte
	for len(j.held) > 0 {
		n, good := unit(j.held)
		if n == 0 {
			break
		}
		if good && !j.given {
			keys = append(keys, plainKey(j.held[:n]))
		}
		j.held, j.given = j.held[n:], false
	}
	if len(j.held) > maxHeld {
		keys = append(keys, j.shorten()...)
	}
	return j.withoutWheel(keys)
}

// Before gives, before a part that has come alone is taken, a paste that it cannot belong to: it is one whole key, and one
// that is in no text. So a clicker's key ends a paste that is never finished.
func (j *KeyJoiner) Before(part []byte) [][]byte {
	if isPaste(j.held) && isKeyAlone(part) {
		return j.endPaste()
	}
	return nil
}

// shorten takes out of what is held as much as can be, and gives it where it is text. The rest of a paste is a paste again,
// and never keys.
func (j *KeyJoiner) shorten() [][]byte {
	if !isPaste(j.held) {
		j.drop()
		return nil
	}
	given, end := j.given, len(j.held)-len(pasteEnds)
	for !utf8.RuneStart(j.held[end]) && end > len(j.held)-len(pasteEnds)-utf8.UTFMax {
		end--
	}
	rest := slices.Concat([]byte(pasteBegins), j.held[end:])
	j.held = j.held[:end]
	keys := j.endPaste()
	j.held, j.given = rest, given
	return keys
}

// endPaste gives a paste as far as it has come.
func (j *KeyJoiner) endPaste() [][]byte {
	text, given := j.held, j.given
	j.drop()
	for n := len(pasteEnds) - 1; n > 0; n-- {
		if b, torn := bytes.CutSuffix(text, []byte(pasteEnds[:n])); torn {
			text = b
			break
		}
	}
	if given || len(text) <= len(pasteBegins) {
		return nil
	}
	return [][]byte{plainKey(append(text, pasteEnds...))}
}

// isKeyAlone reports whether a part is one key, and one that is in no text: terminals take such keys out of what is pasted,
// and none would come alone.
func isKeyAlone(part []byte) bool {
	if len(part) == 0 || part[0] >= ' ' || bytes.IndexByte([]byte("\t\r\n"), part[0]) >= 0 || bytes.HasPrefix([]byte(pasteEnds), part) {
		return false
	}
	n, good := unit(part)
	return good && n == len(part)
}

// Wait is how long to wait for more, and then to GiveUp; 0 while nothing is held. It counts from the last that came, or, where
// inAll is true, from when something was held first.
func (j *KeyJoiner) Wait() (wait time.Duration, inAll bool) {
	switch {
	case len(j.run) > 0:
		return wheelWait, false
	case len(j.held) == 0:
		return 0, false
	case isPaste(j.held):
		return pasteWait, false
	case j.given:
		return lateWait, true
	case onlyEsc(j.held):
		return escWait, false
	case len(j.held) > 1 && bytes.IndexByte([]byte(stringBegins), j.held[1]) >= 0:
		return stringWait, true
	}
	return sequenceWait, false
}

// GiveUp gives what has come when nothing has followed: the key Esc where it is that, the text of a paste, and otherwise
// nothing. What may still belong to an Esc is then no key.
func (j *KeyJoiner) GiveUp() [][]byte {
	if run := j.run; len(run) > 0 {
		j.run = nil
		return pressed(run)
	}
	switch {
	case isPaste(j.held):
		return j.endPaste()
	case j.given || !onlyEsc(j.held):
		j.drop()
		return nil
	}
	keys := slices.Repeat([][]byte{[]byte(escKey)}, len(j.held))
	j.held, j.given = j.held[:1], true
	return keys
}

func (j *KeyJoiner) drop() { j.held, j.given = nil, false }

func onlyEsc(b []byte) bool { return len(b) > 0 && len(bytes.Trim(b, esc)) == 0 }

func isPaste(b []byte) bool { return bytes.HasPrefix(b, []byte(pasteBegins)) }

const (
	esc         = "\x1b"
	pasteBegins = "\x1b[200~"
	pasteEnds   = "\x1b[201~"

	stringBegins = "]P_^X" // behind an Esc: OSC, DCS, APC, PM and SOS
)

// unit is the length of what b begins with, in bytes, 0 while it is not finished; good is false where no
// terminal sends such a thing.
func unit(b []byte) (n int, good bool) {
	if b[0] != esc[0] {
		return character(b)
	}
	if len(b) == 1 {
		return 0, false
	}
	switch b[1] {
	case '[':
		return controlSequence(b)
	case 'O':
		return keypad(b)
	case esc[0]:
		if len(b) > 2 && b[2] == esc[0] || isPaste(b[1:]) {
			return 1, true // Esc is held down, or comes before a paste.
		}
	}
	if bytes.IndexByte([]byte(stringBegins), b[1]) >= 0 {
		return controlString(b)
	}
	n, good = unit(b[1:]) // with Alt
	if n == 0 {
		return 0, false
	}
	return n + 1, good
}

// character is a character in UTF-8.
func character(b []byte) (n int, good bool) {
	if !utf8.FullRune(b) {
		return 0, false
	}
	r, n := utf8.DecodeRune(b)
	return n, r != utf8.RuneError || n > 1
}

// controlSequence is what begins with CSI: parameters from 0x20 to 0x3f and a last byte. Three kinds end
// otherwise: function keys of the Linux console, keys with Shift of rxvt, and the mouse of old. A paste
// counts as one.
func controlSequence(b []byte) (n int, good bool) {
	if isPaste(b) {
		if at := bytes.Index(b, []byte(pasteEnds)); at >= 0 {
			return at + len(pasteEnds), true
		}
		return 0, false
	}
	if digits := leading(b[2:], '0', '9'); digits > 0 && bytes.HasPrefix(b[2+digits:], []byte("$")) {
		return 2 + digits + 1, true
	}
	n = 2 + leading(b[2:], 0x20, 0x3f)
	switch {
	case n == len(b):
		return 0, false
	case b[n] < 0x40 || b[n] > 0x7e:
		return n, false
	case n == 2 && b[n] == '[':
		return fixed(b, n+2)
	case n == 2 && b[n] == 'M':
		return fixed(b, n+4)
	}
	return n + 1, fewParameters(b[2:n])
}

// mostParameters is more than any terminal sends in one sequence. What reads the keys has room for 32, and
// panics on more.
const mostParameters = 30

// fewParameters reports whether a sequence begins with no more parameters than that.
func fewParameters(b []byte) bool {
	b = b[:leading(b, 0x20, 0x3f)]
	return bytes.Count(b, []byte(";"))+bytes.Count(b, []byte(":")) < mostParameters
}

// keypad is what begins with SS3: digits and a last byte.
func keypad(b []byte) (n int, good bool) {
	n = 2 + leading(b[2:], '0', '9')
	switch {
	case n == len(b):
		return 0, false
	case b[n] < 0x21 || b[n] > 0x7e:
		return n, false
	}
	return n + 1, true
}

// controlString is a string up to its terminator. An Esc that is none, and what cancels a string, end it
// as something that no terminal sends.
func controlString(b []byte) (n int, good bool) {
	n = 2 + bytes.IndexAny(b[2:], "\x1b\a\x18\x1a")
	switch {
	case n < 2 || b[n] == esc[0] && n+1 == len(b):
		return 0, false
	case b[n] == esc[0] && b[n+1] == '\\':
		return n + 2, b[1] != 'P' || fewParameters(b[2:n])
	case b[n] == esc[0]:
		return n, false
	}
	return n + 1, b[n] == '\a' && (b[1] != 'P' || fewParameters(b[2:n]))
}

// printable drops control characters that are no white space.
func printable(r rune) rune {
	if unicode.IsControl(r) && r != '\t' && r != '\n' && r != '\r' {
		return -1
	}
	return r
}

// leading is how many of the first bytes lie within bounds.
func leading(b []byte, low, high byte) int {
	if n := slices.IndexFunc(b, func(c byte) bool { return c < low || c > high }); n >= 0 {
		return n
	}
	return len(b)
}

// fixed is what has n bytes.
func fixed(b []byte, n int) (length int, good bool) {
	if len(b) < n {
		return 0, false
	}
	return n, true
}

// plainKey is a key as other terminals send it where only the Linux console sends it otherwise: F1 to F5. A
// paste is text: what reads the keys would find sequences in it.
func plainKey(b []byte) []byte {
	if isPaste(b) {
		text := bytes.Map(printable, b[len(pasteBegins):len(b)-len(pasteEnds)])
		return slices.Concat([]byte(pasteBegins), text, []byte(pasteEnds))
	}
	if len(b) == 4 && b[1] == '[' && b[2] == '[' && 'A' <= b[3] && b[3] <= 'E' {
		return []byte{esc[0], '[', '1', b[3] - 'A' + '1', '~'}
	}
	return slices.Clone(b)
}

// notch is how many times a terminal repeats an arrow at least for one notch of the wheel, all at once;
// nobody presses a key so often in that time.
const notch = 3

// withoutWheel drops what the wheel has been turned into by a terminal that is not to be stopped from it:
// runs of one and the same arrow. The last run may go on.
func (j *KeyJoiner) withoutWheel(keys [][]byte) (out [][]byte) {
	keys, j.run = append(j.run, keys...), nil
	for len(keys) > 0 {
		n := 1
		for n < len(keys) && bytes.Equal(keys[n], keys[0]) {
			n++
		}
		switch run := keys[:n]; {
		case !isArrow(run[0]):
			out = append(out, run...)
		case n < len(keys):
			out = append(out, pressed(run)...)
		default:
			j.run = run
		}
		keys = keys[n:]
	}
	return out
}

// pressed is a run of an arrow where it was made by a key, and nothing where by the wheel.
func pressed(run [][]byte) [][]byte {
	if len(run) < notch {
		return run
	}
	return nil
}

// isArrow reports whether a key is Up or Down, in either form.
func isArrow(k []byte) bool {
	return len(k) == 3 && k[0] == esc[0] && (k[1] == '[' || k[1] == 'O') && (k[2] == 'A' || k[2] == 'B')
}
