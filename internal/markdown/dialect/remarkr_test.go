package dialect

import "testing"

func TestRemarkThatRRuns(t *testing.T) {
	const on, off = "title: .t[A] `r x` B `y`\nsubtitle: '`r z`'\noutput: xaringan::moon_reader", "title: A\noutput: {xaringan::moon_reader: {seal: false}}"
	for _, c := range []struct{ name, front, text, want string }{
		{"a title slide", on, "# C\n", "# A  B `y`|# C"},
		{"code that is not shown", off, "```{r setup, include=FALSE}\nx\n```\n\nclass: wide\n\n# C\n\n```{r, echo = F}\ny\n```\n```{r}\nz\n```\n", "# C//```{r}/z/```"},
		{"an option in code", off, "a\n\n```{r}\n#| echo: false\nx\n```\n", "a"},
		{"no code is shown", off, "```{r, include=FALSE}\nknitr::opts_chunk$set(echo = FALSE)\n```\n```{r}\nx\n```\n```{r, echo=TRUE}\ny\n```\n```python\nz\n```\n", "```{r, echo=TRUE}/y/```/```python/z/```"},
		{"pictures", off, "a\n```{r, echo=FALSE}\nknitr::include_graphics(\"b.png\")\n```\n", "a//![](b.png)"},
		{"spans", off, "`r fontawesome::fa(\"car\")` `r emo::ji(\"bus\")` `r rmarkdown::metadata$title` `r 1 + 1` `r`\n", ":bus: A `r 1 + 1` `r`"},
		{"not for R", "", "```{r, echo=FALSE}\nx\n```\n`r emo::ji(\"bus\")`\n", "```{r, echo=FALSE}/x/```/`r emo::ji(\"bus\")`"},
	} {
		got, _ := translated(t, Remark, c.front, c.text)
		if got = brief(got); got != c.want {
			t.Errorf("%s: %q is read as\n%s, want\n%s", c.name, c.text, got, c.want)
		}
	}
}
