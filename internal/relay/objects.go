package relay

import (
	"context"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"time"

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
	case info.Size > most:
		return nil, errDeck
	case info.Chunks == 1:
		return onlyChunk(ctx, stream, info)
	}
	return streamed(ctx, c, name, most)
}

// objectInfo reads what the store says of an object.
func objectInfo(ctx context.Context, stream jetstream.Stream, name string) (info jetstream.ObjectInfo, err error) {
	m, err := stream.GetLastMsgForSubject(ctx, "$O."+bucket+".M."+base64.URLEncoding.EncodeToString([]byte(name)))
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
	if !isID(info.NUID) {
		return nil, errDeck
	}
	m, err := stream.GetLastMsgForSubject(ctx, "$O."+bucket+".C."+info.NUID)
	if errors.Is(err, jetstream.ErrMsgNotFound) {
		return nil, jetstream.ErrObjectNotFound // It is being stored anew.
	}
	if err != nil {
		return nil, err //nolint:wrapcheck // explained where it is shown
	}
	digest := sha256.New()
	_, _ = digest.Write(m.Data)
	if jetstream.GetObjectDigestValue(digest) != info.Digest {
		return nil, errDeck
	}
	return m.Data, nil
}

func streamed(ctx context.Context, c *conn, name string, most uint64) ([]byte, error) {
	store, err := c.js.ObjectStore(ctx, bucket)
	if err != nil {
		return nil, err //nolint:wrapcheck // explained where it is shown
	}
	object, err := store.Get(brief{ctx}, name)
	if err != nil {
		return nil, err //nolint:wrapcheck // explained where it is shown
	}
	defer func() { _ = object.Close() }()
	return io.ReadAll(io.LimitReader(enduring{ctx, object}, int64(most))) //nolint:gosec,wrapcheck // a constant; explained where it is shown
}

// brief is a context whose deadline is always a moment away. The library waits for the next bytes of an object until the
// deadline of its context, and notices only then that the context has ended: minutes later, on a line that was lost.
type brief struct{ context.Context }

// Deadline implements context.Context.
func (brief) Deadline() (time.Time, bool) { return time.Now().Add(storeWithin / 8), true }

// enduring reads on after each of these moments, until its context ends.
type enduring struct {
	ctx    context.Context
	object io.Reader
}

// Read implements io.Reader.
func (e enduring) Read(p []byte) (int, error) {
	for {
		n, err := e.object.Read(p)
		if n > 0 || !errors.Is(err, os.ErrDeadlineExceeded) || e.ctx.Err() != nil {
			return n, err //nolint:wrapcheck // explained where it is shown
		}
	}
}

// listObjects lists the objects of a store. The store's own List leaves a goroutine behind where it is cut short: nobody
// takes what is still to come.
func listObjects(ctx context.Context, store jetstream.ObjectStore) (out []*jetstream.ObjectInfo, err error) {
	watcher, err := store.Watch(ctx, jetstream.IgnoreDeletes())
	if err != nil {
		return nil, err //nolint:wrapcheck // explained where it is shown
	}
	defer func() {
		_ = watcher.Stop()
		go drain(watcher.Updates())
	}()
	for {
		select {
		case object, open := <-watcher.Updates():
			switch {
			case !open:
				return nil, io.ErrUnexpectedEOF
			case object == nil:
				return out, nil // All have come.
			}
			out = append(out, object)
		case <-ctx.Done():
			return nil, ctx.Err() //nolint:wrapcheck // nobody is told
		}
	}
}

// drain takes what is still to come, until nothing is.
func drain(updates <-chan *jetstream.ObjectInfo) {
	for range updates { //nolint:revive // Taking it is all.
	}
}
