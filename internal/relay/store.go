package relay

import (
	"context"
	"errors"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"
)

// The sizes of the stores that a presenter creates, in bytes. Whoever runs the relay may create them with
// others, and with more copies.
const (
	bucketSize  = 16 << 20
	objectsSize = 256 << 20
)

// errCreate says that the stores are missing.
func errCreate(err error) error {
	return &Problem{What: "the relay has no stores called " + bucket + ", and this user may not create them",
		Hint: "ask whoever runs it", err: err, final: true}
}

// keyValue finds the bucket, or creates it.
func (l *link) keyValue(ctx context.Context, c *conn) (jetstream.KeyValue, error) {
	return made(ctx, l, c, c.js.KeyValue, func(ctx context.Context) (jetstream.KeyValue, error) {
		return c.js.CreateKeyValue(ctx, jetstream.KeyValueConfig{
			Bucket: bucket, Description: "assembly: the state of each room",
			MaxBytes: bucketSize, Storage: jetstream.FileStorage, Replicas: 1,
		})
	})
}

// objectStore finds the object store, or creates it.
func (l *link) objectStore(ctx context.Context, c *conn) (jetstream.ObjectStore, error) {
	return made(ctx, l, c, c.js.ObjectStore, func(ctx context.Context) (jetstream.ObjectStore, error) {
		return c.js.CreateObjectStore(ctx, jetstream.ObjectStoreConfig{
			Bucket: bucket, Description: "assembly: the slides and pictures of each room",
			MaxBytes: objectsSize, Storage: jetstream.FileStorage, Replicas: 1,
		})
	})
}

func made[T any](ctx context.Context, l *link, c *conn, find func(context.Context, string) (T, error), create func(context.Context) (T, error)) (T, error) {
	within, cancel := context.WithTimeout(ctx, storeWithin)
	defer cancel()
	found, err := find(within, bucket)
	if !errors.Is(err, jetstream.ErrBucketNotFound) {
		return found, l.explain(c, err)
	}
	found, err = create(within)
	switch {
	case errors.Is(err, jetstream.ErrBucketExists): // Somebody else has just created it.
		found, err = find(within, bucket)
		return found, l.explain(c, err)
	case errors.Is(l.explain(c, err), nats.ErrPermissionViolation):
		return found, errCreate(err)
	}
	return found, l.explain(c, err)
}
