package session_test

import (
	"testing"

	"go.uber.org/goleak"

	"github.com/westandtogether-assembly/assembly/internal/gctest"
)

// TestMain fails where a test has left a goroutine behind. A bubble of testing/synctest sees to its own, a tick that a
// screen has asked for ends when its time has come, the client of NATS has one for each line that it has had,
// and a server some for a store that it made while it was stopped.
func TestMain(m *testing.M) {
	goleak.VerifyTestMain(gctest.M{M: m}, goleak.IgnoreTopFunction("charm.land/bubbletea/v2.Tick.func1"),
		goleak.IgnoreTopFunction("github.com/nats-io/nats.go/jetstream.(*jetStream).resetPendingAcksOnReconnect"),
		goleak.IgnoreTopFunction("github.com/nats-io/nats-server/v2/server/ats.Register.func1"),
		goleak.IgnoreTopFunction("github.com/nats-io/nats-server/v2/server.(*fileStore).flushStreamStateLoop"))
}
