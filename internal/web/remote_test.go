package web_test

import (
	"crypto/sha256"
	"encoding/base64"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"

	"github.com/westandtogether-assembly/assembly/internal/live"
	"github.com/westandtogether-assembly/assembly/internal/web"
	"github.com/westandtogether-assembly/assembly/slides/rules"
)

// The phone's page is one document that loads nothing: whatever it has of script and style is in it, and its policy
// lets in nothing else.
func TestRemotePage(t *testing.T) {
	s := httptest.NewServer(web.RemotePage())
	t.Cleanup(s.Close)
	resp, page := get(t, s.URL+"/remote")
	if resp.StatusCode != 200 || resp.Header.Get("Content-Type") != "text/html; charset=utf-8" {
		t.Fatalf("the page comes with %s, %v", resp.Status, resp.Header)
	}
	for _, pattern := range []string{`(?i)https?:`, `(?:src|href)="[^d]`, `url\(`, `@import`, `serviceWorker`, `\{\{`, `(?m)^import `, `(?m)^export `, `innerHTML`, ` on\w+="`, ` style="`} {
		if found := regexp.MustCompile(pattern).FindString(page); found != "" {
			t.Errorf("the page has %q", found)
		}
	}
	policy := resp.Header.Get("Content-Security-Policy")
	for _, kind := range []string{"script", "style"} {
		all := regexp.MustCompile(`(?s)<`+kind+`>(.*?)</`+kind+`>`).FindAllStringSubmatch(page, -1)
		if want := map[string]int{"script": 2, "style": 1}[kind]; len(all) != want {
			t.Fatalf("the page has %d of %s", len(all), kind)
		}
		for _, one := range all {
			sum := sha256.Sum256([]byte(one[1]))
			if want := "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"; !strings.Contains(rule(policy, kind+"-src"), want) {
				t.Errorf("the policy %s has not %s", policy, want)
			}
		}
	}
	for _, bad := range []string{"http", "unsafe", "*", "//"} {
		if strings.Contains(regexp.MustCompile(`'sha256-[^']*'`).ReplaceAllString(policy, ""), bad) {
			t.Errorf("the policy holds %q: %s", bad, policy)
		}
	}
	if !strings.HasPrefix(policy, "default-src 'none';") {
		t.Errorf("the policy is %s", policy)
	}
	if err := rules.ForPupils(words(page)); err != nil {
		t.Error(err)
	}
}

// The server that a phone reaches gives the page, with its own policy, and no other page.
func TestRemotePageIsServed(t *testing.T) {
	s := newPhoneStand(t, builtin(t))
	base := "http://" + s.address().Host
	resp, page := get(t, base+"/remote")
	if resp.StatusCode != 200 || !strings.Contains(page, "NEXT") || !strings.Contains(resp.Header.Get("Content-Security-Policy"), "script-src 'sha256-") {
		t.Errorf("the page comes with %s, %v", resp.Status, resp.Header)
	}
	if resp.Header.Get("X-Content-Type-Options") != "nosniff" || resp.Header.Get("Cache-Control") != "no-cache" {
		t.Errorf("the page comes with %v", resp.Header)
	}
	for _, path := range []string{"/", "/remote.js", "/remote/", "/deck", "/events"} {
		if resp, _ := get(t, base+path); resp.StatusCode != 404 {
			t.Errorf("%s comes with %s", path, resp.Status)
		}
	}
	if phone := s.net.Reach().Phone; phone.State != live.NoPhone {
		t.Errorf("who only looks counts as %+v", phone)
	}
}
