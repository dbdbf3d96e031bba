package session

import "sync/atomic"

// Mailbox hands messages to a program that may not run yet. While there is none they are dropped.
type Mailbox struct{ send atomic.Pointer[func(any)] }

// Open says where messages go from now on; nil drops them.
func (m *Mailbox) Open(send func(any)) { m.send.Store(&send) }

// Put hands over a message.
func (m *Mailbox) Put(message any) {
	if send := m.send.Load(); send != nil && *send != nil {
		(*send)(message)
	}
}
