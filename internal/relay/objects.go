package relay

import (
	"context"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"
)

// readObject fetches an object. One of a single chunk, as most decks are, is asked for directly: to stream it, the
// server would make a consumer, which costs it more than all else and needs a leader.
func readObject(ctx context.Context, c *conn, name string, most uint64) ([]byte, error) {
	stream, err := c.js.Stream(ctx, "OBJ_"+bucket)
	if err != nil {
		return nil, err //nolint:wrapcheck // explained where it is shown
	}
	info, err := objectInfo(ctx, stream, name)
	switch {
	case err != nil:
		return nil, err
	case info.Size > most || !isID(info.NUID):
		return nil, errDeck
	case info.Chunks == 1:
		return onlyChunk(ctx, stream, info)
	}
	return streamed(ctx, c, info)
}

// objectInfo reads what the store says of an object.
func objectInfo(ctx context.Context, stream jetstream.Stream, name string) (info jetstream.ObjectInfo, err error) {
	m, err := stream.GetLastMsgForSubject(ctx, objectsNamed(base64.URLEncoding.EncodeToString([]byte(name))))
	switch {
	case errors.Is(err, jetstream.ErrMsgNotFound):
		return info, jetstream.ErrObjectNotFound
	case err != nil:
		return info, err //nolint:wrapcheck // explained where it is shown
	}
	if err := json.Unmarshal(m.Data, &info); err != nil {
		return info, fmt.Errorf("%w: %w", errDeck, err)
	}
	if info.Deleted {
		return info, jetstream.ErrObjectNotFound
	}
	return info, nil
}

func onlyChunk(ctx context.Context, stream jetstream.Stream, info jetstream.ObjectInfo) ([]byte, error) {
	m, err := stream.GetLastMsgForSubject(ctx, chunksOf(info.NUID))
	if errors.Is(err, jetstream.ErrMsgNotFound) {
		return nil, jetstream.ErrObjectNotFound // It is being stored anew.
	}
	if err != nil {
		return nil, err //nolint:wrapcheck // explained where it is shown
	}
	if !sound(m.Data, info) {
		return nil, errDeck
	}
	return m.Data, nil
}

// streamed fetches an object of several chunks. Memory is taken for what comes, not for what the relay says will come.
func streamed(ctx context.Context, c *conn, info jetstream.ObjectInfo) ([]byte, error) {
	var data []byte
	err := c.stored(ctx, chunksOf(info.NUID), nats.DeliverAll(), func(chunk []byte) error {
		if uint64(len(data)+len(chunk)) > info.Size {
			return errDeck
		}
		data = append(data, chunk...)
		return nil
	})
	switch {
	case err != nil:
		return nil, err
	case uint64(len(data)) < info.Size:
		return nil, jetstream.ErrObjectNotFound // It is being stored anew.
	case !sound(data, info):
		return nil, errDeck
	}
	return data, nil
}

// sound reports whether an object's bytes are those that were stored.
func sound(data []byte, info jetstream.ObjectInfo) bool {
	digest := sha256.New()
	_, _ = digest.Write(data)
	return jetstream.GetObjectDigestValue(digest) == info.Digest
}

// listObjects lists the objects of the store.
func listObjects(ctx context.Context, c *conn) (out []jetstream.ObjectInfo, err error) {
	err = c.stored(ctx, objectsNamed(">"), nats.DeliverLastPerSubject(), func(text []byte) error {
		var info jetstream.ObjectInfo
		if json.Unmarshal(text, &info) == nil && !info.Deleted {
			out = append(out, info)
		}
		return nil
	})
	return out, err
}

// stored hands over what the store has of a subject, message by message. The library's own Get and List leave a goroutine
// behind where they are cut short as they begin, with all that has come: nobody takes it.
func (c *conn) stored(ctx context.Context, subject string, which nats.SubOpt, take func(data []byte) error) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel() // It ends the subscription, too.
	js, err := c.JetStream()
	if err != nil {
		return err //nolint:wrapcheck // explained where it is shown
	}
	sub, err := js.SubscribeSync(subject, nats.OrderedConsumer(), nats.BindStream("OBJ_"+bucket), nats.Context(ctx), which)
	if err != nil {
		return err //nolint:wrapcheck // explained where it is shown
	}
	left, err := sub.InitialConsumerPending()
	for err == nil && left > 0 {
		left, err = next(ctx, sub, take)
	}
	return err //nolint:wrapcheck // explained where it is shown
}

// next hands over the next message, and says how many are left.
func next(ctx context.Context, sub *nats.Subscription, take func(data []byte) error) (left uint64, err error) {
	m, err := sub.NextMsgWithContext(ctx)
	if err != nil {
		return 0, err //nolint:wrapcheck // explained where it is shown
	}
	meta, err := m.Metadata()
	if err != nil {
		return 0, err //nolint:wrapcheck // explained where it is shown
	}
	return meta.NumPending, take(m.Data)
}
