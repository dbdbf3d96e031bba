package check_test

import (
	"math"
	"testing"

	"github.com/westandtogether-assembly/assembly/internal/check"
	"github.com/westandtogether-assembly/assembly/internal/render"
)

func TestParseHall(t *testing.T) {
	for s, want := range map[string]float64{
		"18m, 2m": 9, "18 m, 2 m": 9, "18m,2m": 9, "18,2": 9, "18 2m": 0, "16 m by 200 cm": 8, "60ft x 7.5ft": 8, "16m×2m": 8,
		"12,5m; 2,5 m": 5, "20 metres and 2 metres": 10, "18m": 0, "": 0, "2m, 18m": 0, "18m, 0m": 0, "18m, 2m, 3m": 0, "18, 2m": 0,
		"-18m, 2m": 0, "400m, 2m": 0, "18 miles, 2 miles": 0, "NaN, 2": 0,
	} {
		got, err := check.ParseHall(s)
		if (err != nil) != (want == 0) || err == nil && math.Abs(got.Distance()-want) > 0.01 {
			t.Errorf("%q is %v (%v), want %v", s, got, err, want)
		}
	}
	if h, _ := check.ParseHall("60ft, 200cm"); math.Abs(h.BackRow-18.288) > 1e-9 || h.Height != 2 || !h.Metres {
		t.Errorf("feet and centimetres are %+v", h)
	}
	if h, _ := check.ParseHall("18, 2"); h.Metres {
		t.Errorf("no unit is %+v", h)
	}
}

func TestParseDistance(t *testing.T) {
	for s, want := range map[string]float64{"8": 8, "8.5": 8.5, "1": 1, "40": 40, "0.9": 0, "41": 0, "far": 0, "NaN": 0, "": 0} {
		if got, err := check.ParseDistance(s); (err != nil) != (want == 0) || got != want {
			t.Errorf("%q is %v (%v), want %v", s, got, err, want)
		}
	}
}

func TestParseSize(t *testing.T) {
	for s, want := range map[string]render.Screen{
		"120x30": {W: 120, H: 30}, "80X24": {W: 80, H: 24}, "80 × 24": {W: 80, H: 24}, "20x6": {W: 20, H: 6}, "400x200": {W: 400, H: 200},
		"19x6": {}, "401x50": {}, "80": {}, "80x": {}, "80x24x3": {}, "axb": {}, "-80x24": {},
	} {
		if got, err := check.ParseSize(s); (err != nil) != (want == render.Screen{}) || got != want {
			t.Errorf("%q is %v (%v), want %v", s, got, err, want)
		}
	}
}
