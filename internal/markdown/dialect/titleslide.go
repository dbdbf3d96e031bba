package dialect

import (
	"slices"
	"strings"
)

// titleSlide writes a title with lines below it, Markdown without marks at their beginning, and reports
// whether there was anything to write.
func (t *translator) titleSlide(title string, lines []string) bool {
	lines = slices.DeleteFunc(lines, func(line string) bool { return line == "" })
	if title != "" {
		t.put("# "+headingText(title)+"\n\n", 0)
	}
	if len(lines) > 0 {
		t.put(strings.Join(lines, "\\\n")+"\n\n", 0)
	}
	return title != "" || len(lines) > 0
}

// headingText keeps a title whole that ends in the mark of a heading.
func headingText(text string) string {
	if strings.HasSuffix(text, "#") {
		text = text[:len(text)-1] + "\\#"
	}
	return strings.ReplaceAll(text, "<!--", `\<!--`)
}
