package filetest

import (
	"os"
	"sync"

	"github.com/westandtogether-assembly/assembly/internal/atomicfile"
)

// Op is what is done to a disk.
type Op string

// The operations that can fail.
const (
	Open   Op = "open"  // also of a temporary file
	Write  Op = "write" // a part of what is written goes in
	Sync   Op = "sync"
	Rename Op = "rename"
	Remove Op = "remove"
)

// Disk is the system's disk with faults. Its zero value has none.
type Disk struct {
	mu      sync.Mutex
	faults  map[Op]func(name string) error
	written int64
}

// Fault has a function called ahead of every operation of a kind, with the name of the file. It may wait, and what it
// returns is the operation's error; nil mends the disk.
func (d *Disk) Fault(op Op, f func(name string) error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.faults == nil {
		d.faults = map[Op]func(string) error{}
	}
	d.faults[op] = f
}

// Fail has every operation of a kind fail; nil mends the disk.
func (d *Disk) Fail(op Op, err error) { d.Fault(op, func(string) error { return err }) }

// Written is how many bytes have been written so far.
func (d *Disk) Written() int64 {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.written
}

func (d *Disk) fault(op Op, name string) error {
	d.mu.Lock()
	f := d.faults[op]
	d.mu.Unlock()
	if f == nil {
		return nil
	}
	return f(name)
}

// OpenFile implements atomicfile.Disk.
func (d *Disk) OpenFile(name string, flag int, mode os.FileMode) (atomicfile.File, error) {
	if err := d.fault(Open, name); err != nil {
		return nil, &os.PathError{Op: "open", Path: name, Err: err}
	}
	f, err := atomicfile.System{}.OpenFile(name, flag, mode)
	if err != nil {
		return nil, err
	}
	return file{f, d}, nil
}

// CreateTemp implements atomicfile.Disk.
func (d *Disk) CreateTemp(dir, pattern string) (atomicfile.File, error) {
	if err := d.fault(Open, pattern); err != nil {
		return nil, &os.PathError{Op: "open", Path: pattern, Err: err}
	}
	f, err := atomicfile.System{}.CreateTemp(dir, pattern)
	if err != nil {
		return nil, err
	}
	return file{f, d}, nil
}

// Rename implements atomicfile.Disk.
func (d *Disk) Rename(from, to string) error {
	if err := d.fault(Rename, to); err != nil {
		return &os.LinkError{Op: "rename", Old: from, New: to, Err: err}
	}
	return os.Rename(from, to)
}

// Remove implements atomicfile.Disk.
func (d *Disk) Remove(name string) error {
	if err := d.fault(Remove, name); err != nil {
		return &os.PathError{Op: "remove", Path: name, Err: err}
	}
	return os.Remove(name)
}

// file is an open file of a disk with faults.
type file struct {
	atomicfile.File
	disk *Disk
}

// Write implements io.Writer.
func (f file) Write(p []byte) (int, error) { return f.write(p, f.File.Write) }

// WriteAt implements io.WriterAt.
func (f file) WriteAt(p []byte, at int64) (int, error) {
	return f.write(p, func(p []byte) (int, error) { return f.File.WriteAt(p, at) })
}

func (f file) write(p []byte, write func(p []byte) (int, error)) (n int, err error) {
	fault := f.disk.fault(Write, f.Name())
	if fault != nil {
		p = p[:len(p)/2]
	}
	n, err = write(p)
	f.disk.mu.Lock()
	f.disk.written += int64(n)
	f.disk.mu.Unlock()
	if fault != nil {
		return n, &os.PathError{Op: "write", Path: f.Name(), Err: fault}
	}
	return n, err
}

// Sync implements atomicfile.File.
func (f file) Sync() error {
	if err := f.disk.fault(Sync, f.Name()); err != nil {
		return &os.PathError{Op: "sync", Path: f.Name(), Err: err}
	}
	return f.File.Sync()
}
