package live

import (
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"
)

// errProof says that another program listens where the presenter did.
var errProof = errors.New("follow presenter: what answers there has not proven to be the presenter")

// peer is the presenter at the other end of a link, once it has proven itself; where the hall has no token, whoever is
// there. It does not change while the link is up, but for its time.
type peer struct {
	url   string
	key   key    // "" for a hall that only follows
	nonce string // of the link; "" before the proof

	challenge string
	timed     bool
	offset    int64 // of the server's time from ours, in milliseconds
}

func newPeer(at Endpoint, hall string) *peer {
	p := &peer{url: at.URL}
	if at.Token != "" {
		p.key, p.challenge = keyOf(at.Token, hall), NewSecret()
	}
	return p
}

func (p *peer) host() string { return strings.TrimPrefix(p.url, "http://") }

// events is the path of the event stream.
func (p *peer) events(hall string) string {
	if p.key == "" {
		return pathEvents
	}
	return fmt.Sprintf("%s?%s=%s&%s=%s&%s=%s", pathEvents, queryHall, hall, queryChallenge, p.challenge, querySum, p.key.follow(p.host(), hall, p.challenge))
}

// proven reports whether what comes can be believed.
func (p *peer) proven() bool { return p.key == "" || p.nonce != "" }

// prove takes the first event, which must be the proof. That a presenter of another version comes with something else
// is believed, because it makes a hall show nothing new.
func (p *peer) prove(e event) error {
	var got proof
	if err := json.Unmarshal(e.data, &got); err != nil {
		return errProof
	}
	switch {
	case e.name != eventProof && e.name != eventState:
		return errProof
	case got.Version != Version:
		return errVersion
	case e.name != eventProof || !p.key.proves(got, p.host(), p.challenge) || !isName(got.Nonce):
		return errProof
	}
	p.nonce = got.Nonce
	p.hear(got.At)
	return nil
}

// hear takes the server's time. Of several the one that was the shortest time under way is right, until a clock is set.
func (p *peer) hear(at int64) {
	fresh := at - time.Now().UnixMilli()
	if !p.timed || fresh > p.offset || p.offset-fresh > lateAfter.Milliseconds() {
		p.timed, p.offset = true, fresh
	}
}

// hearBeat takes the time of a heartbeat.
func (p *peer) hearBeat(data []byte) {
	if at, err := strconv.ParseInt(string(data), 10, 64); err == nil {
		p.hear(at)
	}
}

// signed is a path with the signature of a request that has not been made before.
func (p *peer) signed(method, path string, count uint64, body []byte) string {
	if p.key == "" {
		return path
	}
	return path + "?" + signed{p.nonce, count, p.key.sign(method, path, p.nonce, count, body)}.encode(queryNonce)
}

// checked is the content of the answer to a signed GET.
func (p *peer) checked(path string, count uint64, all []byte) ([]byte, error) {
	if p.key == "" {
		return all, nil
	}
	end := len(all) - sumSize
	if end < 0 {
		return nil, errProof
	}
	sum := sha256.Sum256(all[:end])
	if !equal(string(all[end:]), string(p.key.tag(path, p.nonce, count, sum[:]))) {
		return nil, errProof
	}
	return all[:end], nil
}
