// Package internal_test holds the tree to its layers: who may import whom, and who may ask for
// the time, write files or speak HTTP. It is a statement of policy; change it on purpose only.
package internal_test

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"slices"
	"strconv"
	"strings"
	"testing"
)

const module = "github.com/westandtogether-assembly/assembly/"

// charm is what the terminal programs draw with. A name stands for itself and what lies below it.
const charm = "charm.land github.com/charmbracelet"

// layers says what each package may import besides the standard library. A lower line never
// imports a higher one, and a package that is not listed may not exist.
func layers() map[string]string {
	const screen = charm + " internal/talk internal/deck internal/cell internal/bigtype internal/render " +
		"internal/theme internal/tui/ui internal/tui/screen"
	return map[string]string{
		"internal":     "", // the walk through the program, in doc.go
		"slides":       "",
		"slides/rules": "slides internal/lazyregexp",

		"internal/atomicfile": "golang.org/x/sys/windows",
		"internal/lazyregexp": "",
		"internal/spelling":   "",
		"internal/licences":   "",

		"internal/talk": "",
		"internal/deck": "",
		"internal/cell": "github.com/charmbracelet/x/ansi",

		"internal/theme":            "internal/cell github.com/lucasb-eyer/go-colorful",
		"internal/markdown":         "internal/deck internal/lazyregexp internal/spelling internal/markdown/dialect internal/markdown/tex github.com/yuin/goldmark github.com/yuin/goldmark-emoji/definition golang.org/x/net/html go.yaml.in/yaml/v4 golang.org/x/text golang.org/x/image/webp",
		"internal/markdown/dialect": "internal/lazyregexp go.yaml.in/yaml/v4",
		"internal/markdown/tex":     "",
		"internal/markdown/edit":    "internal/deck internal/cell internal/markdown go.yaml.in/yaml/v4",

		"internal/goface":    "golang.org/x/image/font/gofont",
		"internal/bigtype":   "internal/cell internal/goface github.com/go-text/typesetting golang.org/x/image golang.org/x/text",
		"internal/paper":     "internal/cell internal/bigtype codeberg.org/go-pdf/fpdf",
		"internal/plan":      "internal/deck",
		"internal/prompter":  "internal/talk internal/deck internal/cell internal/plan",
		"internal/rehearsal": "internal/talk internal/deck internal/plan",
		"internal/live":      "internal/talk internal/deck",
		"internal/relay":     "internal/atomicfile internal/talk internal/deck internal/live github.com/nats-io/nats.go",

		"internal/render": "internal/deck internal/cell internal/theme internal/bigtype golang.org/x/image",

		"internal/check": "slides slides/rules internal/lazyregexp internal/spelling internal/markdown internal/markdown/edit internal/deck internal/cell internal/theme internal/bigtype internal/render internal/plan",

		"internal/export": "internal/deck internal/cell internal/theme internal/bigtype internal/render internal/paper internal/script internal/web internal/export/pptx golang.org/x/image",
		"internal/script": "slides slides/rules internal/deck internal/cell internal/bigtype internal/paper internal/plan internal/prompter",

		"internal/export/pack": "internal/deck internal/cell internal/export internal/script",

		"internal/doctor": "internal/cell internal/check internal/bigtype",

		// Only tests import it; see fences.
		"internal/screentest": charm + " internal/cell internal/theme",

		"internal/decktest": "internal/deck internal/markdown github.com/rogpeppe/go-internal/txtar", // only tests import it
		"internal/filetest": "internal/atomicfile",                                                   // only tests import it
		"internal/gctest":   "",                                                                      // only tests import it

		"internal/sysfont": "internal/atomicfile internal/bigtype github.com/go-text/typesetting",

		"internal/web":    "internal/talk internal/deck internal/cell internal/theme internal/live internal/goface",
		"internal/state":  "internal/atomicfile internal/talk internal/live internal/rehearsal github.com/adrg/xdg github.com/gofrs/flock",
		"internal/report": "internal/check internal/cell internal/plan internal/rehearsal",

		"internal/export/pptx": "internal/cell",

		"internal/session": "slides internal/spelling internal/atomicfile internal/talk internal/deck internal/cell internal/markdown internal/markdown/edit internal/plan internal/rehearsal internal/live internal/relay " +
			"internal/web internal/state github.com/fsnotify/fsnotify rsc.io/qr golang.org/x/sys/windows",

		"internal/tui/screen": charm + " internal/cell",
		"internal/tui/ui": charm + " internal/talk internal/deck internal/cell internal/bigtype internal/render " +
			"internal/theme internal/plan internal/tui/screen",

		"internal/tui/start":     screen + " internal/plan",
		"internal/tui/reader":    screen + " internal/report",
		"internal/tui/questions": screen,
		"internal/tui/card":      screen,
		"internal/tui/clicker":   screen,
		"internal/tui/preflight": screen + " slides",
		"internal/tui/presenter": screen + " internal/check internal/live internal/plan internal/prompter",
		"internal/tui/hall":      screen + " internal/live internal/plan",

		"internal/cli": "*",
		"cmd/assembly": "internal/cli",

		// The pictures of the README; the program does not have them.
		"internal/pictures": screen + " slides internal/atomicfile internal/markdown internal/plan internal/live internal/tui/start internal/tui/presenter internal/tui/hall golang.org/x/image",
		"cmd/pictures":      "internal/pictures",

		// What packages have beside the program: made from its commands, and not part of it.
		"internal/manual":            "",
		"internal/manual/generate":   "internal/atomicfile internal/cli internal/tui/ui github.com/spf13",
		"cmd/manual":                 "internal/manual/generate",
		"internal/licences/generate": "internal/atomicfile internal/licences",
		"cmd/licences":               "internal/licences/generate",
	}
}

