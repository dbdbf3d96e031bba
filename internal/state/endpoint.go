package state

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/westandtogether-assembly/assembly/internal/live"
)

// endpointFile says where the presenter serves.
const endpointFile = "live.json"

// privateFolder is where the endpoint is left when the state folder takes no file: a folder of this user alone, which is
// emptied when the user leaves or the computer starts again.
func privateFolder(env func(string) string) string {
	if dir := env("XDG_RUNTIME_DIR"); dir != "" {
		return filepath.Join(dir, "assembly")
	}
	return filepath.Join(os.TempDir(), fmt.Sprintf("assembly-%d", os.Getuid()))
}

// spare is the private folder as one to save the endpoint in. Presenters and halls that share a state folder share
// what is in it.
func (f *Folder) spare() (spare *Folder, file string) {
	return &Folder{dir: f.private, files: f.files}, "live-" + checksum([]byte(cmp.Or(f.dir, f.wanted))) + ".json"
}

// errNotPrivate reports that somebody else may read or change what is in a folder.
var errNotPrivate = errors.New("the folder is not this user's alone")

// onlyMine refuses a folder in which others could leave an endpoint, or read it: the token in it drives the talk.
func onlyMine(dir string) error {
	info, err := os.Lstat(dir)
	switch {
	case err != nil:
		return err
	case !info.IsDir() || !private(info):
		return errNotPrivate
	}
	return nil
}

// SaveEndpoint tells this user's halls where the presenter serves: in the state folder or, where that takes no file, in
// a private one.
func (f *Folder) SaveEndpoint(e live.Endpoint) error {
	text, err := seal(e) // A flipped digit would be another port.
	if err != nil {
		return fmt.Errorf("encode %s: %w", endpointFile, err)
	}
	if err = f.err; err == nil {
		err = f.write(endpointFile, text)
	}
	if err == nil || f.private == "" {
		return err
	}
	making := os.Mkdir(f.private, 0o700)
	if making != nil && !errors.Is(making, fs.ErrExist) {
		return errors.Join(err, making)
	}
	if other := onlyMine(f.private); other != nil {
		return errors.Join(err, other)
	}
	spare, file := f.spare()
	return spare.write(file, text)
}

// RemoveEndpoint tells them that it no longer does.
func (f *Folder) RemoveEndpoint() error {
	err := f.remove(endpointFile)
	if f.private != "" && onlyMine(f.private) == nil {
		spare, file := f.spare()
		err = cmp.Or(err, spare.remove(file))
	}
	return err
}

// Endpoint returns where the presenter of this user serves: the one that was begun last.
func (f *Folder) Endpoint() (live.Endpoint, error) {
	e, err := f.endpoint(endpointFile)
	if f.private == "" || onlyMine(f.private) != nil {
		return e, err
	}
	spare, file := f.spare()
	if other, otherErr := spare.endpoint(file); otherErr == nil && (err != nil || other.Started.After(e.Started)) {
		return other, nil //nolint:nilerr // it is found there
	}
	return e, err
}

func (f *Folder) endpoint(file string) (live.Endpoint, error) {
	if f.err != nil {
		return live.Endpoint{}, errors.Join(live.ErrNoPresenter, f.err)
	}
	text, err := f.readFile(file)
	if err != nil {
		return live.Endpoint{}, errors.Join(live.ErrNoPresenter, err)
	}
	var is json.RawMessage
	if err := unseal(text, &is); err != nil {
		return live.Endpoint{}, fmt.Errorf("read presenter's endpoint: %w", err)
	}
	return live.DecodeEndpoint(is)
}
