package markdown

import (
	"bytes"
	"os"
	"testing"
)

// archive is a txtar file: a comment, and files below lines "-- name --".
type archive struct {
	comment []byte
	files   []archived
}

type archived struct {
	name string
	data []byte
}

func readArchive(t testing.TB, name string) *archive {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	a := &archive{}
	into := &a.comment
	for line := range bytes.Lines(data) {
		head, ok := bytes.CutPrefix(line, []byte("-- "))
		if n := bytes.Index(head, []byte(" --\n")); ok && n >= 0 && n == len(head)-len(" --\n") {
			a.files = append(a.files, archived{name: string(head[:n])})
			into = &a.files[len(a.files)-1].data
			continue
		}
		*into = append(*into, line...)
	}
	return a
}

func (a *archive) write(t testing.TB, name string) {
	t.Helper()
	var b bytes.Buffer
	b.Write(a.comment)
	for _, f := range a.files {
		b.WriteString("-- " + f.name + " --\n")
		b.Write(f.data)
	}
	if err := os.WriteFile(name, b.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
}
