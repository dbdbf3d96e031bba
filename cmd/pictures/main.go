// Command pictures draws the pictures of the README and the program's icon anew, from the top of the tree:
//
//	go run ./cmd/pictures
//
// They are start.png, presenter.png, remember.png and closing.png, and talk.gif, which moves: the hall's screen and
// the speaker's laptop as a talk goes on. They go into .github. A test fails while they are not as the program
// looks.
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
