package live

import (
	"bytes"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/westandtogether-assembly/assembly/internal/talk"
)

// No byte that goes to a phone, in answer to anything that it may or may not ask, holds what is the speaker's, or the key.
func TestPhoneCanary(t *testing.T) {
	bubble(t, func(t *testing.T, w *wire) {
		p := newTalker("one", secret().Public())
		p.hub = NewHub()
		p.publish()
		c := &clicker{talker: p, t: t, w: w, address: testPort}
		c.remote = NewRemote(http.NotFoundHandler(), c.take)
		s := New(p.hub, Config{})
		wide := w.openWide(s, testPort, Network{Remote: c.remote})
		h := c.phone("a")
		var all bytes.Buffer
		for _, method := range []string{"GET", "HEAD", "POST", "PUT", "DELETE", "TRACE"} {
			for _, path := range []string{"/", "/deck", "/events", "/command", pathRemote, pathPhone, pathBeat, pathAsk, pathPress, pathRemote + "/notes"} {
				at := c.remote.since(time.Now())
				for _, body := range []string{"", fmt.Sprintf(`{"op":"next","place":1,"at":%d,"sure":true}`, at), `{"op":"goto"}`} {
					all.Write(w.exchange(t, testPort, method, path, body))
					query := path + "?" + h.sign(method, path, body)
					all.Write(w.exchange(t, testPort, method, query, body))
					all.Write(w.exchange(t, testPort, method, query, body))
					all.Write(w.exchange(t, testPort, method, query, body+" "))
				}
			}
		}
		p.hub.goodbye()
		wide.close()
		if i := bytes.Index(all.Bytes(), []byte(canary)); i >= 0 {
			t.Errorf("what is the speaker's is sent: %q", all.Bytes()[max(i-200, 0):min(i+200, all.Len())])
		}
		if bytes.Contains(all.Bytes(), []byte(c.remote.secret)) {
			t.Error("the key is sent")
		}
		for _, want := range []string{`"title":"seen"`, `"part":"drives"`, "401 Unauthorized", "204 No Content", "400 Bad", "409 Conflict", "405 Method"} {
			if !strings.Contains(all.String(), want) {
				t.Errorf("in %d bytes there is no %q, so this test sees too little", all.Len(), want)
			}
		}
		if len(c.ops) == 0 || c.ops[0] != talk.Next {
			t.Errorf("the commands are %v", c.ops)
		}
	})
}
