package doctor

import "strings"

func (t Terminal) keyboard() Item {
	if t.Answers.Keyboard {
		return Item{Label: "Keyboard", Value: "knows kitty's keyboard protocol; the program reads the usual keys, which need none"}
	}
	return Item{Label: "Keyboard", Value: "usual keys (kitty's keyboard protocol is not known here, and not needed)"}
}

func (t Terminal) sync() Item {
	if t.Answers.Sync == ModeUnknown {
		return Item{Label: "Whole frames", Value: "no synchronised output (mode 2026): a large change may be seen while it is drawn"}
	}
	return Item{Label: "Whole frames", Value: "yes: synchronised output (mode 2026)"}
}

func (t Terminal) wheel() Item {
	i := Item{Label: "Mouse wheel", Value: "moves nothing"}
	switch t.Answers.Wheel {
	case ModeOn:
		i.Value += ": alternate scroll (mode 1007) is on, and off while slides are shown"
	case ModeOff:
		i.Value += ": alternate scroll (mode 1007) is off"
	case ModeUnknown:
		i.Value = "alternate scroll (mode 1007) is switched off while slides are shown; the terminal does not say whether it knows that"
	}
	return i
}

func (t Terminal) background() Item {
	if t.Answers.Background == "" {
		return Item{Label: "Background", Value: "not told; the slides bring their own"}
	}
	return Item{Label: "Background", Value: t.Answers.Background + "; the slides bring their own"}
}

func (t Terminal) images() Item {
	var known []string
	for _, p := range []struct {
		name string
		is   bool
	}{{"kitty", t.Answers.KittyImages}, {"sixel", t.Answers.SixelImages}, {"iTerm2", t.Answers.ITermImages}} {
		if p.is {
			known = append(known, p.name)
		}
	}
	if len(known) == 0 {
		return Item{Label: "Pictures", Value: "drawn in blocks: no protocol for images is known here"}
	}
	return Item{Label: "Pictures", Value: "the terminal has protocols for images: " + strings.Join(known, ", ")}
}
