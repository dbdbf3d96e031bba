// Command assembly carries a teacher through a school assembly.
//
// Go links the files rsrc_windows_*.syso into the Windows program by itself: its icon, its manifest and what
// Explorer says about it, made from the folder winres. They carry no version, as a commit does not know its
// tag; .goreleaser.yaml puts that of a release in.
package main

import (
	"os"

	"github.com/westandtogether-assembly/assembly/internal/cli"
)

//go:generate go run github.com/tc-hib/go-winres@v0.3.3 make --in winres/winres.json --arch amd64,arm64

func main() { os.Exit(cli.Main()) }
