package cli

import (
	"strings"
	"testing"
	"time"

	"github.com/westandtogether-assembly/assembly/internal/session"

	"github.com/westandtogether-assembly/assembly/internal/tui/ui"
)

// A reset begins the run anew at the next move, wherever that is. Whoever leaves right behind one,
// or soon after it, keeps what was measured before it.
func TestRehearsalReset(t *testing.T) {
	n := rehearsed(t, &flags{from: 1}, "")
	n.keys("s")
	n.speak(30, ">")
	n.speak(20, "R")
	n.speak(5, "qy")
	if run := n.end()[0]; run.Total() != 50*time.Second {
		t.Errorf("left behind a reset, the run took %v", run.Total())
	}
	n.begin(&flags{from: 1}, "")
	n.keys("s")
	n.speak(300, ">")
	n.speak(300, "R")
	n.speak(5, ">")
	n.speak(5, "qy")
	if run := n.end()[1]; run.Total() != 10*time.Minute || run.From != 1 || run.Slides[0].Planned == 0 || !run.Slides[1].Open {
		t.Errorf("left soon after a reset, the run is %+v", run)
	}
	n.begin(&flags{from: 1}, "")
	n.keys("s")
	n.speak(30, ">")
	n.speak(20, "R")
	n.speak(5, ">") // It begins on the second slide.
	n.speak(1, ">")
	n.speak(1, ">")
	n.speak(40, "qy")
	if runs := n.end(); len(runs) != 3 || runs[2].Total() != 42*time.Second || runs[2].Slides[2].Spent != 40_000 {
		t.Errorf("begun anew, the runs are %+v", runs)
	}
}

// Practised, reset and gone back to the beginning, the run is one of the whole talk. The way back is
// none, and whoever leaves on it keeps what was before.
func TestRehearsalOnceMore(t *testing.T) {
	_, path := write(t, timed)
	n := rehearsed(t, &flags{phase: "secondary", from: 1}, path)
	n.keys("s")
	n.speak(30, ">")
	n.speak(20, ">")
	n.speak(10, "R")
	n.speak(3, "gg")
	if !strings.Contains(n.Text(), "Press Enter as you begin to speak") {
		t.Errorf("on the way back the clock says\n%s", n.Text())
	}
	n.speak(40, ">") // It begins.
	n.speak(5, ">")
	n.speak(20, ">")
	n.speak(10, "qy")
	if run := n.end()[0]; run.From != 1 || !run.Whole() || run.Total() != 35*time.Second || run.Planned() != 75*time.Second {
		t.Errorf("once more gives %+v", run)
	}
	n.begin(&flags{phase: "secondary", from: 1}, path)
	n.keys("s")
	n.speak(30, ">")
	n.speak(20, "R")
	n.speak(5, "gg")
	n.speak(2, "qy")
	if run := n.end()[1]; run.From != 1 || run.Total() != 50*time.Second || run.Finished || run.Slides[0].Open || !run.Slides[1].Open {
		t.Errorf("left on the way back, it is %+v", run)
	}
}

// A run of two phases is of neither: it is compared with none, and no times are written of it.
func TestRehearsalOfTwoPhases(t *testing.T) {
	_, path := write(t, timed)
	n := rehearsed(t, &flags{phase: "primary", from: 1}, path)
	n.keys("ts") // Before the clock has been started, a phase is chosen.
	n.speak(20, ">")
	n.speak(20, ">")
	n.speak(20, "qy")
	if run := n.end()[0]; run.Mixed || run.Phase != "secondary" {
		t.Errorf("a phase that was chosen ahead gives %+v", run)
	}
	n.begin(&flags{phase: "secondary", from: 1, apply: true}, path)
	n.keys("s")
	n.speak(20, ">")
	n.speak(20, "t")
	n.speak(20, ">")
	n.speak(20, "qy")
	if got := n.Text(); !strings.Contains(got, "the phase changed part way through") || strings.Contains(got, "best: the earlier run") {
		t.Errorf("the summary is\n%s", got)
	}
	before := contents(t, path)
	if err := n.r.end(nil); err == nil || !strings.Contains(err.Error(), "the phase was changed during the rehearsal") || contents(t, path) != before {
		t.Errorf("--apply ends with %v", err)
	}
	if runs := n.runs(); len(runs) != 2 || !runs[1].Mixed || runs[1].Whole() {
		t.Errorf("what is kept is %+v", runs)
	}
}

// The phase of a run is the one that was spoken, whatever was chosen before it or behind it, and for
// the moment of a slip.
func TestRehearsalOfOnePhaseAfterAll(t *testing.T) {
	for keys, want := range map[string]string{
		"s30>20>10Rtqy":        "primary", // Left in another phase, with nothing spoken in that.
		"s30>20>10tqy":         "primary",
		"s30>20tt>10qy":        "primary",
		"s30>20t2t>10qy":       "primary",
		"s3>Rtggs20>20>20qy":   "secondary",
		"s3>3tRggs20>20>20tqy": "secondary",
		"tts20>20>20qy":        "primary",
	} {
		_, path := write(t, timed)
		n := rehearsed(t, &flags{phase: "primary", from: 1}, path)
		seconds := 0
		for _, k := range keys {
			if k >= '0' && k <= '9' {
				seconds = 10*seconds + int(k-'0')
				continue
			}
			n.speak(seconds, string(k))
			seconds = 0
		}
		planned := map[string]int64{"primary": 60_000, "secondary": 45_000}[want]
		if run := n.end()[0]; run.Mixed || run.Phase != want || run.Slides[0].Planned != planned {
			t.Errorf("%q gives %+v", keys, run)
		}
	}
}

// A phase that an edit renames is the same one.
func TestRehearsalOfARenamedPhase(t *testing.T) {
	_, path := write(t, timed)
	n := rehearsed(t, &flags{phase: "primary", from: 1}, path)
	n.keys("s")
	n.speak(60, ">")
	n.speak(60, ">")
	_, renamed := write(t, strings.ReplaceAll(timed, "primary", "juniors"))
	d, err := session.Source{Path: renamed}.Load()
	must(t, err)
	n.Send(ui.Reload{Deck: d})
	n.speak(8, "qy")
	if run := n.end()[0]; run.Phase != "juniors" || run.Mixed || run.Slides[0].Planned != 60_000 || run.Slides[0].Spent != 60_000 {
		t.Errorf("the run is %+v", run)
	}
}
