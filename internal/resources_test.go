package internal_test

import (
	"bytes"
	"debug/pe"
	"encoding/binary"
	"path/filepath"
	"testing"
	"unicode/utf16"
)

// The files that Go links into the Windows program are for its two machines, and hold the icon in every
// size, the manifest, and what Explorer shows. A commit does not know its version, so they say none.
func TestWindowsResources(t *testing.T) {
	for name, machine := range map[string]uint16{
		"rsrc_windows_amd64.syso": pe.IMAGE_FILE_MACHINE_AMD64,
		"rsrc_windows_arm64.syso": pe.IMAGE_FILE_MACHINE_ARM64,
	} {
		f, err := pe.Open(filepath.Join("..", "cmd", "assembly", name))
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		if f.Machine != machine {
			t.Errorf("%s is for the machine %#x, want %#x", name, f.Machine, machine)
		}
		data, err := f.Section(".rsrc").Data()
		if err != nil {
			t.Fatal(err)
		}
		if got := bytes.Count(data, []byte("\x89PNG")); got != 7 {
			t.Errorf("%s has %d pictures, want 7", name, got)
		}
		for _, want := range [][]byte{
			[]byte(">UTF-8</activeCodePage>"), []byte(">true</longPathAware>"), []byte(`level="asInvoker"`),
			wide("ProductName"), wide("Assembly\x00"), wide("© 2026"),
		} {
			if !bytes.Contains(data, want) {
				t.Errorf("%s lacks %q", name, want)
			}
		}
		if bytes.Contains(data, wide("FileVersion")) {
			t.Errorf("%s says a version", name)
		}
	}
}

// wide is text as Windows has it.
func wide(s string) (out []byte) {
	for _, c := range utf16.Encode([]rune(s)) {
		out = binary.LittleEndian.AppendUint16(out, c)
	}
	return out
}
