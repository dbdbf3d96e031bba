package live

import (
	"testing"
	"testing/synctest"
	"time"
)

// woken counts who of some rows has been woken, and waits again.
func woken(f *followers, waiting map[int]<-chan struct{}, rows []*row) (n int) {
	for i, ch := range waiting {
		select {
		case <-ch:
			n++
			waiting[i] = f.next(rows[i])
		default:
		}
	}
	return n
}

// The halls of this machine, and a few others, are woken at once, a crowd row by row, and everyone
// within moments; a call in the middle of that starves nobody.
func TestFollowersAreWokenInRows(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := newFollowers()
		rows, waiting := []*row{f.join(true)}, map[int]<-chan struct{}{}
		for range 3*rowSize + 5 {
			rows = append(rows, f.join(false))
		}
		for i, r := range rows {
			waiting[i] = f.next(r)
		}
		hall := waiting[0]
		f.call()
		select {
		case <-hall:
		default:
			t.Error("a hall of this machine has to wait")
		}
		synctest.Wait()
		if n := woken(f, waiting, rows); n != 1+rowSize {
			t.Errorf("at once %d are woken, want %d", n, 1+rowSize)
		}
		time.Sleep(rowPause)
		synctest.Wait()
		if n := woken(f, waiting, rows); n != rowSize {
			t.Errorf("after a pause %d are woken, want %d", n, rowSize)
		}
		f.call()
		time.Sleep(rowPause)
		synctest.Wait()
		if n := woken(f, waiting, rows); n != 1+rowSize {
			t.Errorf("after another call it goes on with %d, want a hall and %d", n, rowSize)
		}
		time.Sleep(4 * rowPause)
		synctest.Wait()
		if n := woken(f, waiting, rows); n != 2*rowSize+5 {
			t.Errorf("at the end %d more are woken, want %d", n, 2*rowSize+5)
		}
		time.Sleep(time.Second)
		if n := woken(f, waiting, rows); n != 0 || f.waking {
			t.Errorf("without a call %d are woken", n)
		}
	})
}

// Places of those who have left are taken again.
func TestRowsAreFilledAgain(t *testing.T) {
	f := newFollowers()
	var rows []*row
	for range 2 * rowSize {
		rows = append(rows, f.join(false))
	}
	for _, r := range rows[:rowSize] {
		f.leave(r)
	}
	for range rowSize {
		f.join(false)
	}
	if len(f.rows) != 3 {
		t.Errorf("there are %d rows", len(f.rows))
	}
}
