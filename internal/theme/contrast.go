package theme

import (
	"math"

	"github.com/westandtogether-assembly/assembly/internal/cell"
)

// Contrast is the contrast ratio of two colours, from 1 to 21, as WCAG 2.2 defines it.
func Contrast(a, b cell.Color) float64 {
	la, lb := luminance(a), luminance(b)
	return (max(la, lb) + 0.05) / (min(la, lb) + 0.05)
}

func luminance(c cell.Color) float64 {
	return 0.2126*linear(c.R) + 0.7152*linear(c.G) + 0.0722*linear(c.B)
}

func linear(v uint8) float64 {
	s := float64(v) / 255
	if s <= 0.04045 {
		return s / 12.92
	}
	return math.Pow((s+0.055)/1.055, 2.4)
}
