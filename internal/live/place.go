package live

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/url"
	"time"
)

// Place is where a presenter can be found: what it leaves in a file that only its own user may
// read, because of the token.
type Place struct {
	URL     string    `json:"url"`   // http://127.0.0.1:port
	Token   string    `json:"token"` // lets a hall report and drive; "" for one that only follows
	PID     int       `json:"pid"`
	Session string    `json:"session"`
	Started time.Time `json:"started"`
}

// ErrNoPresenter says that there is no presenter to be found yet.
var ErrNoPresenter = errors.New("find presenter: there is none yet")

// maxPlace bounds the file, in bytes.
const maxPlace = 4096

// Encode is the text of the file.
func (p Place) Encode() ([]byte, error) {
	text, err := json.Marshal(p)
	if err != nil {
		return nil, fmt.Errorf("write the presenter's place: %w", err)
	}
	return append(text, '\n'), nil
}

// DecodePlace reads the text of the file.
func DecodePlace(text []byte) (Place, error) {
	var p Place
	if len(text) > maxPlace {
		return p, fmt.Errorf("read the presenter's place: %d bytes, expected at most %d", len(text), maxPlace)
	}
	if err := json.Unmarshal(text, &p); err != nil {
		return Place{}, fmt.Errorf("read the presenter's place: %w", err)
	}
	u, err := url.Parse(p.URL)
	if err != nil || u.Scheme != "http" || u.Port() == "" || u.Path != "" || u.User != nil {
		return Place{}, fmt.Errorf("read the presenter's place: %.60q is no address such as http://127.0.0.1:4000", p.URL)
	}
	return p, nil
}

// Finder says where the presenter is now. It is asked before each attempt to connect, because a
// presenter that comes back may be at another address.
type Finder func() (Place, error)

// At is a Finder for one address. token may be "".
func At(address, token string) Finder {
	return func() (Place, error) { return Place{URL: address, Token: token}, nil }
}
