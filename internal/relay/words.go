package relay

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"io/fs"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"
)

// ErrStillTrying says that nothing is decided yet.
var ErrStillTrying = errors.New("the relay has not answered yet")

// Problem is what does not work, in words for people.
type Problem struct {
	What string // what went wrong: one line, no address with a password
	Hint string // what to do now; "" for nothing

	err   error
	final bool // waiting does not help: somebody has to do something

	refused bool // the user is not let in
}

// Error implements error.
func (p *Problem) Error() string { return p.What }

// Unwrap returns the cause, nil for none.
func (p *Problem) Unwrap() error { return p.err }

// Taken is the error for a room in which somebody else presents.
type Taken struct{ Room, By string }

// Error implements error.
func (t *Taken) Error() string { return fmt.Sprintf("%s is presenting in the room %s", t.by(), t.Room) }

func (t *Taken) by() string {
	if t.By == "" {
		return "somebody else"
	}
	return t.By
}

// maxWords is the length in characters of what Words returns.
const maxWords = 110

// Words puts an error of this package in one line of at most 110 characters, beginning with a capital: what
// went wrong and, where there is room, what to do.
func Words(err error) string {
	text := words(err)
	if first, size := utf8.DecodeRuneInString(text); size > 0 {
		text = string(unicode.ToUpper(first)) + text[size:]
	}
	return text
}

func words(err error) string {
	var p *Problem
	var t *Taken
	switch {
	case err == nil:
		return ""
	case errors.As(err, &p): // It may wrap a Taken, and says more.
		long := p.What + ": " + p.Hint
		if p.Hint == "" || len([]rune(long)) > maxWords {
			return cleaned(p.What, maxWords)
		}
		return long
	case errors.As(err, &t):
		return cleaned(t.Error()+": other sites follow that talk, not this one", maxWords)
	}
	return cleaned(err.Error(), maxWords)
}

// final reports whether an error will stay until somebody does something.
func final(err error) bool {
	var p *Problem
	var t *Taken
	return errors.As(err, &t) || errors.As(err, &p) && p.final
}

// explain puts an error of NATS into words. hosts are the relay's addresses.
func explain(err error, hosts string) error {
	var p *Problem
	var t *Taken
	if err == nil || errors.As(err, &p) || errors.As(err, &t) || errors.Is(err, context.Canceled) {
		return err
	}
	for _, of := range []func(error, string) *Problem{ofPeople, ofTLS, ofStore, ofNetwork} {
		if p := of(err, hosts); p != nil {
			p.err = err
			return p
		}
	}
	return &Problem{What: "the relay " + hosts + " does not work: " + cleaned(err.Error(), 60), err: err}
}

// ofPeople explains who is not let in, and what is not allowed.
func ofPeople(err error, hosts string) *Problem {
	text := strings.ToLower(err.Error())
	switch {
	case errors.Is(err, nats.ErrPermissionViolation) && strings.Contains(text, ".claim"):
		return &Problem{What: "this user of the relay may only follow, not present", final: true,
			Hint: "sign in as the presenter's user, or ask whoever runs the relay"}
	case errors.Is(err, nats.ErrPermissionViolation):
		return &Problem{What: "the relay does not allow " + operation(err), final: true,
			Hint: "ask whoever runs it"}
	case strings.Contains(text, "authentication expired"), strings.Contains(text, "authentication revoked"):
		return &Problem{What: "the credentials for the relay " + hosts + " are no longer valid", final: true,
			Hint: "ask whoever runs it for new ones"}
	case strings.Contains(text, "authorization violation"), strings.Contains(text, "authorization"):
		return &Problem{What: "the relay " + hosts + " refuses this user", final: true, refused: true,
			Hint: "check the password or the credentials file"}
	case errors.Is(err, fs.ErrNotExist), errors.Is(err, fs.ErrPermission):
		return &Problem{What: "a file with credentials for the relay cannot be read any more", final: true}
	}
	return nil
}

// mayNotPublish reports whether an error says that publishing is not allowed.
func mayNotPublish(err error) bool {
	return errors.Is(err, nats.ErrPermissionViolation) && strings.Contains(strings.ToLower(err.Error()+" "+Words(err)), "publish")
}

