package markdown

import (
	"bytes"
	"encoding/base64"
	"image"
	"image/color"
	"image/gif"
	"image/jpeg"
	"image/png"
	"testing"
	"time"
)

// samplePictures are a picture of each kind.
func samplePictures(t testing.TB) map[string][]byte {
	t.Helper()
	im := image.NewPaletted(image.Rect(0, 0, 40, 30), color.Palette{color.Black, color.White, color.Gray{100}})
	for i := range im.Pix {
		im.Pix[i] = uint8(i * i % 3) //nolint:gosec // at most 2
	}
	var p, j, g bytes.Buffer
	for _, err := range []error{png.Encode(&p, im), jpeg.Encode(&j, im, nil), gif.Encode(&g, im, nil)} {
		if err != nil {
			t.Fatal(err)
		}
	}
	w, err := base64.StdEncoding.DecodeString("UklGRigAAABXRUJQVlA4TBwAAAAvn8ATEA8QAxzzH2wQEhD+n9Y8UCL6PwFG4isA")
	if err != nil {
		t.Fatal(err)
	}
	return map[string][]byte{"png": p.Bytes(), "jpeg": j.Bytes(), "gif": g.Bytes(), "webp": w}
}

// What is taken for a picture is of a kind and size that can be drawn, and has the same ID each time.
func FuzzPicture(f *testing.F) {
	for _, data := range samplePictures(f) {
		f.Add(data)
		f.Add(data[:len(data)/2])
	}
	f.Add([]byte("GIF89a\xff\xff\xff\xff\x80\x00\x00"))
	f.Add([]byte("<svg><use href='#a'/></svg>"))
	f.Fuzz(func(t *testing.T, data []byte) {
		look := func(data []byte) (kind, id string, w, h int, err error) {
			out, err := inspect("a", bytes.NewReader(data), int64(len(data)), time.Unix(0, 0))
			if err != nil {
				return "", "", 0, 0, err
			}
			return out.Kind, out.ID, out.W, out.H, nil
		}
		kind, id, w, h, err := look(data)
		if err != nil {
			return
		}
		if w < 1 || h < 1 || w*h > maxPixels || len(id) != 32 || (kind != "png" && kind != "jpeg" && kind != "gif" && kind != "webp") {
			t.Fatalf("it is a %s of %d by %d, called %q", kind, w, h, id)
		}
		if _, again, _, _, _ := look(data); again != id {
			t.Fatalf("it is called %q, and then %q", id, again)
		}
	})
}

// A picture of any kind whose file ends too early is told, wherever it ends.
func TestPicturesCutOff(t *testing.T) {
	for kind, data := range samplePictures(t) {
		if _, err := inspect("a", bytes.NewReader(data), int64(len(data)), time.Unix(0, 0)); err != nil {
			t.Errorf("a whole %s: %v", kind, err)
		}
		for cut := 1; cut < len(data)-2; cut++ {
			if _, err := inspect("a", bytes.NewReader(data[:cut]), int64(cut), time.Unix(0, 0)); err == nil {
				t.Errorf("a %s of %d bytes passes with %d", kind, len(data), cut)
				break
			}
		}
	}
}
