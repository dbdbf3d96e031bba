package dialect

import "testing"

func TestLookatme(t *testing.T) {
	checkTranslations(t, Lookatme, []translation{
		{"", "a\n\n***\n\nb\n\n# c\n\n# d\n", "a§b/# c/# d"},
		{"", "# T\n\na\n\n## B\n\nb\n\n## C\n", "# T/a§## B/b§## C"},
		{"", "# A\n\na\n\n# B\n\n## C\n\n## D\n", "# A/a§# B/## C/## D"},
		{"", "# T\n\n### A\n\n## B\n\n### C\n", "# T/### A§## B/### C"},
		{"", "a\nT\n---\n\nb\n", "a/## T/b"},
		{"", "#A\n\na\n\n#B\n", "# A/a§# B"},
		{"", "a\n\n<!-- stop -->\n\nb\n<!-- end_slide -->\n", "a/<!-- stop -->/b/<!--/notes: |2/  end_slide/-->"},
		{"", "- a\n---\n- b\n", "- a§- b"},
	})
}

func TestSlides(t *testing.T) {
	checkTranslations(t, Slides, []translation{
		{"", "a\n---\nb\n\n--- \n\nc\n***\n", "a§b/***/c/***"},
		{"", "---\na\n---\n---\nb\n---", "a§***/## b"},
		{"", "a\n/// b\nc\n```go\n///d\ne\n```\n", "a/c/```go/e/```"},
		{"", "```\na\n---\nb\n```\n", "```/a/```§b/```/```"},
		{"", "<!-- a\n---\nb -->\n", "<!--/notes: |2/  a/-->§b -->"},
		{"", "Title\n----\n\n???\n", "## Title/???"},
	})
}

func TestMDP(t *testing.T) {
	checkTranslations(t, MDP, []translation{
		{"", "%title: A\n%author: B\n\n-> # C <-\n\n* * *\n\na\nb\n^\nc\n", "# C§a\\/b/!/c"},
		{"", "Title\n---\n\n- a\n^\n- b\n\n****\n\n-> c <-\n-> d\n", "## Title/- a/!/- b§c\\/d"},
		{"", "---\na\n", "a"},
	})
}
