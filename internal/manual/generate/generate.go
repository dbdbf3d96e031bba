// Package generate makes the manual of the program's own commands and keys: the same tree always gives the same
// bytes. It is not part of the program.
package generate

import (
	"bytes"
	"fmt"
	"io"
	"maps"
	"path/filepath"
	"slices"
	"strings"

	"github.com/westandtogether-assembly/assembly/internal/atomicfile"
	"github.com/westandtogether-assembly/assembly/internal/cli"
)

// Write writes the manual into a folder, over what has its names there.
func Write(folder string) error {
	files, err := Files()
	if err != nil {
		return err
	}
	for _, name := range slices.Sorted(maps.Keys(files)) {
		if err := atomicfile.Write(filepath.Join(folder, filepath.FromSlash(name)), files[name], 0o644); err != nil {
			return fmt.Errorf("write %s: %w", name, err)
		}
	}
	return nil
}

// Files are the files of the manual by their names.
func Files() (map[string][]byte, error) {
	commands := read(cli.Command())
	out := map[string][]byte{}
	for _, c := range commands {
		out["man/"+c.page()+".1"] = manPage(c, commands)
	}
	page, err := helpPage(commands)
	if err != nil {
		return nil, fmt.Errorf("make the page of help: %w", err)
	}
	out["help.html"] = page
	return out, complete(out)
}

// complete adds the scripts that complete.
func complete(files map[string][]byte) error {
	root := cli.Command()
	for ending, script := range map[string]func(io.Writer) error{
		"bash": func(w io.Writer) error { return root.GenBashCompletionV2(w, true) },
		"zsh":  root.GenZshCompletion,
		"fish": func(w io.Writer) error { return root.GenFishCompletion(w, true) },
		"ps1":  root.GenPowerShellCompletionWithDesc,
	} {
		var b bytes.Buffer
		if err := script(&b); err != nil {
			return fmt.Errorf("complete in %s: %w", ending, err)
		}
		files["completions/assembly."+ending] = b.Bytes()
	}
	return nil
}

// page is the name of a command's manual page.
func (c command) page() string { return strings.ReplaceAll(c.Path, " ", "-") }
