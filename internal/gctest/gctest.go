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

// Run runs a package's tests with less collecting, unless GOGC says how much. It is what a TestMain does.
func Run(m *testing.M) {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(Percent)
	}
	m.Run()
}
