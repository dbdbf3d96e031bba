package cli

import (
	"bufio"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"

	"github.com/charmbracelet/x/term"

	"github.com/westandtogether-assembly/assembly/internal/cell"
	"github.com/westandtogether-assembly/assembly/internal/plan"
	"github.com/westandtogether-assembly/assembly/internal/rehearsal"
	"github.com/westandtogether-assembly/assembly/internal/report"
	"github.com/westandtogether-assembly/assembly/internal/session"
	"github.com/westandtogether-assembly/assembly/internal/state"
)

// checkPast refuses flags of the history that do not go together.
func (f *flags) checkPast() error {
	f.as = strings.TrimSpace(f.as)
	switch {
	case f.with != 0 && f.run == 0:
		return usage(errors.New("--with needs --run"), "assembly history --run 12 --with 9")
	case f.csv && f.json:
		return usage(errors.New("--csv and --json cannot be used together"), "choose one of them")
	case f.yes && !f.remove:
		return usage(errors.New("--yes needs --delete"), "leave out --yes")
	case f.remove && (f.csv || f.json || f.with != 0 || f.speaking != ""):
		return usage(errors.New("--delete can only be used with --run, --as, --phase, --all-decks and --yes"), "leave out the other flags")
	}
	return nil
}

// history runs the command of that name.
func (a *app) history(f *flags, path string) error {
	if err := f.checkPast(); err != nil {
		return err
	}
	folder, all, err := a.savedRuns()
	if err != nil {
		return err
	}
	title, err := f.title(path, all)
	if err != nil {
		return err
	}
	past, others := f.choose(all, state.DeckID(path))
	if past, err = spokenBy(f.speaking, past); err != nil {
		return err
	}
	chosen := past
	if f.run != 0 {
		if chosen, err = numbered(past, f.run); err != nil {
			return err
		}
	}
	switch {
	case f.remove:
		return a.deleteRuns(f, folder, chosen, title)
	case f.csv:
		return written(rehearsal.WriteCSV(a.out, chosen))
	case f.json:
		return written(rehearsal.WriteJSON(a.out, chosen))
	case f.with != 0:
		return a.showPair(f, chosen[0], all)
	case f.run != 0:
		return a.printLines(report.Summary(chosen[0], rehearsal.Before(past, chosen[0]), a.width()))
	}
	return a.printLines(report.History(f.listing(chosen, title, others), a.width()))
}

// savedRuns reads every run, and says which lines cannot be read.
func (a *app) savedRuns() (*state.Folder, []rehearsal.Run, error) {
	folder := state.Open(os.Getenv)
	if err := folder.Err(); err != nil {
		return nil, nil, fail(fmt.Errorf("no rehearsals are saved: %w", err), "set the variable XDG_STATE_HOME to a folder that you are allowed to write to")
	}
	_ = folder.Adopt() // A run that cannot be adopted now stays for later.
	all, bad, err := folder.Runs()
	if err != nil {
		return nil, nil, fail(err, "check that you are allowed to read the folder "+folder.Dir())
	}
	for _, b := range bad {
		a.errorLine("assembly: note: ", b.Error())
	}
	return folder, all, nil
}

// title is what the deck is called: as its file says or, when it is gone, as its runs do.
func (f *flags) title(path string, all []rehearsal.Run) (string, error) {
	if f.allDecks {
		return "every deck", nil
	}
	d, err := (session.Source{Path: path}).Load()
	if err == nil {
		return d.Heading(), nil
	}
	key := state.DeckID(path)
	for _, r := range slices.Backward(all) {
		if r.Deck == key {
			return r.Title, nil
		}
	}
	return "", err
}

// choose are the runs that the flags ask for, and how many others there are of the deck.
func (f *flags) choose(all []rehearsal.Run, deck string) (out []rehearsal.Run, others int) {
	for _, r := range all {
		switch {
		case !f.allDecks && r.Deck != deck:
		case f.as != "" && !strings.EqualFold(r.As, f.as), f.phase != "" && !strings.EqualFold(r.Phase, f.phase):
			others++
		default:
			out = append(out, r)
		}
	}
	return out, others
}

// showPair prints two runs side by side. The other may be somebody else's.
func (a *app) showPair(f *flags, one rehearsal.Run, all []rehearsal.Run) error {
	other, err := numbered(all, f.with)
	if err == nil {
		other, err = spokenBy(f.speaking, other)
	}
	if err != nil {
		return err
	}
	return a.printLines(report.Compare(one, other[0], a.width()))
}

// listing is a list of runs as it was asked for.
func (f *flags) listing(runs []rehearsal.Run, title string, others int) report.Listing {
	l := report.Listing{Title: title, Runs: runs, Most: listed, ASCII: f.ascii, Decks: f.allDecks, Other: others}
	if f.as != "" {
		l.Title += ", " + f.as
	}
	if f.speaking != "" {
		l.Title += ", " + f.speaking + "'s slides"
	}
	if f.all {
		l.Most = 0
	}
	return l
}

