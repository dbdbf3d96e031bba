package presenter

import (
	"github.com/westandtogether-assembly/assembly/internal/plan"
	"github.com/westandtogether-assembly/assembly/internal/tui/ui"
)

// silence is where the speaker is in the silence of a reflection.
type silence uint8

const (
	noSilence silence = iota
	silenceAhead
	silenceFrozen // the speaker is there, and the hall is not
	silenceNow
	silenceOver
)

// silence is where the speaker is in the silence of the slide, which goes by the shape in the hall.
func (m *Model) silence() silence {
	s := m.stage
	length := s.Deck.Slide(s.Talk.Pos.Slide).Reflection(s.Talk.Phase)
	switch {
	case length == 0:
		return noSilence
	case s.Talk.Pos.Step == 0:
		return silenceAhead
	case s.Talk.Hall() != s.Talk.Pos || !s.Filling():
		return silenceFrozen
	case s.Talk.SinceShown(s.Now()) < length:
		return silenceNow
	}
	return silenceOver
}

// silenceText says in words where the speaker is in the silence; "" where there is none.
func (m *Model) silenceText() string {
	s := m.stage
	length := plan.Clock(s.Deck.Slide(s.Talk.Pos.Slide).Reflection(s.Talk.Phase))
	switch m.silence() {
	case silenceAhead:
		return "next starts the silence of " + length
	case silenceFrozen:
		return "f starts the silence of " + length
	case silenceNow:
		return "silence " + plan.Clock(s.Talk.SinceShown(s.Now())) + " of " + length
	case silenceOver:
		if m.slideNotes().AfterSilence() < 0 {
			return "the silence is over: next goes on"
		}
		return "the silence is over: say"
	}
	return ""
}

// leastSilence is the smallest panel of notes that has a row for the silence.
const leastSilence = 3

// notesRoom is the room of the notes, without the row that tells of a silence. The teleprompter tells of it
// in its own row.
func (m *Model) notesRoom(l layout) ui.Rect {
	r := l.Notes
	if m.prompter.on || r.H < leastSilence || m.silence() == noSilence {
		return r
	}
	r.Y++
	r.H--
	return r
}

// drawSilence tells of the silence in the row above the notes.
func (m *Model) drawSilence(p panel, l layout) {
	if m.notesRoom(l) == l.Notes {
		return
	}
	style := p.Chosen
	if m.silence() == silenceOver {
		style = p.Alarm
	}
	r := ui.Rect{X: l.Notes.X, Y: l.Notes.Y, W: l.Notes.W, H: 1}
	p.Fill(r.X, r.Y, r.W, r.H, style)
	p.line(r, style, m.silenceText())
}
