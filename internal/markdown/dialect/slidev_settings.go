package dialect

import (
	"strings"

	"github.com/westandtogether-assembly/assembly/internal/lazyregexp"
)

// slidevQuiet are settings of a slide that change how it looks, or how the tool lists it, but not its words,
// with a space around each.
const slidevQuiet = " layout title titleTemplate class src hide disabled background backgroundSize image clicks clicksStart " +
	"transition level hideInToc routeAlias preload zoom dragPos name clickAnimation lang url scale theme addons info author keywords " +
	"presenter browserExporter download exportFilename export twoslash lineNumbers monaco monacoTypesSource monacoTypesAdditionalPackages " +
	"monacoRunAdditionalDeps remoteAssets selectable record contextMenu wakeLock pwa overviewSnapshots routerMode colorSchema aspectRatio " +
	"canvasWidth themeConfig favicon plantUmlServer fonts defaults drawings htmlAttrs seoMeta mdc comark highlighter css duration timer " +
	"layoutClass persist align dir date format "

func isQuiet(key string) bool { return strings.Contains(slidevQuiet, " "+key+" ") }

// pictureName is what the name of a picture ends with.
var pictureName = lazyregexp.New(`(?i)\.(png|jpe?g|gif|webp|svg|avif|bmp)([?#].*)?$`)

// settings counts the settings of a slide that are not followed.
func (d *slidevDeck) settings(s slidevSlide, layout string) {
	if strings.HasPrefix(layout, "iframe") && s.front.Text("url") != "" {
		d.unused("pages in a frame", "", clipped(s.front.Text("url")), s.at)
	}
	if s.at == d.in.Body && d.file == d.in.File {
		return // Those of the deck, of which those that nobody knows are told already.
	}
	keys := s.front.Keys()
	for _, key := range keys[:min(len(keys), mostSettings)] {
		switch value := s.front.Text(key); {
		case isQuiet(key):
		case pictureName.MatchString(value):
			d.unused("pictures of layouts", "write ![](picture.png) on the slide", clipped(value), s.at)
		default:
			d.unusedLook("settings of slides", "", clipped(key), s.at)
		}
	}
}

// mostSettings is how many settings of a slide are looked at.
const mostSettings = 100

// pictures are the pictures that a slide has in its settings.
func (d *slidevDeck) pictures(s slidevSlide, layout string, shown bool) []string {
	var out []string
	if name := s.front.Text("image"); name != "" && !isColour(name) {
		if strings.Contains(layout, "image") || !shown {
			out = append(out, name)
		} else {
			d.unusedLook("background pictures", "", clipped(name), s.at)
		}
	}
	name := s.front.Text("background")
	if !pictureName.MatchString(name) && !strings.Contains(name, "/") || isColour(name) {
		return out
	}
	if shown || len(out) > 0 {
		d.unusedLook("background pictures", "", clipped(name), s.at)
		return out
	}
	return append(out, name)
}

// colour is a value that is no address but a colour of CSS, or another of its functions.
var colour = lazyregexp.New(`^(#[0-9A-Fa-f]{3,8}|[a-z-]+\(.*)$`)

func isColour(value string) bool {
	return colour.MatchString(value) && !strings.HasPrefix(value, "url(")
}
