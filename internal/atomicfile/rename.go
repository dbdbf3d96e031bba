package atomicfile

import "time"

// Rename gives a file or a folder another name, in the place of what has that, as Patiently does.
func Rename(from, to string) error { return Files{}.Rename(from, to) }

// Patiently does something to a file, for up to 2 s again while another program holds that: on Windows, programs against
// viruses and those that copy files to a server do so for moments.
func Patiently(do func() error) error { return patiently(do, held, time.Sleep) }

// Waits for another program that holds a file.
const (
	firstWait = 10 * time.Millisecond // each wait is twice the one before
	waitAtAll = 2 * time.Second
)

// patiently does something again for as long as only another program's hold on a file is in its way.
func patiently(do func() error, held func(error) bool, wait func(time.Duration)) error {
	pause, left := firstWait, waitAtAll
	for {
		err := do()
		if err == nil || left <= 0 || !held(err) {
			return err
		}
		pause = min(pause, left)
		wait(pause)
		pause, left = 2*pause, left-pause
	}
}
