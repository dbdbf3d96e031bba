package render

import (
	"bytes"
	"encoding/base64"
	"image"
	"image/color"
	"image/gif"
	"io"
	"io/fs"
	"runtime"
	"runtime/debug"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/westandtogether-assembly/assembly/internal/bigtype"
	"github.com/westandtogether-assembly/assembly/internal/cell"
	"github.com/westandtogether-assembly/assembly/internal/deck"
	"github.com/westandtogether-assembly/assembly/internal/screentest"
	"github.com/westandtogether-assembly/assembly/internal/theme"
)

// webp is 160 by 80: its left half red, the rest transparent.
const webp = "UklGRigAAABXRUJQVlA4TBwAAAAvn8ATEA8QAxzzH2wQEhD+n9Y8UCL6PwFG4isA"

// A picture keeps its proportions, a cell being twice as tall as it is wide, and the slide's background
// shows through it.
func TestAWebPWithTransparentParts(t *testing.T) {
	data, err := base64.StdEncoding.DecodeString(webp)
	if err != nil {
		t.Fatal(err)
	}
	p, err := theme.Lookup("dark")
	if err != nil {
		t.Fatal(err)
	}
	block := deck.Block{Kind: deck.Picture, Image: &deck.Image{File: &deck.File{ID: "1", W: 160, H: 80}}}
	slides := slideList{{Layout: deck.LayoutImage, Steps: 1, Blocks: []deck.Block{block}}}
	d := slides.deck()
	d.Files = files{"1": data}
	g := New(d).Frame(0, 0, View{W: 120, H: 40, Palette: p}).Grid
	red := cell.RGB(0xC00000)
	left, top, right, bottom := 120, 40, -1, -1
	for i := range 120 * 40 {
		x, y := i%120, i/120
		switch s := g.At(x, y).Style; {
		case s.BG == red:
			left, top, right, bottom = min(left, x), min(top, y), max(right, x), max(bottom, y)
		case x > 64 && s.BG != p.Background:
			t.Fatalf("cell (%d,%d) is %+v, want the background", x, y, s)
		}
	}
	if w, h := right-left+1, bottom-top+1; w < 30 || abs(w-2*h) > 3 {
		t.Errorf("the red square is %d by %d cells", w, h)
	}
}

func abs(n int) int { return max(n, -n) }

// What is kept is at most 800 wide and tall.
func TestALargePictureIsReduced(t *testing.T) {
	if got := reduce(image.NewGray(image.Rect(5, 5, 3005, 1505)), keptPixels).Bounds(); got != image.Rect(0, 0, keptPixels, keptPixels/2) {
		t.Errorf("a picture of 3000 by 1500 is kept as %v", got)
	}
}

// A file that no decoder can read is no picture, and ends nothing.
func TestAHostilePictureIsNone(t *testing.T) {
	whole, err := base64.StdEncoding.DecodeString(webp)
	if err != nil {
		t.Fatal(err)
	}
	for cut := range whole {
		if _, err := Decode(whole[:cut], keptPixels); err == nil && cut < 30 {
			t.Errorf("%d bytes of it are a picture", cut)
		}
	}
	for _, text := range []string{"", "RIFF", `<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"/>`} {
		if _, err := Decode([]byte(text), keptPixels); err == nil {
			t.Errorf("%q is a picture", text)
		}
	}
	if im, err := Decode(whole, keptPixels); err != nil || im.Bounds().Dx() != 160 || im.Bounds().Dy() != 80 || im.At(2, 2) != (color.NRGBA{0xC0, 0, 0, 0xFF}) {
		t.Error("the whole file is not the picture")
	}
}

// files are pictures in memory, by ID.
type files map[string][]byte

// ReadPicture implements deck.Pictures.
func (f files) ReadPicture(id string) ([]byte, error) {
	if data, ok := f[id]; ok {
		return data, nil
	}
	return nil, fs.ErrNotExist
}

// slow are files that are read when the test lets them, and count how often.
type slow struct {
	files
	reads atomic.Int32
}

// ReadPicture implements deck.Pictures.
func (s *slow) ReadPicture(id string) ([]byte, error) {
	s.reads.Add(1)
	return s.files.ReadPicture(id)
}

// pictured is a deck of a slide with a title and a picture, and one with a picture between words.
func pictured(from deck.Pictures, ids ...string) *deck.Deck {
	var slides slideList
	for _, id := range ids {
		block := deck.Block{Kind: deck.Picture, Image: &deck.Image{Alt: "Our crest", File: &deck.File{ID: id, W: 64, H: 64}}}
		head := deck.Block{Kind: deck.Heading, Level: 1, Spans: spans("Our school")}
		slides = append(slides,
			deck.PublicSlide{Layout: deck.LayoutImage, Steps: 1, Blocks: []deck.Block{head, block}},
			deck.PublicSlide{Layout: deck.LayoutText, Steps: 1, Blocks: []deck.Block{head, block, {Spans: spans("Words below")}}})
	}
	d := slides.deck()
	d.Files = from
	return d
}