// fences say which packages alone may import what, whatever their layer allows.
func fences() map[string][]string {
	return map[string][]string{
		"charm.land":                   {"internal/tui", "internal/cli", "internal/screentest", "internal/pictures"},
		"github.com/yuin":              {"internal/markdown"},
		"github.com/lucasb-eyer":       {"internal/theme"},
		"golang.org/x/image":           {"internal/goface", "internal/bigtype", "internal/render", "internal/markdown", "internal/pictures", "internal/export"},
		"codeberg.org/go-pdf":          {"internal/paper"},
		"github.com/go-text":           {"internal/bigtype", "internal/sysfont"},
		"net/http":                     {"internal/live", "internal/web"},
		"github.com/nats-io":           {"internal/relay"},
		"github.com/spf13/cobra":       {"internal/cli", "internal/manual"},
		"testing":                      {"internal/screentest", "internal/decktest", "internal/filetest", "internal/gctest"},
		module + "internal/pictures":   {"cmd/pictures"},
		module + "internal/screentest": {}, // for tests only
		module + "internal/decktest":   {}, // for tests only
		module + "internal/filetest":   {}, // for tests only
		module + "internal/gctest":     {}, // for tests only
	}
}

// calls say which packages alone may call what. Everything else is handed the time and hands
// back what is to be written.
func calls() map[string][]string {
	clocks := []string{"internal/tui", "internal/live", "internal/relay", "internal/cli", "cmd"}
	writers := []string{"internal/atomicfile", "internal/state", "internal/sysfont", "internal/screentest", "internal/filetest"}
	out := map[string][]string{}
	for _, name := range []string{"Now", "Since", "Until"} {
		out["time."+name] = clocks
	}
	for _, name := range strings.Fields("Create CreateTemp WriteFile OpenFile OpenRoot Mkdir MkdirAll " +
		"MkdirTemp Rename Remove RemoveAll Truncate Link Symlink Chmod Chown Chtimes CopyFS") {
		out["os."+name] = writers
	}
	return out
}

func TestLayers(t *testing.T) {
	packages := map[string]bool{}
	for name, source := range sources(t) {
		packages[path.Dir(name)] = true
		for _, fault := range faults(t, name, source) {
			t.Error(fault)
		}
	}
	for name := range layers() {
		if !packages[name] {
			t.Errorf("%s is listed and does not exist, or this test sees too little", name)
		}
	}
}

