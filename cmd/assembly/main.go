// Command assembly carries a teacher through a school assembly.
package main

import (
	"os"

	"github.com/westandtogether-assembly/assembly/internal/cli"
)

func main() { os.Exit(cli.Main()) }
