package pictures

import (
	"bytes"
	"image"
	"image/color"
	"image/gif"
	"time"
)

// plays is how often the moving picture plays before it rests at its last frame: what never rests is hard to read
// beside.
const plays = 3

// moving is moments as a GIF file. Each frame is what has changed since the one before.
func moving(moments []moment) ([]byte, error) {
	var frames []*image.RGBA
	for _, m := range moments {
		frame, err := drawMoment(m)
		if err != nil {
			return nil, err
		}
		frames = append(frames, frame)
	}
	c := fewColours(mostColours-1, frames...)
	c.palette = append(c.palette, color.RGBA{}) // see-through
	out := gif.GIF{LoopCount: plays - 1}
	out.Config = image.Config{ColorModel: c.palette, Width: frames[0].Rect.Dx(), Height: frames[0].Rect.Dy()}
	before := image.NewRGBA(frames[0].Rect)
	for i, frame := range frames {
		out.Image = append(out.Image, c.since(before, frame))
		out.Delay = append(out.Delay, int(moments[i].stays/(10*time.Millisecond)))
		before = frame
	}
	var b bytes.Buffer
	err := gif.EncodeAll(&b, &out)
	return b.Bytes(), err
}

// since is what of a picture differs from the one before it. What is the same within that is seen through: long
// runs of it take few bytes.
func (c colours) since(before, now *image.RGBA) *image.Paletted {
	out := c.reduce(now, changed(before, now))
	for y := out.Rect.Min.Y; y < out.Rect.Max.Y; y++ {
		for x := out.Rect.Min.X; x < out.Rect.Max.X; x++ {
			if i := now.PixOffset(x, y); colourAt(before, i) == colourAt(now, i) {
				out.Pix[out.PixOffset(x, y)] = uint8(len(c.palette) - 1)
			}
		}
	}
	return out
}

// changed is the smallest rectangle outside of which two pictures of the same size are the same; at least a
// pixel, since a frame may not be empty.
func changed(a, b *image.RGBA) image.Rectangle {
	var out image.Rectangle
	for y := range b.Rect.Max.Y {
		was, is := a.Pix[y*a.Stride:][:a.Stride], b.Pix[y*b.Stride:][:b.Stride]
		if bytes.Equal(was, is) {
			continue
		}
		from, to := 0, len(is)
		for was[from] == is[from] {
			from++
		}
		for was[to-1] == is[to-1] {
			to--
		}
		out = out.Union(image.Rect(from/4, y, (to+3)/4, y+1))
	}
	if out.Empty() {
		return image.Rect(0, 0, 1, 1)
	}
	return out
}
