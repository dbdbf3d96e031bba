package state

// addressFile says where a presenter served, beyond its end.
const addressFile = "address.json"

// Address is what is kept of this user's presenters beyond their end.
type Address struct {
	URL      string   `json:"url"`                // where the last one served, as http://127.0.0.1:4000: open halls find the next one there
	Token    string   `json:"token,omitempty"`    // its token; "" for none
	Sessions []string `json:"sessions,omitempty"` // of the last ones, that one last: what a relay still has of them is told better here
}

// keptSessions is how many sessions are kept: a relay may have been out of reach for as many presenters.
const keptSessions = 20

// SaveAddress keeps what is known of the presenter, and no more than the last sessions.
func (f *Folder) SaveAddress(a Address) error {
	a.Sessions = a.Sessions[max(len(a.Sessions)-keptSessions, 0):]
	return f.save(addressFile, a)
}

// Address returns what was saved last; nothing where it is damaged, since another is saved soon.
func (f *Folder) Address() Address {
	var last Address
	if f.load(addressFile, &last) != nil {
		return Address{}
	}
	return last
}
