package check

import (
	"errors"
	"fmt"
	"strconv"
	"strings"

	"github.com/westandtogether-assembly/assembly/internal/lazyregexp"
	"github.com/westandtogether-assembly/assembly/internal/render"
)

// A hall is between the nearest and the farthest distance, in heights of the picture: nearer than one height nobody
// sees all of it, and farther than forty no slide is read.
const (
	nearest  = 1
	farthest = 40
)

// The sizes of a hall's window that a check is made for, in columns and rows.
const (
	leastColumns, mostColumns = 20, 400
	leastRows, mostRows       = 6, 200
)

// ParseDistance reads how far the back row is, in heights of the picture: "9" or "8.5".
func ParseDistance(s string) (float64, error) {
	d, err := strconv.ParseFloat(strings.TrimSpace(s), 64)
	if err != nil || !(d >= nearest && d <= farthest) {
		return 0, fmt.Errorf("distance %q: expected picture heights from %d to %d, such as 8", s, nearest, farthest)
	}
	return d, nil
}

// length is a number with its unit.
var length = lazyregexp.New(`^([0-9]+(?:[.,][0-9]+)?)\s*(m|metres?|meters?|cm|ft|feet|foot|')?$`)

// Hall is a hall as its people measure it.
type Hall struct {
	BackRow float64 // distance from the picture
	Height  float64 // of the picture
	Metres  bool    // both are in metres; otherwise in a unit that was not named
}

// Distance is that of the back row, in heights of the picture.
func (h Hall) Distance() float64 { return h.BackRow / h.Height }

// ParseHall reads the distance of the back row and the height of the picture, such as "18m, 2m" or "60 ft by 7 ft".
func ParseHall(s string) (Hall, error) {
	wrong := fmt.Errorf("hall %q: expected the distance of the back row and the height of the picture, such as \"18m, 2m\"", s)
	parts := hallParts(s)
	if len(parts) != 2 {
		return Hall{}, wrong
	}
	row, rowUnit, ok := metres(parts[0])
	picture, pictureUnit, ok2 := metres(parts[1])
	if !ok || !ok2 || picture == 0 || rowUnit != pictureUnit && (rowUnit == "" || pictureUnit == "") {
		return Hall{}, wrong
	}
	h := Hall{BackRow: row, Height: picture, Metres: rowUnit != ""}
	switch d := h.Distance(); {
	case d < nearest:
		return Hall{}, fmt.Errorf("hall %q: the back row is nearer than the picture is high: name the distance first, then the height", s)
	case d > farthest:
		return Hall{}, fmt.Errorf("hall %q: the back row is %.0f picture heights away: expected at most %d", s, d, farthest)
	}
	return h, nil
}

// apart is what stands between the two lengths. A comma without a space behind it may belong to a number.
var apart = lazyregexp.New(`\s*(?:;|×|\bby\b|\bx\b|\band\b|,\s)\s*`)

// hallParts splits a hall into its lengths.
func hallParts(s string) []string {
	s = strings.ToLower(strings.TrimSpace(s))
	if parts := apart.Split(s, 3); len(parts) > 1 {
		return parts
	}
	return strings.Split(s, ",")
}

// metres reads a length and its unit, which may be left out of both lengths.
func metres(s string) (float64, string, bool) {
	m := length.FindStringSubmatch(strings.TrimSpace(s))
	if m == nil {
		return 0, "", false
	}
	v, err := strconv.ParseFloat(strings.Replace(m[1], ",", ".", 1), 64)
	if err != nil {
		return 0, "", false
	}
	switch m[2] {
	case "":
		return v, "", true
	case "cm":
		return v / 100, "m", true
	case "ft", "feet", "foot", "'":
		return v * 0.3048, "m", true
	}
	return v, "m", true
}

// ParseSize reads the size of a hall's window in columns and rows, such as "120x30".
func ParseSize(s string) (render.Screen, error) {
	w, h, found := strings.Cut(strings.ToLower(strings.ReplaceAll(s, "×", "x")), "x")
	cols, err := strconv.Atoi(strings.TrimSpace(w))
	rows, err2 := strconv.Atoi(strings.TrimSpace(h))
	if !found || errors.Join(err, err2) != nil || cols < leastColumns || cols > mostColumns || rows < leastRows || rows > mostRows {
		return render.Screen{}, fmt.Errorf("size %q: expected columns and rows from %dx%d to %dx%d, such as 120x30", s, leastColumns, leastRows, mostColumns, mostRows)
	}
	return render.Screen{W: cols, H: rows}, nil
}
