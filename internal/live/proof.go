package live

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strconv"
)

// On a computer with several users anybody may listen where a presenter was killed, and ask a presenter for
// anything. So whatever a hall believes has been proven with a secret that itself never travels: the presenter
// proves that it has it before anything of an event stream is taken, a hall signs what it asks for, and what comes
// on other connections has a tag. A hall without a token has nothing to prove with, and only looks.
//
//	hall:      GET /events?hall=ID&challenge=C&sig=SUM    signed with the hall's key
//	presenter: event: proof, with a nonce and a sum over the challenge, the nonce and the address that the hall dialled
//	hall:      POST /shown, POST /command, GET /deck and GET /picture/ID, with ?nonce=N&n=COUNT&sig=SUM
//	presenter: the answer to a signed GET ends with a tag over its content and the request's count
//
// The address is in the sums of both, so that nobody at another one can pass them on. The count makes each request
// valid once, the nonce only for as long as its event stream is open.

// key is what the presenter and one hall share: HMAC-SHA256 of the hall's ID with the token, in hexadecimal. It is
// used as text.
type key string

func keyOf(token, hall string) key { return key(key(token).sum("hall", hall)) }

// sum is the HMAC-SHA256 of lines, in hexadecimal. No line but the last may hold a line break.
func (k key) sum(lines ...string) string {
	return hex.EncodeToString(k.mac(lines...))
}

func (k key) mac(lines ...string) []byte {
	mac := hmac.New(sha256.New, []byte(k))
	for i, line := range lines {
		if i > 0 {
			_, _ = mac.Write([]byte{'\n'}) // A hash takes every byte.
		}
		_, _ = mac.Write([]byte(line))
	}
	return mac.Sum(nil)
}

// The purposes of sums, which are no methods of HTTP.
const (
	forFollow = "follow"
	forProof  = "proof"
	forAnswer = "answer"
)

// The names in the query of a hall's requests.
const (
	queryHall      = "hall"
	queryChallenge = "challenge"
	queryNonce     = "nonce"
)

// follow signs the request for an event stream.
func (k key) follow(host, hall, challenge string) string {
	return k.sum(forFollow, host, hall, challenge)
}

// proof is the data of the first event of a stream.
type proof struct {
	Version int    `json:"v"`
	Nonce   string `json:"nonce"`
	At      int64  `json:"at"` // the server's time in milliseconds, as in heartbeats
	Sum     string `json:"sum"`
}

func (k key) prove(host, challenge, nonce string, at int64) proof {
	return proof{Version, nonce, at, k.sum(forProof, host, challenge, nonce, strconv.FormatInt(at, 10))}
}

// proves reports whether a proof answers a challenge at an address.
func (k key) proves(p proof, host, challenge string) bool {
	return equal(p.Sum, k.prove(host, challenge, p.Nonce, p.At).Sum)
}

func equal(a, b string) bool { return hmac.Equal([]byte(a), []byte(b)) }

// sign makes the signature of a request. A name has no line breaks, so no two requests are signed alike.
func (k key) sign(method, path, name string, count uint64, body []byte) [sumSize]byte {
	return [sumSize]byte(k.mac(method, path, name, strconv.FormatUint(count, 10), string(body)))
}

// tag is what ends the answer to a signed request, of sumSize bytes. content is its SHA-256.
func (k key) tag(path, nonce string, count uint64, content []byte) []byte {
	return k.mac(forAnswer, path, nonce, strconv.FormatUint(count, 10), hex.EncodeToString(content))
}

// replays is an anti-replay window: requests of one hall may overtake each other, and none counts twice. Its zero
// value has seen none.
type replays struct {
	top  uint64 // the greatest count that has come
	seen uint64 // bit i says whether top-i has
}

// windowSize is by how much a request may be overtaken.
const windowSize = 64

// fresh takes a count, from 1, and reports whether it has not come before.
func (w *replays) fresh(n uint64) bool {
	if n > w.top {
		w.seen, w.top = w.seen<<min(n-w.top, windowSize)|1, n
		return true
	}
	bit := uint64(1) << min(w.top-n, windowSize)
	if n == 0 || bit == 0 || w.seen&bit != 0 {
		return false
	}
	w.seen |= bit
	return true
}

// signed is what a request says of itself. It stands in the address, because a stream has no body.
type signed struct {
	name  string // of who signs: a phone's, or a nonce
	count uint64 // rises with each request
	sum   [sumSize]byte
}

func (s signed) encode(param string) string {
	return fmt.Sprintf("%s=%s&%s=%d&%s=%x", param, s.name, queryCount, s.count, querySum, s.sum)
}
