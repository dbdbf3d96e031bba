//go:build unix

package relay

import (
	"errors"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// A pipe, or a folder, in the place of any file of the relay's is told at once, and not waited for.
func TestAPipeForAFile(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	pipe := filepath.Join(dir, "pipe")
	if err := syscall.Mkfifo(pipe, 0o600); err != nil {
		t.Skip(err)
	}
	cert, key, _ := selfSigned(t)
	for _, odd := range []string{pipe, dir} {
		for what, s := range map[string]Server{
			"credentials": {Creds: odd}, "key": {NKey: odd}, "CA": {CA: odd}, "certificate": {Cert: odd, Key: key}, "key of the certificate": {Cert: cert, Key: odd},
		} {
			s.URL = "nats://127.0.0.1:4222"
			_, err := s.options()
			if p := (*Problem)(nil); !errors.As(err, &p) || !strings.HasSuffix(p.What, "cannot be used: it is not a file") || !final(err) {
				t.Errorf("%s: %v is told", what, err)
			}
		}
	}
}
