package cli

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"strings"
	"syscall"
	"time"

	"github.com/westandtogether-assembly/assembly/internal/live"
	"github.com/westandtogether-assembly/assembly/internal/relay"
	"github.com/westandtogether-assembly/assembly/internal/session"
)

// checkBeyond checks the flags of what is served or followed beyond this machine. A room alone is in the relay that the
// environment names, as for the tools of NATS; nothing is relayed because of that alone.
func (f *flags) checkBeyond() error {
	if f.room != "" {
		f.relay.URL = cmp.Or(f.relay.URL, os.Getenv("NATS_URL"))
	}
	relayed := cmp.Or(f.room, f.site, f.takeOver, f.relay.Creds, f.relay.CA, f.relay.Cert, f.relay.Key) != "" || f.serve
	switch {
	case f.address != "" && !f.share && !f.remote && !f.serve:
		return usage(errors.New("there is nothing to listen for at that address"), "add --share, --remote or, in a hall, --serve")
	case relayed && f.relay.URL == "":
		return usage(errors.New("--room, --site, --serve, --take-over and --relay-... need --relay"),
			"name the NATS server: --relay tls://relay.example, or set NATS_URL")
	case f.relay.URL != "" && f.room == "":
		return usage(errors.New("--relay needs --room"), "name the room that the presenter and all sites meet in: --room hillside")
	case f.relay.URL != "":
		if err := relay.CheckRoom(f.room); err != nil {
			return usage(err, hintOf(err, "the presenter and all sites give the same name"))
		}
	}
	return nil
}

// hintOf is what an error of the relay says to do.
func hintOf(err error, otherwise string) string {
	if p, ok := errors.AsType[*relay.Problem](err); ok && p.Hint != "" {
		return p.Hint
	}
	return otherwise
}

// presentOver is a presenter's part in a relay.
func (f *flags) presentOver() relay.PresentConfig {
	return relay.PresentConfig{Server: f.relayServer(), Room: f.room, Name: cmp.Or(f.as, computerName()), TakeOver: f.takeOver}
}

// relayServer is the server with what the environment adds, as for the tools of NATS.
func (f *flags) relayServer() relay.Server {
	s := relay.ServerFrom(f.relay.URL, os.Getenv)
	s.Creds, s.CA = cmp.Or(f.relay.Creds, s.Creds), cmp.Or(f.relay.CA, s.CA)
	s.Cert, s.Key = cmp.Or(f.relay.Cert, s.Cert), cmp.Or(f.relay.Key, s.Key)
	return s
}

// computerName is what stands for a name that nobody has given.
func computerName() string {
	name, err := os.Hostname()
	if err != nil {
		return "another computer"
	}
	return name
}

// settleWithin is how long a hall waits for an answer before it takes the screen: what is wrong for good is
// better read in a terminal than on the wall.
const settleWithin = 3 * time.Second

// followRelay follows a talk over a relay: on this screen, for this site's classrooms, or both.
func (a *app) followRelay(f *flags) error {
	site, err := session.Join(context.Background(), session.SiteConfig{
		Relay: relay.FollowConfig{Server: f.relayServer(), Room: f.room, Site: cmp.Or(f.site, computerName())},
		Serve: f.serve, Address: f.address, Now: a.now,
	})
	if err != nil {
		return err
	}
	defer site.Close()
	if err := site.Ready(settleWithin); err != nil {
		return err
	}
	switch {
	case a.outTTY:
		return a.followOn(f, func() leader { return site }, func(s live.State) string { return explained(s, site) })
	case f.serve:
		return a.serveSite(site)
	}
	return a.say("The hall screen needs a terminal window. With --serve this computer serves its site's classrooms without one.\n")
}

// serveSite serves a site's classrooms without a screen, until the program is told to end, and prints what happens.
func (a *app) serveSite(site *session.Site) error {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	defer site.Part()
	said := ""
	for {
		select {
		case s, open := <-site.States():
			if !open {
				return nil
			}
			if now := siteText(s, site); now != said {
				said = now
				if err := a.print(fmt.Sprintf("%s  %s\n", a.now().Format("15:04:05"), now)); err != nil {
					return err
				}
			}
		case <-ctx.Done():
			return nil
		}
	}
}

// siteText is how a site is, in a line.
func siteText(s live.State, site *session.Site) string {
	text := map[live.Status]string{
		live.Waiting: "Waiting for the talk to begin.", live.Connected: "Following.",
		live.Lost: "The screens keep what they show.", live.OtherVersion: "The presenter is of another version: use the same file.",
	}[s.Status]
	return strings.TrimSpace(text + " " + explained(s, site))
}

// explained is what is known besides: why there is no link, and where classrooms follow.
func explained(s live.State, site *session.Site) string {
	why := ""
	if words := relay.Words(s.Trouble); words != "" && s.Status != live.Connected {
		why = words + ". "
	}
	return why + site.Served()
}
