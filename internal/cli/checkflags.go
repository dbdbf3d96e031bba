package cli

import (
	"errors"
	"slices"
	"strings"

	"github.com/westandtogether-assembly/assembly/internal/bigtype"
	"github.com/westandtogether-assembly/assembly/internal/check"
	"github.com/westandtogether-assembly/assembly/internal/theme"
)

// checkOptions are what the flags ask a check to look for.
func (f *flags) checkOptions() (check.Options, error) {
	o, err := f.hallOptions()
	if err != nil {
		return o, err
	}
	if f.phase != "" {
		o.Phases = []string{f.phase}
	}
	if f.theme != "" {
		if o.Palette, err = theme.Lookup(f.theme); err != nil {
			return o, unknownTheme(f.theme, err)
		}
	}
	if f.drawn != "" {
		tier, err := bigtype.ParseTier(f.drawn)
		if err != nil {
			return o, usage(err, didYouMean(f.drawn, bigtype.Tiers(), "leave out --type"))
		}
		o = o.Drawn(tier)
	}
	return o, f.checkTogether()
}

// checkTogether refuses flags that do not go together.
func (f *flags) checkTogether() error {
	switch {
	case f.json && f.fix:
		return usage(errors.New("--json and --fix cannot be used together"), "choose one of them")
	case f.yes && !f.fix:
		return usage(errors.New("--yes needs --fix"), "leave out --yes")
	}
	return nil
}

// hallOptions are the hall that the flags describe.
func (f *flags) hallOptions() (o check.Options, err error) {
	if f.hall != "" && f.distance != "" {
		return o, usage(errors.New("--hall and --distance cannot be used together"), "choose one of them: both say how far the back row is")
	}
	for _, list := range f.sizes {
		for size := range strings.SplitSeq(list, ",") {
			s, err := check.ParseSize(size)
			if err != nil {
				return o, usage(err, "assembly check --size 120x30 --size 80x24")
			}
			if w := (check.Window{Screen: s}); !slices.Contains(o.Windows, w) {
				o.Windows = append(o.Windows, w)
			}
		}
	}
	if f.hall != "" {
		h, wrong := check.ParseHall(f.hall)
		if err = wrong; err == nil {
			o.Distance = h.Distance()
		}
	}
	if f.distance != "" {
		o.Distance, err = check.ParseDistance(f.distance)
	}
	if err != nil {
		return o, usage(err, "assembly check --hall \"18m, 2m\", or --distance 9")
	}
	return o, nil
}
