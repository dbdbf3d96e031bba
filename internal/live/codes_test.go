package live

import (
	"net/http"
	"strings"
	"testing"
	"time"
)

// A browser's address is good for one page, for two minutes.
func TestCodes(t *testing.T) {
	var c codes
	start := time.UnixMilli(1_000_000)
	one, other := c.give(start), c.give(start)
	if one == other || len(one) != codeSize {
		t.Errorf("the codes are %q and %q", one, other)
	}
	for _, x := range []struct {
		name, code, hall string
		after            time.Duration
		ok               bool
		by               string
	}{
		{"none", "", "a", 0, false, ""},
		{"a guess", "aaaaaaaa", "a", 0, false, ""},
		{"typed in capitals", strings.ToUpper(one), "a", 0, true, ""},
		{"asked for again by the same page", one, "a", time.Second, true, ""},
		{"by another", one, "b", time.Second, false, "a"},
		{"by the same after that", one, "a", codeFor + time.Second, false, ""},
		{"by another, long after", one, "b", codeFor + time.Second, false, "a"},
		{"too late", other, "b", codeFor + time.Second, false, ""},
		{"after all", one, "b", codeKnown + time.Second, false, ""},
	} {
		if ok, by := c.take(x.code, x.hall, start.Add(x.after)); ok != x.ok || by != x.by {
			t.Errorf("%s: %v, had by %q", x.name, ok, by)
		}
	}
	if got := c.triedTwice(); !got.Equal(start.Add(codeFor + time.Second)) {
		t.Errorf("tried twice at %v", got)
	}
	c.give(start.Add(2 * codeKnown))
	if len(c.all) != 1 {
		t.Errorf("%d codes are remembered", len(c.all))
	}
}

// A second page that comes with a code gets nothing, and the first one no longer drives: nobody knows which of them is
// the hall's. It follows all the same, and the speaker can be told.
func TestCodeTriedTwice(t *testing.T) {
	changed := 0
	s := listen(t, newTalker("one", publicDeck("a", 3)), Config{Changed: func() { changed++ }})
	_, code, _ := strings.Cut(s.HallURL(), "#")
	swap := func(hall string) (int, string) {
		status, _, body := ask{method: "POST", path: pathCode, body: `{"code":"` + code + `","hall":"` + hall + `"}`,
			header: map[string]string{"Content-Type": "application/json"}}.send(t, s.URL())
		return status, strings.TrimSpace(body)
	}
	status, got := swap("h1")
	if status != http.StatusOK || got != string(keyOf(testToken, "h1")) || strings.Contains(got, testToken) {
		t.Fatalf("the first page gets %d %q", status, got)
	}
	report := func() int {
		d := drive(t, dialTo(t, address(s)), address(s), testToken, "h1")
		defer d.Close()
		status, _, _ := ask{method: "POST", path: pathShown, body: reported, header: map[string]string{"Content-Type": "application/json"}, by: d}.send(t, s.URL())
		return status
	}
	if got := report(); got != http.StatusNoContent || !s.TriedTwice().IsZero() {
		t.Errorf("its report is answered with %d; tried twice: %v", got, s.TriedTwice())
	}
	if status, got := swap("h2"); status != http.StatusForbidden || got != codeUsed || s.TriedTwice().IsZero() {
		t.Errorf("a second page gets %d %q; tried twice: %v", status, got, s.TriedTwice())
	}
	if got := report(); got != http.StatusForbidden {
		t.Errorf("then a report of the first is answered with %d", got)
	}
	at := ask{method: "POST", path: pathCode, body: `{"code":"` + s.codes.give(time.Now()) + `","hall":"h1"}`,
		header: map[string]string{"Content-Type": "application/json"}, host: strings.Replace(address(s), "127.0.0.1", "localhost", 1)}
	if status, _, got := at.send(t, s.URL()); status != http.StatusBadRequest {
		t.Errorf("at a name, where another program may listen too, a page gets %d %q", status, got)
	}
	if status, got := swap("no name"); status != http.StatusBadRequest || got != codeInvalid {
		t.Errorf("a page without a name gets %d %q", status, got)
	}
}
