package cli

import (
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/westandtogether-assembly/assembly/internal/doctor"
)

// Whatever a terminal answers, doctor understands it the same each time, and tells of it in lines that steer no terminal.
func FuzzUnderstood(f *testing.F) {
	for _, seed := range []string{
		"\x1b[1;2R\x1bP>|xterm(379)\x1b\\\x1b]11;rgb:1e1e/1e1e/2b2b\x1b\\\x1b[?1u\x1b[?2026;2$y\x1b[?1007;1$y\x1b[4;600;1200t\x1b_Gi=31;OK\x1b\\\x1b[?62;4c",
		"\x1b[" + strings.Repeat("1;", 40) + "R", "\x1bP" + strings.Repeat("1;", 40) + "|x\x1b\\", "\x1bP>|a\x1b]0;t\x07b\u009b2J\u202e\x1b\\", "\x1b[4;99999999999999999999;-1t",
		"\x1b]11;rgb:\x1b\\\x1b]11;#zz\x07\x1b[0;0R\x1b[?2026$y", "q\x1b[A\x1b[200~x\x1b[201~\x1b[M !!",
		"\x9bM !!", "\x1b\x9bMa", "\x1b[M !",
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		text = slices.Clip(text) // What is read beyond its end is a panic.
		a := understood(text)
		if again := understood(text); again != a {
			t.Fatalf("%q is understood as %+v, and then as %+v", text, a, again)
		}
		e := &examiner{}
		facts := doctor.Facts{Terminal: doctor.Terminal{Is: true, W: 80, H: 24, TERM: "xterm", Answers: a}}
		facts.Terminal.Answers.Version = e.private.hide(a.Version)
		for _, line := range doctor.Report(facts, 80) {
			if strings.ContainsFunc(line.Text, func(r rune) bool { return unicode.IsControl(r) || r == 0x202e || r == 0xfffd }) {
				t.Fatalf("%q is told as %q", text, line.Text)
			}
		}
	})
}
