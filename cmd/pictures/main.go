// Command pictures draws the pictures of the README anew, from the top of the tree:
//
//	go run ./cmd/pictures
package main

import (
	"fmt"
	"os"

	"github.com/westandtogether-assembly/assembly/internal/pictures"
)

func main() {
	if err := pictures.Write(".github"); err != nil {
		fmt.Fprintln(os.Stderr, "pictures:", err)
		os.Exit(1)
	}
}
