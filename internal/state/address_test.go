package state

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/westandtogether-assembly/assembly/internal/live"
)

// Where a presenter served is kept beyond its end; what is damaged is nowhere.
func TestAddressIsKept(t *testing.T) {
	f := At(t.TempDir())
	is := func(when, url, token string) {
		t.Helper()
		if gotURL, gotToken := f.Address(); gotURL != url || gotToken != token {
			t.Errorf("%s it is %q with %q, want %q with %q", when, gotURL, gotToken, url, token)
		}
	}
	is("at first", "", "")
	must(t, f.SaveAddress("http://127.0.0.1:4000", "t"))
	must(t, f.SaveEndpoint(live.Endpoint{URL: "http://127.0.0.1:4000"}))
	must(t, f.RemoveEndpoint())
	is("after the end", "http://127.0.0.1:4000", "t")
	must(t, f.SaveAddress("http://127.0.0.1:4000", ""))
	is("without a token", "http://127.0.0.1:4000", "")
	must(t, os.WriteFile(filepath.Join(f.Dir(), addressFile), []byte("{"), 0o600))
	is("damaged", "", "")
}
