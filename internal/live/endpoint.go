package live

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/url"
	"time"
)

// Endpoint is where a presenter can be reached. It is left in a file that only its own user may
// read, because of the token.
type Endpoint struct {
	URL     string    `json:"url"`   // http://127.0.0.1:port
	Token   string    `json:"token"` // lets a hall report and drive; "" for one that only follows
	PID     int       `json:"pid"`
	Session string    `json:"session"`
	Started time.Time `json:"started"`
}

// ErrNoPresenter says that no presenter is running yet.
var ErrNoPresenter = errors.New("find presenter: none is running yet")

// maxEndpoint is the size of the file at most, in bytes.
const maxEndpoint = 4096

// DecodeEndpoint reads the text of the file.
func DecodeEndpoint(text []byte) (Endpoint, error) {
	var p Endpoint
	if len(text) > maxEndpoint {
		return p, fmt.Errorf("read presenter's endpoint: %d bytes, expected at most %d", len(text), maxEndpoint)
	}
	if err := json.Unmarshal(text, &p); err != nil {
		return Endpoint{}, fmt.Errorf("read presenter's endpoint: %w", err)
	}
	u, err := url.Parse(p.URL)
	if err != nil || u.Scheme != "http" || u.Port() == "" || u.Path != "" || u.User != nil {
		return Endpoint{}, fmt.Errorf("read presenter's endpoint: %.60q is not an address such as http://127.0.0.1:4000", p.URL)
	}
	return p, nil
}
