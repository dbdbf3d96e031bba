package sysfont

import (
	"bytes"
	"encoding/binary"
	"os"
	"path/filepath"
	"runtime"
	"testing"

	"github.com/westandtogether-assembly/assembly/internal/bigtype"
	"github.com/westandtogether-assembly/assembly/internal/goface"
)

// claiming is the directory of a font whose only table is said to have a length.
func claiming(length uint32) []byte {
	b := append([]byte("\x00\x01\x00\x00\x00\x01\x00\x00\x00\x00\x00\x00"), "cmap\x00\x00\x00\x00\x00\x00\x00\x1c"...)
	return binary.BigEndian.AppendUint32(b, length)
}

// packed is that of a WOFF, with how long the table is in the file.
func packed(inFile, length uint32) []byte {
	b := append([]byte("wOFF\x00\x01\x00\x00\x00\x00\x00\x40\x00\x01"), make([]byte, 30)...)
	b = append(b, "cmap\x00\x00\x00\x40"...)
	b = binary.BigEndian.AppendUint32(binary.BigEndian.AppendUint32(b, inFile), length)
	return append(b, 0, 0, 0, 0)
}

// collection is one of a font.
func collection(font []byte) []byte {
	return append([]byte("ttcf\x00\x01\x00\x00\x00\x00\x00\x01\x00\x00\x00\x10"), font...)
}

// resources is a Mac's file of resources with a font: a header, the font behind its length, and the map.
func resources(font []byte) []byte {
	const mapAt, listAt = 0x200, 28
	b := make([]byte, mapAt+listAt+2+8+12)
	copy(b, "\x00\x00\x01\x00\x00\x00\x02\x00")
	binary.BigEndian.PutUint32(b[12:], uint32(len(b)-mapAt))
	copy(b[0x104:], font)
	m := b[mapAt:]
	binary.BigEndian.PutUint16(m[24:], listAt)
	copy(m[listAt:], "\x00\x00sfnt\x00\x00\x00\x0a")
	return b
}

// many is a collection whose fonts all have the same directory, of as many tables as can be.
func many() []byte {
	b := []byte("ttcf\x00\x01\x00\x00\x00\x00\x08\x00")
	for range 2048 {
		b = binary.BigEndian.AppendUint32(b, 12+4*2048)
	}
	b = append(b, "\x00\x01\x00\x00\xff\xff\x00\x00\x00\x00\x00\x00"...)
	return append(b, make([]byte, 16*0xFFFF)...)
}

// What a font says of its tables may be a little more than its file has, as where it was cut short, and no more.
func TestModest(t *testing.T) {
	const huge = 3 << 30
	for name, of := range map[string]struct {
		file []byte
		want bool
	}{
		"whole":                       {goface.Bold(), true},
		"half":                        {goface.Bold()[:len(goface.Bold())/2], true},
		"no font":                     {[]byte("no font at all, and not short either"), true},
		"nothing":                     {nil, true},
		"OpenType":                    {claiming(100), true},
		"OpenType, huge":              {claiming(huge), false},
		"WOFF":                        {packed(4, 100), true},
		"WOFF, huge once unpacked":    {packed(4, huge), false},
		"WOFF, huge in the file":      {packed(huge, 4), false},
		"collection":                  {collection(claiming(100)), true},
		"collection, huge":            {collection(claiming(huge)), false},
		"resources":                   {resources(claiming(100)), true},
		"resources, huge":             {resources(claiming(huge)), false},
		"very many tables of nothing": {many(), false},
	} {
		if got := modest(bytes.NewReader(of.file), int64(len(of.file))); got != of.want {
			t.Errorf("%s: %v", name, got)
		}
	}
}

// One font that must not be read, or a device in its place, leaves out all: go-text would read it. It is told which.
func TestImmodest(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("needs a folder of fonts that can be named, as Linux has")
	}
	home := t.TempDir()
	t.Setenv("XDG_DATA_HOME", home)
	dir := filepath.Join(home, "fonts", "of", "a", "kind")
	if err := os.MkdirAll(dir, 0o700); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(dir, "font.ttf")
	put := func(b []byte) {
		if err := os.WriteFile(file, b, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	put(goface.Bold())
	if got := immodest(); got != "" {
		t.Errorf("%s is refused", got)
	}
	put(claiming(3 << 30))
	finder := New("")
	if faces := finder.Find([]bigtype.Grapheme{{Text: "ह", Language: "en"}}); len(faces) > 0 || finder.Refused() != file {
		t.Errorf("beside a font that says that it is huge %d faces are found, and %q is refused", len(faces), finder.Refused())
	}
	put(nil)
	device := filepath.Join(dir, "linked.ttf")
	if err := os.Symlink(os.DevNull, device); err != nil {
		t.Fatal(err)
	}
	if got := immodest(); got != device {
		t.Errorf("with a device among the fonts %q is refused", got)
	}
	if err := os.Remove(device); err != nil {
		t.Fatal(err)
	}
	for name, to := range map[string]string{"folder": home, "gone.ttf": filepath.Join(home, "none")} {
		if err := os.Symlink(to, filepath.Join(dir, name)); err != nil {
			t.Fatal(err)
		}
	}
	if got := immodest(); got != "" {
		t.Errorf("with a link to a folder, and one to nothing, %s is refused", got)
	}
}
