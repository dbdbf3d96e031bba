package tex

import (
	"regexp"
	"strings"
)

// definition is the beginning of one of the commands that define others and show nothing.
var definition = regexp.MustCompile(`^\\(?:(?:re|provide)?newcommand|DeclareMathOperator|def|require)\b\*?\s*(?:\\[A-Za-z]+)?\s*(?:#\d\s*)*`)

// Defines reports whether a formula only defines commands, and so shows nothing.
func Defines(source string) bool {
	rest := strings.TrimSpace(source)
	if rest == "" {
		return false
	}
	for rest != "" {
		n := len(definition.FindString(rest))
		if n == 0 {
			return false
		}
		rest = skipArguments(rest[n:])
	}
	return true
}

// skipArguments is what stands behind the arguments that a text begins with. One that is never closed is text.
func skipArguments(text string) string {
	for {
		text = strings.TrimSpace(text)
		n := 0
		switch {
		case strings.HasPrefix(text, "["):
			n = strings.IndexByte(text, ']') + 1
		case strings.HasPrefix(text, "{"):
			n = groupLen(text)
		}
		if n == 0 {
			return text
		}
		text = text[n:]
	}
}

// groupLen is the length of the group in braces that a text begins with, or 0 when it is never closed.
func groupLen(text string) int {
	depth := 0
	for i := 0; i < len(text); i++ {
		switch text[i] {
		case '\\':
			i++
		case '{':
			depth++
		case '}':
			if depth--; depth == 0 {
				return i + 1
			}
		}
	}
	return 0
}
