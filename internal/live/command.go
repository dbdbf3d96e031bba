package live

import (
	"fmt"
	"slices"

	"github.com/westandtogether-assembly/assembly/internal/talk"
)

// wireCommand is a command on the wire. The operation is a stable word.
type wireCommand struct {
	Op string `json:"op"`
	N  int    `json:"n,omitempty"` // goto: index of the slide, from 0
	At int64  `json:"at"`          // when its key was pressed, in milliseconds of the server's time as the hall knows it
}

// opWords are the operations that a hall can ask for. The others have no word.
func opWords() [talk.UndoReset + 1]string {
	return [...]string{
		talk.Next: "next", talk.Back: "back", talk.First: "first", talk.Last: "last",
		talk.GoTo: "goto", talk.ToClosing: "closing",
		talk.BlackOut: "black", talk.WhiteOut: "white", talk.Freeze: "freeze",
		talk.ToggleClock: "clock", talk.Begin: "begin", talk.BeginOrNext: "enter", talk.ResetClock: "reset", talk.UndoReset: "undo",
	}
}

// maxSlide bounds the number of a slide on the wire.
const maxSlide = 1_000_000

func encodeCommand(c talk.Command) (wireCommand, error) {
	words := opWords()
	if int(c.Op) >= len(words) || words[c.Op] == "" {
		return wireCommand{}, fmt.Errorf("send command: operation %d cannot be sent", c.Op)
	}
	return wireCommand{Op: words[c.Op], N: c.N}, nil
}

func (w wireCommand) decode() (talk.Command, error) {
	if w.N < 0 || w.N > maxSlide {
		return talk.Command{}, fmt.Errorf("read command: slide %d is out of range", w.N)
	}
	words := opWords()
	op := slices.Index(words[:], w.Op)
	if op < 0 || w.Op == "" {
		return talk.Command{}, fmt.Errorf("read command: unknown operation %.20q", w.Op)
	}
	return talk.Command{Op: talk.Op(op), N: w.N}, nil
}
