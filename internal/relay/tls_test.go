package relay

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"encoding/pem"
	"math/big"
	"net"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/nats-io/nats-server/v2/server"
)

// selfSigned makes a certificate for 127.0.0.1 and its two files.
func selfSigned(t *testing.T) (certFile, keyFile string, pair tls.Certificate) {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{
		SerialNumber: big.NewInt(1), NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour),
		IsCA: true, BasicConstraintsValid: true, IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)},
		KeyUsage: x509.KeyUsageDigitalSignature | x509.KeyUsageCertSign, ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth, x509.ExtKeyUsageClientAuth},
	}
	der, err := x509.CreateCertificate(rand.Reader, template, template, &key.PublicKey, key)
	if err != nil {
		t.Fatal(err)
	}
	secret, err := x509.MarshalECPrivateKey(key)
	if err != nil {
		t.Fatal(err)
	}
	certFile = filepath.Join(t.TempDir(), "cert.pem")
	keyFile = filepath.Join(t.TempDir(), "key.pem")
	for name, block := range map[string]*pem.Block{certFile: {Type: "CERTIFICATE", Bytes: der}, keyFile: {Type: "EC PRIVATE KEY", Bytes: secret}} {
		if err := os.WriteFile(name, pem.EncodeToMemory(block), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if pair, err = tls.LoadX509KeyPair(certFile, keyFile); err != nil {
		t.Fatal(err)
	}
	return certFile, keyFile, pair
}

func TestCertificates(t *testing.T) {
	t.Parallel()
	cert, key, pair := selfSigned(t)
	pool := x509.NewCertPool()
	leaf, err := x509.ParseCertificate(pair.Certificate[0])
	if err != nil {
		t.Fatal(err)
	}
	pool.AddCert(leaf)
	config := &tls.Config{MinVersion: tls.VersionTLS12, Certificates: []tls.Certificate{pair}}
	s := startServer(t, &server.Options{JetStream: true, TLS: true, TLSConfig: config, TLSTimeout: 5})
	config = config.Clone()
	config.ClientAuth, config.ClientCAs = tls.RequireAndVerifyClientCert, pool
	strict := startServer(t, &server.Options{JetStream: true, TLS: true, TLSVerify: true, TLSConfig: config, TLSTimeout: 5})
	plain := startServer(t, nil)
	for _, c := range []struct {
		server Server
		want   string // of what is told; "" where it works
	}{
		{Server{URL: s.ClientURL()}, "is not trusted: name its authority's file, with --relay-ca"},
		{Server{URL: s.ClientURL(), CA: cert}, ""},
		{Server{URL: strict.ClientURL(), CA: cert}, "asks for a certificate: name its files, with --relay-cert and --relay-key"},
		{Server{URL: strict.ClientURL(), CA: cert, Cert: cert, Key: key}, ""},
		{Server{URL: plain.ClientURL(), CA: cert}, "does not encrypt"},
	} {
		if err := listen(t, FollowConfig{Server: c.server}).Ready(inTime); c.want == "" && err != nil || !saying(err, c.want) {
			t.Errorf("%+v: the site is told %q, want %q", c.server, Words(err), c.want)
		}
	}
}

func TestWebSocket(t *testing.T) {
	t.Parallel()
	s := startServer(t, &server.Options{JetStream: true, Websocket: server.WebsocketOpts{Host: "127.0.0.1", Port: server.RANDOM_PORT, NoTLS: true}})
	where := Server{URL: s.WebsocketURL()}
	speak(t, PresentConfig{Server: where}, testDeck("a", 2))
	listen(t, FollowConfig{Server: where}).until("the talk", shows("a", 0, 0))
}
