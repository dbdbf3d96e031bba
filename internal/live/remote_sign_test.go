package live

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/westandtogether-assembly/assembly/internal/talk"
)

// Whoever has not got the key, or listens to one who has, changes nothing.
func TestPhoneSignatures(t *testing.T) {
	remotely(t, func(t *testing.T, c *clicker) {
		h := c.phone("a").join()
		defer h.end()
		body := fmt.Sprintf(`{"op":"next","place":1,"at":%d,"sure":false}`, c.remote.since(time.Now()))
		good := h.sign("POST", pathPress, body)
		stranger := c.phone("a")
		stranger.key = "another key"
		stranger.count = h.count
		flip := func(s string) string { // changes the last digit of the signature
			last := "0"
			if strings.HasSuffix(s, "0") {
				last = "1"
			}
			return s[:len(s)-1] + last
		}
		for _, x := range []struct {
			name, method, path, query, body string
			want                            int
		}{
			{"another key", "POST", pathPress, stranger.sign("POST", pathPress, body), body, 401},
			{"another signature", "POST", pathPress, flip(good), body, 401},
			{"another body", "POST", pathPress, good, strings.Replace(body, "next", "back", 1), 401},
			{"another path", "POST", pathBeat, good, body, 401},
			{"another method", "GET", pathPhone, h.sign("POST", pathPhone, ""), "", 401},
			{"another phone", "POST", pathPress, strings.Replace(good, "phone=a", "phone=b", 1), body, 401},
			{"another count", "POST", pathPress, strings.Replace(good, "&n=1", "&n=2", 1), body, 401},
			{"none", "POST", pathPress, "", body, 400},
			{"the key itself", "POST", pathPress, "key=" + c.remote.secret, body, 400},
			{"another order", "POST", pathPress, "n=1&phone=a&sig=" + strings.Repeat("0", 64), body, 400},
			{"a large body", "POST", pathPress, good, body + strings.Repeat(" ", maxPress), 413},
			{"the right one", "POST", pathPress, good, body, 204},
			{"the same once more", "POST", pathPress, good, body, 409},
		} {
			if status, text := h.request(x.method, x.path+"?"+x.query, x.body); status != x.want {
				t.Errorf("%s: %d %q, want %d", x.name, status, text, x.want)
			}
		}
		synctest.Wait()
		c.at("of all those", 0, 1, talk.Visible)
		if got := c.remote.known(); got.State != PhoneOn || len(c.remote.phones) != 1 {
			t.Errorf("there are %d phones, %+v", len(c.remote.phones), got)
		}
	})
}

// A stream is opened once by a signature, and later ones do not open earlier ones.
func TestPhoneStreamReplay(t *testing.T) {
	remotely(t, func(t *testing.T, c *clicker) {
		h := c.phone("a")
		older := h.sign("GET", pathPhone, "")
		h.join()
		used := signed{h.name, h.count, key(c.remote.secret).sign("GET", pathPhone, h.name, h.count, nil)}.encode(queryPhone)
		for name, query := range map[string]string{"the same": used, "an older one": older} {
			if status, text := h.request("GET", pathPhone+"?"+query, ""); status != 409 || text != string(replayed) {
				t.Errorf("%s: %d %q", name, status, text)
			}
		}
		h.end()
		time.Sleep(time.Second)
		h.request("GET", pathPhone+"?"+used, "")
		time.Sleep(lostAfter)
		c.phoneIs("after a replay", PhoneLost, false)
	})
}

func TestPhoneCommandsThatAreNone(t *testing.T) {
	remotely(t, func(t *testing.T, c *clicker) {
		h := c.phone("a").join()
		defer h.end()
		for _, body := range []string{
			"", "{", `{"op":"goto"}`, `{"op":"reset"}`, `{"op":""}`, `{"op":"freeze"}`, `{"op":"next","n":3}`, `{"op":"next"}{}`, `["next"]`, `{"op":"next","place":-1}`,
		} {
			if status, text := h.post(pathPress, body); status != http.StatusBadRequest {
				t.Errorf("%s: %d %q", body, status, text)
			}
			time.Sleep(100 * time.Millisecond)
		}
		c.at("of all those", 0, 0, talk.Visible)
	})
}

// A phone that floods the presenter slows down nobody but itself.
func TestPhoneFlood(t *testing.T) {
	remotely(t, func(t *testing.T, c *clicker) {
		a := c.phone("a").join()
		defer a.end()
		b := c.phone("b").join()
		defer b.end()
		refused := 0
		for range 1000 {
			if status, _ := b.post(pathAsk, ""); status == http.StatusTooManyRequests {
				refused++
			}
		}
		if refused < 1000-maxRequests {
			t.Errorf("of a thousand requests at once %d are refused", refused)
		}
		a.taken("next")
		c.at("during the flood", 0, 1, talk.Visible)
		time.Sleep(2 * time.Second)
		if status, text := b.post(pathAsk, ""); status != 204 {
			t.Errorf("after the flood: %d %q", status, text)
		}
	})
}

