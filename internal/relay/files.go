package relay

import (
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"io/fs"

	"github.com/nats-io/nats.go"

	"github.com/westandtogether-assembly/assembly/internal/atomicfile"
)

// The files are read anew for each connection, as those who run a relay may renew them. nats.go would open them itself,
// and wait for ever where one is a pipe.

// mostFile bounds a file of keys or certificates, in bytes.
const mostFile = 1 << 20

func readFile(name string) ([]byte, error) { return atomicfile.ReadOrdinary(name, mostFile) }

var errNoCredentials = errors.New("no credentials in it")

// credentialsIn is how one is let in with the credentials in a file.
func credentialsIn(name string) (nats.Option, error) {
	if _, err := answer(name, []byte("any")); err != nil {
		return nil, fileProblem("credentials", name, err)
	}
	token := func() (string, error) {
		o, err := credentialsFrom(name)
		if err != nil {
			return "", err
		}
		return o.UserJWT()
	}
	return nats.UserJWT(token, func(nonce []byte) ([]byte, error) { return answer(name, nonce) }), nil
}

// credentialsFrom are the options that the text of a file makes.
func credentialsFrom(name string) (o nats.Options, err error) {
	text, err := readFile(name)
	if err == nil {
		err = nats.UserCredentialBytes(text)(&o)
	}
	return o, err
}

// answer signs what a server asks with the seed in a file.
func answer(name string, nonce []byte) ([]byte, error) {
	o, err := credentialsFrom(name)
	if err != nil {
		return nil, err
	}
	sum, err := o.SignatureCB(nonce)
	if err != nil {
		return nil, errors.Join(errNoCredentials, err)
	}
	return sum, nil
}

// seedIn is how one is let in with the seed in a file.
func seedIn(name string) (nats.Option, error) {
	_, err := readFile(name)
	var o nats.Options
	if err == nil {
		var own nats.Option
		if own, err = nats.NkeyOptionFromSeed(name); err == nil {
			err = own(&o)
		}
	}
	if err != nil {
		return nil, fileProblem("key", name, err)
	}
	return nats.Nkey(o.Nkey, func(nonce []byte) ([]byte, error) { return answer(name, nonce) }), nil
}

func (s Server) authority() (nats.Option, error) {
	if s.CA == "" {
		return nil, nil //nolint:nilnil // the system's are used
	}
	load := func() (*x509.CertPool, error) {
		pool := x509.NewCertPool()
		text, err := readFile(s.CA)
		if err == nil && !pool.AppendCertsFromPEM(text) {
			err = errors.New("no certificate in it")
		}
		return pool, err
	}
	if _, err := load(); err != nil {
		return nil, fileProblem("certificate", s.CA, err)
	}
	return secured(func(o *nats.Options) { o.RootCAsCB = load }), nil
}

func (s Server) certificate() (nats.Option, error) {
	switch {
	case s.Cert == "" && s.Key == "":
		return nil, nil //nolint:nilnil // none is wanted
	case s.Cert == "" || s.Key == "":
		return nil, &Problem{What: "a certificate for the relay needs both its file and its key", final: true,
			Hint: "give both, or neither"}
	}
	if _, err := s.pair(); err != nil {
		return nil, fileProblem("certificate", s.Cert, err)
	}
	return secured(func(o *nats.Options) { o.TLSCertCB = s.pair }), nil
}

// pair is the certificate of one's own with its key.
func (s Server) pair() (tls.Certificate, error) {
	cert, err := readFile(s.Cert)
	if err != nil {
		return tls.Certificate{}, err
	}
	key, err := readFile(s.Key)
	if err != nil {
		return tls.Certificate{}, err
	}
	return tls.X509KeyPair(cert, key) //nolint:wrapcheck // explained where it is shown
}

// secured sets what belongs to an encrypted connection.
func secured(set func(o *nats.Options)) nats.Option {
	return func(o *nats.Options) error {
		if o.TLSConfig == nil {
			o.TLSConfig = &tls.Config{MinVersion: tls.VersionTLS12}
		}
		o.Secure = true
		set(o)
		return nil
	}
}

// fileProblem says why a file cannot be used.
func fileProblem(kind, name string, err error) error {
	why := "it is not what NATS tools write"
	switch {
	case errors.Is(err, fs.ErrNotExist):
		why = "there is no such file"
	case errors.Is(err, atomicfile.ErrNotOrdinary):
		why = "it is not a file"
	case errors.Is(err, fs.ErrPermission):
		why = "it may not be read"
	}
	return &Problem{What: fmt.Sprintf("the relay's %s file %s cannot be used: %s", kind, ending(name), why),
		Hint: "check its name, or ask whoever runs the relay for it", err: err, final: true}
}
