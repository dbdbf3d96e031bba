package pptx

import (
	"archive/zip"
	"fmt"
	"io"
	"path"
	"time"
)

// Write writes the presentation. The same presentation gives the same bytes. It fails if the page is
// too small or too large for PowerPoint, if a picture is of a kind that PowerPoint does not know, and
// if w fails; what is then in w is no presentation.
func Write(w io.Writer, p Presentation) error {
	p = p.complete()
	if !fits(p.W) || !fits(p.H) {
		return fmt.Errorf("write presentation: a page of %g by %g points: each must be from %g to %g",
			p.W, p.H, leastPage, mostPage)
	}
	f := &file{zip: zip.NewWriter(w), at: stamp(p.Created), p: p}
	if err := f.write(); err != nil {
		return fmt.Errorf("write presentation: %w", err)
	}
	return nil
}

// fits is false for what is no number as well.
func fits(side float64) bool { return side >= leastPage && side <= mostPage }

// stamp is the time of the parts. A file of zip knows the years from 1980 to 2107.
func stamp(at time.Time) time.Time {
	at = at.UTC().Truncate(time.Second)
	if at.Year() < 1980 || at.Year() > 2107 {
		return time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC)
	}
	return at
}

// file is the presentation while it is written.
type file struct {
	zip    *zip.Writer
	at     time.Time
	p      Presentation
	media  media
	slides []entry
}

// entry is all that has to be kept of a slide that is written.
type entry struct{ notes, hidden bool }

func slideName(n int) string { return "ppt/slides/slide" + number(n) + ".xml" }
func notesName(n int) string { return "ppt/notesSlides/notesSlide" + number(n) + ".xml" }

// write puts the relations of the package first, by which a file of this kind is told, and the lists of
// everything last, as only then the slides are counted.
func (f *file) write() error {
	if err := f.xml("_rels/.rels", relations([]rel{
		{"officeDocument", "ppt/presentation.xml"}, {coreRel, "docProps/core.xml"}, {"extended-properties", "docProps/app.xml"},
	})); err != nil {
		return err
	}
	for _, part := range f.p.fixed() {
		if err := f.part(part); err != nil {
			return err
		}
	}
	if err := f.all(); err != nil {
		return err
	}
	return f.close()
}

func (f *file) all() error {
	if f.p.Slides == nil {
		return nil
	}
	for s := range f.p.Slides {
		if err := f.slide(s); err != nil {
			return fmt.Errorf("slide %d: %w", len(f.slides)+1, err)
		}
	}
	return nil
}

// slide writes a slide, its notes and the pictures that are new on it.
func (f *file) slide(s Slide) error {
	n := len(f.slides) + 1
	e := entry{notes: s.hasNotes(), hidden: s.Hidden}
	rels := []rel{{"slideLayout", "../slideLayouts/slideLayout1.xml"}}
	if e.notes {
		rels = append(rels, rel{"notesSlide", "../notesSlides/" + path.Base(notesName(n))})
	}
	c := &canvas{theme: f.p.Theme, lang: f.p.Lang, page: [2]float64{f.p.W, f.p.H}}
	c.link = func(data []byte) (id string, err error) {
		rels, id, err = f.picture(rels, data)
		return id, err
	}
	root, err := s.part(c, n)
	if err != nil {
		return err
	}
	if err := f.part(part{name: slideName(n), root: root, rels: rels}); err != nil {
		return err
	}
	f.slides = append(f.slides, e)
	if !e.notes {
		return nil
	}
	return f.part(part{name: notesName(n), root: s.notesPart(f.p.Lang, s.noteSizeFor(notesRoom(f.p.W, f.p.H))), rels: []rel{
		{"notesMaster", "../notesMasters/notesMaster1.xml"}, {"slide", "../slides/" + path.Base(slideName(n))},
	}})
}

// picture writes a picture unless the file has it, and adds it to the relations of a slide unless they
// have it.
func (f *file) picture(rels []rel, data []byte) ([]rel, string, error) {
	name, fresh, err := f.media.name(data)
	if err != nil {
		return rels, "", err
	}
	if fresh {
		if err := f.raw("ppt/media/"+name, data); err != nil {
			return rels, "", err
		}
	}
	link := rel{"image", "../media/" + name}
	for i, known := range rels {
		if known == link {
			return rels, relation(1 + i), nil
		}
	}
	return append(rels, link), relation(len(rels) + 1), nil
}

func (f *file) close() error {
	for _, last := range []part{
		{name: "ppt/presentation.xml", root: f.p.presentationPart(len(f.slides)), rels: presentationRels(len(f.slides))},
		{name: "docProps/app.xml", root: appPart(f.slides)},
		{name: "[Content_Types].xml", root: f.p.typesPart(f.slides)},
	} {
		if err := f.part(last); err != nil {
			return err
		}
	}
	return f.zip.Close()
}

// part writes a part, and its relations beside it if it has any.
func (f *file) part(p part) error {
	if err := f.xml(p.name, p.root); err != nil || len(p.rels) == 0 {
		return err
	}
	dir, base := path.Split(p.name)
	return f.xml(dir+"_rels/"+base+".rels", relations(p.rels))
}

func (f *file) xml(name string, root node) error { return f.raw(name, document(root)) }

// raw writes a part. Pictures are packed as well, though they hardly shrink: there are readers that
// cannot read an unpacked part whose size stands behind it.
func (f *file) raw(name string, data []byte) error {
	w, err := f.zip.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate, Modified: f.at})
	if err != nil {
		return fmt.Errorf("write %s: %w", name, err)
	}
	if _, err := w.Write(data); err != nil {
		return fmt.Errorf("write %s: %w", name, err)
	}
	return nil
}