// A policy that cannot fail guards nothing.
func TestLayersCanFail(t *testing.T) {
	for _, c := range []struct{ name, source, want string }{
		{"internal/utils/a.go", `package a`, "internal/utils is not listed"},
		{"internal/talk/a.go", `package a; import "github.com/westandtogether-assembly/assembly/internal/deck"`, "may not import github.com/westandtogether-assembly/assembly/internal/deck"},
		{"internal/deck/a.go", `package a; import _ "golang.org/x/text/width"`, "may not import golang.org/x/text/width"},
		{"internal/render/a.go", `package a; import tea "charm.land/bubbletea/v2"`, "may not import charm.land/bubbletea/v2"},
		{"internal/cli/a.go", `package a; import "github.com/yuin/goldmark"`, "may not import github.com/yuin/goldmark"},
		{"internal/tui/hall/a.go", `package a; import "net/http"`, "may not import net/http"},
		{"internal/cli/a.go", `package a; import "github.com/westandtogether-assembly/assembly/internal/screentest"`, "may not import github.com/westandtogether-assembly/assembly/internal/screentest"},
		{"internal/cli/a.go", `package a; import "github.com/westandtogether-assembly/assembly/internal/pictures"`, "may not import github.com/westandtogether-assembly/assembly/internal/pictures"},
		{"internal/tui/start/a.go", `package a; import "github.com/westandtogether-assembly/assembly/internal/live"`, "may not import github.com/westandtogether-assembly/assembly/internal/live"},
		{"internal/render/a.go", `package a; import "time"; var now = time.Now`, "may not use time.Now"},
		{"internal/report/a.go", `package a; import clock "time"; var d = clock.Since(t)`, "may not use time.Since"},
		{"internal/web/a.go", `package a; import "os"; func f() { os.WriteFile("", nil, 0) }`, "may not use os.WriteFile"},
		{"internal/tui/ui/a.go", `package a; import "os"; var f, err = os.Create("")`, "may not use os.Create"},
		{"internal/tui/hall/a.go", `package a; func f() { m.stage.Talk.Skipped[3] = true }`, "past talk.Do"},
		{"internal/tui/ui/a.go", `package a; func f() { s.Talk.Seq++ }`, "past talk.Do"},
	} {
		if got := strings.Join(faults(t, c.name, []byte(c.source)), "\n"); !strings.Contains(got, c.want) {
			t.Errorf("%s: %s gives %q, want %q", c.name, c.source, got, c.want)
		}
	}
	if got := faults(t, "internal/tui/hall/a.go", []byte(`package a; func f() { s.Talk = talk.Do(shape, s.Talk, c, now); n := s.Talk.Seq }`)); len(got) > 0 {
		t.Errorf("the one door gives %q", got)
	}
	allowed := `package a; import ("github.com/westandtogether-assembly/assembly/internal/deck"; "os"; "time"); var x = os.Getenv; var y = time.Second; var z deck.Pos`
	if got := faults(t, "internal/render/a.go", []byte(allowed)); len(got) > 0 {
		t.Errorf("what is allowed gives %q", got)
	}
}

// The top of the tree holds these and nothing else, names with a dot aside.
func TestTopLevel(t *testing.T) {
	entries, err := os.ReadDir("..")
	if err != nil {
		t.Fatal(err)
	}
	wanted := strings.Fields("cmd slides internal go.mod go.sum README.md LICENSE")
	ignored := strings.Fields("dist assembly assembly.exe") // what building leaves; git ignores them
	for _, e := range entries {
		name := e.Name()
		if !strings.HasPrefix(name, ".") && !slices.Contains(wanted, name) && !slices.Contains(ignored, name) {
			t.Errorf("%s does not belong at the top of the tree", name)
		}
	}
}

