// Command licences collects the licences of what the program consists of anew, from the top of the tree:
//
//	go run ./cmd/licences
package main

import (
	"context"
	"fmt"
	"os"

	"github.com/westandtogether-assembly/assembly/internal/licences/generate"
)

func main() {
	if err := generate.Write(context.Background(), "internal/licences/licences.txt.gz"); err != nil {
		fmt.Fprintln(os.Stderr, "licences:", err)
		os.Exit(1)
	}
}
