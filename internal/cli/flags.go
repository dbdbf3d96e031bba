package cli

import (
	"strings"

	"github.com/spf13/pflag"

	"github.com/westandtogether-assembly/assembly/internal/bigtype"
	"github.com/westandtogether-assembly/assembly/internal/relay"
	"github.com/westandtogether-assembly/assembly/internal/theme"
)

// flags are the flags of a command. Commands share groups of them.
type flags struct {
	phase, theme string
	drawn        string // how type is drawn
	ascii        bool
	set          map[string]string
	phaseShown   bool // the phase was chosen on the start screen

	// Of linear text.
	plain, notes bool

	// Of the presenter.
	resume, share, remote bool
	address               string // to listen on beyond this machine
	unfinished            int    // which of the unfinished talks is meant, the newest is 0

	// Of a relay.
	relay                relay.Server
	room, site, takeOver string
	serve                bool

	// Of the speaker.
	finish, as string
	pace       int

	// Of a rehearsal.
	from  int
	apply bool

	// Of past rehearsals.
	speaking      string
	run, with     int
	csv, json     bool
	all, allDecks bool
	remove, yes   bool

	// Of a check.
	hall, distance string
	sizes          []string
	listRules      bool
	schema, fix    bool

	// Of the doctor.
	card, keys, list bool

	// Of what is written to a file.
	out       string
	openAfter bool

	// Of a script.
	large, pictures, cards bool
	forWhom                string

	// Of an export.
	pages, ratio string
	width        int

	// Of a pack.
	program bool

	// Of a new deck.
	force     bool
	startFrom string
}

// look adds the flags of a screen.
func (f *flags) look(set *pflag.FlagSet) {
	set.StringVar(&f.theme, "theme", "", "`name` of the colour theme: "+strings.Join(theme.Names(), ", "))
	f.drawing(set)
	set.StringVar(&f.drawn, "type", "", "`kind` of characters that large type is drawn with: "+strings.Join(bigtype.Tiers(), ", ")+" (default: the best that the terminal can show)")
}

func (f *flags) drawing(set *pflag.FlagSet) {
	set.BoolVar(&f.ascii, "ascii", false, "draw with ASCII characters only")
}

// deck adds the flags of a deck.
func (f *flags) deck(set *pflag.FlagSet) {
	set.StringVar(&f.phase, "phase", "", "`name` of the pupils' phase, such as primary or secondary (default: the one chosen last for this deck)")
	f.filling(set)
}

// filling adds the flag that fills in a deck.
func (f *flags) filling(set *pflag.FlagSet) {
	set.StringToStringVar(&f.set, "set", nil, "fill in {{name}} in the deck, as `name=value`; can be repeated")
	set.Lookup("set").DefValue = "" // help would show an empty map as []
}

// text adds the flags of linear text.
func (f *flags) text(set *pflag.FlagSet) {
	set.BoolVar(&f.plain, "plain", false, "print the slides as linear text without escape sequences")
	set.BoolVar(&f.notes, "notes", false, "with --plain: print the notes too, labelled")
}

// serving adds the flags of the presenter.
func (f *flags) serving(set *pflag.FlagSet) {
	set.BoolVar(&f.resume, "resume", false, "resume the unfinished talk of this deck without asking")
	set.BoolVar(&f.share, "share", false, "let classrooms on the school's network follow in a browser, without notes")
	set.BoolVar(&f.remote, "remote", false, "let a phone on the school's network move the slides on, with a code of its own")
	set.StringVar(&f.address, "share-address", "", "with --share or --remote: listen on this `host:port`, such as :8080")
	set.StringVar(&f.relay.URL, "relay", "", "let other sites follow, without notes, over the NATS server at this `URL`, such as tls://relay.example")
	f.relaying(set)
	set.StringVar(&f.takeOver, "take-over", "", "with --relay: take the room over from the presenter of this `name`")
}

// following adds the flags of a hall that follows over a relay.
func (f *flags) following(set *pflag.FlagSet) {
	set.StringVar(&f.relay.URL, "relay", "", "follow a talk on another site over the NATS server at this `URL`, such as tls://relay.example")
	f.relaying(set)
	set.StringVar(&f.site, "site", "", "with --relay: this site's `name`, which the presenter sees (default: this computer's name)")
	set.BoolVar(&f.serve, "serve", false, "with --relay: also let classrooms on this site's network follow in a browser")
	set.StringVar(&f.address, "serve-address", "", "with --serve: listen on this `host:port`, such as :8080")
}

// relaying adds the flags of whoever uses a relay.
func (f *flags) relaying(set *pflag.FlagSet) {
	set.StringVar(&f.room, "room", "", "with --relay: `name` of the room that the presenter and all sites meet in")
	set.StringVar(&f.relay.Creds, "relay-creds", "", "with --relay: `file` with NATS credentials (default: $NATS_CREDS, or $NATS_USER and $NATS_PASSWORD)")
	set.StringVar(&f.relay.CA, "relay-ca", "", "with --relay: `file` with the certificates to trust (default: $NATS_CA, or the system's)")
	set.StringVar(&f.relay.Cert, "relay-cert", "", "with --relay: `file` with a certificate of your own (default: $NATS_CERT)")
	set.StringVar(&f.relay.Key, "relay-key", "", "with --relay: `file` with the key of that certificate (default: $NATS_KEY)")
}

