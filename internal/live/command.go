package live

import (
	"fmt"

	"assembly/internal/talk"
)

// wireCommand is a command on the wire. The operation is a stable word.
type wireCommand struct {
	Op string `json:"op"`
	N  int    `json:"n,omitempty"` // goto: index of the slide, from 0
}

// opWords are the operations that a hall can ask for.
func opWords() map[talk.Op]string {
	return map[talk.Op]string{
		talk.Next: "next", talk.Back: "back", talk.First: "first", talk.Last: "last",
		talk.GoTo: "goto", talk.ToClosing: "closing",
		talk.BlackOut: "black", talk.WhiteOut: "white", talk.Freeze: "freeze",
		talk.ToggleClock: "clock", talk.Begin: "begin", talk.ResetClock: "reset", talk.UndoReset: "undo",
	}
}

// maxSlide bounds the number of a slide on the wire.
const maxSlide = 1_000_000

func encodeCommand(c talk.Command) (wireCommand, error) {
	word, ok := opWords()[c.Op]
	if !ok {
		return wireCommand{}, fmt.Errorf("send command: operation %d has no word", c.Op)
	}
	return wireCommand{Op: word, N: c.N}, nil
}

func (w wireCommand) decode() (talk.Command, error) {
	if w.N < 0 || w.N > maxSlide {
		return talk.Command{}, fmt.Errorf("read command: slide %d is out of range", w.N)
	}
	for op, word := range opWords() {
		if word == w.Op {
			return talk.Command{Op: op, N: w.N}, nil
		}
	}
	return talk.Command{}, fmt.Errorf("read command: %.20q is no operation", w.Op)
}
