package live

import (
	"bytes"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strconv"
)

// The names in the query of a phone's request. They travel in the address, because a stream has no body.
const (
	queryPhone = "phone" // the phone's name
	queryCount = "n"     // rises with each request of the phone
	querySum   = "sig"   // the signature, in hexadecimal
)

// The bounds of a phone's request.
const (
	maxSigned = 256         // bytes of the query
	maxCount  = 1<<53 - 1   // the greatest whole number that a page counts to
	maxPress  = 256         // bytes of the body
	sumSize   = sha256.Size // bytes
)

var errSigned = errors.New("read phone's request: it is not signed as a phone's page signs")

// signed is what a phone's request says of itself.
type signed struct {
	phone string
	count uint64
	sum   [sumSize]byte
}

// parseSigned reads a query. Only the form that encode gives is taken.
func parseSigned(query string) (signed, error) {
	if len(query) > maxSigned {
		return signed{}, errSigned
	}
	values, err := url.ParseQuery(query)
	if err != nil {
		return signed{}, errSigned
	}
	s := signed{phone: values.Get(queryPhone)}
	s.count, err = strconv.ParseUint(values.Get(queryCount), 10, 64)
	sum, err2 := hex.DecodeString(values.Get(querySum))
	if err != nil || err2 != nil || !isName(s.phone) || s.count > maxCount || copy(s.sum[:], sum) != sumSize || s.encode() != query {
		return signed{}, errSigned
	}
	return s, nil
}

func (s signed) encode() string {
	return fmt.Sprintf("%s=%s&%s=%d&%s=%x", queryPhone, s.phone, queryCount, s.count, querySum, s.sum)
}

// sign makes the signature of a request. A name has no line breaks, so no two requests are signed alike.
func (r *Remote) sign(method, path, phone string, count uint64, body []byte) [sumSize]byte {
	mac := hmac.New(sha256.New, []byte(r.secret))
	_, _ = fmt.Fprintf(mac, "%s\n%s\n%s\n%d\n", method, path, phone, count) // A hash takes every byte.
	_, _ = mac.Write(body)
	return [sumSize]byte(mac.Sum(nil))
}

// fromPhone lets through a request that a phone has signed with the secret and that has not come before.
func (r *Remote) fromPhone(next func(w http.ResponseWriter, req *http.Request, phone string)) http.HandlerFunc {
	return func(w http.ResponseWriter, req *http.Request) {
		s, err := parseSigned(req.URL.RawQuery)
		if err != nil {
			http.Error(w, "the request is not signed", http.StatusBadRequest)
			return
		}
		body, err := io.ReadAll(http.MaxBytesReader(w, req.Body, maxPress))
		if err != nil {
			http.Error(w, "the request is too large", http.StatusRequestEntityTooLarge)
			return
		}
		want := r.sign(req.Method, req.URL.Path, s.phone, s.count, body)
		if !hmac.Equal(s.sum[:], want[:]) {
			http.Error(w, "the key is not valid", http.StatusUnauthorized)
			return
		}
		if err := r.hear(s); err != nil {
			refuse(w, err)
			return
		}
		req.Body = io.NopCloser(bytes.NewReader(body))
		next(w, req, s.phone)
	}
}

// refuse answers a request that is rightly signed and still cannot be taken.
func refuse(w http.ResponseWriter, err error) {
	if errors.Is(err, errReplay) {
		http.Error(w, string(replayed), http.StatusConflict)
		return
	}
	http.Error(w, string(tooMany), http.StatusTooManyRequests)
}
