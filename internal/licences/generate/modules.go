package generate

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
)

// systems are those that the program is built for.
func systems() []string {
	return []string{"linux/amd64", "linux/arm64", "windows/amd64", "windows/arm64", "darwin/amd64", "darwin/arm64"}
}

// listed is what go list says of a package.
type listed struct {
	Dir        string
	EmbedFiles []string
	Module     *struct {
		Path, Version, Dir string
		Main               bool
	}
}

// linked finds the modules that are built into the program for any system, by name and version, each with the folders
// of its packages that may have licences.
func linked(ctx context.Context, top string) (map[string][]string, error) {
	out := map[string][]string{}
	for _, system := range systems() {
		packages, err := packagesFor(ctx, top, system)
		if err != nil {
			return nil, err
		}
		for _, p := range packages {
			if p.Module == nil || p.Module.Main {
				continue // Of Go, or ours.
			}
			name := p.Module.Path + " " + p.Module.Version
			for _, dir := range p.folders() {
				if !slices.Contains(out[name], dir) {
					out[name] = append(out[name], dir)
				}
			}
		}
	}
	for _, dirs := range out {
		slices.Sort(dirs)
	}
	return out, nil
}

// folders are those of a package, and of what is embedded in it, up to its module's.
func (p listed) folders() []string {
	var out []string
	for _, name := range append([]string{"a file"}, p.EmbedFiles...) {
		for dir := filepath.Dir(filepath.Join(p.Dir, name)); ; dir = filepath.Dir(dir) {
			if !slices.Contains(out, dir) {
				out = append(out, dir)
			}
			if dir == p.Module.Dir || len(dir) < len(p.Module.Dir) {
				break
			}
		}
	}
	return out
}

// packagesFor lists the packages that the program consists of on a system.
func packagesFor(ctx context.Context, top, system string) ([]listed, error) {
	goos, goarch, _ := strings.Cut(system, "/")
	text, err := goTool(ctx, top, []string{"GOOS=" + goos, "GOARCH=" + goarch, "CGO_ENABLED=0"},
		"list", "-deps", "-json=Dir,EmbedFiles,Module", "./cmd/assembly")
	if err != nil {
		return nil, err
	}
	var out []listed
	for d := json.NewDecoder(strings.NewReader(text)); ; {
		var p listed
		switch err := d.Decode(&p); {
		case errors.Is(err, io.EOF):
			return out, nil
		case err != nil:
			return nil, fmt.Errorf("read what go list says: %w", err)
		}
		out = append(out, p)
	}
}

// goTool runs the go command and returns what it prints.
func goTool(ctx context.Context, top string, env []string, args ...string) (string, error) {
	cmd := exec.CommandContext(ctx, "go", args...)
	cmd.Dir, cmd.Env = top, append(os.Environ(), env...)
	out, err := cmd.Output()
	if failed, ok := errors.AsType[*exec.ExitError](err); ok {
		return "", fmt.Errorf("go %s: %w: %s", args[0], err, failed.Stderr)
	}
	if err != nil {
		return "", fmt.Errorf("go %s: %w", args[0], err)
	}
	return strings.TrimSpace(string(out)), nil
}
