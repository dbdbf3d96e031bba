package doctor

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/westandtogether-assembly/assembly/internal/bigtype"
)

func (f Facts) hall() []Item {
	out := []Item{f.back()}
	if f.Hall.Judged {
		out = append(out, f.zoom())
	}
	return append(out, f.openers())
}

// back is how far away the back row is.
func (f Facts) back() Item {
	i := Item{Label: "Back row", Value: number(f.Hall.Advice.Distance) + " picture heights away"}
	if !f.Hall.Given {
		i.Value += ", as in a usual hall; --hall \"18m, 2m\" tells how far the back row of yours is, and how high its picture"
	}
	return i
}

// zoom says how the deck is read in a hall screen of this window's size, and which zoom would help.
func (f Facts) zoom() Item {
	a := f.Hall.Advice
	size := fmt.Sprintf("%dx%d", a.Window.W, a.Window.H)
	i := Item{Label: "From the back"}
	switch {
	case a.Slide == 0:
		i.Value = "no slides to read"
	case a.Well:
		i.Value = "every slide is read well in a window of " + size
		if a.Reach > 0 {
			i.Value += fmt.Sprintf("; the smallest words, on slide %d, up to %s picture heights away", a.Slide, number(a.Reach))
		}
	case a.Lost > 0:
		i.Value = fmt.Sprintf("in a window of %s slide %d does not fit", size, a.Slide)
	default:
		i.Value = fmt.Sprintf("in a window of %s the smallest words of slide %d are read well up to %s picture heights away", size, a.Slide, number(a.Reach))
	}
	if !a.Well {
		i.Verdict, i.Do = Worth, f.zoomAdvice()
	}
	if !a.Fair {
		i.Verdict = ToFix
	}
	return i
}

// A window of fewer columns than narrowW for narrowH rows is narrower than any projector's picture, which has 4 by 3.
const (
	narrowW = 10
	narrowH = 4
)

func (f Facts) zoomAdvice() string {
	a := f.Hall.Advice
	if a.Steps == 0 && a.Window.W*narrowH < a.Window.H*narrowW {
		return "This window is higher than the picture of a projector: make it wider, or full screen, and start assembly doctor again."
	}
	if a.Steps == 0 {
		return fmt.Sprintf("No size of the terminal's letters helps: use fewer words on slide %d, or show the hall in a browser. assembly check lists every such slide.", a.Slide)
	}
	way, keys := "out", f.Terminal.zoomKeys("-")
	if a.Steps < 0 {
		way, keys = "in", f.Terminal.zoomKeys("+")
	}
	then := "can be read from the back row, though not well"
	if a.ThenWell {
		then = "is read well from the back row"
	}
	return fmt.Sprintf("In the hall's window, zoom %s %s (%s), to about %dx%d: then every slide %s.",
		way, counted(max(a.Steps, -a.Steps), "step"), keys, a.Then.W, a.Then.H, then)
}

// openers are the ways in which H opens a hall screen.
func (f Facts) openers() Item {
	var ways, missing []string
	for _, o := range f.Hall.Opens {
		switch {
		case o.Missing == "":
			ways = append(ways, o.What+" ("+o.By+")")
		case !slices.Contains(missing, o.Missing):
			missing = append(missing, o.Missing)
		}
	}
	i := Item{Label: "Hall screen", Value: "H in the presenter's view opens " + strings.Join(ways, " or ")}
	if len(ways) == 0 {
		i.Value = "cannot be opened from here"
		i.Verdict, i.Do = Worth, "Open a terminal window yourself, and type there: assembly hall"
	}
	if len(missing) > 0 {
		i.Value += ": " + strings.Join(missing, "; ")
	}
	return i
}

func (f Facts) deck() []Item {
	d := f.Deck
	out := []Item{{Label: "Deck", Value: d.about()}}
	if len(d.Failed) > 0 {
		out[0].Value = d.Name
		return append(out, Item{"Reading", strings.Join(d.Failed, "\n"), ToFix, d.Do})
	}
	return append(out, d.checked(), d.fonts())
}

// about says what deck it is. Its title is its user's own.
func (d Deck) about() string {
	phases := "no phases"
	if len(d.Phases) > 0 {
		phases = "phases " + strings.Join(d.Phases, ", ")
	}
	format := ""
	if d.Format != "" {
		format = "made for " + d.Format
	}
	return sentence(d.Name, cmp.Or(counted(d.Slides, "slide"), "no slides"), phases, format)
}

func (d Deck) checked() Item {
	i := Item{Label: "Check", Value: "nothing to fix"}
	if d.Errors+d.Warnings > 0 {
		i.Value, i.Verdict = sentence(counted(d.Errors, "error"), counted(d.Warnings, "warning")), Worth
		i.Do = "assembly check, with the name of the deck" + d.flags() + ", lists them and says what to do."
	}
	if d.Errors > 0 {
		i.Verdict = ToFix
	}
	return i
}

// flags name the window that the deck was checked for.
func (d Deck) flags() string {
	if d.Window == nil {
		return ""
	}
	out := fmt.Sprintf(" and --size %dx%d", d.Window.W, d.Window.H)
	if t := d.Window.Tier.Base(); t != bigtype.Shades {
		out += " --type " + bigtype.Tiers()[t]
	}
	return out
}

// counted is a number with its noun, "" for none.
func counted(n int, what string) string {
	switch n {
	case 0:
		return ""
	case 1:
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}

// shownMissing is how many characters a line names.
const shownMissing = 12

func (d Deck) fonts() Item {
	i := Item{Label: "Its letters", Value: "the program's own type has all of them"}
	if len(d.Families) > 0 {
		i.Value = "drawn with fonts of this computer too: " + strings.Join(d.Families, ", ")
	}
	if len(d.Missing) > 0 {
		names := d.Missing
		if len(names) > shownMissing {
			names = append(names[:shownMissing:shownMissing], fmt.Sprintf("and %d more", len(d.Missing)-shownMissing))
		}
		i.Value, i.Verdict = "no font here has: "+strings.Join(names, " "), Worth
		i.Do = "They are shown in the terminal's own small letters: install a font that has them on the computer of the hall, or use other characters."
	}
	return i
}
