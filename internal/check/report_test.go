package check_test

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/westandtogether-assembly/assembly/internal/check"
	"github.com/westandtogether-assembly/assembly/internal/deck"
)

// What is written is what the schema says, and a schema that takes anything guards nothing.
func TestJSONKeepsItsSchema(t *testing.T) {
	schema := compile(t)
	for name, reports := range map[string][]check.Report{
		"none": nil,
		"clean": {{
			File: "a.md", Format: "assembly", Slides: 3,
		}},
		"all": {{
			File: "b.md", Format: "Marp", Slides: 2, Findings: []check.Finding{
				{Pos: deck.Pos{File: "b.md", Line: 3, Col: 1}, Severity: check.Error, Rule: "legibility", Slide: 1, What: "a <b>", Hint: "c"},
				{Pos: deck.Pos{File: "b.md"}, Severity: check.Warning, Rule: "no-notes", What: "d", Fix: &check.Fix{}},
			},
		}, {File: "gone.md", Failed: "there is no file gone.md"}},
	} {
		var b bytes.Buffer
		if err := check.WriteJSON(&b, check.Options{}, reports); err != nil {
			t.Fatal(err)
		}
		if err := validate(t, schema, b.String()); err != nil {
			t.Errorf("%s: %v\n%s", name, err, b.String())
		}
		for _, broken := range []string{`"version": 2`, `"errors": -1`, `"distance": "far"`} {
			key, _, _ := strings.Cut(broken, ":")
			if validate(t, schema, replaceValue(b.String(), key, broken)) == nil {
				t.Errorf("%s: the schema takes %s", name, broken)
			}
		}
	}
}

// replaceValue replaces the first value of a key.
func replaceValue(text, key, with string) string {
	from := strings.Index(text, key+":")
	to := from + strings.IndexAny(text[from:], ",\n")
	return text[:from] + with + text[to:]
}

func compile(t *testing.T) *jsonschema.Schema {
	t.Helper()
	text, err := jsonschema.UnmarshalJSON(strings.NewReader(check.Schema()))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("schema.json", text); err != nil {
		t.Fatal(err)
	}
	s, err := c.Compile("schema.json")
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func validate(t *testing.T, s *jsonschema.Schema, text string) error {
	t.Helper()
	var v any
	if err := json.Unmarshal([]byte(text), &v); err != nil {
		t.Fatal(err)
	}
	return s.Validate(v)
}

// A name that steers a terminal stands in JSON as an escape, and is read back whole.
func TestJSONIsHarmless(t *testing.T) {
	const name = "c\u009b31m\u202e\x1bé.md"
	var b bytes.Buffer
	if err := check.WriteJSON(&b, check.Options{}, []check.Report{{File: name, Failed: "x"}}); err != nil {
		t.Fatal(err)
	}
	if strings.ContainsAny(b.String(), "\u009b\u202e\x1b") || !strings.Contains(b.String(), "é") {
		t.Errorf("it is written as %q", b.String())
	}
	var got struct{ Decks []struct{ File string } }
	if err := json.Unmarshal(b.Bytes(), &got); err != nil || got.Decks[0].File != name {
		t.Errorf("it is read as %+v, %v", got, err)
	}
}

func TestSummary(t *testing.T) {
	e, w := check.Finding{Severity: check.Error}, check.Finding{Severity: check.Warning, Fix: &check.Fix{}}
	for _, c := range []struct {
		report check.Report
		want   string
	}{
		{check.Report{}, "nothing to fix"},
		{check.Report{Findings: []check.Finding{e}}, "1 error"},
		{check.Report{Findings: []check.Finding{w, w}}, "2 warnings"},
		{check.Report{Findings: []check.Finding{e, e, w}}, "2 errors, 1 warning"},
		{check.Report{Failed: "gone"}, "could not be checked"},
	} {
		if got := c.report.Summary(); got != c.want {
			t.Errorf("got %q, want %q", got, c.want)
		}
	}
}
