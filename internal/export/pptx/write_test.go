package pptx

import (
	"bytes"
	"errors"
	"io"
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/westandtogether-assembly/assembly/internal/cell"
)

func TestSampleNeedsNoRepair(t *testing.T) {
	for _, told := range validate(t, write(t, sample(t))) {
		t.Error(told)
	}
}

func TestOddDecksNeedNoRepair(t *testing.T) {
	nan, inf := math.NaN(), math.Inf(1)
	for name, p := range map[string]Presentation{
		"nothing at all": {},
		"no slide":       deck(),
		"an empty slide": deck(Slide{}),
		"nil and empty items": deck(Slide{Items: []Item{nil, Text{}, Text{IsTitle: true, Build: 1},
			Text{Lines: []Line{{}, {{Text: " \x00 "}}}}, Picture{Data: drawing(t, "png"), Build: 3}}}),
		"two titles": deck(Slide{Items: []Item{Text{IsTitle: true, Lines: []Line{line("a")}},
			Text{IsTitle: true, Lines: []Line{line("b")}, Build: 1}}}),
		"measures that are none": deck(Slide{Items: []Item{
			Text{X: nan, W: -inf, Baseline: inf, Size: nan, Leading: nan, Hanging: inf, Bullet: "•", Lines: []Line{line("x")}},
			Text{X: 1e300, W: 1e300, Size: 1e300, Leading: -4, Hanging: -3, Bullet: "7.", Lines: []Line{line("x")}},
			Box{X: nan, W: -1, H: inf}, Disc{D: -1, FillOn: 1, Fill: -time.Hour}, Disc{FillOn: 2, Fill: 1}, Disc{FillOn: 3, Fill: math.MaxInt64}}}),
		"characters that XML lacks": {Title: "\x01\x02", Author: "\ufffe", Lang: "not a language", Theme: Theme{Name: "\x00", Body: "\x07"},
			Slides: slices.Values([]Slide{{Title: "\x00\x1b[31m", Notes: []NoteParagraph{{Runs: []NoteRun{{Text: "\xed\xa0\x80\x1f"}}, Level: 99}, {Level: -1}}}})},
		"a dark theme": {Theme: Theme{Background: cell.RGB(0), Text: cell.RGB(0xFFFF00)}, W: 720, H: 540,
			Slides: slices.Values([]Slide{{Background: cell.RGB(0x333333)}})},
	} {
		t.Run(name, func(t *testing.T) {
			for _, told := range validate(t, write(t, p)) {
				t.Error(told)
			}
		})
	}
}

// A check that cannot fail guards nothing.
func TestValidateCanFail(t *testing.T) {
	good := write(t, sample(t))
	for _, c := range []struct{ part, old, new, want string }{
		{"ppt/slides/slide1.xml", `<p:cNvPr id="3"`, `<p:cNvPr id="2"`, `p:cNvPr has the number "2"`},
		{"ppt/slides/slide2.xml", `<p:spTgt spid="3"/>`, `<p:spTgt spid="9"/>`, `means the shape "9"`},
		{"ppt/slides/slide7.xml", `r:embed="rId2"`, `r:embed="rId9"`, "leads nowhere"},
		{"ppt/slides/slide4.xml", `type="title"`, `type="body"`, "has 0 titles"},
		{"ppt/slides/slide3.xml", `<a:lnSpc>`, `<a:buNone/><a:lnSpc>`, "may not stand in a:pPr"},
		{"ppt/slides/slide3.xml", `<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr>`, ``, "has no p:clrMapOvr"},
		{"ppt/slides/slide5.xml", `<p:bldP spid="4" grpId="0" animBg="1"/>`, `<p:bldP spid="3" grpId="0" animBg="1"/>`, "builds for"},
		{"ppt/slides/_rels/slide2.xml.rels", "notesSlide2.xml", "notesSlide9.xml", "which is not there"},
		{"[Content_Types].xml", `/ppt/theme/theme2.xml`, `/ppt/theme/theme3.xml`, "ppt/theme/theme2.xml has no content type"},
		{"ppt/presentation.xml", `id="256"`, `id="255"`, `p:sldId has the number "255"`},
		{"ppt/slideMasters/slideMaster1.xml", `id="2147483649"`, `id="2147483648"`, "p:sldLayoutId has the number"},
	} {
		b := open(t, good)
		old := b.raw[c.part]
		changed := bytes.Replace(old, []byte(c.old), []byte(c.new), 1)
		if bytes.Equal(old, changed) {
			t.Errorf("%s holds no %s", c.part, c.old)
			continue
		}
		b.raw[c.part] = changed
		told := strings.Join(validate(t, repack(t, b)), "\n")
		if !strings.Contains(told, c.want) {
			t.Errorf("%s with %s: want %q, got %q", c.part, c.new, c.want, told)
		}
	}
}

