package ui

import tea "charm.land/bubbletea/v2"

// Turn lets one job of a kind run in the background at a time, and after it only the newest of those that came meanwhile:
// keys and edits can come faster than the job is done. The zero Turn is ready for use.
type Turn struct {
	busy bool
	next tea.Cmd
}

// Take begins a job, or has it wait for the one that runs, in the place of any other that waits. The job is to bring a
// message, for which Done is called. It is nil where nothing begins.
func (t *Turn) Take(job tea.Cmd) tea.Cmd {
	switch {
	case job == nil:
		return nil
	case t.busy:
		t.next = job
		return nil
	}
	t.busy = true
	return job
}

// Done begins the job that waits, when the one before it has brought its message; it is nil for none.
func (t *Turn) Done() tea.Cmd {
	job := t.next
	t.busy, t.next = job != nil, nil
	return job
}
