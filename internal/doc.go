// Package internal is the program. This is the walk of one key, from main to a frame on the hall's
// screen; each step names the file that its name suggests.
//
// # Starting
//
// cmd/assembly/main.go calls cli.Main, and cli/commands.go finds the command. session/source.go reads
// the deck's file, and markdown.Parse makes a deck.Deck of it: markdown/dialect tells which tool it is for and
// writes another tool's slides in the deck format; slides are found at once, and each is parsed when it is
// first asked for. For `assembly present`, cli/present.go makes a presenter.Model
// (tui/presenter) and a session.Publisher, which serves the halls of this machine on 127.0.0.1;
// cli/program.go runs the model in Bubble Tea, and tui/screen takes the terminal and gives it back at the end.
//
// # A key
//
// A clicker sends the bytes of PageDown. cli/keyboard_other.go joins those that come in parts (a
// ui.KeyJoiner), Bubble Tea makes a message of them, and ui.Filter drops what nobody typed.
// presenter.Model.Update hands the message to ui.Stage, which is the part that the presenter's view and
// the one-screen show have in common. What lies over the slide (ui.Modal) takes the key first; otherwise
// ui.Input finds its action in the one table of keys (tui/ui/keys.go), drops a second press within 150 ms,
// and makes a talk.Command of it.
//
// # The talk
//
// Stage.Do calls talk.Do: the only function that makes a talk.Talk of another. Where the talk is, what
// is skipped, the phase, the clock and the log of visits are all in it, and Seq rises when any of it
// changes. The presenter compares that one number, and tells its Link of a change.
//
// # To the hall
//
// session/publisher.go takes the change on a goroutine of its own, has session/saver.go write it to the talk's
// journal (state), and then publishes a live.Snapshot with deck.Public, which holds no notes, to live.Hub: no hall
// shows what would not be taken up after a crash. The journal is synced in the background. The hub wakes every follower; live's server writes the snapshot as a server-sent event.
//
// Beyond this machine the same hub serves classrooms' browsers (live/wide.go), and a phone that drives has a page and a
// key of its own (live/remote.go, web). Over a relay (relay), the same snapshots and the same public deck go to other
// sites through the users' own NATS server: session/site.go follows there, and serves a site's browsers from a hub of
// its own.
//
// In another process `assembly hall` runs hall.Follow (tui/hall). live.Client has the presenter prove itself (live/proof.go),
// reads the event and hands the newest state to the program; a browser's page (web) does the same.
//
// # A frame
//
// hall.Follow asks render.Renderer for the frame of a slide and step at its size: drawn once and
// remembered. render lays the slide out in type that bigtype draws from outlines, on a cell.Grid, and
// says what did not fit. Where a deck has letters that the embedded face lacks, ui.FindFonts has sysfont
// look for faces in the background, and its slides are drawn anew. Pictures are decoded by render.Pictures
// and drawn by ui.Painter in the background too, with their place kept. tui/screen writes what has changed on the grid,
// and hall.Follow reports to the presenter what it shows, so that the presenter can tick it.
//
// # On paper and elsewhere
//
// render.Plate is the same layout as a frame's, as type, shapes and pictures at any resolution. export draws it as
// pictures, sets it on the pages of a PDF (paper) and writes it as PowerPoint slides (export/pptx); web.Standalone is
// the hall's page without a server. script makes the printed script from the notes, and export/pack puts all of it
// together. cli/output.go writes files whole, tells how far it is, and stops at Ctrl+C.
//
// # Before the day
//
// check.Deck holds a deck to a list of rules and returns findings: what the back row can read by render.Fit, which
// lays a slide out as it is drawn and draws nothing, and what words may say by slides/rules, which the tests of the
// built-in words use too. cli/check.go prints them, report writes them for a screen, and the presenter tells what
// the open halls cannot read. doctor judges what cli finds out of the terminal and the computer; its test card, the
// clicker's test and the list to tick off are programs of their own (tui/card, tui/clicker, tui/preflight).
//
// # Beside the program
//
// go generate makes what packages need from the commands of cli (manual), and collects the licences of what is built
// in (licences). The pictures of the README are drawn by pictures.
package internal