func dark(t testing.TB) theme.Palette {
	t.Helper()
	p, err := theme.Lookup("dark")
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// A draft reads no picture and keeps its place: when that is there, nothing else has moved. The next draft
// has it, and the one picture of both slides was read once.
func TestADraftKeepsThePlaceOfAPicture(t *testing.T) {
	from := &slow{files: manyColours(t)}
	pictures := NewPictures()
	for slide := range 2 {
		r := NewSharing(pictured(from, "1"), pictures)
		for _, v := range []View{{W: 100, H: 30, Palette: dark(t)}, {W: 40, H: 12, Palette: dark(t)}, {W: 40, H: 12, Palette: dark(t), Of: Usual()}} {
			draft := r.Draft(slide, 0, v)
			if r.Drawn(slide, 0, v) != nil {
				continue // It has as many cells as another that was fitted before.
			}
			whole := r.Frame(slide, 0, v)
			if same, cells := compared(draft.Grid, whole.Grid, v.Palette.Background); !same || cells == 0 {
				t.Errorf("slide %d at %dx%d: what is beside the picture moves, or no picture of %d cells comes", slide, v.W, v.H, cells)
			}
			if again := r.Draft(slide, 0, v); again != whole {
				t.Errorf("slide %d at %dx%d: the picture is ready and not shown", slide, v.W, v.H)
			}
			if draft.Fit != whole.Fit {
				t.Errorf("slide %d at %dx%d: the draft fits as %+v, the whole as %+v", slide, v.W, v.H, draft.Fit, whole.Fit)
			}
		}
	}
	if n := from.reads.Load(); n != 1 {
		t.Errorf("the picture is read %d times", n)
	}
}

// compared reports whether a grid is another but for cells that are empty in it, and how many those are.
func compared(draft, whole *cell.Grid, background cell.Color) (same bool, filled int) {
	for i := range draft.W * draft.H {
		a, b := draft.At(i%draft.W, i/draft.W), whole.At(i%draft.W, i/draft.W)
		switch {
		case a == b:
		case a.Text == " " && a.Style.BG == background:
			filled++
		default:
			return false, filled
		}
	}
	return true, filled
}

// A picture that turns out to be broken has words in its place, at once where it is waited for, and in the
// next draft otherwise. When it is back, it is shown.
func TestABrokenPictureIsShownInWords(t *testing.T) {
	from := files{"1": []byte("broken")}
	d := pictured(from, "1")
	r, v := New(d), View{W: 100, H: 30, Tier: bigtype.Letters, Palette: dark(t)}
	if r.Draft(1, 0, v); strings.Contains(screentest.Plain(r.Draft(1, 0, v).Grid), "Our crest") {
		t.Error("the draft says that the picture is broken before it is known")
	}
	whole := r.Frame(1, 0, v)
	if !strings.Contains(screentest.Plain(whole.Grid), "Our crest") || r.Draft(1, 0, v) != whole {
		t.Errorf("a broken picture is\n%s", screentest.Plain(whole.Grid))
	}
	d.Files = manyColours(t)
	r.Pictures().Retry()
	if got := screentest.Plain(r.Frame(1, 0, v).Grid); strings.Contains(got, "Our crest") {
		t.Errorf("when the picture is back the slide is\n%s", got)
	}
}

// What is kept of pictures is bounded, and what was shown last stays.
func TestPicturesAreBounded(t *testing.T) {
	from := &slow{files: files{}}
	var ids []string
	for i := range 60 {
		ids = append(ids, strconv.Itoa(i))
		from.files[ids[i]] = manyColours(t)["1"]
	}
	d := pictured(from, ids...)
	pictures := NewPictures()
	pictures.most = 1 << 20
	for i := range d.Len() {
		r := NewSharing(d, pictures)
		r.Frame(i, 0, View{W: 60, H: 20, Palette: dark(t)})
		if pictures.size > pictures.most {
			t.Fatalf("after %d slides %d bytes are kept, of at most %d", i+1, pictures.size, pictures.most)
		}
		if pictures.failed(&deck.File{ID: ids[i/2]}) || from.reads.Load() != int32(i/2+1) { //nolint:gosec // small
			t.Fatalf("after %d slides there were %d readings", i+1, from.reads.Load())
		}
	}
	total := 0
	for _, p := range pictures.kept {
		total += p.size
	}
	if total != pictures.size || len(pictures.kept) > 60 {
		t.Errorf("%d bytes of %d pictures are kept, counted as %d", total, len(pictures.kept), pictures.size)
	}
}

// memory watches what the decoder of a format of its own finds when it begins.
type memory struct {
	most              int64 // bytes in use, or kept from the system, when a picture was begun
	decoding, abreast int32 // pictures at a time
}

func (*memory) used() int64 {
	var s runtime.MemStats
	runtime.ReadMemStats(&s)
	return int64(s.HeapSys - s.HeapReleased) //nolint:gosec // A computer has less.
}

const largeGray = "large grey picture"

var large = image.Config{ColorModel: color.GrayModel, Width: 6000, Height: 5000}

// register has image.Decode find the format.
func (m *memory) register() {
	image.RegisterFormat("large", largeGray, func(io.Reader) (image.Image, error) {
		m.abreast = max(m.abreast, atomic.AddInt32(&m.decoding, 1))
		defer atomic.AddInt32(&m.decoding, -1)
		m.most = max(m.most, m.used())
		im := image.NewGray(image.Rect(0, 0, large.Width, large.Height))
		for i := 0; i < len(im.Pix); i += 4096 {
			im.Pix[i] = 1 // Else the system would not count it.
		}
		return im, nil
	}, func(io.Reader) (image.Config, error) { return large, nil })
}

// However many large pictures a deck has, and whoever asks for them, one at a time is in memory, and what it took is
// given back before the next.
func TestLargePicturesAreInMemoryOneAtATime(t *testing.T) {
	var m memory
	m.register()
	from := files{}
	var ids []string
	for i := range 4 {
		ids = append(ids, strconv.Itoa(i))
		from[ids[i]] = []byte(largeGray)
	}
	d, pictures := pictured(from, ids...), NewPictures()
	debug.FreeOSMemory()
	before := m.used()
	var wg sync.WaitGroup
	for half := range 2 {
		wg.Go(func() {
			for i := half; i < d.Len(); i += 2 {
				NewSharing(d, pictures).Frame(i, 0, View{W: 60, H: 20, Palette: dark(t)})
			}
		})
	}
	wg.Wait()
	if more := m.most - before; more > 20<<20 || m.abreast != 1 {
		t.Errorf("%d MB more are in use when a picture of 30 MB is begun, and %d are decoded at a time", more>>20, m.abreast)
	}
}

// Many ask for a picture at once, and it is decoded once; the race detector watches.
func TestAPictureIsDecodedOnce(t *testing.T) {
	from := &slow{files: manyColours(t)}
	d := pictured(from, "1", "1", "1")
	pictures := NewPictures()
	var wg sync.WaitGroup
	for i := range 8 {
		r := NewSharing(d, pictures)
		wg.Go(func() {
			r.Draft(i%d.Len(), 0, View{W: 60 + i, H: 20, Palette: dark(t)})
			r.Frame(i%d.Len(), 0, View{W: 60 + i, H: 20, Palette: dark(t)})
		})
	}
	wg.Wait()
	if n := from.reads.Load(); n != 1 {
		t.Errorf("it is read %d times", n)
	}
}

// The first picture of a GIF may be a part of it.
func TestAPartOfAGIF(t *testing.T) {
	part := image.NewPaletted(image.Rect(10, 10, 20, 20), color.Palette{color.Black, color.White})
	var b bytes.Buffer
	all := &gif.GIF{Image: []*image.Paletted{part}, Delay: []int{0}, Config: image.Config{Width: 40, Height: 30, ColorModel: part.Palette}}
	if err := gif.EncodeAll(&b, all); err != nil {
		t.Fatal(err)
	}
	if im, err := Decode(b.Bytes(), keptPixels); err != nil || im.Bounds() != image.Rect(0, 0, 40, 30) {
		t.Errorf("it is %v", im)
	}
}

// Whatever a picture's file holds, there is a picture that fits what is kept, or none.
func FuzzRead(f *testing.F) {
	for _, data := range manyColours(f) {
		f.Add(data)
		f.Add(data[:len(data)/2])
	}
	whole, err := base64.StdEncoding.DecodeString(webp)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(whole)
	f.Fuzz(func(t *testing.T, data []byte) {
		if c, _, err := image.DecodeConfig(bytes.NewReader(data)); err != nil || c.Width*c.Height > 1<<20 {
			return // The deck's reader refuses larger ones than 40 million pixels; the fuzzer is to be fast.
		}
		im, err := Decode(data, keptPixels)
		if err != nil {
			return
		}
		if size := im.Bounds().Size(); size.X < 1 || size.Y < 1 || size.X > keptPixels || size.Y > keptPixels {
			t.Fatalf("a picture of %v is kept", size)
		}
		im.At(im.Bounds().Max.X-1, im.Bounds().Max.Y-1)
	})
}