// sources reads the Go files of the module that are built into the program.
func sources(t *testing.T) map[string][]byte {
	t.Helper()
	out := map[string][]byte{}
	tree := os.DirFS("..")
	err := fs.WalkDir(tree, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() {
			return skip(name)
		}
		if path.Ext(name) == ".go" && !strings.HasSuffix(name, "_test.go") {
			out[name], err = fs.ReadFile(tree, name)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// skip leaves out the folders that the Go tool leaves out.
func skip(dir string) error {
	base := path.Base(dir)
	if dir != "." && (base == "testdata" || base[0] == '.' || base[0] == '_') {
		return fs.SkipDir
	}
	return nil
}

// faults is what a file does that its package may not.
func faults(t *testing.T, name string, source []byte) []string {
	t.Helper()
	file, err := parser.ParseFile(token.NewFileSet(), name, source, parser.SkipObjectResolution)
	if err != nil {
		return []string{err.Error()}
	}
	pkg := path.Dir(name)
	allowed, listed := layers()[pkg]
	if !listed {
		return []string{fmt.Sprintf("%s is not listed as a package", pkg)}
	}
	var out []string
	for _, spec := range file.Imports {
		target, err := strconv.Unquote(spec.Path.Value)
		if err != nil || !mayImport(pkg, target, strings.Fields(allowed)) {
			out = append(out, fmt.Sprintf("%s may not import %s", name, target))
		}
	}
	for _, used := range selectors(file) {
		if only, fenced := calls()[used]; fenced && !within(pkg, only) {
			out = append(out, fmt.Sprintf("%s may not use %s", name, used))
		}
	}
	if pkg != "internal/talk" && writesTalk(file) {
		out = append(out, name+" may not write a talk past talk.Do")
	}
	return out
}

// writesTalk reports whether a file assigns to a talk, or to a part of one, anything but what talk.Do
// returns.
func writesTalk(file *ast.File) bool {
	found := false
	ast.Inspect(file, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.IncDecStmt:
			found = found || ofTalk(n.X)
		case *ast.AssignStmt:
			done := len(n.Rhs) == 1 && isDo(n.Rhs[0])
			found = found || !done && slices.ContainsFunc(n.Lhs, ofTalk)
		}
		return !found
	})
	return found
}

// ofTalk reports whether an expression is a field called Talk, or part of one.
func ofTalk(e ast.Expr) bool {
	switch e := e.(type) {
	case *ast.SelectorExpr:
		return e.Sel.Name == "Talk" || ofTalk(e.X)
	case *ast.IndexExpr:
		return ofTalk(e.X)
	}
	return false
}

func isDo(e ast.Expr) bool {
	call, ok := e.(*ast.CallExpr)
	if !ok {
		return false
	}
	sel, ok := call.Fun.(*ast.SelectorExpr)
	return ok && sel.Sel.Name == "Do"
}

func mayImport(pkg, target string, allowed []string) bool {
	for fence, only := range fences() {
		if within(target, []string{fence}) && !within(pkg, only) {
			return false
		}
	}
	if standard(target) || slices.Contains(allowed, "*") {
		return true
	}
	if own, ok := strings.CutPrefix(target, module); ok {
		return slices.Contains(allowed, own) // A package of ours stands for itself only.
	}
	return within(target, allowed)
}

// standard reports whether an import path is of the standard library.
func standard(target string) bool {
	first, _, _ := strings.Cut(target, "/")
	return !strings.Contains(first, ".")
}

// within reports whether a path is one of the given ones or lies below one.
func within(target string, paths []string) bool {
	return slices.ContainsFunc(paths, func(p string) bool {
		return target == p || strings.HasPrefix(target, p+"/")
	})
}

// selectors lists what a file uses of the packages it imports, as "os.Create", whatever name it
// imports them under.
func selectors(file *ast.File) []string {
	names := map[string]string{}
	for _, spec := range file.Imports {
		target, _ := strconv.Unquote(spec.Path.Value)
		local := path.Base(target)
		if spec.Name != nil {
			local = spec.Name.Name
		}
		names[local] = target
	}
	var out []string
	ast.Inspect(file, func(n ast.Node) bool {
		if sel, ok := n.(*ast.SelectorExpr); ok {
			if x, ok := sel.X.(*ast.Ident); ok && names[x.Name] != "" {
				out = append(out, names[x.Name]+"."+sel.Sel.Name)
			}
		}
		return true
	})
	return out
}
