package deck

import (
	"fmt"
	"maps"
	"slices"
	"testing"
)

func TestGrouped(t *testing.T) {
	at := func(line int, sev Severity, kind string) Diagnostic {
		return Diagnostic{Pos{"d.md", line, 1}, sev, fmt.Sprintf("m%d", line), kind}
	}
	all := []Diagnostic{at(1, Warning, "pictures"), at(2, Warning, ""), at(3, Warning, "pictures"), at(4, Error, "pictures")}
	for line := 5; line < 12; line++ {
		all = append(all, at(line, Warning, "pictures"))
	}
	var got string
	for _, d := range Grouped(all) {
		got += d.Error() + "\n"
	}
	want := "d.md:1:1: m1\nd.md:2:1: m2\nd.md:3:1: m3\nd.md:4:1: m4\nd.md:5:1: m5 (and 6 more pictures: lines 6, 7, 8, 9, 10, ...)\n"
	if got != want {
		t.Errorf("got:\n%swant:\n%s", got, want)
	}
}

// Of a deck with a flood of diagnostics enough are kept, errors beside warnings, and one says that there are more.
func TestFloodOfDiagnostics(t *testing.T) {
	many := slices.Repeat([]Diagnostic{{Severity: Warning, Message: "w"}, {Severity: Warning, Message: "w"}, {Severity: Error, Message: "e"}}, 2000)
	d := New("a", "a", Meta{}, make([]Head, 4), nil, func(int) (Slide, []Diagnostic) { return Slide{}, many })
	for i := range d.Len() {
		d.Slide(i)
	}
	count := map[string]int{}
	for _, said := range d.Diagnostics() {
		count[said.Message[:1]]++
	}
	if want := (map[string]int{"w": 5000, "e": 5000, "t": 2}); !maps.Equal(count, want) {
		t.Errorf("the diagnostics are %v, want %v", count, want)
	}
}
