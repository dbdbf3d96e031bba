package markdown

import "bytes"

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
		switch {
		case len(line) > 0 && (line[0] == ' ' || line[0] == '#') && keys > 0:
		case isSlidevKey(yamlKey(line)):
		default:
			return 0
		}
		keys++
		at = next
	}
	return 0
}

// isSlidevKey reports whether a key is one of Slidev's for a slide.
func isSlidevKey(key string) bool {
	return key != "" && bytes.Contains([]byte(slidevKeys), []byte(" "+key+" "))
}

const slidevKeys = " layout class background backgroundSize transition clicks clicksStart image hideInToc level" +
	" routeAlias src zoom dragPos disabled hide preload theme themeConfig info drawings mdc fonts highlighter" +
	" lineNumbers canvasWidth colorSchema aspectRatio title name "
