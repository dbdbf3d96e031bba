package slides_test

import (
	"math"
	"strings"
	"testing"
	"time"

	"github.com/westandtogether-assembly/assembly/internal/deck"
	"github.com/westandtogether-assembly/assembly/internal/markdown"
	"github.com/westandtogether-assembly/assembly/slides"
	"github.com/westandtogether-assembly/assembly/slides/rules"
)

// planned is what the built-in deck says to a phase.
type planned struct {
	pace float64 // words a minute
	said int     // words of all notes together
	plan time.Duration
}

func plans() map[string]planned {
	return map[string]planned{
		"primary":   {110, 812, 10*time.Minute + 30*time.Second},
		"secondary": {130, 938, 10*time.Minute + 15*time.Second},
	}
}

// wordExceptions are the slides that show more words at once than a primary phase should read, and
// why they do.
func wordExceptions() map[string]string {
	return map[string]string{
		"Tell someone": "its labels say whom each number reaches, and whether it is from the letter",
	}
}

func TestMessageTexts(t *testing.T) {
	want := []string{
		"#WeStandTogether / We look after each other",
		"All forms of extremism and hatred are wrong / Hatred is always wrong",
		"No faith or religion believes in violence or hurt / We do not blame. We belong.",
		"Look out for anything suspicious and report it to an adult or to the police / Stop. Do not touch. Tell.",
		"Use your powerful voice as a generation of young people to support the #WeStandTogether campaign / Your voice matters",
		"Be still",
		"Tell someone / Police, not an emergency: 101 / Anti-Terrorist Hotline, confidential: 0800 789 321" +
			" / Emergency (not in the letter): 999",
	}
	layouts := []deck.Layout{deck.LayoutTitle, deck.LayoutMessage, deck.LayoutMessage, deck.LayoutMessage,
		deck.LayoutMessage, deck.LayoutReflection, deck.LayoutClosing}
	d := parse(t, slides.BuiltinName)
	if d.Len() != len(want) {
		t.Fatalf("the deck has %d slides, want %d", d.Len(), len(want))
	}
	for i := range d.Len() {
		slide := d.PublicSlide(i)
		lines := strings.FieldsFunc(slide.Text(), func(r rune) bool { return r == '\n' })
		if got := strings.Join(lines, " / "); got != want[i] || slide.Layout != layouts[i] {
			t.Errorf("slide %d, %s, shows %q, want %s %q", i+1, slide.Layout, got, layouts[i], want[i])
		}
		if slide.Layout == deck.LayoutMessage && slide.Steps != 2 {
			t.Errorf("slide %d has %d steps, want the message and then the words to remember", i+1, slide.Steps)
		}
	}
}

// What a step adds to a slide can be taken in at once.
func TestWordsOnSlides(t *testing.T) {
	for _, p := range pages(t, slides.BuiltinName) {
		added := map[int]int{}
		for _, b := range p.slide.Blocks {
			added[b.Step] += rules.CountWords(deck.PublicSlide{Blocks: []deck.Block{b}}.Text())
		}
		for step, n := range added {
			if n > rules.LimitsFor(p.phase).SlideWords && wordExceptions()[p.slide.Title] == "" {
				t.Errorf("%s: step %d shows %d words more", p.name, step+1, n)
			}
		}
	}
}

func TestLongWordsOnSlides(t *testing.T) {
	for _, p := range pages(t, slides.BuiltinName) {
		var long []string
		for _, w := range rules.Words(p.slide.Text()) {
			w = strings.Trim(strings.ToLower(w), ".,:()")
			letters := strings.ContainsAny(w, "abcdefghijklmnopqrstuvwxyz")
			if letters && rules.Syllables(w) >= rules.LongWord && !rules.Known(w) && w != "emergency" { // The notes say when to call.
				long = append(long, w)
			}
		}
		if len(long) > rules.LimitsFor(p.phase).LongWords {
			t.Errorf("%s: long words that nothing explains: %q", p.name, long)
		}
	}
}

