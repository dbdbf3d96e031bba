package web

import (
	"errors"
	"fmt"
	"path"
	"regexp"
	"slices"
	"strings"
)

// A browser loads no modules from a file that it has opened from a disk, so a page without a server has them in one
// script. Each module becomes a function that returns what it exports, so that names of two modules never meet.

var errModule = errors.New("the module cannot be bundled")

// bundler puts modules together, each behind those that it imports.
type bundler struct {
	read func(name string) (string, error)
	done []string // names of the modules in the script
	out  strings.Builder
}

// bundle makes one script of a module and of all that it imports.
func bundle(entry string, read func(name string) (string, error)) (string, error) {
	b := &bundler{read: read}
	b.out.WriteString("\"use strict\";\nconst modules = {};\n")
	if err := b.add(entry, nil); err != nil {
		return "", err
	}
	return b.out.String(), nil
}

// add adds a module that is imported by others.
func (b *bundler) add(name string, by []string) error {
	switch {
	case slices.Contains(b.done, name):
		return nil
	case slices.Contains(by, name):
		return fmt.Errorf("bundle %s: %w: it imports itself", name, errModule)
	}
	text, err := b.read(name)
	if err != nil {
		return fmt.Errorf("bundle %s: %w", name, err)
	}
	body, imports, exports, err := module(text)
	if err != nil {
		return fmt.Errorf("bundle %s: %w", name, err)
	}
	for _, im := range imports {
		if err := b.add(im, append(by, name)); err != nil {
			return err
		}
	}
	b.done = append(b.done, name)
	fmt.Fprintf(&b.out, "\nmodules[%q] = (() => {\n%sreturn { %s };\n})();\n", name, body, strings.Join(exports, ", "))
	return nil
}

// The two forms in which modules here import and export. Whatever else they write is an error.
func importLine() *regexp.Regexp {
	return regexp.MustCompile(`^import (\{ [\w, ]+ \}) from "\./(\w+\.js)";$`)
}

func exportLine() *regexp.Regexp {
	return regexp.MustCompile(`^export ((?:const|class|function|async function) (\w+).*)$`)
}

// module rewrites a module's lines, and lists what it imports and exports.
func module(text string) (body string, imports, exports []string, err error) {
	importing, exporting := importLine(), exportLine()
	var out strings.Builder
	for line := range strings.Lines(text) {
		bare := strings.TrimRight(line, "\n")
		if m := importing.FindStringSubmatch(bare); m != nil {
			imports = append(imports, m[2])
			line = fmt.Sprintf("const %s = modules[%q];\n", m[1], m[2])
		} else if m := exporting.FindStringSubmatch(bare); m != nil {
			exports = append(exports, m[2])
			line = m[1] + "\n"
		} else if strings.HasPrefix(bare, "import ") || strings.HasPrefix(bare, "export ") {
			return "", nil, nil, fmt.Errorf("%w: %s", errModule, bare)
		}
		out.WriteString(line)
	}
	return out.String(), imports, exports, nil
}

// asset reads an embedded file as text.
func asset(name string) (string, error) {
	text, err := files.ReadFile(path.Join("assets", name))
	return string(text), err
}
