package ui_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/westandtogether-assembly/assembly/internal/tui/ui"
)

// typedIn gives what comes out of parts, between bars; a part "..." is a pause in which nothing follows.
func typedIn(parts ...string) string {
	var j ui.KeyJoiner
	var out [][]byte
	for _, p := range parts {
		if p == "..." {
			for waits(&j) {
				out = append(out, j.GiveUp()...)
			}
			continue
		}
		out = append(out, j.Before([]byte(p))...)
		out = append(out, j.Take([]byte(p))...)
	}
	return string(bytes.Join(out, []byte("|")))
}

// waits reports whether a joiner holds something.
func waits(j *ui.KeyJoiner) bool {
	wait, _ := j.Wait()
	return wait > 0
}

// Every key, answer and paste comes out whole, wherever it was torn.
func TestKeysInParts(t *testing.T) {
	for _, whole := range []string{
		"n", "é", "漢", "\r", "\x03", "\x1b[6~", "\x1b[A", "\x1bOB", "\x1bO5P", "\x1b[1;2C", "\x1b[27;5;99~", "\x1b[99;5u", "\x1b[5$", "\x1b[5^",
		"\x1b\x1b[6~", "\x1bb", "\x1bé", "\x1b[?2026;2$y", "\x1b[?1u", "\x1b[<64;10;10M", "\x1b[M !!", "\x1b[?62;22c",
		"\x1b]11;rgb:1e1e/1e1e/2b2b\x1b\\", "\x1b]11;rgb:1e1e/1e1e/2b2b\a", "\x1bP>|xterm(379)\x1b\\", "\x1b_Gi=31;OK\x1b\\",
		"\x1b[200~q y b [6~ 9G\r\n\té\x1b[201~",
	} {
		for at := range len(whole) + 1 {
			if got := typedIn(whole[:at], whole[at:], "..."); got != whole {
				t.Errorf("%q in the parts %q and %q comes out as %q", whole, whole[:at], whole[at:], got)
			}
		}
		if got := typedIn(append(strings.Split(whole, ""), "...")...); got != whole {
			t.Errorf("%q byte for byte comes out as %q", whole, got)
		}
	}
}

// A paste is text, whatever is in it.
func TestSequencesInAPaste(t *testing.T) {
	for _, in := range []string{"\x1b[" + strings.Repeat("1;", 40) + "m", "\x1b[0;0;27;1;0;1_[201~e", "\u009b6~", "a\x00\x03b"} {
		got := typedIn("\x1b[200~" + in + "\x1b[201~")
		text := strings.TrimSuffix(strings.TrimPrefix(got, "\x1b[200~"), "\x1b[201~")
		if len(text) != len(got)-12 || strings.ContainsAny(text, "\x00\x03\x1b\u009b") {
			t.Errorf("a paste of %q comes out as %q", in, got)
		}
	}
}

// A paste that is never finished swallows no key for ever: a pause ends it, and so does a key that no text has.
func TestPasteWithoutAnEnd(t *testing.T) {
	t.Parallel()
	const begin, end = "\x1b[200~", "\x1b[201~"
	for _, c := range []struct {
		parts []string
		want  string
	}{
		{[]string{begin + "qyb", "...", "n"}, begin + "qyb" + end + "|n"},
		{[]string{begin, "...", "n"}, "n"},
		{[]string{begin + "qyb\x1b[20", "...", "n"}, begin + "qyb" + end + "|n"},
		{[]string{begin + "q", "y", "\x1b[6~", "n"}, begin + "qy" + end + "|\x1b[6~|n"},
		{[]string{begin + "q", "\x03", "\x03"}, begin + "q" + end + "|\x03|\x03"},
		{[]string{begin + "q", "\t", "\r", "\n", end}, begin + "q\t\r\n" + end},
		{[]string{"\x1b" + begin + "qy", "\x1b[6~", "n"}, "\x1b|" + begin + "qy" + end + "|\x1b[6~|n"},
		{[]string{begin + "a" + end + begin + "b", "...", "n"}, begin + "a" + end + "|" + begin + "b" + end + "|n"},
	} {
		if got := typedIn(c.parts...); got != c.want {
			t.Errorf("%q comes out as %q, want %q", c.parts, got, c.want)
		}
	}
}

