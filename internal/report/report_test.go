package report_test

import (
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/westandtogether-assembly/assembly/internal/cell"
	"github.com/westandtogether-assembly/assembly/internal/plan"
	"github.com/westandtogether-assembly/assembly/internal/rehearsal"
	"github.com/westandtogether-assembly/assembly/internal/report"
	"github.com/westandtogether-assembly/assembly/internal/screentest"
)

// began is when the first of the runs below began.
func began() time.Time { return time.Date(2026, 11, 16, 19, 30, 0, 0, time.UTC) }

// times are seconds on each slide; -1 was left out, 0 was not shown.
func run(number int, times ...int64) rehearsal.Run {
	r := rehearsal.Run{
		Number: number, ID: string(rune('a' + number)), Deck: "built-in", Title: "#WeStandTogether", Phase: "primary", As: "Anna",
		Began: began().AddDate(0, 0, number), From: 1, Finished: true,
		Slides: []rehearsal.Slide{
			{Title: "#WeStandTogether", Words: 120, Planned: 90_000, Speaker: "Head", Pauses: 3000},
			{Title: "All forms of extremism and hatred are wrong", Words: 130, Planned: 90_000, Speaker: "Reader 1"},
			{Title: "Look out for anything suspicious", Words: 125, Planned: 75_000, Speaker: "Reader 1"},
			{Title: "Be still", Words: 70, Planned: 105_000, SilencePlanned: 45_000, Speaker: "Head"},
			{Title: "Tell someone", Words: 110, Planned: 75_000, Speaker: "Head"},
		},
	}
	var at time.Duration
	for i, sec := range times {
		s := &r.Slides[i]
		switch {
		case sec < 0:
			s.Out = true
		case sec > 0:
			s.Visits, s.Spent = 1, sec*1000
		}
		if s.SilencePlanned > 0 {
			s.Silence = s.Spent / 3
		}
		at += time.Duration(max(sec, 0)) * time.Second
	}
	r.Ended = r.Began.Add(at)
	return r
}

func text(lines []report.Line) string {
	var b strings.Builder
	for _, l := range lines {
		b.WriteString(map[report.Style]string{report.Strong: "*", report.Quiet: "~"}[l.Style])
		b.WriteString(l.Text + "\n")
	}
	return b.String()
}

func unfinished(r rehearsal.Run, at int) rehearsal.Run {
	r.Finished = false
	r.Slides[at].Open = true
	return r
}

func TestReports(t *testing.T) {
	past := []rehearsal.Run{run(1, 80, 150, 95, 120, 60), unfinished(run(2, 95, 40), 1), run(3, 91, 99, 80, 110, 70)}
	now := run(4, 93, 131, 76, 66, 70)
	first := run(1, 0, 91, 75, 100, 73) // Its clock began as the first slide was left.
	left := unfinished(run(5, 93, -1, 40), 2)
	plain := run(6, 90, 92, 74, 104, 76)
	for i := range plain.Slides {
		plain.Slides[i].Speaker = ""
	}
	plain.As = ""
	plain.Slides[3].Silence = 46_000
	for name, lines := range map[string][]report.Line{
		"summary-98":    report.Summary(now, past, 98),
		"summary-76":    report.Summary(now, past, 76),
		"summary-36":    report.Summary(now, past, 36),
		"first-98":      report.Summary(first, nil, 98),
		"left-98":       report.Summary(left, past, 98),
		"plain-98":      report.Summary(plain, past, 98),
		"history-98":    report.History(report.Listing{Title: "#WeStandTogether", Runs: append(past, now)}, 98),
		"history-40":    report.History(report.Listing{Title: "#WeStandTogether", Runs: append(past, now), Most: 2, ASCII: true}, 40),
		"history-none":  report.History(report.Listing{Title: "#WeStandTogether"}, 80),
		"compare-98":    report.Compare(now, past[0], 98),
		"compare-left":  report.Compare(left, edited(past[2]), 60),
		"plan-80":       report.Plan("#WeStandTogether", planned(), 80),
		"plan-of-long":  report.Plan("#WeStandTogether", report.Planned{Plan: plan.Plan{Whole: time.Hour}}, 80),
		"history-early": report.History(report.Listing{Title: "#WeStandTogether", Runs: []rehearsal.Run{left}}, 80),
	} {
		screentest.Golden(t, name, text(lines))
	}
}

