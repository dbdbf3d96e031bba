package lazyregexp_test

import (
	"errors"
	"go/ast"
	"go/constant"
	"go/parser"
	"go/token"
	"go/types"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"

	"github.com/westandtogether-assembly/assembly/internal/lazyregexp"
)

func TestRegexp(t *testing.T) {
	r := lazyregexp.New(`(\d+) (\w)`)
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			if got := r.FindStringSubmatch("call 101 now"); len(got) != 3 || got[1] != "101" {
				t.Errorf("it finds %q", got)
			}
		})
	}
	all.Wait()
}

// What is compiled only when it is used would otherwise fail only then: every expression in the tree is compiled here.
func TestEveryExpressionIsValid(t *testing.T) {
	seen := 0
	for _, dir := range folders(t) {
		for _, expr := range expressions(t, dir) {
			seen++
			if _, err := regexp.Compile(expr); err != nil {
				t.Errorf("%s: %v", dir, err)
			}
		}
	}
	if seen < 200 {
		t.Errorf("%d expressions found, so this test sees too little", seen)
	}
}

// folders are those of the tree with a file that names this package.
func folders(t *testing.T) []string {
	t.Helper()
	var out []string
	err := filepath.WalkDir("../..", func(path string, d fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return err
		}
		text, err := os.ReadFile(path)
		if dir := filepath.Dir(path); strings.Contains(string(text), "lazyregexp.New(") && (len(out) == 0 || out[len(out)-1] != dir) {
			out = append(out, dir)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// expressions are what the package in a folder makes regular expressions of: constants, which need nothing of other
// packages.
func expressions(t *testing.T, dir string) []string {
	t.Helper()
	names, err := filepath.Glob(filepath.Join(dir, "*.go"))
	if err != nil {
		t.Fatal(err)
	}
	set, files := token.NewFileSet(), []*ast.File(nil)
	for _, name := range names {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		f, err := parser.ParseFile(set, name, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, f)
	}
	info := &types.Info{Types: map[ast.Expr]types.TypeAndValue{}}
	cfg := types.Config{Importer: nothing{}, Error: func(error) {}}
	_, _ = cfg.Check(dir, set, files, info) // What other packages have is not known here.
	var out []string
	for _, f := range files {
		ast.Inspect(f, func(n ast.Node) bool {
			call, ok := n.(*ast.CallExpr)
			if !ok || types.ExprString(call.Fun) != "lazyregexp.New" {
				return true
			}
			v := info.Types[call.Args[0]].Value
			if v == nil || v.Kind() != constant.String {
				t.Errorf("%s: this expression is not a constant", set.Position(call.Pos()))
				return true
			}
			out = append(out, constant.StringVal(v))
			return true
		})
	}
	return out
}

// nothing imports no package.
type nothing struct{}

var _ types.Importer = nothing{}

func (nothing) Import(string) (*types.Package, error) { return nil, errors.New("not needed") }
