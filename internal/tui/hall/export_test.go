package hall

import "github.com/westandtogether-assembly/assembly/internal/talk"

// Talk is the talk that the screen shows.
func (m *Show) Talk() talk.Talk { return m.stage.Talk }
