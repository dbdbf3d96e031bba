// Package gctest lets tests spend less of their time on collecting garbage. Tests make much of it from little that
// stays: by Go's own measure, the collector would run every few milliseconds.
package gctest

import (
	"os"
	"runtime/debug"
	"testing"
)

// Percent is how much garbage may lie beside what is in use, in percent of it; Go's own measure is 100.
const Percent = 400

// M runs a package's tests with less collecting, unless GOGC says another measure.
type M struct{ *testing.M }

// Run runs the tests, and returns the code to end with.
func (m M) Run() int {
	const usual = 100
	if was := debug.SetGCPercent(Percent); was != usual {
		debug.SetGCPercent(was)
	}
	return m.M.Run()
}

// Run is what a TestMain does that does nothing else.
func Run(m *testing.M) { os.Exit(M{m}.Run()) }
