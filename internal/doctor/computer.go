package doctor

import (
	"cmp"
	"strings"
)

func (f Facts) computer() []Item {
	c := f.Computer
	out := []Item{{Label: "System", Value: cmp.Or(c.System, "not known")}, c.folder()}
	if len(c.Unfinished) > 0 {
		out = append(out, Item{"Unfinished talk", strings.Join(c.Unfinished, "; "), Worth, "The start screen offers to resume it."})
	}
	return append(out, c.listening(), c.awake(), c.fonts())
}

func (c Computer) folder() Item {
	if c.Unsaved == "" {
		return Item{Label: "Saved state", Value: "in " + c.Folder + ", which can be written"}
	}
	return Item{"Saved state", sentence(c.Folder, "cannot be written: "+c.Unsaved), ToFix,
		"A talk that is interrupted cannot be resumed, no rehearsal is saved, and assembly hall finds no presenter; H still opens hall screens. " +
			"Make the folder writable, or set XDG_STATE_HOME to one that is."}
}

func (c Computer) listening() Item {
	switch {
	case c.Presenting:
		return Item{"Listening", sentence("a presenter is running", strings.TrimSpace("at "+c.At)), Worth, "Another can start when that one has been left."}
	case c.Listening != "":
		return Item{"Listening", "a presenter cannot serve hall screens at 127.0.0.1: " + c.Listening, ToFix,
			"A firewall, or another program that protects this computer, may forbid it. assembly show presents on one screen and needs no network."}
	}
	return Item{Label: "Listening", Value: "nothing now; a presenter can serve hall screens at 127.0.0.1"}
}

func (c Computer) awake() Item {
	by := strings.Join(c.AwakeBy, ", ")
	if c.Awake {
		if by != "" {
			by = ", by " + by
		}
		return Item{Label: "Stays awake", Value: "yes, while a talk is on" + by}
	}
	i := Item{"Stays awake", "", Worth, "The computer or its screen may go to sleep in the talk: switch that off in its settings."}
	if by == "" {
		i.Value = "no: nothing was found that keeps this computer awake"
	} else {
		i.Value = "no: tried " + by
	}
	return i
}

// fonts names what draws each script. That one is missing matters to a deck that has it, and is said there.
func (c Computer) fonts() Item {
	var own, found, none []string
	for _, f := range c.Fonts {
		switch {
		case f.None:
			none = append(none, f.Script)
		case f.Family == "":
			own = append(own, f.Script)
		default:
			found = append(found, f.Script+" ("+f.Family+")")
		}
	}
	i := Item{Label: "Fonts", Value: sentence(found...)}
	if len(own) > 0 {
		i.Value = sentence("the program's own for "+strings.Join(own, " and "), i.Value)
	}
	if len(none) > 0 {
		i.Value = sentence(i.Value, "none for "+strings.Join(none, " and "))
	}
	if c.Refused != "" {
		i.Value = sentence(i.Value, "because "+c.Refused+" says that it is far larger than its file, or is no ordinary file")
		i.Verdict, i.Do = Worth, "While that file is there none of the computer's fonts is read. Remove it, or install that font again."
	}
	return i
}
