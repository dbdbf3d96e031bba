package edit_test

import (
	"reflect"
	"strings"
	"testing"

	"github.com/westandtogether-assembly/assembly/internal/markdown"
	"github.com/westandtogether-assembly/assembly/internal/markdown/edit"
	"github.com/westandtogether-assembly/assembly/slides"
)

func TestSetFront(t *testing.T) {
	set := edit.Front{
		Fill: []edit.Value{{"school", "Hillside"}, {"room", "Room 4"}}, Finish: "09:15", Phases: []string{"secondary", "primary"},
	}
	for _, c := range []struct{ name, front, want string }{
		{"without any of the keys", "title: A\n", "title: A\nfinish: \"09:15\"\nphases: [secondary, primary]\nfill:\n  school: \"Hillside\"\n  room: \"Room 4\"\n"},
		{"in the place of others", "phases:\n- primary\n- secondary\n\n# when\nfinish: \"10:00\" # bell\ntitle: A\n",
			"phases: [secondary, primary]\n\n# when\nfinish: \"09:15\"\ntitle: A\nfill:\n  school: \"Hillside\"\n  room: \"Room 4\"\n"},
		{"with values of its own", "fill: {school: our school, a: b}\ntitle: A\n",
			"fill:\n  school: \"Hillside\"\n  a: b\n  room: \"Room 4\"\ntitle: A\nfinish: \"09:15\"\nphases: [secondary, primary]\n"},
		{"with other line ends", "title: A\r\nfill:\r\n  school: x\r\n",
			"title: A\r\nfill:\r\n  school: \"Hillside\"\r\n  room: \"Room 4\"\r\nfinish: \"09:15\"\r\nphases: [secondary, primary]\r\n"},
	} {
		end := "\n"
		if strings.Contains(c.front, "\r") {
			end = "\r\n"
		}
		rest := "---" + end + end + "# One" + end + end + "fill: x" + end + end + "---" + end + end + "# Two" + end
		got, err := edit.SetFront([]byte("---"+end+c.front+rest), markdown.Options{Name: "a.md"}, set)
		if want := "---" + end + c.want + rest; err != nil || string(got) != want {
			t.Errorf("%s: %v\n%q, want\n%q", c.name, err, got, want)
		}
	}
	for _, source := range []string{"# One\n", "---\ntitle: A\n", "---\n{title: A}\n---\n# One\n", "---\n- a\n---\n# One\n"} {
		if got, err := edit.SetFront([]byte(source), markdown.Options{Name: "a.md"}, set); err == nil {
			t.Errorf("%q becomes %q", source, got)
		}
	}
	if same, err := edit.SetFront(slides.Builtin(), builtin(), edit.Front{}); err != nil || string(same) != string(slides.Builtin()) {
		t.Errorf("nothing to set changes the deck: %v", err)
	}
}

func builtin() markdown.Options {
	return markdown.Options{Name: slides.BuiltinName, Files: slides.Files()}
}

// Whatever is typed comes back as it was, in one line and without what steers a terminal.
func TestSetFrontToAnything(t *testing.T) {
	for typed, want := range map[string]string{
		`St Mary's: "the" school`: "", "a # b": "", "- x": "", "{{school}} {{x|y}}": "", "{a: [b]}": "", "'": "", `\`: "", `\{{a}}`: "",
		"null": "", "true": "", "101": "", "0800 789 321": "", "*a": "", "&a": "", "!x": "", "%a": "", "@a": "", "`a`": "", "|": "", ">": "",
		"École 🏫 学校 مدرسة": "", `C:\U0001F642`: "", `\🙂`: "", "\U0001F468\u200d\U0001F469": "", "---": "", "...": "", "--> <!--": "", "<b>x</b> **y** [z](w)": "", " a  b ": "",
		"a\nb\r\nc":                        "a b c",
		"a\n---\n# Slide":                  "a --- # Slide",
		"a\tb\x1b[31mc\x00d":               "a bcd",
		strings.Repeat("a long name ", 50): "",
	} {
		if want == "" {
			want = typed
		}
		out, err := edit.SetFront(slides.Builtin(), builtin(), edit.Front{Fill: []edit.Value{{"school", typed}, {"adult", "Mr Ali"}}})
		if err != nil {
			t.Errorf("%q: %v", typed, err)
			continue
		}
		if added := strings.Count(string(out), "\n") - strings.Count(string(slides.Builtin()), "\n"); added != 3 {
			t.Errorf("%q takes %d lines of the file", typed, added)
		}
		if strings.ContainsAny(typed, "🏫🙂") && !strings.ContainsAny(string(out), "🏫🙂") {
			t.Errorf("%q cannot be read in the file", typed)
		}
		d, err := markdown.ParseAll(out, builtin())
		if err != nil || len(d.Diagnostics()) > 0 {
			t.Errorf("%q: %v, %v", typed, err, d.Diagnostics())
			continue
		}
		if got := d.Meta.Fill; !reflect.DeepEqual(got, map[string]string{"school": want, "adult": "Mr Ali"}) {
			t.Errorf("%q comes back as %q, want %q", typed, got["school"], want)
		}
	}
}
