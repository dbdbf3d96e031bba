// Command pictures draws the pictures of the README and the program's icon anew, from the top of the tree:
//
//	go run ./cmd/pictures
package main

import (
	"errors"
	"fmt"
	"os"

	"github.com/westandtogether-assembly/assembly/internal/pictures"
)

func main() {
	if err := errors.Join(pictures.Write(".github"), pictures.WriteIcons("cmd/assembly/winres")); err != nil {
		fmt.Fprintln(os.Stderr, "pictures:", err)
		os.Exit(1)
	}
}
