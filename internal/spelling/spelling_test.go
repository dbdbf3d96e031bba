package spelling_test

import (
	"strings"
	"testing"

	"github.com/westandtogether-assembly/assembly/internal/spelling"
)

func TestNearest(t *testing.T) {
	known := []string{"show", "new", "present", "rehearse", "history", "My-Assembly.md"}
	for word, want := range map[string]string{
		"rehears": "rehearse", "reherse": "rehearse", "PRESNET": "present", "presentt": "present", "shw": "show", "shwo": "show",
		"my-asembly.md": "My-Assembly.md",
		"stop":          "", // two letters of four
		"rehe":          "", "frobnicate": "", "nwe": "", "": "", strings.Repeat("x", 100_000): "",
	} {
		if got := spelling.Nearest(word, known); got != want {
			t.Errorf("%.20q is near %q, want %q", word, got, want)
		}
	}
	if got := spelling.Nearest("show", []string{"shot", "show"}); got != "show" {
		t.Errorf("the nearest of two is %q", got)
	}
}
