package state

// addressFile says where a presenter served, beyond its end.
const addressFile = "address.json"

type address struct {
	URL   string `json:"url"`
	Token string `json:"token,omitempty"`
}

// SaveAddress keeps where a presenter serves, as in http://127.0.0.1:4000, and its token, "" for none, beyond its end:
// open halls find the next one.
func (f *Folder) SaveAddress(url, token string) error {
	return f.save(addressFile, address{url, token})
}

// Address returns where the presenter of this user served last, and its token; "" for neither.
func (f *Folder) Address() (url, token string) {
	var last address
	if f.load(addressFile, &last) != nil {
		return "", "" // Where it is damaged, another is saved soon.
	}
	return last.URL, last.Token
}