// listed is how many runs are listed when no more are asked for.
const listed = 20

// spokenBy are the runs with the slides of one speaker; runs without any are left out.
func spokenBy(name string, runs []rehearsal.Run) (out []rehearsal.Run, err error) {
	if name == "" {
		return runs, nil
	}
	var names []string
	for _, r := range runs {
		for _, s := range r.Speakers() {
			if strings.EqualFold(s, name) {
				own := r.Only(s)
				own.Title += ", " + s + "'s slides"
				out = append(out, own)
			}
			if !slices.Contains(names, s) {
				names = append(names, s)
			}
		}
	}
	switch {
	case len(out) > 0:
		return out, nil
	case len(names) > 0:
		return nil, fail(fmt.Errorf("no run has slides of %q", name), "expected one of: "+strings.Join(names, ", "))
	}
	return nil, fail(fmt.Errorf("no run has slides of %q", name), "speaker: NAME in the settings of a slide says who speaks there")
}

// numbered is the one run of a number.
func numbered(runs []rehearsal.Run, number int) ([]rehearsal.Run, error) {
	i := slices.IndexFunc(runs, func(r rehearsal.Run) bool { return r.Number == number })
	if i < 0 {
		return nil, fail(fmt.Errorf("no run %d found", number), "assembly history --all lists the runs of this deck, and --all-decks those of every deck")
	}
	return runs[i : i+1], nil
}

// width is how wide a report is printed.
func (a *app) width() int {
	if !a.outTTY {
		return plainWidth + 20
	}
	if w, _, err := term.GetSize(os.Stdout.Fd()); err == nil && w > 0 {
		return w
	}
	return plainWidth
}

// deleteRuns deletes runs once that has been confirmed, and with all of a person's runs the saved pace.
func (a *app) deleteRuns(f *flags, folder *state.Folder, chosen []rehearsal.Run, title string) error {
	if len(chosen) == 0 && f.as == "" {
		return a.print("Nothing to delete.\n")
	}
	if !f.yes {
		question := "Delete " + f.describe(chosen, title) + "?"
		if ok, err := a.confirm(question, "add --yes to go ahead without asking", "Nothing was deleted.\n"); !ok {
			return err
		}
	}
	ids := map[string]bool{}
	for _, r := range chosen {
		ids[r.ID] = true
	}
	n, err := folder.DeleteRuns(func(r rehearsal.Run) bool { return ids[r.ID] })
	if err != nil {
		return fail(fmt.Errorf("delete rehearsals: %w", err), "check that you are allowed to write to the folder, and that no rehearsal is ending right now")
	}
	if f.as != "" && f.run == 0 && f.phase == "" {
		if err := folder.ForgetPace(f.as); err != nil {
			return fail(fmt.Errorf("delete the pace of %s: %w", f.as, err), "check that you are allowed to write to the folder")
		}
	}
	return a.print("Deleted " + countRuns(n) + ".\n")
}

// describe says what would be deleted.
func (f *flags) describe(chosen []rehearsal.Run, title string) string {
	if f.run != 0 {
		r := chosen[0]
		return fmt.Sprintf("run %d, %s, %s", r.Number, r.Began.Format("Mon 2 Jan 2006, 15:04"), plan.Words(r.Total()))
	}
	out := countRuns(len(chosen)) + " of " + title
	if f.phase != "" {
		out += ", " + f.phase
	}
	if f.as != "" {
		out += ", by " + f.as
	}
	if f.as != "" && f.phase == "" {
		out += ", and the pace saved for that name"
	}
	return out
}

func countRuns(n int) string {
	if n == 1 {
		return "1 run"
	}
	return fmt.Sprintf("%d runs", n)
}

// confirm asks a question on the terminal; only y is yes, and anything else is answered with declined.
// hint says what to do where there is no terminal.
func (a *app) confirm(question, hint, declined string) (bool, error) {
	answer, err := a.answer(bufio.NewReader(a.in), question, "Type y for yes; anything else means no: ", hint)
	if err != nil {
		return false, err
	}
	if !isYes(answer) {
		return false, a.print(declined)
	}
	return true, nil
}

// answer asks a question on the terminal and returns the line that is typed, in lower case. The end of the
// input is an empty line.
func (a *app) answer(in *bufio.Reader, question, how, hint string) (string, error) {
	if !a.inTTY {
		return "", usage(errors.New("this needs a terminal to ask: "+question), hint)
	}
	// Not on standard output, which holds only what was asked for.
	fmt.Fprint(a.errs, cell.Clean(question+" "+how))
	line, _ := in.ReadString('\n')
	return strings.ToLower(strings.TrimSpace(line)), nil
}

func isYes(answer string) bool { return answer == "y" || answer == "yes" }
