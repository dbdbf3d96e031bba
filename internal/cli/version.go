package cli

import (
	_ "embed"
	"runtime/debug"
	"strings"
)

// archive is where git writes the version in an archive of the source, which has no history to ask. In a
// checkout, and in a module that Go fetched, it is still the order to do so.
//
//go:embed archive.txt
var archive string

// version is what the program was built from.
func version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "unknown"
	}
	return versionOf(info, archive)
}

// versionOf is the module's version where Go knows it: of a module that it fetched, and of a checkout, whose
// tag and commit it asks git for. Nothing is set when linking, so that whoever builds a tag gets the same bytes.
func versionOf(info *debug.BuildInfo, archive string) string {
	v := info.Main.Version
	if v == "" || v == "(devel)" {
		v = strings.TrimSpace(archive)
	}
	if v == "" || strings.HasPrefix(v, "$") || strings.HasPrefix(v, "%") {
		v = "development build"
	}
	return v + ", " + info.GoVersion
}
