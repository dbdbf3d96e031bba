package markdown

import (
	"flag"
	"math/rand/v2"
	"strings"
	"testing"
)

var (
	seed   = flag.Uint64("seed", 1, "seed of TestRandom")
	rounds = flag.Int("rounds", 500, "decks that TestRandom makes")
)

// fragments are what random decks are made of.
const fragments = "# |## |- |- |> |1. |7) |* |+ |\n|\n|\n|\n\n|\n\n|\n\n|```\n|```go\n|~~~\n|`|``|**|**|*|*|_|~~|~~|[|](x y)|](<a>)|" +
	"![a](crest.png)|![|<br>|<b>|</b>|<div>|\n<!-- pause -->\n|\n<!-- pause -->\n|\n. . .\n|<!-- note -->|\n---\n|\n\n---\n\n|===\n|" +
	"\n\nPIPE a PIPE b PIPE\nPIPE - PIPE :-: PIPE\nPIPE|PIPE|{{x|{{x}}|{{y PIPE|{{y PIPE (z) }}|}}|\\|\\|&amp;|&#32;|&lt;|&|  |    |      |" +
	"word|word|word|a|b|9|.|,|!|(|)|-|:| | | | |é|—|http://a.bc|www.a.bc|a@b.cd|\n<!--\nlayout: closing\n-->\n|\n<!--\nlayout: reflection\n-->\n|" +
	"\n<!--\nnotes: PIPE\n  |\n-->\n|\n<!--\nnotes:\n  p: PIPE\n    |\n  |\n    |\n  > |[pause 3s]|[wait]|[next]|[do: |]|\n???\n|\t|<|>|<!--|-->|" +
	"<!-- time: 5s -->|\n<!-- silence: {p: 5s} -->\n|***\n|-->\n|[x]: y\n|[x]|Police: 101|\n-->\n|{|\"|'|%|@|\\[|\\{{|\u00a0|\u2003|" +
	"<ul>|</ul>|<ol start='3'>|</ol>|<li>|</li>|\n<ul>\n|\n<li>\n|\n</ul>\n|<table>|</table>|<tr>|<td>|</td>|<th>|<caption>|\n<table>\n|<p>|</p>|" +
	"</div>|\n\n<div>\n|<h2>|</h2>|<blockquote>|</blockquote>|<dl>|<dt>|<dd>|</dl>|<pre>|</pre>|<code>|</code>|<i>|</i>|<sup>|</sup>|<a href='b'>|</a>|" +
	"<img src='crest.png' alt='a'>|<svg>|</svg>|<script>|</script>|<Tweet/>|<hr>|<q>|\n<!-- pause -->\n|\n<!-- pause -->\n|&#x100000;|<div \"|" +
	"$|$|$$|\n$$\n|\\(|\\)|\n\\[\n|\\]|x^2|\\frac{a}{b}|\n```math\n|\n```mermaid\n|:smile:|:+1:|\n: |\n\n: |[^1]|[^2]|\n[^1]: |\n\n[^2]: |{.a}|" +
	"\n<aside class='notes'>\n|</aside>|<div class=notes>|<a @b='c'>"

// TestRandom holds the laws over decks of random fragments, which come nearer to Markdown than
// what the fuzzer makes of bytes.
func TestRandom(t *testing.T) {
	files := besideDeck()
	r := rand.New(rand.NewPCG(*seed, 0))
	for range *rounds {
		src := randomDeck(r)
		func() {
			defer func() {
				if t.Failed() {
					t.Logf("source: %q", src)
				}
			}()
			checkLaws(t, []byte(src), files)
		}()
	}
}

// randomDeck is a deck of some of the fragments.
func randomDeck(r *rand.Rand) string {
	words := strings.Split(fragments, "|")
	var b strings.Builder
	if r.IntN(2) == 0 {
		b.WriteString("---\nphases: [p]\nfill: {x: '*v* '}\n---\n")
	}
	for range 1 + r.IntN(40) {
		b.WriteString(strings.ReplaceAll(words[r.IntN(len(words))], "PIPE", "|"))
	}
	return b.String()
}
