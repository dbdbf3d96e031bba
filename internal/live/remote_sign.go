package live

import (
	"bytes"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"net/http"
	"net/url"
	"strconv"
)

// The names in the query of a signed request.
const (
	queryPhone = "phone" // the phone's name
	queryCount = "n"     // rises with each request
	querySum   = "sig"   // the signature, in hexadecimal
)

// The bounds of a signed request.
const (
	maxSigned = 256         // bytes of the query
	maxCount  = 1<<53 - 1   // the greatest whole number that a page counts to
	maxPress  = 256         // bytes of the body of a phone's
	sumSize   = sha256.Size // bytes
)

var errSigned = errors.New("read signed request: it is not signed as our pages sign")

// parseSigned reads a query, in which param is the name of who signs. Only the form that encode gives is taken.
func parseSigned(query, param string) (signed, error) {
	if len(query) > maxSigned {
		return signed{}, errSigned
	}
	values, err := url.ParseQuery(query)
	if err != nil {
		return signed{}, errSigned
	}
	s := signed{name: values.Get(param)}
	s.count, err = strconv.ParseUint(values.Get(queryCount), 10, 64)
	sum, err2 := hex.DecodeString(values.Get(querySum))
	if err != nil || err2 != nil || !isName(s.name) || s.count > maxCount || copy(s.sum[:], sum) != sumSize || s.encode(param) != query {
		return signed{}, errSigned
	}
	return s, nil
}

// fromPhone lets through a request that a phone has signed with the secret and that has not come before.
func (r *Remote) fromPhone(next func(w http.ResponseWriter, req *http.Request, phone string)) http.HandlerFunc {
	return func(w http.ResponseWriter, req *http.Request) {
		s, err := parseSigned(req.URL.RawQuery, queryPhone)
		if err != nil {
			http.Error(w, "the request is not signed", http.StatusBadRequest)
			return
		}
		body, err := io.ReadAll(http.MaxBytesReader(w, req.Body, maxPress))
		if err != nil {
			http.Error(w, "the request is too large", http.StatusRequestEntityTooLarge)
			return
		}
		want := key(r.secret).sign(req.Method, req.URL.Path, s.name, s.count, body)
		if !hmac.Equal(s.sum[:], want[:]) {
			http.Error(w, "the key is not valid", http.StatusUnauthorized)
			return
		}
		if err := r.hear(s); err != nil {
			refuse(w, err)
			return
		}
		if at := seatOf(req); at != nil {
			at.trust()
		}
		req.Body = io.NopCloser(bytes.NewReader(body))
		next(w, req, s.name)
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
