package sysfont

import (
	"slices"

	"github.com/go-text/typesetting/fontscan"
	"github.com/go-text/typesetting/language"
)

// families are the fonts that are tried first: plain type without serifs, as the embedded face is, that
// comes with Linux, Windows and macOS. Any other font of the script comes after them.
func families(runes []rune, script language.Script, lang language.Language) []string {
	names := byScript(script)
	switch {
	case emoji(runes):
		names = []string{"Noto Color Emoji", "Apple Color Emoji", "Segoe UI Emoji", fontscan.Emoji}
	case script == language.Han, script == language.Hiragana, script == language.Katakana, script == language.Hangul, lang != "en" && lang != "ur":
		names = byLanguage(lang)
	}
	return append(names, fontscan.SansSerif)
}

func byScript(s language.Script) []string {
	switch s {
	case language.Arabic:
		return []string{"Noto Sans Arabic", "Segoe UI", "Geeza Pro"}
	case language.Hebrew:
		return []string{"Noto Sans Hebrew", "Segoe UI", "Arial Hebrew"}
	case language.Thai:
		return []string{"Noto Sans Thai", "Leelawadee UI", "Thonburi"}
	}
	return []string{"Noto Sans", "Nirmala UI", "Segoe UI"}
}

func byLanguage(l language.Language) []string {
	switch l {
	case "ja":
		return []string{"Noto Sans CJK JP", "Yu Gothic", "Hiragino Sans"}
	case "ko":
		return []string{"Noto Sans CJK KR", "Malgun Gothic", "Apple SD Gothic Neo"}
	}
	return []string{"Noto Sans CJK SC", "Microsoft YaHei", "PingFang SC"}
}

// emoji reports whether a grapheme is a picture rather than a letter.
func emoji(runes []rune) bool {
	return slices.ContainsFunc(runes, func(r rune) bool { return r == '\uFE0F' || r >= 0x1F000 && r < 0x1FB00 })
}
