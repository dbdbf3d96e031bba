package script

import (
	"bytes"
	"image"

	_ "image/png" // for the size of a slide's picture
)

// drawing is a picture that is drawn.
type drawing struct {
	png   []byte
	ratio float64 // its height to its width
}

// drawn draws pictures, and says of those that cannot be drawn why.
func drawn(all []Image) (pictures []drawing, words []string) {
	for _, draw := range all {
		data, alt := draw()
		c, _, err := image.DecodeConfig(bytes.NewReader(data))
		if err != nil || c.Width == 0 || c.Height == 0 {
			words = append(words, notDrawn(alt))
			continue
		}
		pictures = append(pictures, drawing{data, float64(c.Height) / float64(c.Width)})
	}
	return pictures, words
}

// The size of a slide's picture, in points.
const (
	highest   = 212
	narrowest = 170
)

// pictures is rows of pictures, two beside each other where there are several. They are smaller where the section has
// room for them only then, be it with what can be saved elsewhere.
func (p *printer) pictures(all []drawing, room, saved float64) []row {
	const step = 0.96
	rows := p.pictureRows(all, 1)
	for _, room := range []float64{room, room + saved} {
		for scale := 1.0; scale*widestOf(rows)*float64(p.doc.size()) >= narrowest; scale *= step {
			if fitting := p.pictureRows(all, scale); height(fitting) <= room {
				return fitting
			}
		}
	}
	return rows
}

// widestOf is the width of the widest picture.
func widestOf(rows []row) float64 {
	w := 0.0
	for _, r := range rows {
		for _, im := range r.pictures {
			w = max(w, im.w)
		}
	}
	return w
}

const pictureGap = 0.8

// pictureRows is rows of pictures at a scale.
func (p *printer) pictureRows(all []drawing, scale float64) []row {
	abreast := min(len(all), 2)
	var out []row
	for i, d := range all {
		if i%abreast == 0 {
			out = append(out, row{gap: paraGap, keep: true})
		}
		most := (p.measure - pictureGap*float64(abreast-1)) / float64(abreast)
		w := scale * min(most, highest/float64(p.doc.size())/d.ratio)
		out[len(out)-1].add(placedPicture{d.png, float64(i%abreast) * (w + pictureGap), w, w * d.ratio})
	}
	return out
}

// add puts a picture in a frame into a row.
func (r *row) add(im placedPicture) {
	const line = 0.07
	r.pictures = append(r.pictures, im)
	r.rules = append(r.rules, rule{im.x, 0, im.w, line}, rule{im.x, im.h, im.w, line}, rule{im.x, 0, line, im.h}, rule{im.x + im.w - line, 0, line, im.h})
	r.h = max(r.h, im.h+line)
}
