package cli

import (
	"bytes"
	"os"
	"slices"
	"strings"
	"testing"
)

// completions are what a shell is offered at Tab behind words, and how the last line says to treat it.
func completions(t *testing.T, words ...string) (offered []string, directive string) {
	t.Helper()
	var out bytes.Buffer
	a := newApp()
	a.out, a.errs = &out, &bytes.Buffer{}
	if code := a.run(append([]string{"__completeNoDesc"}, words...)); code != exitDone {
		t.Fatalf("%q: completion ends with %d", words, code)
	}
	lines := strings.Split(strings.TrimSpace(out.String()), "\n")
	return lines[:len(lines)-1], lines[len(lines)-1]
}

// The directives, as a shell gets them.
const (
	onlyThese, onlyThisFar, filesThatEndSo = ":4", ":6", ":8"
)

func TestCompletion(t *testing.T) {
	t.Chdir(t.TempDir())
	must(t, os.WriteFile("kindness week.md", []byte("---\nphases: [infants, juniors]\n---\n# Kind\n"), 0o600))
	must(t, os.WriteFile("primary.md", nil, 0o600))
	must(t, os.WriteFile("notes.txt", nil, 0o600))
	for _, c := range []struct {
		typed     string // words, each behind a |
		want      string
		directive string
	}{
		{"pre", "present", onlyThese},
		{"h", "hall history help", onlyThese},
		{"k", "md markdown", filesThatEndSo},
		{"pr", "present primary.md", onlyThese},
		{"decks/k", "md markdown", filesThatEndSo},
		{"--theme|dark|", "md markdown", filesThatEndSo},
		{"show|", "md markdown", filesThatEndSo},
		{"show|kindness week.md|", "", onlyThese},
		{"check|one.md|", "md markdown", filesThatEndSo},
		{"hall|", "", onlyThese},
		{"help|", "present hall show rehearse history check doctor letter new script export pack completion licences", onlyThese},
		{"completion|", "bash zsh fish powershell", onlyThese},
		{"show|--theme|", "cream dark yellow-on-black white", onlyThese},
		{"check|--type|", "shades blocks halves ascii letters", onlyThese},
		{"show|--phase|", "primary secondary", onlyThese},
		{"show|kindness week.md|--phase|", "infants juniors", onlyThese},
		{"new|mine.md|--deck|", "assembly talk guide", onlyThese},
		{"new|mine.md|--phase|", "primary secondary", onlyThese},
		{"show|--set|", "school= adult= room=", onlyThisFar},
		{"export|--pages|", "step slide", onlyThese},
		{"export|--output|", "pptx pdf html png", filesThatEndSo},
		{"script|-o|", "pdf html txt md", filesThatEndSo},
		{"pack|-o|", "zip", filesThatEndSo},
		{"rehearse|--as|", "", onlyThese},
		{"present|--relay-ca|", "", ":0"}, // any file
		{"show|--pl", "--plain", onlyThese},
	} {
		words := strings.Split(c.typed, "|")
		offered, directive := completions(t, words...)
		if got := strings.Join(offered, " "); got != c.want || directive != c.directive {
			t.Errorf("assembly %q is completed with %q %s, want %q %s", words, got, directive, c.want, c.directive)
		}
	}
	if offered, _ := completions(t, ""); !slices.Contains(offered, "kindness week.md") || !slices.Contains(offered, "show") || slices.Contains(offered, "notes.txt") {
		t.Errorf("assembly alone is completed with %q", offered)
	}
}
