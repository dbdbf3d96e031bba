package session

import (
	"bytes"
	"fmt"
	"path/filepath"
	"strings"
)

// headSize is as much of a file as tells what it is.
const headSize = 64 << 10

// kind is a kind of file that people open by mistake, and what to do with one.
type kind struct{ name, hint string }

func presentation() kind {
	return kind{"a presentation of another program", "copy its words into a deck of your own, which is a text file: assembly new my-assembly.md writes one to begin with"}
}

func document() kind {
	return kind{"a document of a word processor", "save its words as plain text (.txt or .md), with a line --- between slides, and name that file"}
}

func picture() kind {
	return kind{"a picture", "a deck is a text file that names its pictures: put ![what it shows](NAME) into one, beside the picture"}
}

func pdf() kind {
	return kind{"a PDF", "copy its words into a deck of your own, which is a text file: assembly new my-assembly.md writes one to begin with"}
}

func archive() kind {
	return kind{"a zip file", "unpack it, and name the deck in it: a Markdown file"}
}

// foreign refuses a file that is not a text. Its first bytes tell, and its name where those of several
// kinds are alike.
func foreign(path string, text []byte) error {
	head := text[:min(len(text), headSize)]
	k, ok := kindOf(strings.ToLower(filepath.Ext(path)), head)
	if !ok {
		return nil
	}
	return &Problem{fmt.Errorf("%s is %s, not a deck", path, k.name), k.hint}
}

func kindOf(ext string, head []byte) (kind, bool) {
	begins := func(marks ...string) bool {
		for _, m := range marks {
			if bytes.HasPrefix(head, []byte(m)) {
				return true
			}
		}
		return false
	}
	switch {
	case begins("PK\x03\x04", "\xd0\xcf\x11\xe0"):
		return office(ext, head), true
	case begins("{\\rtf"):
		return document(), true
	case begins("%PDF-"):
		return pdf(), true
	case begins("\x89PNG", "\xff\xd8\xff", "GIF8", "BM", "II*\x00", "MM\x00*") && bytes.IndexByte(head, 0) >= 0,
		begins("RIFF") && bytes.Contains(head[:min(len(head), 16)], []byte("WEBP")):
		return picture(), true
	}
	return kind{}, false
}

// office is what a file of an office program is. New ones are zip files with a folder of a telling name.
func office(ext string, head []byte) kind {
	switch ext {
	case ".pptx", ".ppt", ".pps", ".ppsx", ".odp", ".key":
		return presentation()
	case ".docx", ".doc", ".odt", ".pages":
		return document()
	}
	switch {
	case bytes.Contains(head, []byte("ppt/")), bytes.Contains(head, []byte("opendocument.presentation")):
		return presentation()
	case bytes.Contains(head, []byte("word/")), bytes.Contains(head, []byte("opendocument.text")), head[0] == 0xd0:
		return document()
	}
	return archive()
}
