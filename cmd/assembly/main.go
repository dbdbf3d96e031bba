// Command assembly carries a teacher through a school assembly.
package main

import (
	"os"

	"assembly/internal/cli"
)

func main() { os.Exit(cli.Main()) }
