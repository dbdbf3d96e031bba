package relay

import (
	"cmp"
	"context"
	"net"
	"net/url"
	"strings"
	"time"

	"github.com/nats-io/nats.go"

	"github.com/westandtogether-assembly/assembly/internal/live"
)

// Server is where a relay is and how one is let in.
type Server struct {
	URL      string // as in nats://host:4222, tls://host or wss://host; several with commas; may hold user:password@ or token@
	Creds    string // file with a user's credentials, as NATS tools write it; "" for none
	NKey     string // file with the seed of a user's key; "" for none
	User     string // user's name, or a token where there is no password; "" for none
	Password string
	CA       string // file with the certificates that the server's is checked against; "" for the system's
	Cert     string // file with a certificate of one's own, with Key; "" for none
	Key      string
}

// ServerFrom takes what is not in the address from the environment variables of the nats command:
// NATS_CREDS, NATS_NKEY, NATS_USER, NATS_PASSWORD, NATS_CA, NATS_CERT and NATS_KEY; an empty address is
// NATS_URL. Fields can be overwritten before use.
func ServerFrom(address string, getenv func(string) string) Server {
	return Server{
		URL:   cmp.Or(address, getenv("NATS_URL")),
		Creds: getenv("NATS_CREDS"), NKey: getenv("NATS_NKEY"),
		User: getenv("NATS_USER"), Password: getenv("NATS_PASSWORD"),
		CA: getenv("NATS_CA"), Cert: getenv("NATS_CERT"), Key: getenv("NATS_KEY"),
	}
}

// The times of a connection.
const (
	dialWithin  = 2 * time.Second
	pingEvery   = time.Second // two of which may go unanswered
	writeWithin = 5 * time.Second
)

// hosts lists the addresses without user, password or token.
func (s Server) hosts() ([]string, error) {
	var out []string
	for one := range strings.SplitSeq(s.URL, ",") {
		one = strings.TrimSpace(one)
		if one == "" {
			continue
		}
		if !strings.Contains(one, "://") {
			one = "nats://" + one
		}
		u, err := url.Parse(one)
		if err != nil || u.Hostname() == "" || !isScheme(u.Scheme) {
			return nil, errAddress() // The address itself may hold a password.
		}
		out = append(out, cleaned(u.Host, 60))
	}
	if len(out) == 0 {
		return nil, errAddress()
	}
	return out, nil
}

func isScheme(s string) bool { return s == "nats" || s == "tls" || s == "ws" || s == "wss" }

func errAddress() error {
	return &Problem{What: "the relay's address cannot be read", final: true,
		Hint: "write it as nats://host:4222; in a password, write @ : / and # as %40 %3A %2F and %23"}
}

// options checks what files there are and makes the options of a connection.
func (s Server) options() ([]nats.Option, error) {
	if _, err := s.hosts(); err != nil {
		return nil, err
	}
	var out []nats.Option
	for _, add := range []func() (nats.Option, error){s.credentials, s.authority, s.certificate} {
		option, err := add()
		if err != nil {
			return nil, err
		}
		if option != nil {
			out = append(out, option)
		}
	}
	return out, nil
}

// credentials is how one is let in; nil where the address says it, or nothing does.
func (s Server) credentials() (nats.Option, error) {
	switch {
	case s.Creds != "":
		return credentialsIn(s.Creds)
	case s.NKey != "":
		return seedIn(s.NKey)
	case s.User != "" && s.Password == "":
		return nats.Token(s.User), nil
	case s.User != "":
		return nats.UserInfo(s.User, s.Password), nil
	}
	return nil, nil //nolint:nilnil // no credentials are an answer
}

// ending is a path to be shown. Of a long one it is the end, where the file's name is.
func ending(path string) string {
	const most = 60
	all := []rune(live.Clean(path, len(path)))
	if len(all) <= most {
		return string(all)
	}
	return "…" + string(all[len(all)-most+1:])
}

// dialer connects until ctx is done.
type dialer struct{ ctx context.Context }

// Dial implements nats.CustomDialer.
func (d dialer) Dial(network, address string) (net.Conn, error) {
	one := net.Dialer{Timeout: dialWithin}
	return one.DialContext(d.ctx, network, address) //nolint:wrapcheck // explained where it is shown
}
