package live

import (
	"errors"
	"time"
)

// phone is one that has come with the right key.
type phone struct {
	count   uint64    // of its newest request; a signature with one that is no higher is a replay
	heard   time.Time // when its newest request came
	silence *time.Timer
	allowed float64 // requests that it may make at once, as of heard
	next    int64   // when next was last pressed, in milliseconds of the Remote's time
	wants   bool    // it is to drive as soon as the presenter agrees
	why     string  // it does not drive
}

// The parts of a phone, and the reasons for not driving, in stable words.
const (
	phoneDrives   = "drives"
	phoneAsks     = "asks"
	phoneWaits    = "waits"
	refusedPhone  = "refused"
	replacedPhone = "replaced"
)

// The bounds of what phones may do.
const (
	maxPhones   = 256 // names of phones. None is forgotten: its requests could be replayed.
	maxRequests = 20  // of one phone at once
	perSecond   = 10  // requests of one phone, over a while
)

var (
	errReplay     = errors.New("take phone's request: it has been taken before")
	errManyPhones = errors.New("take phone's request: too many phones")
	errFast       = errors.New("take phone's request: too many requests")
)

// update changes what is known of phones, and tells the streams if that changes anybody's part. told tells
// the presenter, if there is news.
func (r *Remote) update(change func(now time.Time)) (told func()) {
	r.mu.Lock()
	defer r.mu.Unlock()
	phone, before, now := r.phone, r.cast, time.Now()
	r.settle(now)
	change(now)
	r.settle(now)
	if r.cast != before {
		close(r.recast)
		r.recast = make(chan struct{})
	}
	if r.phone == phone || r.changed == nil {
		return func() {}
	}
	return r.changed
}

// settle works out what follows from the silence of phones. It is called with the lock held.
func (r *Remote) settle(now time.Time) {
	if r.asker != "" && r.phones[r.asker].silent(now) {
		r.asker = "" // It asks again when it is back.
	}
	state := NoPhone
	if driver := r.phones[r.driver]; driver != nil {
		state = PhoneOn
		if driver.silent(now) {
			state = PhoneLost
		}
	}
	if state != r.phone.State {
		r.phone = Phone{State: state, Since: now}
	}
	r.phone.Asking = r.asker != ""
}

// silent reports whether a phone's link counts as lost. A stream can stay open without anybody there, so a
// phone gives signs of life.
func (p *phone) silent(now time.Time) bool { return now.Sub(p.heard) >= lostAfter }

// hear takes a request with a valid signature as a sign of life, once.
func (r *Remote) hear(s signed) error {
	var err error
	told := r.update(func(now time.Time) { err = r.heard(s, now) })
	told()
	return err
}

// heard is called with the lock held.
func (r *Remote) heard(s signed, now time.Time) error {
	p := r.phones[s.name]
	switch {
	case p == nil && len(r.phones) >= maxPhones:
		return errManyPhones
	case p == nil:
		p = &phone{heard: now, allowed: maxRequests, next: -debounce.Milliseconds(), wants: true}
		p.silence = time.AfterFunc(lostAfter, func() { r.update(func(time.Time) {})() })
		r.phones[s.name] = p
	case s.count <= p.count:
		return errReplay
	}
	p.silence.Reset(lostAfter)
	p.allowed = min(p.allowed+perSecond*now.Sub(p.heard).Seconds(), maxRequests)
	p.count, p.heard = s.count, now
	r.place(s.name, p)
	if p.allowed < 1 {
		return errFast
	}
	p.allowed--
	return nil
}

// place gives a phone the part that it wants, if that is free. The first one that comes drives.
func (r *Remote) place(name string, p *phone) {
	switch {
	case r.driver == "":
		r.driver, p.wants = name, false
	case p.wants && r.asker == "":
		r.asker = name
	}
}

// ask lets a phone that waits ask to take over.
func (r *Remote) ask(name string) {
	r.update(func(time.Time) {
		if p := r.phones[name]; p != nil && name != r.driver {
			p.wants, p.why = true, ""
			r.place(name, p)
		}
	})()
}

// part is that of a phone, with the reason why it waits, and a channel that is closed when parts change.
func (r *Remote) part(name string) (part, why string, recast <-chan struct{}) {
	r.mu.Lock()
	defer r.mu.Unlock()
	switch p := r.phones[name]; {
	case name == r.driver:
		return phoneDrives, "", r.recast
	case p != nil && p.wants:
		return phoneAsks, "", r.recast
	case p != nil:
		return phoneWaits, p.why, r.recast
	}
	return phoneWaits, "", r.recast
}

// asleep reports whether a phone has been silent for so long that its streams only take room.
func (r *Remote) asleep(name string) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	p := r.phones[name]
	return p == nil || time.Since(p.heard) >= asleepAfter
}
