package doctor

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

func (f Facts) program() []Item {
	out := []Item{{Label: "Version", Value: f.Program.Version}}
	if len(f.Program.Settings) > 0 {
		out = append(out, Item{Label: "Settings", Value: strings.Join(f.Program.Settings, ", ")})
	}
	return out
}

func (f Facts) terminal() []Item {
	t := f.Terminal
	out := []Item{t.name()}
	if len(t.Inside) > 0 {
		out = append(out, t.inside())
	}
	if !t.Is {
		return append(out, t.none())
	}
	out = append(out, t.window(), t.colours(), t.unicode(), t.drawing())
	if t.Answers.NotAsked != "" || !t.Answers.Any {
		return append(out, t.silent())
	}
	return append(out, t.keyboard(), t.sync(), t.wheel(), t.background(), t.images())
}

// none is what there is to say where there is no terminal to look at.
func (t Terminal) none() Item {
	if t.TERM == "dumb" {
		return Item{"Window", "not asked: TERM says that this terminal shows plain text only", Worth, "Slides are printed as text. Use a terminal window for the talk."}
	}
	return Item{"Window", "not asked: the output is not a terminal", Worth,
		"Start assembly doctor in the window that the hall will see, without > or |, and copy the text from there."}
}

// name tells which terminal it is, and what is known of it that a talk would meet.
func (t Terminal) name() Item {
	i := Item{Label: "Terminal", Value: sentence(cmp.Or(t.Answers.Version, t.Name, "unnamed"), "TERM "+cmp.Or(t.TERM, "not set"))}
	if t.Answers.Version != "" && t.Name != "" && !strings.HasPrefix(strings.ToLower(t.Answers.Version), strings.ToLower(first(t.Name))) {
		i.Value = sentence(t.Answers.Version, t.Name, "TERM "+t.TERM)
	}
	return i.knowing(t.habits())
}

// knowing is an item with what is worth knowing about it, "" for nothing.
func (i Item) knowing(what string) Item {
	if what != "" {
		i.Verdict, i.Do = Worth, what
	}
	return i
}

// inside tells what stands between the program and the screen.
func (t Terminal) inside() Item {
	var out []string
	for _, in := range t.Inside {
		switch in {
		case "tmux", "screen":
			out = append(out, "Start the hall screen outside "+in+": its status line and its panes take room from the slides.")
		case "SSH":
			out = append(out, "Hall screens that H opens appear at the far computer, where this program runs.")
		case "WSL":
			out = append(out, "Windows itself may sleep in the talk: switch that off in its settings.")
		}
	}
	return Item{Label: "Inside", Value: strings.Join(t.Inside, ", ")}.knowing(strings.Join(out, " "))
}

func first(words string) string {
	word, _, _ := strings.Cut(words, " ")
	return word
}

// habits are what a terminal does otherwise than the rest.
func (t Terminal) habits() string {
	switch {
	case t.is("apple_terminal"):
		return "Terminal.app keeps PageDown and PageUp, which clickers send, to itself: set them in its settings " +
			`(Profiles, Keyboard) to send \033[6~ and \033[5~.`
	case t.is("vscode"):
		return "This is a panel of an editor: use a window of its own for the hall."
	case t.xterm():
		return "If letters on the test card have holes, start this terminal as xterm -fa Monospace -fs 12. If thin lines go " +
			"through them, which its fonts may leave between rows, use another terminal for the hall."
	case t.oldConsole():
		return "This is the older console of Windows, whose fonts have few blocks: type is sharper in Windows Terminal."
	case t.console():
		return "This is the console without windows: it has few blocks and colours, and no second screen."
	}
	return ""
}

// console reports whether it is the console of Linux.
func (t Terminal) console() bool { return strings.HasPrefix(t.TERM, "linux") }

func (t Terminal) xterm() bool { return t.is("xterm(") || t.is("xterm ") }

// is reports whether the terminal's name says that it is one of a kind.
func (t Terminal) is(kind string) bool {
	return strings.Contains(strings.ToLower(t.Name+" "+t.Answers.Version), kind)
}

// OldConsole is the name of the console that came before Windows Terminal.
const OldConsole = "console of Windows"

func (t Terminal) oldConsole() bool { return t.Name == OldConsole }

// A cell is drawn as if it were half as wide as high. Where it is far from that, letters are wide or narrow.
const (
	narrowCell = 0.40
	wideCell   = 0.62
)

// The smallest window in which the presenter's view has all its parts.
const (
	leastW = 80
	leastH = 24
)