// A paste of any length is held in part only. It comes out in several, and nothing of it is a key or is lost.
func TestPasteOfManyMegabytes(t *testing.T) {
	t.Parallel()
	text := strings.Repeat("é漢q y\n", 3<<20/11)
	parts := []string{"\x1b[200~"}
	for rest := text; rest != ""; {
		n := min(4096, len(rest))
		parts, rest = append(parts, rest[:n]), rest[n:]
	}
	got := typedIn(append(parts, "\x1b[201~", "n")...)
	pastes := strings.Split(got, "\x1b[201~|")
	if last := pastes[len(pastes)-1]; last != "n" || len(pastes) < 4 {
		t.Fatalf("%d pieces come out, the last of them %.20q", len(pastes), last)
	}
	var all strings.Builder
	for _, p := range pastes[:len(pastes)-1] {
		all.WriteString(strings.TrimPrefix(p, "\x1b[200~"))
	}
	if all.String() != text {
		t.Error("something of the paste is lost")
	}
}

// Keys that are typed do not lengthen the wait for the rest of an answer, and each byte of a paste does.
func TestWaitsInAll(t *testing.T) {
	t.Parallel()
	for held, want := range map[string]bool{"\x1b]11;rgb": true, "\x1bPn": true, "\x1b[200~n": false, "\x1b[6": false, "\x1b": false} {
		var j ui.KeyJoiner
		j.Take([]byte(held))
		if _, inAll := j.Wait(); inAll != want {
			t.Errorf("%q is waited for in all: %v, want %v", held, inAll, want)
		}
	}
}

// A sequence of more parameters than what reads the keys has room for is no key, and what follows it is one.
func TestSequencesOfTooManyParameters(t *testing.T) {
	for _, begin := range []string{"\x1b[", "\x1b[?", "\x1b[<", "\x1bP", "\x1b\x1b["} {
		end := "m"
		if begin == "\x1bP" {
			end = "q\x1b\\"
		}
		for _, between := range []string{"1;", ":"} {
			for n, taken := range map[int]bool{12: true, 29: true, 30: false, 33: false, 4000: false} {
				sequence := begin + strings.Repeat(between, n) + end
				want := "n"
				if taken {
					want = sequence + "|n"
				}
				if got := typedIn(sequence+"n", "..."); got != want {
					t.Errorf("%q with %d separators comes out as %.40q", begin, n, got)
				}
			}
		}
	}
}

// What is never finished is no key, and neither is the rest of it that comes late.
func TestKeysThatStayInParts(t *testing.T) {
	const esc = "\x1b[27u"
	for _, c := range []struct {
		parts []string
		want  string
	}{
		{[]string{"\x1b", "..."}, esc},
		{[]string{"\x1b\x1b", "..."}, esc + "|" + esc},
		{[]string{"\x1b\x1b\x1b", "..."}, "\x1b|" + esc + "|" + esc},
		{[]string{"\x1b[6", "...", "n"}, "n"},
		{[]string{"\x1b[", "...", "n"}, "n"},
		{[]string{"\x1bO", "...", "n"}, "n"},
		{[]string{"\x1b]11;rgb:bb", "...", "n"}, "n"},
		{[]string{"\xe6\xbc", "...", "n"}, "n"},
		// A key of several bytes ends what was not finished.
		{[]string{"\x1b]11;rgb:bb", "bb/", "\x1b[6~"}, "\x1b[6~"},
		{[]string{"\x1b[6", "\x1b[6~"}, "\x1b[6~"},
		{[]string{"\x1b[6\r", "n"}, "\r|n"},
		{[]string{"\x1bO\x1b[6~"}, "\x1b[6~"},
		{[]string{"\x1b]0;b\x18n"}, "n"},
		// Bytes that are no text are no key.
		{[]string{"\x9b\xffn"}, "n"},
		{[]string{"\xe6n"}, "n"},
		// Function keys of the Linux console.
		{[]string{"\x1b[[", "E", "\x1b[[A"}, "\x1b[15~|\x1b[11~"},
		{[]string{"\x1b[6$n"}, "\x1b[6$|n"},
	} {
		if got := typedIn(c.parts...); got != c.want {
			t.Errorf("%q comes out as %q, want %q", c.parts, got, c.want)
		}
	}
}