// edited is a run of the deck with its slides in another order, and one more.
func edited(r rehearsal.Run) rehearsal.Run {
	s := r.Slides
	r.Slides = []rehearsal.Slide{s[2], s[0], s[1], {Title: "Thank you", Visits: 1, Spent: 12_000}, s[4]}
	return r
}

func planned() report.Planned {
	return report.Planned{
		Plan: plan.Plan{Closing: -1, Items: []plan.Item{
			{Time: 90 * time.Second, Words: 120, Speaker: "Head"},
			{Time: 105 * time.Second, Words: 60, Silence: 45 * time.Second, Pauses: 3 * time.Second},
			{},
		}},
		Titles: []string{"Welcome", "Be still", "Tell someone"}, Phase: "primary",
	}
}

// No report is wider than it may be, at any width, and none holds an escape sequence, whatever a
// deck or a person is called.
func TestEveryWidth(t *testing.T) {
	bad := run(7, 30, 10_000, 20, 400, 9)
	bad.Title, bad.As, bad.Phase = "\x1b[31mred\x07 世界世界世界", "Zo\u00eb\x1b]0;x\x07", "p\nq"
	bad.Slides[1].Title, bad.Slides[2].Title, bad.Slides[2].Speaker = "世界世界世界世界世界世界世界世界世界世界世界世界世界", "", "\x1b[2J"
	runs := []rehearsal.Run{run(1, 1, 2, 3, 4, 5), bad}
	for w := range 130 {
		for name, lines := range map[string][]report.Line{
			"summary": report.Summary(bad, runs, w), "history": report.History(report.Listing{Title: bad.Title, Runs: runs}, w),
			"compare": report.Compare(bad, runs[0], w), "plan": report.Plan("\x1b[1m", planned(), w),
		} {
			for _, l := range lines {
				if got := cell.Width(l.Text); got > max(w, 1) {
					t.Fatalf("%s at %d: a line of %d columns: %q", name, w, got, l.Text)
				}
				if strings.ContainsAny(l.Text, "\x1b\x07\n\r") {
					t.Fatalf("%s at %d: control characters in %q", name, w, l.Text)
				}
			}
		}
	}
}

// A length of time is read at once: it stays on one line wherever a line of that width can hold it.
func TestLengthsStayTogether(t *testing.T) {
	r := run(1, 190, 200, 301, 4, 95)
	for w := 20; w < 100; w++ {
		var text []string
		for _, l := range report.Summary(r, nil, w) {
			text = append(text, strings.TrimSpace(l.Text))
		}
		all := strings.Join(text, "\n")
		if m := regexp.MustCompile(`\d\n(s|min)\b|min\n\d+ s`).FindString(all); m != "" || !regexp.MustCompile(`\d+ min \d+ s`).MatchString(all) {
			t.Fatalf("at %d columns %q is broken in\n%s", w, m, all)
		}
	}
}

// Runs without slides, as a damaged file may hold them, fit any width too, and name no figures.
func TestEmptyRun(t *testing.T) {
	for w := range 100 {
		for name, lines := range map[string][]report.Line{
			"summary": report.Summary(rehearsal.Run{}, nil, w), "compare": report.Compare(rehearsal.Run{}, rehearsal.Run{}, w),
			"history": report.History(report.Listing{Runs: make([]rehearsal.Run, 2)}, w),
		} {
			for _, l := range lines {
				if cell.Width(l.Text) > max(w, 1) || strings.Contains(l.Text, "NaN") || strings.Contains(l.Text, "%!") {
					t.Fatalf("%s at %d: %q", name, w, l.Text)
				}
			}
			if len(lines) == 0 {
				t.Errorf("%s at %d says nothing", name, w)
			}
		}
	}
}
