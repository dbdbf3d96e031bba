package dialect

import "testing"

func TestPatat(t *testing.T) {
	const on, lists = "patat: {}", "patat: {incrementalLists: true}"
	checkTranslations(t, Patat, []translation{
		{on, "# A\n\na\n\n# B\n\nb\n", "# A/a§# B/b"},
		{on, "# A\n\n## B\n\nb\n\n### C\n\nc\n\n## D\n\nd\n", "# A§## B/b/### C/c§## D/d"},
		{on, "# A\n\n<!-- say n -->\n\n## B\n\nb\n", "# A/<!-- say n -->§## B/b"},
		{on, "# A\n\na\n\n---\n\n# B\n\n# C\n", "# A/a§# B/# C"},
		{on, "a\n\n* * *\n\nb\n", "a§b"},
		{"patat: {slideLevel: 2}", "# A\n\na\n\n## B\n\nb\n", "# A§a§## B/b"},
		{"patat: {slideLevel: 0}", "# A\n\na\n\n# B\n", "# A/a/# B"},
		{on, "A\n===\n\na\n\n#B {.c #d}\n\nb\n", "# A/a§# B/b"},
		{on, "a\nb\n---\nc\n", "a/b/\\---/c"},
		{on, "a\n\n---\nk: v\n---\n\nb\n", "a/b"},
		{on, "a\n\n. . .\n\nb\n\n.  . .\nc\n", "a/!/b/\\.  . ./c"},
		{on, "a\n\n```\nb\n```\n. . .\n```\nc\n```\n", "a/```/b/```/!/```/c/```"},
		{on, "# A\n\na\n\n. . .\n> b\n\n. . .\n~~~\nc\n~~~\n", "# A/a/!/> b/\\. . ./~~~/c/~~~"},
		{on, "- a\n  b\n---\n\nc\n\n---\n\nd\n", "- a/  b/***/c§d"},
		{lists, "# A\n\n- a\n    - b\n- c\n\nd\n\n> - e\n> - f\n", "# A/!/- a/    !/    - b/!/- c/!/d/- e/- f"},
		{on, "# A\n\n- a\n\n> - e\n> - f\n", "# A/- a/!/- e/!/- f"},
		{on, "# A\n\n::: incremental\n- a\n:::\n\n- b\n", "# A/!/- a/- b"},
		{on, "# A\n\n<!--config:\ntheme: {}\n-->\n\na <!-- say n --> b\n\n<!-- pause -->\n", "# A/a <!-- say n --> b/<!--/notes: |2/  pause/-->"},
		{on, "a\n\n---\n\n<!-- say n -->\n\n---\n\nb\n\n---\n\n<!-- say m -->\n", "a§<!-- say n -->/b/<!-- say m -->"},
		{on, "::: notes\nx\n\n- y\n:::\n\na\n", "<!--/notes: |2/  x/  - y/-->/a"},
		{on, "[a [b](c)]{.d} `e`{.f} ![g](h.png){width=5%} [i](j){.k} {l}\n", "a [b](c) `e` ![g](h.png) [i](j) {l}"},
		{on, "~~~{.haskell .numberLines}\n[a]{.b}\n~~~\n", "~~~haskell/[a]{.b}/~~~"},
		{on, "| a\n| b\n\n| c | d |\n|---|---|\n| e | f |\n", "a\\/b/| c | d |/|---|---|/| e | f |"},
		{on, "#. a\n#. b\n\n(3) c\n\na. d\nb. e\n", "1. a/1. b/3) c/a. d\\/b. e"},
		{on, "A\n  ~ b\n", "A/: b"},
		{"title: A\nauthor: [B]\ndate: C\noutput: beamer", "# D\n\nd\n", "# A/B\\/C§# D/d"},
		{"", "% A\n% B; C\n\n# D\n\nd\n", "# A/B; C§# D/d"},
		{"title: A", "# D\n\nd\n", "# D/d"},
		{"institute: X", "# A\n\na\n\n---\n\nb\n\n# C\n\nc\n", "# A/a§b§# C/c"},
	})
}

func TestPandocTables(t *testing.T) {
	const on = "patat: {}"
	checkTranslations(t, Patat, []translation{
		{on, "# T\n\n  Right  Left   Mid\n  -----  ----  -----\n     12  a|b     x\n\nb\n", "# T/| Right | Left | Mid |/| --- | --- | :-: |/| 12 | a\\|b | x |/b"},
		{on, "---- ----\na    b\n---- ----\n\nTable: c\n", "|  |  |/| --- | --- |/| a | b |/c"},
		{on, "-----------\n A    B\n ---  ----\n a    b\n      c\n\n d    e\n-----------\n\nz\n", "| A | B |/| :-- | :-- |/| a | b c |/| d | e |/z"},
		{on, "+---+---+\n| a | b |\n+===+===+\n| c | d |\n|   | e |\n+---+---+\n", "| a | b |/| --- | --- |/| c | d e |"},
		{on, "+---+---+\n| a | b |\n+   +---+\n| c | d |\n+---+---+\n", "```/+---+---+/| a | b |/+   +---+/| c | d |/+---+---+/```"},
		{on, "| a | b |\n|---|---|\n| c | d |\n\n: e\n\n: f\n", "| a | b |/|---|---|/| c | d |/e/: f"},
		{on, "a\n\n-----\n\nb\n", "a§b"},
	})
}