func (t Terminal) window() Item {
	if t.W == 0 || t.H == 0 {
		return Item{"Window", "its size is not told", Worth, "Slides need it: resize the window, or use another terminal."}
	}
	i := Item{Label: "Window", Value: fmt.Sprintf("%dx%d cells", t.W, t.H)}
	if t.W < leastW || t.H < leastH {
		i.Verdict = Worth
		i.Do = fmt.Sprintf("Below %dx%d the presenter's view has no room for its pictures: make the window larger, or its letters smaller (%s).",
			leastW, leastH, t.zoomKeys("-"))
	}
	if t.Answers.PixelW == 0 || t.Answers.PixelH == 0 {
		return i
	}
	cellW, cellH := float64(t.Answers.PixelW)/float64(t.W), float64(t.Answers.PixelH)/float64(t.H)
	i.Value += fmt.Sprintf(", %dx%d pixels; a cell has %sx%s", t.Answers.PixelW, t.Answers.PixelH, number(cellW), number(cellH))
	if shape := cellW / cellH; i.Verdict == OK && (shape < narrowCell || shape > wideCell) {
		i.Verdict, i.Do = Worth, "Cells are drawn as half as wide as high: with these, letters come out too "+wide(shape)+
			". Look for the spacing of lines or letters in the terminal's settings."
	}
	return i
}

func wide(shape float64) string {
	if shape > wideCell {
		return "wide"
	}
	return "narrow"
}

// zoomKeys are the keys that change the size of the terminal's letters; sign is "-" or "+".
func (t Terminal) zoomKeys(sign string) string {
	switch {
	case t.is("apple_terminal"), t.is("iterm"):
		return "Cmd and " + sign
	case t.is("kitty"):
		return "Ctrl+Shift and " + sign
	case t.oldConsole():
		return "Ctrl and the mouse wheel"
	case t.xterm():
		return "Ctrl and the right mouse button"
	case t.console():
		return "setfont"
	}
	return "Ctrl and " + sign
}

const fullColour = 1 << 24

func (t Terminal) colours() Item {
	i := Item{Label: "Colours", Value: sentence(t.Colours.name(), t.Colours.Why)}
	switch {
	case t.Colours.Asked:
		i.Verdict, i.Do = Worth, "Slides are drawn without colours because NO_COLOR is set: unset it for the hall."
	case t.Colours.Number == 0:
		i.Verdict, i.Do = ToFix, "Slides would be drawn without colours: use another terminal, or set TERM to what this one is."
	case t.Colours.Number < fullColour:
		i.Verdict, i.Do = Worth, t.moreColours()
	}
	return i
}

// name is the number of colours in words.
func (c Colours) name() string {
	switch c.Number {
	case 0:
		return "none"
	case fullColour:
		return "full colour"
	}
	return fmt.Sprintf("%d colours", c.Number)
}

// moreColours says how the terminal may come to have full colour, in which edges are drawn sharper.
func (t Terminal) moreColours() string {
	const better = "Edges of letters are drawn sharper in full colour: "
	switch {
	case slices.Contains(t.Inside, "tmux"):
		return better + `outside tmux, or with set -as terminal-features ",*:RGB" in its settings.`
	case slices.Contains(t.Inside, "screen"):
		return better + "start the program outside screen."
	case t.is("apple_terminal"):
		return better + "Terminal.app has it from macOS 26 on, other terminals such as iTerm2 before."
	}
	return better + "if this terminal has it, set COLORTERM to truecolor."
}

func (t Terminal) unicode() Item {
	i := Item{Label: "Unicode", Value: sentence(cmp.Or(t.Locale, "no locale is set"))}
	switch t.Answers.BlockWidth {
	case 0:
		if !t.UTF8 {
			i.Verdict, i.Do = Worth, "If slides show odd letters, set the terminal to UTF-8, or add --ascii."
		}
	case 1:
		i.Value = sentence("blocks are drawn one column wide, as they should", i.Value)
	case 2:
		i.Value = sentence("a block takes two columns", i.Value)
		i.Verdict, i.Do = ToFix, "Slides would be torn: in the terminal's settings, have characters of ambiguous width drawn narrow, or add --ascii."
	default:
		i.Value = sentence("a block is shown as several letters", i.Value)
		i.Verdict, i.Do = ToFix, "Slides would show odd letters: set the terminal to UTF-8, or add --ascii."
	}
	return i
}

func (t Terminal) drawing() Item {
	i := Item{Label: "Drawn type", Value: sentence(t.Tier, t.Why)}
	if !t.TierFull && !t.Colours.Asked && t.Colours.Number == fullColour {
		i.Verdict, i.Do = Worth, "Type is read from farther away when it is drawn in shades."
	}
	return i
}

// silent is what there is to say of a terminal that has not answered.
func (t Terminal) silent() Item {
	if why := t.Answers.NotAsked; why != "" {
		return Item{Label: "Answers", Value: "not asked: " + why}
	}
	return Item{"Answers", "none: the terminal does not answer questions, or not in time", Worth,
		"What it can do beyond its name is not known. Slides are drawn all the same."}
}
