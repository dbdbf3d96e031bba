package bigtype

import "testing"

const longest = "Use your powerful voice as a generation of young people to support the #WeStandTogether campaign"

func BenchmarkFitCold(b *testing.B) {
	f := GoBold()
	for b.Loop() {
		clear(f.faces)
		clear(f.shapes)
		if _, ok := f.Fit(Text{{longest, 1}}, Half(), 120, 60, 1, 0); !ok {
			b.Fatal("does not fit")
		}
	}
}

func BenchmarkFitColdLarge(b *testing.B) {
	f := GoBold()
	for b.Loop() {
		clear(f.faces)
		clear(f.shapes)
		if _, ok := f.Fit(Text{{longest, 1}}, Half(), 200, 100, 1, 0); !ok {
			b.Fatal("does not fit")
		}
	}
}

func BenchmarkFitWarm(b *testing.B) {
	f := GoBold()
	for b.Loop() {
		if _, ok := f.Fit(Text{{longest, 1}}, Half(), 120, 60, 1, 0); !ok {
			b.Fatal("does not fit")
		}
	}
}
