package cli

import (
	"bufio"
	"errors"
	"fmt"
	"os"
	"strings"

	"github.com/charmbracelet/x/term"
	"github.com/spf13/cobra"

	"assembly/internal/plan"
	"assembly/internal/rehearsal"
	"assembly/internal/report"
	"assembly/internal/session"
	"assembly/internal/state"
)

// historyFlags are the flags of that command.
type historyFlags struct {
	as, phase, speaker string
	run, with          int
	csv, json          bool
	all, allDecks      bool
	remove, yes        bool
	ascii              bool

	others int // runs of the deck that the flags leave out
}

func (a *app) historyCommand() *cobra.Command {
	f := &historyFlags{}
	c := &cobra.Command{
		Use:   "history [DECK]",
		Short: "Past rehearsals, run against run",
		Long: "history lists the rehearsals of a deck, newest first, with a chart of how far they were off\n" +
			"the plan. It also shows one of them slide by slide, compares two, and exports or deletes\n" +
			"them. They are saved on this machine only.",
		Example: "  assembly history --as Anna\n  assembly history my-assembly.md --run 12 --with 9",
		Args:    oneDeck(),
		RunE:    func(_ *cobra.Command, args []string) error { return a.history(f, first(args)) },
	}
	set := c.Flags()
	set.StringVar(&f.as, "as", "", "only the runs of this `name`")
	set.StringVar(&f.phase, "phase", "", "only the runs for the phase of this `name`")
	set.StringVar(&f.speaker, "speaker", "", "only the slides of the speaker of this `name` in the deck")
	set.IntVar(&f.run, "run", 0, "show the run of this `number` slide by slide")
	set.IntVar(&f.with, "with", 0, "with --run: compare it with the run of this `number`")
	set.BoolVar(&f.csv, "csv", false, "print every slide of every run as CSV, for a spreadsheet")
	set.BoolVar(&f.json, "json", false, "print the runs as JSON, for other programs")
	set.BoolVar(&f.all, "all", false, "list every run, not only the newest")
	set.BoolVar(&f.allDecks, "all-decks", false, "the runs of every deck")
	set.BoolVar(&f.remove, "delete", false, "delete the runs: all of them, or those of --run or --as; asks first")
	set.BoolVar(&f.yes, "yes", false, "with --delete: do not ask")
	set.BoolVar(&f.ascii, "ascii", false, "draw with ASCII characters only")
	return c
}

// check refuses flags that do not go together.
func (f *historyFlags) check() error {
	switch {
	case f.with != 0 && f.run == 0:
		return usage(errors.New("--with needs --run"), "assembly history --run 12 --with 9")
	case f.csv && f.json:
		return usage(errors.New("--csv and --json cannot be used together"), "choose one of them")
	case f.yes && !f.remove:
		return usage(errors.New("--yes needs --delete"), "leave out --yes")
	case f.remove && (f.csv || f.json || f.with != 0 || f.speaker != ""):
		return usage(errors.New("--delete can only be used with --run, --as, --phase, --all-decks and --yes"), "leave out the other flags")
	}
	f.as = strings.TrimSpace(f.as)
	return nil
}

// history runs the command of that name.
func (a *app) history(f *historyFlags, path string) error {
	if err := f.check(); err != nil {
		return err
	}
	runs := state.Open(os.Getenv)
	if err := runs.Err(); err != nil {
		return fail(fmt.Errorf("no rehearsals are saved: %w", err), "set HOME, or XDG_STATE_HOME, to a folder that you are allowed to write to")
	}
	_ = runs.Adopt() // A run that cannot be adopted now stays for later.
	all, bad, err := runs.Runs()
	if err != nil {
		return fail(err, "check that you are allowed to read the folder "+runs.Dir())
	}
	for _, b := range bad {
		a.errorLine("assembly: note: ", b.Error())
	}
	title, err := f.title(path, all)
	if err != nil {
		return err
	}
	chosen, others := f.choose(all, state.DeckID(path))
	if f.remove {
		return a.deleteRuns(f, runs, chosen, title)
	}
	f.others = others
	return a.showRuns(f, chosen, all, title)
}

// title is what the deck is called: as its file says or, when it is gone, as its runs do.
func (f *historyFlags) title(path string, all []rehearsal.Run) (string, error) {
	if f.allDecks {
		return "every deck", nil
	}
	d, err := (session.Source{Path: path}).Load()
	if err == nil {
		return d.Heading(), nil
	}
	key := state.DeckID(path)
	for i := len(all) - 1; i >= 0; i-- {
		if all[i].Deck == key {
			return all[i].Title, nil
		}
	}
	return "", err
}

