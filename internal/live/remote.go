package live

import (
	"net/http"
	"sync"
	"time"

	"github.com/westandtogether-assembly/assembly/internal/talk"
)

// Remote lets one phone drive the talk. Its secret is its own and ends with it.
//
// A school's network can be listened to, and a page without a certificate cannot encrypt. So the secret
// reaches the phone by the code that it photographs and never travels: each request is signed with it, and
// no signature is taken twice.
type Remote struct {
	page    http.Handler // the phone's page
	secret  string
	command func(c talk.Command, sure bool)
	began   time.Time

	mu      sync.Mutex
	changed func() // is told that known gives something else; nil for nobody
	phone   Phone
	phones  map[string]*phone // those that have come, by their names
	cast
	recast chan struct{} // closed when the cast changes, and then replaced
	track  track
	talk   talk.Talk // the newest that Follow was given
}

// cast says which phone has which part. It is comparable.
type cast struct {
	driver string // "" before the first phone
	asker  string // asks to take over; "" for none
}

// NewRemote makes one with a new secret. command is called for each command, on a goroutine of the server; sure says
// that the phone has asked whether the numbers may go.
func NewRemote(page http.Handler, command func(c talk.Command, sure bool)) *Remote {
	return &Remote{
		page: page, secret: NewSecret(), command: command, began: time.Now(),
		phones: map[string]*phone{}, recast: make(chan struct{}),
	}
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
func (r *Remote) Page(a Address) string { return "http://" + a.Host + pathRemote + "#key=" + r.secret }

// Answer says whether the phone that asks may take over. It does nothing when none asks any more, and never
// blocks.
func (r *Remote) Answer(yes bool) {
	told := r.update(func(time.Time) {
		asker := r.phones[r.asker]
		if asker == nil {
			return
		}
		asker.wants, asker.why = false, refusedPhone
		if yes {
			asker.why = ""
			r.phones[r.driver].why = replacedPhone
			r.driver = r.asker
		}
		r.asker = ""
	})
	go told() // Whoever answers may be the one who is told.
}

// Follow takes the talk each time that it changes, before its snapshot is published. It tells a phone what
// no hall is told: that the hall is frozen, and what is left out.
func (r *Remote) Follow(t talk.Talk) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.talk = t
}

// known is what the presenter knows; the zero value where there is no Remote.
func (r *Remote) known() Phone {
	if r == nil {
		return Phone{}
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	r.settle(time.Now())
	return r.phone
}
