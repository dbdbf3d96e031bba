package cli

import (
	"runtime/debug"
	"testing"
)

// The version is Go's own where it has one, then the archive's, and never the order to write one.
func TestVersionOf(t *testing.T) {
	const order = "$Format:%(describe:tags)$\n"
	for _, c := range []struct{ module, archive, want string }{
		{"v1.2.3", order, "v1.2.3, go1.26.0"},
		{"v1.2.3", "v1.2.2\n", "v1.2.3, go1.26.0"},
		{"v1.2.4-0.20261127112921-289b4cff8c6f+dirty", order, "v1.2.4-0.20261127112921-289b4cff8c6f+dirty, go1.26.0"},
		{"(devel)", order, "development build, go1.26.0"},
		{"", order, "development build, go1.26.0"},
		{"(devel)", "v1.2.3-4-g289b4cf\n", "v1.2.3-4-g289b4cf, go1.26.0"},
		{"(devel)", "\n", "development build, go1.26.0"},                 // a commit before the first tag
		{"(devel)", "%(describe:tags)\n", "development build, go1.26.0"}, // by a git before 2.32
	} {
		info := &debug.BuildInfo{GoVersion: "go1.26.0", Main: debug.Module{Version: c.module}}
		if got := versionOf(info, c.archive); got != c.want {
			t.Errorf("module %q, archive %q: version %q, want %q", c.module, c.archive, got, c.want)
		}
	}
}