func TestManyPhones(t *testing.T) {
	remotely(t, func(t *testing.T, c *clicker) {
		for i := range maxPhones {
			h := c.phone(fmt.Sprintf("phone-%d", i))
			if status, text := h.post(pathBeat, ""); status != 204 {
				t.Fatalf("phone %d: %d %q", i, status, text)
			}
		}
		h := c.phone("one-more")
		if status, text := h.post(pathBeat, ""); status != 429 || len(c.remote.phones) != maxPhones {
			t.Errorf("one more: %d %q", status, text)
		}
	})
}

// The guards of every route hold for a phone's as well.
func TestPhoneGuards(t *testing.T) {
	p := newTalker("one", publicDeck("a", 3))
	r := NewRemote(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, "the page") }), func(talk.Command, bool) { t.Error("a command came") })
	s := New(p.hub, Config{})
	defer s.Close()
	if err := s.Open(t.Context(), Network{Address: "127.0.0.1:0", Remote: r}); err != nil {
		t.Fatal(err)
	}
	base := "http://" + s.Reach().Addresses[0].Host
	h := &handset{c: &clicker{t: t, remote: r}, name: "a", key: r.secret}
	query := func(method, path, body string) string { return path + "?" + h.sign(method, path, body) }
	for _, x := range []struct {
		name string
		ask  ask
		want int
	}{
		{"the page", ask{method: "GET", path: pathRemote}, 200},
		{"the page for another name", ask{method: "GET", path: pathRemote, host: "evil.example"}, 421},
		{"below the page", ask{method: "GET", path: pathRemote + "/x"}, 404},
		{"the hall's page", ask{method: "GET", path: "/"}, 404},
		{"the deck", ask{method: "GET", path: "/deck"}, 404},
		{"a sign of life", ask{method: "POST", path: query("POST", pathBeat, "")}, 204},
		{"from our page", ask{method: "POST", path: query("POST", pathBeat, ""), header: map[string]string{"Origin": base}}, 204},
		{"from another site", ask{method: "POST", path: query("POST", pathBeat, ""), header: map[string]string{"Origin": "http://evil.example"}}, 403},
		{"another site's stream", ask{method: "GET", path: query("GET", pathPhone, ""), header: map[string]string{"Sec-Fetch-Site": "cross-site"}}, 403},
		{"at another name", ask{method: "POST", path: query("POST", pathBeat, ""), host: "evil.example"}, 421},
		{"a command by GET", ask{method: "GET", path: query("GET", pathPress, "")}, 405},
		{"only the header of a stream", ask{method: "HEAD", path: query("HEAD", pathPhone, "")}, 200},
	} {
		status, header, body := x.ask.send(t, base)
		if status != x.want {
			t.Errorf("%s: %d %.60q, want %d", x.name, status, body, x.want)
		}
		checkHeaders(t, x.name, header)
	}
}

// What is read as signed is written as it was, and nothing in it is without bounds.
func FuzzParseSigned(f *testing.F) {
	sum := strings.Repeat("0f", sumSize)
	for _, query := range []string{
		"phone=a&n=1&sig=" + sum, "", "phone=a&n=1&sig=" + sum + "0", "phone=a&n=9007199254740992&sig=" + sum, "phone=a&n=-1&sig=" + sum, "n=1&phone=a&sig=" + sum,
		"phone=%61&n=1&sig=" + sum, "phone=a&phone=b&n=1&sig=" + sum, "phone=a\n&n=1&sig=" + sum, "phone=a&n=01&sig=" + sum, "phone=a;n=1&sig=" + strings.ToUpper(sum),
	} {
		f.Add(query)
	}
	f.Fuzz(func(t *testing.T, query string) {
		s, err := parseSigned(query, queryPhone)
		if err != nil {
			if s != (signed{}) {
				t.Errorf("%q is refused and gives %+v", query, s)
			}
			return
		}
		if s.encode(queryPhone) != query || !isName(s.name) || s.count > maxCount {
			t.Errorf("%q is read as %+v", query, s)
		}
	})
}

func TestParseSigned(t *testing.T) {
	sum := strings.Repeat("0f", sumSize)
	s, err := parseSigned("phone=a-1&n=9007199254740991&sig="+sum, queryPhone)
	if err != nil || s.name != "a-1" || s.count != maxCount || s.sum[31] != 15 {
		t.Errorf("it is read as %+v, %v", s, err)
	}
	for _, query := range []string{
		"phone=a&n=9007199254740992&sig=" + sum, "phone=&n=1&sig=" + sum, "phone=a&n=&sig=" + sum, "phone=a&n=1&sig=0f", "phone=a&n=1&sig=" + sum + "&x=1",
		"phone=a&n=1&sig=" + strings.ToUpper(sum), "phone=a&n=+1&sig=" + sum,
	} {
		if s, err := parseSigned(query, queryPhone); err == nil {
			t.Errorf("%s is read as %+v", query, s)
		}
	}
}