func TestSpokenSentences(t *testing.T) {
	for _, p := range pages(t, slides.BuiltinName) {
		for _, s := range rules.Sentences(p.said(deck.Guidance)) {
			if n := rules.CountWords(s); n > rules.LimitsFor(p.phase).Sentence {
				t.Errorf("%s: a sentence of %d words: %s", p.name, n, s)
			}
		}
	}
}

// The wanted ages are those with the syllables of the CMU Pronouncing Dictionary.
func TestReadingAge(t *testing.T) {
	for phase, want := range map[string]float64{"primary": 7.2, "secondary": 9.0} {
		var said strings.Builder
		for _, p := range pages(t, slides.BuiltinName) {
			if p.phase == phase {
				said.WriteString(p.said(deck.Guidance))
			}
		}
		age, ok := rules.ReadingAge(said.String())
		if most := rules.LimitsFor(phase).ReadingAge; !ok || age > float64(most) || math.Abs(age-want) > 0.1 {
			t.Errorf("the %s notes have a reading age of %.1f, want about %.1f and at most %d", phase, age, want, most)
		}
	}
}

// The notes that are said make up the plan: words at the phase's pace, 15 % for breathing, the
// pauses and silences that are named, rounded up to a quarter of a minute.
func TestPlan(t *testing.T) {
	for phase, want := range plans() {
		said, total := 0, time.Duration(0)
		for _, p := range pages(t, slides.BuiltinName) {
			if p.phase != phase {
				continue
			}
			n := rules.CountWords(p.said(deck.Guidance))
			speech := time.Duration(float64(n) / want.pace * 1.15 * float64(time.Minute))
			time := roundUp(speech+pauses(p.notes)+p.slide.Silence.For(phase), 15*time.Second)
			if got := p.slide.Time.For(phase); got != time {
				t.Errorf("%s: time is %v, and its words take %v", p.name, got, time)
			}
			said, total = said+n, total+p.slide.Time.For(phase)
		}
		if said != want.said || total != want.plan {
			t.Errorf("%s: %d words in %v, want %d in %v", phase, said, total, want.said, want.plan)
		}
	}
}

func TestFrontMatter(t *testing.T) {
	m := parse(t, slides.BuiltinName).Meta
	if m.Title != "#WeStandTogether" || m.SubTitle != "We look after each other" || m.Source != slides.LetterName {
		t.Errorf("title, subtitle and source are %q, %q and %q", m.Title, m.SubTitle, m.Source)
	}
	for i, phase := range []string{"primary", "secondary"} {
		if len(m.Phases) != 2 || m.Phases[i] != phase || float64(m.Pace[phase]) != plans()[phase].pace {
			t.Errorf("phases and pace are %v and %v", m.Phases, m.Pace)
		}
	}
	if m.Duration != plans()["primary"].plan || m.Theme != "cream" || m.Lang != "en-GB" {
		t.Errorf("duration, theme and language are %v, %q and %q", m.Duration, m.Theme, m.Lang)
	}
}

// The stage directions stand where the speaker needs them.
func TestCues(t *testing.T) {
	want := map[string]string{
		"#WeStandTogether": "[do: staff at the doors and in the quiet room][do: music off][pause 3s][next]",
		"All forms of extremism and hatred are wrong":                                                                "[next][next]",
		"No faith or religion believes in violence or hurt":                                                          "[next][next]",
		"Look out for anything suspicious and report it to an adult or to the police":                                "[next][next]",
		"Use your powerful voice as a generation of young people to support the #WeStandTogether campaign secondary": "[next][next]",
		"Use your powerful voice as a generation of young people to support the #WeStandTogether campaign primary": "" +
			"[next][do: partner talk, hand up to bring back][pause 25s][next]",
		"Be still": "[do: keep light on faces][do: start the shape][next][do: stay still yourself]" +
			"[do: do not cut it short][do: stop early if a child is distressed][next]",
		"Tell someone": "",
	}
	for _, p := range pages(t, slides.BuiltinName) {
		var got strings.Builder
		for _, note := range p.notes {
			for _, part := range note.Parts {
				got.WriteString(part.Cue.String())
			}
		}
		cues, ok := want[p.slide.Title]
		if !ok {
			cues = want[p.slide.Title+" "+p.phase]
		}
		if got.String() != cues {
			t.Errorf("%s: the cues are %q, want %q", p.name, got.String(), cues)
		}
	}
}