func TestTheSameBytes(t *testing.T) {
	if !bytes.Equal(write(t, sample(t)), write(t, sample(t))) {
		t.Error("the same presentation gives other bytes")
	}
	later := sample(t)
	later.Created = later.Created.Add(time.Hour)
	if bytes.Equal(write(t, sample(t)), write(t, later)) {
		t.Error("the time is not in the file")
	}
}

func TestTimeOfTheParts(t *testing.T) {
	for _, c := range []struct{ at, want time.Time }{
		{time.Date(2026, 3, 4, 5, 6, 7, 8, time.FixedZone("", 3600)), time.Date(2026, 3, 4, 4, 6, 7, 0, time.UTC)},
		{time.Time{}, time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC)},
		{time.Date(2200, 1, 1, 0, 0, 0, 0, time.UTC), time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC)},
	} {
		if got := stamp(c.at); !got.Equal(c.want) {
			t.Errorf("%v: got %v, want %v", c.at, got, c.want)
		}
	}
	if core := string(open(t, write(t, deck())).raw["docProps/core.xml"]); strings.Contains(core, "created") {
		t.Error("no time was given, and the properties have one")
	}
}

func TestEveryPictureOnce(t *testing.T) {
	b := open(t, write(t, sample(t)))
	var media []string
	for _, name := range b.names {
		if strings.HasPrefix(name, "ppt/media/") {
			media = append(media, name)
		}
	}
	slices.Sort(media)
	want := []string{"ppt/media/image1.png", "ppt/media/image2.jpeg", "ppt/media/image3.gif"}
	if !slices.Equal(media, want) {
		t.Errorf("got %v, want %v", media, want)
	}
	if !bytes.Equal(b.raw[want[0]], drawing(t, "png")) {
		t.Error("the picture is another one")
	}
	if got := len(b.rels("ppt/slides/slide7.xml")); got != 4 {
		t.Errorf("the slide with one picture twice has %d relations, want 4", got)
	}
}

func TestWhatCannotBeWritten(t *testing.T) {
	for _, c := range []struct {
		p    Presentation
		want string
	}{
		{deck(Slide{}, Slide{Items: []Item{Picture{Data: []byte("RIFF....WEBP")}}}), "write presentation: slide 2: the picture is no PNG, JPEG or GIF: convert"},
		{deck(Slide{Items: []Item{Picture{}}}), "slide 1: the picture is no"},
		{Presentation{W: 71, H: 540}, "a page of 71 by 540 points"},
		{Presentation{W: 960, H: 5000}, "each must be from 72 to 4032"},
		{Presentation{W: math.NaN(), H: 500}, "a page of NaN"},
	} {
		if err := Write(io.Discard, c.p); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("want %q, got %v", c.want, err)
		}
	}
}

// failing is a disk that is full after some bytes.
type failing struct{ left int }

var errFull = errors.New("no space left")

func (f *failing) Write(p []byte) (int, error) {
	if f.left -= len(p); f.left < 0 {
		return 0, errFull
	}
	return len(p), nil
}

func TestAFullDisk(t *testing.T) {
	whole := len(write(t, sample(t)))
	for left := 0; left < whole; left += 997 {
		if err := Write(&failing{left: left}, sample(t)); !errors.Is(err, errFull) {
			t.Fatalf("after %d bytes: %v", left, err)
		}
	}
}

func TestManySlides(t *testing.T) {
	p := Presentation{Slides: many(300)}
	data := write(t, p)
	for _, told := range validate(t, data) {
		t.Error(told)
	}
	b := open(t, data)
	if got := len(b.parts["ppt/presentation.xml"].all("p:sldId")); got != 300 {
		t.Errorf("%d slides, want 300", got)
	}
}

func BenchmarkTenThousandSlides(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if err := Write(io.Discard, Presentation{Slides: many(10000)}); err != nil {
			b.Fatal(err)
		}
	}
}
