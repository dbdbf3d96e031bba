package session

import (
	"testing"
	"time"

	"github.com/westandtogether-assembly/assembly/internal/state"
	"github.com/westandtogether-assembly/assembly/internal/talk"
)

// BenchmarkPublish is the time from a key, once the screen has taken it, to the halls: late in a talk of so many presses.
func BenchmarkPublish(b *testing.B) {
	for name, presses := range map[string]int{"a talk": 30, "5000 presses": 5000} {
		b.Run(name, func(b *testing.B) {
			d, err := Source{}.Load()
			if err != nil {
				b.Fatal(err)
			}
			p, err := Present(b.Context(), Config{
				Folder: state.At(b.TempDir()), Now: time.Now, Command: func(talk.Command) {}, Changed: func() {},
			})
			if err != nil {
				b.Fatal(err)
			}
			shape := talk.Shape{Steps: d.Steps(), Closing: d.Closing(), Phases: d.Meta.Phases}
			is := talk.Start("primary", time.Now())
			press := func(i int) {
				is = talk.Do(shape, is, talk.Command{Op: talk.GoTo, N: i % 5}, time.Now().Add(time.Duration(i)*time.Second))
			}
			for i := range presses {
				press(i)
			}
			_ = p.publish(change{is, d})
			for i := 0; b.Loop(); i++ {
				b.StopTimer()
				press(presses + i)
				b.StartTimer()
				_ = p.publish(change{is, d})
			}
			p.Close(true)
		})
	}
}
