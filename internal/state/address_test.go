package state

import (
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/westandtogether-assembly/assembly/internal/live"
)

// Where a presenter served is kept beyond its end; what is damaged is nowhere.
func TestAddressIsKept(t *testing.T) {
	f := At(t.TempDir())
	is := func(when string, want Address) {
		t.Helper()
		if got := f.Address(); !reflect.DeepEqual(got, want) {
			t.Errorf("%s it is %+v, want %+v", when, got, want)
		}
	}
	is("at first", Address{})
	saved := Address{URL: "http://127.0.0.1:4000", Token: "t", Sessions: []string{"one", "two"}}
	must(t, f.SaveAddress(saved))
	must(t, f.SaveEndpoint(live.Endpoint{URL: "http://127.0.0.1:4000"}))
	must(t, f.RemoveEndpoint())
	is("after the end", saved)
	saved.Token = ""
	must(t, f.SaveAddress(saved))
	is("without a token", saved)
	saved.Sessions = strings.Split(strings.Repeat("x ", keptSessions)+"last", " ")
	must(t, f.SaveAddress(saved))
	saved.Sessions = saved.Sessions[1:]
	is("after many", saved)
	must(t, os.WriteFile(filepath.Join(f.Dir(), addressFile), []byte("{"), 0o600))
	is("damaged", Address{})
}
