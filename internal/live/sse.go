package live

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
)

// event is one server-sent event.
type event struct {
	name string
	data []byte // the data lines, joined by \n
}

// events reads server-sent events. Lines and events are bounded by maxLine bytes.
type events struct{ lines *bufio.Scanner }

func newEvents(r io.Reader) *events {
	s := bufio.NewScanner(r)
	s.Buffer(make([]byte, 0, 4096), maxLine)
	return &events{s}
}

// next waits for the next event. It passes over comments and events without data.
func (e *events) next() (event, error) {
	var out event
	for e.lines.Scan() {
		line := e.lines.Bytes()
		if len(line) == 0 {
			if len(out.data) > 0 {
				return out, nil
			}
			out = event{}
			continue
		}
		field, value, _ := bytes.Cut(line, []byte(":"))
		value = bytes.TrimPrefix(value, []byte(" "))
		switch string(field) {
		case "event":
			out.name = string(value)
		case "data":
			if len(out.data)+len(value) > maxLine {
				return event{}, fmt.Errorf("%w: an event of more than %d bytes", errAnswer, maxLine)
			}
			if out.data != nil {
				out.data = append(out.data, '\n')
			}
			out.data = append(out.data, value...)
		}
	}
	if err := e.lines.Err(); err != nil {
		return event{}, fmt.Errorf("follow presenter: %w", err)
	}
	return event{}, fmt.Errorf("follow presenter: %w", io.EOF)
}
