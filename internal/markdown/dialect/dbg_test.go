package dialect

import (
	"fmt"
	"os"
	"testing"
)

func TestDbg(t *testing.T) {
	b, _ := os.ReadFile(os.Getenv("DECK"))
	out, w := translated(t, Format(os.Getenv("FMT")), os.Getenv("FRONT"), string(b))
	fmt.Println(out)
	for _, x := range w {
		fmt.Println(x.Off, x.Message)
	}
}
