package markdown

import "strings"

// foreign says why a command of another tool is not followed, or is "" for any other word.
func foreign(key string) string {
	switch strings.TrimPrefix(key, "_") {
	case "column_layout", "column", "reset_layout":
		return "slides have no columns here"
	case "font_size":
		return "the type is as large as fits"
	case "jump_to_middle", "new_line", "new_lines", "newline", "newlines", "list_item_newlines", "no_footer":
		return "slides are laid out by their layout"
	case "incremental_lists", "incremental_tables":
		return "write a line <!-- pause --> before each item to be revealed"
	case "include", "snippet_output":
		return "a deck is one file"
	case "class", "paginate", "backgroundColor", "backgroundImage", "backgroundPosition", "backgroundRepeat",
		"backgroundSize", "color", "header", "footer", "theme", "style", "headingDivider", "marp", "math", "size",
		"transition", "fit", "title_slide", "auto-scaling":
		return "it belongs to another tool"
	}
	return ""
}

// slidevBlock is the length of the settings that Slidev puts between a slide break and a second
// line ---, or 0. Only keys that Slidev knows count, so that a slide of a few words with colons
// is never taken for settings.
func slidevBlock(text []byte) int {
	keys := 0
	for at := 0; at < len(text) && keys < 50; {
		line, next := cutLine(text, at)
		if keys > 0 && isWord(line, "---") {
			return next
		}
		more := keys > 0 && len(line) > 0 && (line[0] == ' ' || line[0] == '#')
		if !more && !strings.Contains(slidevKeys, " "+yamlKey(line)+" ") {
			return 0
		}
		keys++
		at = next
	}
	return 0
}

// slidevKeys are Slidev's settings of a slide, with a space around each.
const slidevKeys = " layout class background backgroundSize transition clicks clicksStart image hideInToc level " +
	"routeAlias src zoom dragPos disabled hide preload theme themeConfig info drawings mdc fonts highlighter " +
	"lineNumbers canvasWidth colorSchema aspectRatio title name "
