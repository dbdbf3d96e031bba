package relay

import "github.com/nats-io/nats-server/v2/server"

var _ server.Options
