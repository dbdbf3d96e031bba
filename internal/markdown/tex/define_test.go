package tex

import "testing"

func TestDefines(t *testing.T) {
	for source, want := range map[string]bool{
		`\newcommand{\R}{\mathbb{R}}`:                               true,
		" \\renewcommand\\vec[1]{\\mathbf{#1}}\n\\def\\a#1{b\\}}\n": true,
		`\DeclareMathOperator*{\argmin}{arg\,min}`:                  true,
		`\newcommand{\R}{\mathbb{R}} x`:                             false,
		`\newcommand{\R}{`:                                          false,
		`\newcommands{a}`:                                           false,
		`\define{a}`:                                                false,
		"":                                                          false,
	} {
		if Defines(source) != want {
			t.Errorf("Defines(%q) is %v", source, !want)
		}
	}
}
