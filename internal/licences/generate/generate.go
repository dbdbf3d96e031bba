// Package generate collects the licences of what the program consists of, from the module cache and from Go itself.
// It is not part of the program.
package generate

import (
	"compress/gzip"
	"context"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/westandtogether-assembly/assembly/internal/atomicfile"
	"github.com/westandtogether-assembly/assembly/internal/licences"
)

// part is a part of the program with licences of its own.
type part struct {
	name  string
	texts []string
}

// Write writes the licences into a file, compressed. It is to be called at the top of the tree. A file with the same
// text stays as it is: another version of Go may compress it differently.
func Write(ctx context.Context, name string) error {
	text, err := Text(ctx, ".")
	if err != nil || string(text) == licences.Text() {
		return err
	}
	return atomicfile.Stream(name, 0o644, func(w io.Writer) error {
		z, err := gzip.NewWriterLevel(w, gzip.BestCompression)
		if err != nil {
			return err
		}
		if _, err := z.Write(text); err != nil {
			return err
		}
		return z.Close()
	})
}

// Text collects the licences of the program whose tree has its top at a folder.
func Text(ctx context.Context, top string) ([]byte, error) {
	parts, err := ours(ctx, top)
	if err != nil {
		return nil, err
	}
	folders, err := linked(ctx, top)
	if err != nil {
		return nil, err
	}
	for _, name := range slices.Sorted(maps.Keys(folders)) {
		p := part{name: name}
		for _, dir := range folders[name] {
			if p.texts, err = licencesIn(dir, p.texts); err != nil {
				return nil, err
			}
		}
		parts = append(parts, p)
	}
	return layOut(parts)
}

// ours are the parts that are not modules.
func ours(ctx context.Context, top string) ([]part, error) {
	root, err := goTool(ctx, top, nil, "env", "GOROOT")
	if err != nil {
		return nil, err
	}
	image, err := goTool(ctx, top, nil, "list", "-m", "-f", "{{.Dir}}", "golang.org/x/image")
	if err != nil {
		return nil, err
	}
	parts := []part{
		{name: "assembly"}, {name: "Go, its runtime and standard library"},
		{name: "Go Bold, Go Mono Bold, Go Regular and Go Mono, the typefaces, by Bigelow & Holmes"},
	}
	for i, name := range []string{filepath.Join(top, "LICENSE"), filepath.Join(root, "LICENSE"), filepath.Join(image, "font", "gofont", "ttfs", "README")} {
		text, err := os.ReadFile(name)
		if err != nil {
			return nil, fmt.Errorf("read a licence: %w", err)
		}
		parts[i].texts = []string{tidy(text)}
	}
	return parts, nil
}

// licencesIn adds the licences that lie in a folder to those that are known.
func licencesIn(dir string, known []string) ([]string, error) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, fmt.Errorf("look for licences: %w", err)
	}
	for _, e := range entries {
		if e.IsDir() || !isLicence(e.Name()) {
			continue
		}
		text, err := os.ReadFile(filepath.Join(dir, e.Name()))
		if err != nil {
			return nil, fmt.Errorf("read a licence: %w", err)
		}
		if t := tidy(text); !slices.Contains(known, t) {
			known = append(known, t)
		}
	}
	return known, nil
}

// isLicence reports whether a file of this name is a licence or what has to go with one.
func isLicence(name string) bool {
	name = strings.ToUpper(name)
	return !strings.HasSuffix(name, ".GO") && slices.ContainsFunc([]string{"LICENSE", "LICENCE", "COPYING", "NOTICE", "ATTRIB"},
		func(begins string) bool { return strings.HasPrefix(name, begins) })
}

// tidy is a text with the ends of lines that a terminal shows in one way.
func tidy(text []byte) string {
	lines := strings.Split(strings.ReplaceAll(string(text), "\r\n", "\n"), "\n")
	for i, l := range lines {
		lines[i] = strings.TrimRight(strings.ReplaceAll(l, "\t", "    "), " ")
	}
	return strings.Trim(strings.Join(lines, "\n"), "\n")
}

// kinds are the kinds of licence in a text.
func kinds(text string) []string {
	text = strings.Join(strings.Fields(text), " ")
	var out []string
	for _, k := range []struct{ name, words string }{
		{"MIT", "Permission is hereby granted, free of charge, to any person obtaining a copy"},
		{"ISC", "Permission to use, copy, modify, and/or distribute this software for any purpose"},
		{"BSD-3-Clause", "used to endorse or promote products derived from"},
		{"BSD-2-Clause", "Redistributions in binary form must reproduce"},
		{"Apache-2.0", "Apache License Version 2.0, January 2004"},
		{"Unlicense", "This is free and unencumbered software released into the public domain"},
		{"MPL-2.0", "Mozilla Public License Version 2.0"},
	} {
		if strings.Contains(text, k.words) && (k.name != "BSD-2-Clause" || !slices.Contains(out, "BSD-3-Clause")) {
			out = append(out, k.name)
		}
	}
	return out
}

// layOut writes the list and the licences, each text once.
func layOut(parts []part) ([]byte, error) {
	var list, texts strings.Builder
	var order []string
	of := map[string][]string{}
	for _, p := range parts {
		all := kinds(strings.Join(p.texts, "\n"))
		if len(all) == 0 {
			return nil, fmt.Errorf("%s has no licence that is known: look at it, and add its kind", p.name)
		}
		fmt.Fprintf(&list, "  %-31s %s\n", strings.Join(all, ", "), p.name)
		for _, t := range p.texts {
			if of[t] == nil {
				order = append(order, t)
			}
			of[t] = append(of[t], p.name)
		}
	}
	for _, t := range order {
		fmt.Fprintf(&texts, "\n%s\n%s\n\n%s\n", strings.Repeat("-", 78), strings.Join(of[t], "\n"), t)
	}
	return []byte("The licences of all that is in assembly: first a list, then their words.\n\n" + list.String() + texts.String()), nil
}