// operation finds what was not allowed in an error of NATS.
func operation(err error) string {
	found := regexp.MustCompile(`(?i)permissions violation for (publish|subscription) to "([^"]*)"`).FindStringSubmatch(err.Error())
	switch {
	case len(found) < 3:
		return "that"
	case strings.EqualFold(found[1], "publish"):
		return "publishing to " + cleaned(found[2], 60)
	}
	return "subscribing to " + cleaned(found[2], 60)
}

// ofTLS explains why there is no encryption.
func ofTLS(err error, hosts string) *Problem {
	var unknown x509.UnknownAuthorityError
	var name x509.HostnameError
	var invalid x509.CertificateInvalidError
	var record tls.RecordHeaderError
	text := err.Error()
	switch {
	case errors.As(err, &unknown):
		return &Problem{What: "the certificate of the relay " + hosts + " is not trusted", final: true,
			Hint: "name its authority's file, with --relay-ca"}
	case errors.As(err, &name), errors.As(err, &invalid):
		return &Problem{What: "the certificate of the relay " + hosts + " is not valid for it", final: true,
			Hint: "check the address and this computer's clock"}
	case strings.Contains(text, "certificate required"), strings.Contains(text, "bad certificate"):
		return &Problem{What: "the relay " + hosts + " asks for a certificate", final: true,
			Hint: "name its files, with --relay-cert and --relay-key"}
	case errors.Is(err, nats.ErrSecureConnWanted), errors.As(err, &record):
		return &Problem{What: "the relay " + hosts + " does not encrypt, and encryption was asked for", final: true,
			Hint: "check its address"}
	case errors.Is(err, nats.ErrTLS):
		return &Problem{What: "no encrypted connection to the relay " + hosts + ": " + cleaned(text, 40)}
	}
	return nil
}

// ofStore explains what is wrong with JetStream.
func ofStore(err error, hosts string) *Problem {
	switch {
	case errors.Is(err, jetstream.ErrJetStreamNotEnabled), errors.Is(err, jetstream.ErrJetStreamNotEnabledForAccount),
		errors.Is(err, nats.ErrNoResponders), errors.Is(err, jetstream.ErrNoStreamResponse):
		// A cluster that has lost a server says the same until it has chosen a leader.
		return &Problem{What: "JetStream does not answer on the relay " + hosts, Hint: "it is starting, or not enabled"}
	case errors.Is(err, jetstream.ErrBucketNotFound), errors.Is(err, jetstream.ErrStreamNotFound):
		return &Problem{What: "the relay has no store called " + bucket, final: true,
			Hint: "ask whoever runs it to create one"}
	case isFull(err):
		return &Problem{What: "the store of the relay " + hosts + " is full", final: true,
			Hint: "ask whoever runs it for more room"}
	case errors.Is(err, nats.ErrMaxPayload), errors.Is(err, jetstream.ErrStreamMessageExceedsMaximum):
		return &Problem{What: "a message is larger than the relay " + hosts + " allows", final: true,
			Hint: "ask whoever runs it to raise max_payload"}
	}
	return nil
}

// isFull reports whether the store, the account or the disk has no room. The codes are the server's.
func isFull(err error) bool {
	var api *jetstream.APIError
	return errors.As(err, &api) && slices.Contains([]jetstream.ErrorCode{10002, 10023, 10028, 10047, 10077}, api.ErrorCode)
}

// ofNetwork explains why nobody answers.
func ofNetwork(err error, hosts string) *Problem {
	text := err.Error()
	switch {
	case strings.Contains(text, "no such host"):
		return &Problem{What: "there is no relay " + hosts, Hint: "check the name, and that this computer is on the network"}
	case errors.Is(err, nats.ErrTimeout), errors.Is(err, context.DeadlineExceeded):
		return &Problem{What: "the relay " + hosts + " takes too long to answer"}
	case errors.Is(err, nats.ErrNoServers), errors.Is(err, nats.ErrConnectionClosed), errors.Is(err, nats.ErrStaleConnection),
		errors.Is(err, nats.ErrNoInfoReceived), errors.Is(err, nats.ErrReconnectBufExceeded), strings.Contains(text, "dial "),
		strings.Contains(text, "EOF"), strings.Contains(text, "read "), strings.Contains(text, "write "):
		return &Problem{What: "no relay answers at " + hosts, Hint: "it is tried again until it does"}
	}
	return nil
}