// speaker adds the flags of the speaker.
func (f *flags) speaker(set *pflag.FlagSet) {
	set.StringVar(&f.finish, "finish", "", "`time` of day when the talk must end, such as 09:15")
	set.StringVar(&f.as, "as", "", "the speaker's `name`: times and pace are saved under it")
	set.IntVar(&f.pace, "pace", 0, "`words` a minute to plan by, 80 to 180 (default: the pace saved for --as, or the deck's)")
}

// rehearsal adds the flags of a rehearsal.
func (f *flags) rehearsal(set *pflag.FlagSet) {
	set.IntVar(&f.from, "from", 1, "`number` of the slide to begin at")
	set.BoolVar(&f.apply, "apply", false, "at the end, offer to write the measured times into the deck")
}

// checking adds the flags of a check.
func (f *flags) checking(set *pflag.FlagSet) {
	f.inHall(set)
	f.deck(set)
	set.Lookup("phase").Usage = "only for the pupils' phase of this `name` (default: every phase of the deck)"
	set.StringVar(&f.theme, "theme", "", "`name` of the colour theme: "+strings.Join(theme.Names(), ", ")+" (default: the deck's)")
	set.StringVar(&f.drawn, "type", "", "`kind` of characters that the hall's terminal draws large type with: "+strings.Join(bigtype.Tiers(), ", ")+" (default: shades)")
	set.BoolVar(&f.json, "json", false, "print what was found as JSON, for other programs")
	set.BoolVar(&f.schema, "schema", false, "print the JSON Schema of --json, and check nothing")
	set.BoolVar(&f.listRules, "rules", false, "list the rules, and check nothing")
	set.BoolVar(&f.fix, "fix", false, "show what can be fixed without changing what is said, ask, and write it")
	set.BoolVar(&f.yes, "yes", false, "with --fix: do not ask")
}

// inHall adds the flags of a hall.
func (f *flags) inHall(set *pflag.FlagSet) {
	set.StringArrayVar(&f.sizes, "size", nil, "`size` of the hall's window in columns and rows, such as 120x30; can be repeated (default: 80x24 and 120x30)")
	f.backRow(set)
}

// backRow adds the flags of how far the back row is.
func (f *flags) backRow(set *pflag.FlagSet) {
	set.StringVar(&f.hall, "hall", "", "how far away the back row is and how high the picture, as `distance,height`, such as \"18m, 2m\"")
	set.StringVar(&f.distance, "distance", "", "how far away the back row is, in picture `heights`, 1 to 40 (default: 8)")
}

// past adds the flags of past rehearsals.
func (f *flags) past(set *pflag.FlagSet) {
	set.StringVar(&f.as, "as", "", "only the runs of this `name`")
	set.StringVar(&f.phase, "phase", "", "only the runs for the phase of this `name`")
	set.StringVar(&f.speaking, "speaker", "", "only the slides of the speaker of this `name` in the deck")
	set.IntVar(&f.run, "run", 0, "show the run of this `number` slide by slide")
	set.IntVar(&f.with, "with", 0, "with --run: compare it with the run of this `number`")
	set.BoolVar(&f.csv, "csv", false, "print every slide of every run as CSV, for a spreadsheet")
	set.BoolVar(&f.json, "json", false, "print the runs as JSON, for other programs")
	set.BoolVar(&f.all, "all", false, "list every run, not only the newest")
	set.BoolVar(&f.allDecks, "all-decks", false, "list the runs of every deck")
	set.BoolVar(&f.remove, "delete", false, "delete the runs: all of them, or those of --run or --as; asks first")
	set.BoolVar(&f.yes, "yes", false, "with --delete: do not ask")
	f.drawing(set)
}

// writing adds the flags of a new deck.
func (f *flags) writing(set *pflag.FlagSet) {
	set.StringVar(&f.startFrom, "deck", "", "`name` of the deck to start from: "+strings.Join(newDeckNames(), ", "))
	set.StringToStringVar(&f.set, "set", nil, "fill in {{name}} in the deck, such as school, adult or room, as `name=value`; can be repeated")
	set.Lookup("set").DefValue = ""
	set.StringVar(&f.finish, "finish", "", "`time` of day when the assembly must end, such as 09:15")
	set.StringVar(&f.phase, "phase", "", "`name` of the pupils' phase that comes first: primary or secondary")
	set.BoolVar(&f.yes, "yes", false, "ask nothing: the deck's own words stay where no flag fills them in")
	set.BoolVar(&f.force, "force", false, "overwrite an existing file")
	f.look(set)
}

// examining adds the flags of a hall to a report about this window.
func (f *flags) examining(set *pflag.FlagSet) {
	f.inHall(set)
	set.Lookup("size").Usage = "`size` of the hall's window in columns and rows, such as 120x30 (default: those of this window)"
	set.BoolVar(&f.card, "card", false, "show a test card to look at from the back row")
	set.BoolVar(&f.keys, "keys", false, "say what each button of a clicker does")
	set.BoolVar(&f.list, "list", false, "show the list to tick off before you present")
}
