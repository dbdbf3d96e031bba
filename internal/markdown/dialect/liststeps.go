package dialect

import "bytes"

// listSteps writes lists whose items are shown one by one, and what stands around them. A step begins only
// when something was shown in the one before.
type listSteps struct {
	*translator
	shown   bool // something was shown since the step began
	waiting bool // a step begins with what comes behind the list
}

// begin begins a slide.
func (l *listSteps) begin() { l.shown, l.waiting = false, false }

// step begins a step.
func (l *listSteps) step(at int, indent string) {
	if l.shown {
		l.put(indent+"<!-- pause -->\n", at)
	}
	l.shown = false
}

// stepItem begins the step of an item of a list.
func (l *listSteps) stepItem(line []byte, at int) {
	l.step(at, string(line[:len(line)-len(bytes.TrimLeft(line, " \t"))]))
	l.waiting = true
}

// resume begins the step behind a list, if there was one.
func (l *listSteps) resume(at int) {
	if l.waiting {
		l.step(at, "")
	}
	l.waiting = false
}

// show notes that something is shown that is no list.
func (l *listSteps) show(at int) {
	l.resume(at)
	l.shown = true
}
