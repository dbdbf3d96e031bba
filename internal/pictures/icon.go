package pictures

import (
	"fmt"
	"image"
	"image/color"
	"path/filepath"

	"golang.org/x/image/font"
	"golang.org/x/image/font/gofont/gobold"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/math/fixed"
	"golang.org/x/image/vector"

	"github.com/westandtogether-assembly/assembly/internal/atomicfile"
	"github.com/westandtogether-assembly/assembly/internal/theme"
)

// iconSizes are the sizes in pixels that desktops ask for.
func iconSizes() []int { return []int{16, 24, 32, 48, 64, 128, 256} }

// WriteIcons draws the program's icon in every size and writes it into a folder, over what has its name there.
func WriteIcons(folder string) error {
	palette, err := theme.Lookup(theme.Names()[0])
	if err != nil {
		return err
	}
	for _, size := range iconSizes() {
		picture, err := icon(palette, size)
		if err != nil {
			return fmt.Errorf("draw the icon: %w", err)
		}
		data, err := encode(picture)
		if err != nil {
			return fmt.Errorf("draw the icon: %w", err)
		}
		if err := atomicfile.Write(filepath.Join(folder, fmt.Sprintf("icon%d.png", size)), data, 0o644); err != nil {
			return fmt.Errorf("write the icon: %w", err)
		}
	}
	return nil
}

// icon is a hall's screen in its frame, with one letter that the back row can read. Its edges lie between
// pixels, so that the smallest is as sharp as the largest.
func icon(p theme.Palette, size int) (image.Image, error) {
	im := image.NewRGBA(image.Rect(0, 0, size, size))
	edge := max(1, size/16)
	round(im, 0, float32(size)/6, rgba(p.Strong, nil))
	round(im, edge, float32(size)/6-float32(edge), rgba(p.Background, nil))
	return im, initial(im, rgba(p.Foreground, nil))
}

// round fills a square with round corners, some pixels from the edge.
func round(im *image.RGBA, edge int, radius float32, c color.Color) {
	lo, hi := float32(edge), float32(im.Rect.Dx()-edge)
	var z vector.Rasterizer
	z.Reset(im.Rect.Dx(), im.Rect.Dy())
	z.MoveTo(lo+radius, lo)
	for _, corner := range [][6]float32{
		{hi - radius, lo, hi, lo, hi, lo + radius},
		{hi, hi - radius, hi, hi, hi - radius, hi},
		{lo + radius, hi, lo, hi, lo, hi - radius},
		{lo, lo + radius, lo, lo, lo + radius, lo},
	} {
		z.LineTo(corner[0], corner[1])
		z.QuadTo(corner[2], corner[3], corner[4], corner[5])
	}
	z.ClosePath()
	z.Draw(im, im.Rect, image.NewUniform(c), image.Point{})
}

// initial draws the letter in the middle, and standing on the edge of a pixel.
func initial(im *image.RGBA, c color.Color) error {
	const letter = 'a'
	f, err := opentype.Parse(gobold.TTF)
	if err != nil {
		return fmt.Errorf("read Go Bold: %w", err)
	}
	size := im.Rect.Dx()
	face, err := opentype.NewFace(f, &opentype.FaceOptions{Size: 1.25 * float64(size), DPI: 72, Hinting: font.HintingNone})
	if err != nil {
		return fmt.Errorf("set Go Bold: %w", err)
	}
	bounds, _, _ := face.GlyphBounds(letter)
	middle := fixed.I(size) / 2
	d := font.Drawer{Dst: im, Src: image.NewUniform(c), Face: face, Dot: fixed.Point26_6{
		X: middle - (bounds.Min.X+bounds.Max.X)/2,
		Y: fixed.I((middle - (bounds.Min.Y+bounds.Max.Y)/2).Round()),
	}}
	d.DrawString(string(letter))
	return nil
}
