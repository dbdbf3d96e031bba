package paper

// bookmark is a line of the list of contents that viewers show beside the pages.
type bookmark struct {
	title       string
	level, page int
}

// longestBookmark is the most characters that a bookmark shows; the page has the rest.
const longestBookmark = 200

// Bookmark lists the page that is drawn on under a title, which is cut after 200 characters and then ends with an
// ellipsis. Level 0 is the top one. A level may be at most one below that of the bookmark before it: lower ones
// are taken for that. A title without words is left out.
func (d *Document) Bookmark(title string, level int) {
	runes := []rune(clean(title))
	if len(runes) == 0 {
		return
	}
	if len(runes) > longestBookmark {
		runes = append(runes[:longestBookmark-1], '…')
	}
	lowest := 0
	if n := len(d.bookmarks); n > 0 {
		lowest = d.bookmarks[n-1].level + 1
	}
	d.current()
	d.bookmarks = append(d.bookmarks, bookmark{string(runes), min(max(level, 0), lowest), d.page})
}

// addBookmarks hands the bookmarks to fpdf, which measures their pages by the last one.
func (d *Document) addBookmarks() {
	last := d.pages[len(d.pages)-1].h
	for _, b := range d.bookmarks {
		d.pdf.SetPage(b.page)
		d.pdf.Bookmark(utf16(b.title), b.level, last-d.pages[b.page-1].h)
	}
}
