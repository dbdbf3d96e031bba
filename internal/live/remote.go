package live

import (
	"net/http"
	"time"

	"assembly/internal/talk"
)

// Remote lets one phone drive the talk. Its secret is its own and ends with it.
type Remote struct {
	page    http.Handler // the phone's page
	secret  string
	command func(talk.Command)
}

// NewRemote makes one with a new secret. command is called for each command, on a goroutine of the server.
func NewRemote(page http.Handler, command func(talk.Command)) *Remote {
	return &Remote{page: page, secret: NewSecret(), command: command}
}

// Phone is what the presenter knows of phones.
type Phone struct {
	State  PhoneState
	Since  time.Time // when State last changed
	Asking bool      // another phone asks to take over
}

// PhoneState is how the phone that drives is.
type PhoneState uint8

// The states of the phone.
const (
	NoPhone   PhoneState = iota // none has come yet
	PhoneOn                     // it drives
	PhoneLost                   // its link is lost, or it has gone
)

// Page is the address of the phone's page, with the secret in its fragment, which a browser keeps to itself.
func (r *Remote) Page(a Address) string { return "http://" + a.Host + "/remote#key=" + r.secret }

// Answer says whether the phone that asks may take over.
func (r *Remote) Answer(yes bool) {}

// remoteRoutes are the requests of phones.
func (s *Server) remoteRoutes(mux *http.ServeMux, r *Remote, bye <-chan struct{}) {}
