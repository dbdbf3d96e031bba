package session

import "sync"

// Mailbox hands messages to a program that may not run yet. While there is none they are dropped.
type Mailbox struct {
	mu   sync.Mutex
	send func(any)
}

// Open says where messages go from now on; nil drops them.
func (m *Mailbox) Open(send func(any)) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.send = send
}

// Put hands over a message.
func (m *Mailbox) Put(message any) {
	m.mu.Lock()
	send := m.send
	m.mu.Unlock()
	if send != nil {
		send(message)
	}
}