// The notes say when to press for every step of every slide, and on the last words of each to go on. On the
// closing screen next does nothing.
func TestTheNotesSayWhenToPress(t *testing.T) {
	for _, p := range append(pages(t, slides.BuiltinName), pages(t, slides.ShortName)...) {
		presses, last := 0, deck.Note{}
		for _, note := range p.notes {
			if note.Voice != deck.Guidance {
				continue
			}
			last = note
			for _, part := range note.Parts {
				if part.Cue.Kind == deck.CueNext {
					presses++
				}
			}
		}
		want := p.slide.Steps
		if p.slide.Layout == deck.LayoutClosing {
			want = 0
		}
		if ends := last.Parts[len(last.Parts)-1].Cue.Kind == deck.CueNext; presses != want || ends != (want > 0) {
			t.Errorf("%s: %d presses for %d steps, the last of them at the end: %v", p.name, presses, p.slide.Steps, ends)
		}
	}
}

// The speaker finds no message twice running: what quotes the letter exactly stands behind all that is said.
func TestNoMessageTwiceRunning(t *testing.T) {
	for _, p := range pages(t, slides.BuiltinName) {
		quoted := false
		for i, note := range p.notes {
			if quoted = quoted || note.Voice == deck.Letter; quoted && note.Voice != deck.Letter {
				t.Errorf("%s: %q follows the letter's words", p.name, note)
			}
			if i == 0 && quoted {
				t.Errorf("%s: the letter's words come before those to say", p.name)
			}
		}
	}
}

// The places for a school's own names are filled, and read well with any name and with none.
func TestPlaceholders(t *testing.T) {
	fill := map[string]string{"school": "Hillside School", "adult": "Mrs Khan", "room": "Room 4"}
	d, err := markdown.Parse(slides.Builtin(), markdown.Options{Files: slides.Files(), Fill: fill})
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]*strings.Builder{"primary": {}, "secondary": {}}
	for i := range d.Len() {
		for phase, b := range all {
			for _, note := range d.Slide(i).Notes.For(phase) {
				b.WriteString(note.String() + "\n")
			}
		}
	}
	for _, diagnostic := range d.Diagnostics() {
		t.Errorf("with names: %v", diagnostic)
	}
	for phase, want := range map[string][]string{
		"primary":   {"[do: staff at the doors and in Room 4]", "In Hillside School we believe", "Talk to Mrs Khan, or to someone at home."},
		"secondary": {"[do: staff at the doors and in Room 4]", "Nobody in Hillside School should", "Speak to Mrs Khan, your head of year"},
	} {
		for _, words := range want {
			if !strings.Contains(all[phase].String(), words) {
				t.Errorf("the %s notes lack %q", phase, words)
			}
		}
	}
	for _, p := range pages(t, slides.BuiltinName) {
		if strings.Contains(p.text(), "{{") || strings.Contains(p.text(), "|") {
			t.Errorf("%s: a place is not filled", p.name)
		}
	}
}

func pauses(notes []deck.Note) time.Duration {
	var sum time.Duration
	for _, note := range notes {
		for _, part := range note.Parts {
			sum += part.Cue.For
		}
	}
	return sum
}

func roundUp(d, unit time.Duration) time.Duration { return (d + unit - 1) / unit * unit }
