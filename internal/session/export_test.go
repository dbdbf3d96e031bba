package session

import (
	"net/http"
	"reflect"
)

// Kill ends a publisher as the system ends a program that is killed: its connections are cut without a goodbye, what waits
// is never done, and what was locked is free. dead has the disk take nothing any more; until then a write may be under way.
func (p *Publisher) Kill(dead func()) {
	served := reflect.ValueOf(p.server).Elem().FieldByName("local").Elem().FieldByName("http")
	_ = (*http.Server)(served.UnsafePointer()).Close() // Its own Close says goodbye.
	dead()
	drop(p.changes)
	drop(p.saver.worker)
	drop(p.saver.syncer)
	p.saver.ongoing.Close(false) // On a disk that is dead it only lets go.
	p.calm()
	p.release()
}

// drop ends work in the background, and leaves undone what waits.
func drop[T any](n *newest[T]) {
	select {
	case <-n.next:
	default:
	}
	n.close()
}
