package report

import (
	"fmt"
	"strconv"
	"time"

	"github.com/westandtogether-assembly/assembly/internal/plan"
)

// Planned is a plan together with the titles of its slides.
type Planned struct {
	plan.Plan
	Titles []string
	Phase  string
	Bell   string // when to begin for the bell, in words; "" without one
}

// Plan lists what is planned for each slide, and when it begins.
func Plan(title string, of Planned, w int) []Line {
	p := newPage(w)
	if of.Phase != "" {
		title += ", " + of.Phase
	}
	p.prose(Strong, "", "Plan of "+title)
	p.gap()
	t := newTable(
		column{title: "No", right: true},
		column{title: "Slide", elastic: true},
		column{title: "speaker", drop: 1, optional: true},
		column{title: "words", right: true, drop: 3},
		column{title: "pauses", right: true, drop: 2},
		column{title: "planned", right: true},
		column{title: "begins at", right: true},
	)
	var begins time.Duration
	for i := of.First; i < len(of.Items); i++ {
		it := of.Items[i]
		t.row(Plain, strconv.Itoa(i+1), of.Titles[i], it.Speaker, count(it.Words), orNone(it.Pauses+it.Silence), orNone(it.Time), length(begins))
		begins += it.Time
	}
	t.row(Strong, "", all(of.Plan), "", "", "", orNone(of.Total()), "")
	p.table(t)
	p.gap()
	if len(of.Items) == 0 {
		p.say(fmt.Sprintf("Slides are not planned one by one in a deck of more than %d.", plan.MaxSlides))
	}
	if of.Bell != "" {
		p.say(of.Bell + ".")
	}
	p.prose(Quiet, "", "These are planning figures. A rehearsal needs a terminal: assembly rehearse.")
	return p.lines
}

// all names the part of the talk that a plan covers.
func all(p plan.Plan) string {
	if p.First > 0 {
		return fmt.Sprintf("From slide %d", p.First+1)
	}
	return "Whole talk"
}
