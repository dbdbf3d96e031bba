package web_test

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"github.com/westandtogether-assembly/assembly/internal/live"
	"github.com/westandtogether-assembly/assembly/slides"
)

// TestLook writes a picture of every slide into the folder that ASSEMBLY_LOOK names, for a person
// to look at. What a picture shows to be wrong is held by the other tests.
func TestLook(t *testing.T) {
	folder := os.Getenv("ASSEMBLY_LOOK")
	if folder == "" {
		t.Skip("ASSEMBLY_LOOK names no folder to put pictures into")
	}
	p := startBrowser(t)
	for _, name := range []string{"cream", "dark"} {
		s := newStand(t, builtin(t), name)
		p.open(t, s.server.URL(), 1920, 1080)
		p.lookThrough(s, folder, name, [][2]int64{{1024, 768}, {1280, 720}, {390, 844}, {844, 390}})
	}
	waiting := newStand(t, builtin(t), "cream")
	waiting.hub = live.NewHub()
	waiting.listen(live.Config{})
	p.open(t, waiting.server.URL(), 1920, 1080)
	p.shoot(filepath.Join(folder, "waiting.png"))
	help := newStand(t, parse(t, "help.md", []byte(helpLines)), "cream")
	p.open(t, help.server.URL(), 1920, 1080)
	p.lookThrough(help, folder, "help", [][2]int64{{1024, 768}, {1280, 720}, {390, 844}, {844, 390}})
	guide := newStand(t, parse(t, slides.GuideName, append(slides.Guide(), everything...)), "cream")
	p.open(t, guide.server.URL(), 1920, 1080)
	p.lookThrough(guide, folder, "guide", [][2]int64{{1920, 1080}})
}

func (p *tab) lookThrough(s *stand, folder, name string, sizes [][2]int64) {
	p.t.Helper()
	for i, steps := range s.public.Steps {
		for step := range steps {
			s.to(i, step)
			if s.public.Slides[i].Layout == "reflection" && step > 0 {
				s.state.Shown = time.Now().Add(-20 * time.Second).UnixMilli()
				s.state.Seq++
				s.publish()
			}
			p.at(s, i, step)
			for _, size := range sizes {
				p.size(size[0], size[1])
				p.shoot(filepath.Join(folder, fmt.Sprintf("%s-%02d-%d-%dx%d.png", name, i, step, size[0], size[1])))
			}
		}
	}
}

func (p *tab) shoot(file string) {
	p.t.Helper()
	p.settled()
	png, err := chromedp.Run(p.ctx, chromedp.CaptureScreenshot())
	if err != nil {
		p.t.Fatal(err)
	}
	if err := os.WriteFile(file, png, 0o600); err != nil {
		p.t.Fatal(err)
	}
}
