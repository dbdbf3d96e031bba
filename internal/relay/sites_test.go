package relay

import (
	"fmt"
	"reflect"
	"testing"
	"time"

	"github.com/westandtogether-assembly/assembly/internal/live"
	"github.com/westandtogether-assembly/assembly/internal/talk"
)

func TestSitesAreCounted(t *testing.T) {
	t.Parallel()
	s := startServer(t, nil)
	told := make(chan struct{}, 1000)
	p := speak(t, PresentConfig{Server: at(s), Changed: func() { told <- struct{}{} }}, testDeck("a", 5))
	hall := listen(t, FollowConfig{Server: at(s), Site: "hillside"})
	state := hall.until("the talk", shows("a", 0, 0))
	hall.Report(state.Report(live.Terminal, 80, 24, 0))
	gateway := listen(t, FollowConfig{Server: at(s), Site: "valley\x1b[2J\u202e"})
	gateway.until("the talk", shows("a", 0, 0))
	gateway.Audience([]live.Hall{
		{Matches: true, Report: live.Report{Room: "oak"}}, {Report: live.Report{Room: "elm"}}, {Report: live.Report{Closed: true}},
	}, 20)
	want := live.Sites{On: true, Room: "oak", Sites: 2, Rooms: 3, Right: 2, Others: 20,
		Wrong: []live.Site{{Name: "valley[2J", Count: 2, Not: 1, Rooms: []string{"elm"}}}}
	want.All = append([]live.Site{{Name: "hillside", Count: 1}}, want.Wrong...)
	p.sites("the sites", func(s live.Sites) bool { return reflect.DeepEqual(s, want) })
	<-told
	gateway.Part()
	p.sites("the leaving", func(s live.Sites) bool { return s.Sites == 1 && s.Rooms == 1 && s.Silent == 0 })
	hall.end()
	got := p.sites("the loss", func(s live.Sites) bool { return s.Silent == 1 })
	if got.Sites != 0 || !reflect.DeepEqual(got.Lost, []string{"hillside"}) {
		t.Errorf("without the hall there is %+v", got)
	}
	back := listen(t, FollowConfig{Server: at(s), Site: "hillside"})
	back.until("the talk", shows("a", 0, 0))
	p.sites("the return", func(s live.Sites) bool { return s.Sites == 1 && s.Silent == 0 })
	p.do(talk.GoTo, 3)
	back.until("the slide", shows("a", 3, 0))
}

// audienceOf is an audience of one site with two rooms, both right.
func audienceOf(now time.Time) (*audience, siteReport) {
	a := newAudience()
	a.expect(live.Snapshot{Session: "s", Seq: 5, Deck: "d"}, now)
	r := siteReport{ID: "1", Name: "hillside", Rooms: 2, Right: 2, Session: "s", Seq: 5, Deck: "d"}
	a.take(r, now)
	return a, r
}

func TestSiteIsRightOnlyWithTheNewest(t *testing.T) {
	now := time.Now()
	a, r := audienceOf(now)
	if !a.recount(now) || a.known().Right != 2 || a.recount(now) {
		t.Fatalf("at first there is %+v", a.known())
	}
	a.expect(live.Snapshot{Session: "s", Seq: 6, Deck: "d"}, now)
	if a.recount(now.Add(grace)); a.known().Right != 2 {
		t.Errorf("after a change the site has %+v", a.known())
	}
	a.recount(now.Add(grace + time.Second))
	if got := a.known(); got.Right != 0 || got.Rooms != 2 || len(got.Wrong) != 1 || got.Wrong[0].Not != 2 {
		t.Errorf("long after a change the site that has not taken it has %+v", got)
	}
	for name, r := range map[string]siteReport{
		"another session": {ID: "1", Rooms: 2, Right: 2, Session: "t", Seq: 6, Deck: "d"},
		"another deck":    {ID: "1", Rooms: 2, Right: 2, Session: "s", Seq: 6, Deck: "e"},
	} {
		a.take(r, now.Add(grace+time.Second))
		if a.recount(now.Add(grace + time.Second)); a.known().Right != 0 {
			t.Errorf("%s counts as right", name)
		}
	}
	r.Seq = 6
	a.take(r, now.Add(grace+time.Second))
	if a.recount(now.Add(grace + time.Second)); a.known().Right != 2 || len(a.known().Wrong) != 0 {
		t.Errorf("with the change it has %+v", a.known())
	}
}

func TestSilentSites(t *testing.T) {
	now := time.Now()
	a, _ := audienceOf(now)
	a.recount(now)
	if a.recount(now.Add(5 * time.Second)); a.known().Silent != 0 {
		t.Error("a site is lost too early")
	}
	a.hear(now.Add(5 * time.Second)) // The presenter itself had no connection.
	if a.recount(now.Add(9 * time.Second)); a.known().Silent != 0 {
		t.Error("a site is lost by the presenter's own silence")
	}
	if a.recount(now.Add(11 * time.Second)); a.known().Silent != 1 || a.known().Sites != 0 || a.known().Rooms != 0 {
		t.Errorf("without a sign there is %+v", a.known())
	}
	if a.recount(now.Add(forgetAfter + 6*time.Second)); a.known().Silent != 0 {
		t.Errorf("long after there is %+v", a.known())
	}
}

func TestAudienceIsBounded(t *testing.T) {
	now := time.Now()
	a := newAudience()
	for i := range maxSites + 10 {
		a.take(siteReport{ID: fmt.Sprint(i), Name: fmt.Sprint("site", i%20), Rooms: i % 7}, now)
	}
	a.recount(now)
	got := a.known()
	if got.Sites != maxSites || len(got.Wrong) != maxListed || got.Wrong[0].Not != 6 || got.Wrong[0].Name != "site0" {
		t.Errorf("of too many sites there is %+v", got)
	}
	if a.recount(now.Add(time.Hour)); a.known().Sites != 0 {
		t.Error("sites are never lost")
	}
}

func BenchmarkRecount(b *testing.B) {
	now := time.Now()
	a := newAudience()
	for i := range maxSites {
		a.take(siteReport{ID: fmt.Sprint(i), Name: "site", Rooms: i % 7}, now)
	}
	for b.Loop() {
		a.recount(now)
	}
}
