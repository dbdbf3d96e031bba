package check_test

import (
	"strings"
	"testing"

	"github.com/westandtogether-assembly/assembly/internal/check"
	"github.com/westandtogether-assembly/assembly/internal/markdown"
)

// A deck that names no language is asked for its words once, and not for each mark that was pasted: a slide of thousands
// would be checked for minutes.
func TestWordsTellTheLanguageOnce(t *testing.T) {
	d, err := markdown.Parse([]byte("# Words\n\n"+strings.Repeat("o Kreide\n", 500)), markdown.Options{Name: "pasted.md"})
	if err != nil {
		t.Fatal(err)
	}
	english := check.EnglishOf(d)
	if english() {
		t.Error("the words of a list in German are taken for English")
	}
	if n := testing.AllocsPerRun(100, func() { english() }); n > 0 {
		t.Errorf("asking again takes %v allocations: the words are read anew", n)
	}
}