// An Esc comes out after a moment. What then comes of a longer key is dropped, what else comes is not.
func TestKeysAfterEsc(t *testing.T) {
	for _, c := range []struct{ rest, want string }{
		{"[6~", ""}, {"[6~n", "n"}, {"[", ""}, {"OB", ""}, {"]11;rgb:bbbb/bbbb/bbbb\x1b\\", ""}, {"n", "n"}, {"\x1b[6~", "\x1b[6~"}, {"q", "q"},
	} {
		var j ui.KeyJoiner
		if got := j.Take([]byte("\x1b")); len(got) > 0 {
			t.Errorf("an Esc comes out at once: %q", got)
		}
		if w, _ := j.Wait(); w < 100*time.Millisecond || w > 250*time.Millisecond {
			t.Errorf("an Esc waits %v", w)
		}
		if got := fmt.Sprintf("%s", j.GiveUp()); got != "[\x1b[27u]" {
			t.Errorf("an Esc comes out as %q", got)
		}
		if got := string(bytes.Join(j.Take([]byte(c.rest)), []byte("|"))); got != c.want {
			t.Errorf("after an Esc %q comes out as %q, want %q", c.rest, got, c.want)
		}
		j.GiveUp()
		if got := string(bytes.Join(j.Take([]byte("n")), nil)); got != "n" || waits(&j) {
			t.Errorf("an Esc and %q, and later an n: it comes out as %q", c.rest, got)
		}
	}
}

// A notch of the wheel, in a terminal that makes arrow keys of it all the same, moves nothing.
func TestWheelAsArrows(t *testing.T) {
	const up, down = "\x1b[A", "\x1bOB"
	for _, c := range []struct{ in, want string }{
		{down, down},
		{down + down, down + "|" + down},
		{down + down + down, ""},
		{strings.Repeat(up, 5), ""},
		{up + " " + strings.Repeat(up, 3), ""},
		{up + " " + up + up + " n", "n"},
		{up + " ... " + up + " ... " + up, up + "|" + up + "|" + up},
		{up + " \x1b [B " + down, up + "|\x1b[B|" + down},
		{"n" + up + up + up + "n", "n|n"},
		{strings.Repeat(down, 3) + strings.Repeat(up, 3), ""},
		{"\x1b[C\x1b[C\x1b[C", "\x1b[C|\x1b[C|\x1b[C"},
		{"\x1b[6~\x1b[6~\x1b[6~", "\x1b[6~|\x1b[6~|\x1b[6~"},
	} {
		if got := typedIn(append(strings.Fields(c.in), "...")...); got != c.want {
			t.Errorf("%q comes out as %q, want %q", c.in, got, c.want)
		}
	}
}

// Any bytes in any parts: nothing comes out that did not come in, and in the end nothing is held.
func TestKeyJoinerLaws(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		piece := rapid.SampledFrom(strings.Split("\x1b [ O ] P 0 6 ; ~ $ M A b n \x1b[6~ \x1b[200~ \x1b[201~ \a \x18 \\ é \xe6 \x1b\\", " "))
		var j ui.KeyJoiner
		var in, out []byte
		for _, p := range rapid.SliceOfN(piece, 0, 30).Draw(t, "parts") {
			in = append(in, p...)
			for _, key := range append(j.Before([]byte(p)), j.Take([]byte(p))...) {
				if len(key) == 0 {
					t.Fatal("an empty key comes out")
				}
				out = append(out, key...)
			}
		}
		// A byte that is no character comes out as the sign for it, of three bytes.
		pastes := bytes.Count(in, []byte("\x1b[200~")) // A key may have ended each.
		if len(out) > len(in)+2*bytes.Count(in, []byte{0xe6})+6*pastes {
			t.Fatalf("%q comes out as %q", in, out)
		}
		for range 4 {
			j.GiveUp()
		}
		if waits(&j) {
			t.Fatalf("%q leaves something that is waited for", in)
		}
	})
}
