// Command manual writes the manual pages, the page of help and the scripts that complete anew, from the top of the
// tree:
//
//	go run ./cmd/manual
package main

import (
	"fmt"
	"os"

	"github.com/westandtogether-assembly/assembly/internal/manual/generate"
)

func main() {
	if err := generate.Write("internal/manual"); err != nil {
		fmt.Fprintln(os.Stderr, "manual:", err)
		os.Exit(1)
	}
}