// choose are the runs that the flags ask for, and how many others there are of the deck.
func (f *historyFlags) choose(all []rehearsal.Run, deck string) (out []rehearsal.Run, others int) {
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

func (a *app) showRuns(f *historyFlags, chosen, all []rehearsal.Run, title string) error {
	chosen, err := spokenBy(f.speaker, chosen)
	if err != nil {
		return err
	}
	past := chosen
	if f.run != 0 {
		one, err := numbered(chosen, f.run)
		if err != nil {
			return err
		}
		chosen = []rehearsal.Run{one}
	}
	switch {
	case f.csv:
		return a.exported(rehearsal.WriteCSV(a.out, chosen))
	case f.json:
		return a.exported(rehearsal.WriteJSON(a.out, chosen))
	case f.with != 0:
		return a.showPair(f, chosen[0], all)
	case f.run != 0:
		return a.printLines(report.Summary(chosen[0], rehearsal.Before(past, chosen[0]), a.width()))
	}
	return a.printLines(report.History(f.listing(chosen, title), a.width()))
}

// showPair prints two runs side by side. The other may be somebody else's.
func (a *app) showPair(f *historyFlags, one rehearsal.Run, all []rehearsal.Run) error {
	other, err := numbered(all, f.with)
	if err != nil {
		return err
	}
	others, err := spokenBy(f.speaker, []rehearsal.Run{other})
	if err != nil {
		return err
	}
	return a.printLines(report.Compare(one, others[0], a.width()))
}

// listing is a list of runs as it was asked for.
func (f *historyFlags) listing(runs []rehearsal.Run, title string) report.Listing {
	l := report.Listing{Title: title, Runs: runs, Most: listed, ASCII: f.ascii, Decks: f.allDecks, Other: f.others}
	if f.as != "" {
		l.Title += ", " + f.as
	}
	if f.speaker != "" {
		l.Title += ", " + f.speaker + "'s slides"
	}
	if f.all {
		l.Most = 0
	}
	return l
}

// listed is how many runs are listed when no more are asked for.
const listed = 20

func (a *app) exported(err error) error {
	if err != nil {
		return fail(err, "check that there is room where the output goes")
	}
	return nil
}

// spokenBy are the runs with the slides of one speaker; runs without any are left out.
func spokenBy(name string, runs []rehearsal.Run) ([]rehearsal.Run, error) {
	if name == "" {
		return runs, nil
	}
	var out []rehearsal.Run
	seen := map[string]bool{}
	var names []string
	for _, r := range runs {
		for _, s := range r.Speakers() {
			if strings.EqualFold(s, name) {
				own := r.Only(s)
				own.Title += ", " + s + "'s slides"
				out = append(out, own)
			}
			if !seen[s] {
				seen[s] = true
				names = append(names, s)
			}
		}
	}
	if len(out) > 0 {
		return out, nil
	}
	hint := "speaker: NAME in the settings of a slide says who speaks there"
	if len(names) > 0 {
		hint = "expected one of: " + strings.Join(names, ", ")
	}
	return nil, fail(fmt.Errorf("no run has slides of %q", name), hint)
}

func numbered(runs []rehearsal.Run, number int) (rehearsal.Run, error) {
	for _, r := range runs {
		if r.Number == number {
			return r, nil
		}
	}
	return rehearsal.Run{}, fail(fmt.Errorf("no run %d found", number), "assembly history --all lists the runs of this deck, and --all-decks those of every deck")
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
func (a *app) deleteRuns(f *historyFlags, runs *state.Folder, chosen []rehearsal.Run, title string) error {
	if f.run != 0 {
		one, err := numbered(chosen, f.run)
		if err != nil {
			return err
		}
		chosen = []rehearsal.Run{one}
	}
	if len(chosen) == 0 && f.as == "" {
		return a.print("Nothing to delete.\n")
	}
	what := describe(f, chosen, title)
	if !f.yes {
		ok, err := a.confirm("Delete "+what+"?", "add --yes to go ahead without asking")
		if err != nil {
			return err
		}
		if !ok {
			return a.print("Nothing was deleted.\n")
		}
	}
	ids := map[string]bool{}
	for _, r := range chosen {
		ids[r.ID] = true
	}
	n, err := runs.DeleteRuns(func(r rehearsal.Run) bool { return ids[r.ID] })
	if err != nil {
		return fail(fmt.Errorf("delete rehearsals: %w", err), "check that you are allowed to write to the folder, and that no rehearsal is ending right now")
	}
	if f.as != "" && f.run == 0 && f.phase == "" {
		if err := runs.ForgetPace(f.as); err != nil {
			return fail(fmt.Errorf("delete the pace of %s: %w", f.as, err), "check that you are allowed to write to the folder")
		}
	}
	return a.print(fmt.Sprintf("Deleted %s.\n", plural(n, "run")))
}

// describe says what would be deleted.
func describe(f *historyFlags, chosen []rehearsal.Run, title string) string {
	if f.run != 0 {
		r := chosen[0]
		return fmt.Sprintf("run %d, %s, %s", r.Number, r.Began.Format("Mon 2 Jan 2006, 15:04"), plan.Words(r.Total()))
	}
	out := plural(len(chosen), "run") + " of " + title
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

func plural(n int, word string) string {
	if n == 1 {
		return "1 " + word
	}
	return fmt.Sprintf("%d %ss", n, word)
}

// confirm asks a question on the terminal; only y is yes. otherwise is the hint where there is none.
func (a *app) confirm(question, otherwise string) (bool, error) {
	if !a.inTTY {
		return false, usage(errors.New("this needs a terminal to ask: "+question), otherwise)
	}
	a.errorPrompt(question + " Type y for yes; anything else means no: ")
	line, err := bufio.NewReader(a.in).ReadString('\n')
	if err != nil && line == "" {
		return false, nil //nolint:nilerr // The end of the input is not a yes.
	}
	return strings.EqualFold(strings.TrimSpace(line), "y") || strings.EqualFold(strings.TrimSpace(line), "yes"), nil
}
