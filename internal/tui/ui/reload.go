package ui

import (
	"slices"
	"time"

	tea "charm.land/bubbletea/v2"

	"github.com/westandtogether-assembly/assembly/internal/deck"
	"github.com/westandtogether-assembly/assembly/internal/render"
	"github.com/westandtogether-assembly/assembly/internal/talk"
)

// origin is the version of the deck in which the speaker moved last, and the talk in it. What remembers a slide is
// found again from there: an editor that writes a file in two goes shows a version of it that lacks slides, and what is
// only rebased from version to version does not come back from that.
type origin struct {
	deck  *deck.Deck
	shape talk.Shape
	talk  talk.Talk
	at    map[int]int // where its slides that are remembered stand in the version that is shown, as talk.NewMoves has it
}

// where tells where a slide of the origin stands in the version that comes next. One that is there beyond doubt is
// there, also where the version between the two lacked it. Any other has gone from version to version: what edits one
// after the other have done looks like something else when it is done at once.
func (o *origin) where(last, next *deck.Deck) func(slide int) int {
	at, direct, step := map[int]int{}, next.Where(o.deck), next.Where(last)
	was := o.at
	o.at = at
	return func(slide int) int {
		if _, known := at[slide]; !known {
			at[slide] = direct(slide)
			if to := at[slide]; to < 0 || !next.Keeps(o.deck, slide, to) {
				at[slide] = stepped(was, slide, to, step)
			}
		}
		return at[slide]
	}
}

// stepped tells where a slide stands by where it stood in the last version; otherwise is for one that nobody knows.
func stepped(was map[int]int, slide, otherwise int, step func(int) int) int {
	before, known := was[slide]
	switch {
	case !known:
		return otherwise
	case before >= 0:
		return step(before)
	}
	return min(step(^before), ^step(^before)) // What has come in its place stands for it.
}

// keepOrigin follows a command that the talk has followed. One that moves makes the deck as it is now the origin.
func (s *Stage) keepOrigin(before talk.Talk, c talk.Command) {
	if s.origin == nil || c.Op == talk.Rebase || s.Talk.Seq == before.Seq {
		return
	}
	o := *s.origin
	at := o.talk.Pos
	o.talk = talk.Do(o.shape, o.talk, c, s.Now())
	anew := c.Op == talk.Restart || c.Op == talk.Resume
	if s.origin = &o; anew || o.talk.Pos != at || s.Talk.Pos != before.Pos || !slices.Equal(s.Talk.Skipped, before.Skipped) {
		s.origin = nil
	}
}

// wholeWithin is how long a version of the deck that lacks the slide in the hall waits for the next: an editor may be
// writing it in two goes.
const wholeWithin = 500 * time.Millisecond

// Hold reports whether a reload is not to be shown now. Its command brings that again, unless another has come by then.
func (s *Stage) Hold(msg Reload) (again tea.Cmd, held bool) {
	if msg.held > 0 {
		return nil, msg.held != s.held
	}
	s.held++
	if msg.Err != nil || !s.loses(msg.Deck) {
		return nil, false
	}
	msg.held = s.held
	return tea.Tick(wholeWithin, func(time.Time) tea.Msg { return msg }), true
}

// loses reports whether a version of the deck lacks the slide in the hall.
func (s *Stage) loses(d *deck.Deck) bool {
	return s.Deck.Len() > 0 && d.Where(s.Deck)(s.Talk.Hall().Slide) < 0
}

// Reload takes a new deck and keeps the slide, wherever that is now. It tells where slides have moved;
// a broken deck is only reported, and gives nil.
func (s *Stage) Reload(msg Reload) *talk.Moves {
	if s.Broken = msg.Err; msg.Err != nil {
		return nil
	}
	s.Renderer.Pictures().Retry() // A file that was put right is read again.
	if s.origin == nil {
		s.origin = &origin{deck: s.Deck, shape: s.shape, talk: s.Talk}
	}
	of, moves := s.origin, talk.NewMoves(msg.Deck.Where(s.Deck))
	where := of.where(s.Deck, msg.Deck)
	s.Deck, s.shape, s.Renderer = msg.Deck, shapeOf(msg.Deck), render.NewSharing(msg.Deck, s.Renderer.Pictures())
	s.shown.Store(msg.Deck)
	s.Do(talk.Command{Op: talk.Rebase, Moves: talk.NewMoves(where), Saved: &of.talk})
	if p := open[*Picker](s); p != nil {
		s.answered(p, Answer{})
	}
	return moves
}
