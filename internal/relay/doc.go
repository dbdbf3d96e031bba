// Package relay carries a talk to other sites over NATS, a messaging system that its users run themselves: one
// presenter, and any number of followers, each of which is a site: a hall screen, or a gateway that serves the
// screens of its own network.
//
// What goes over the relay is what package live serves: snapshots, and a deck.Public, which cannot hold a note.
// Times are lengths and never times of day. Nothing runs, and nothing is connected to, without being asked.
//
// In a room called oak:
//
//   - assembly.oak.state is published by the presenter: the whole snapshot at each change and every second, so
//     that whatever is lost heals within a second. The newest wins; a follower that hears nothing for two seconds
//     keeps what it shows and says so.
//   - The key oak of the bucket "assembly" holds the newest snapshot, which a follower reads once at each
//     connection. It is right at once, also where the presenter is not there. A talk that has ended is nothing to
//     those who were not there.
//   - The objects oak/deck/HASH and oak/picture/ID of the object store "assembly" are what is shown: a deck as
//     compressed JSON, and the files of its pictures. A snapshot says which deck can be fetched; followers that
//     lack it fetch it, spread over a time that grows with their number. Older objects are removed then. Large
//     things go over a connection of their own, so that no heartbeat waits behind them.
//   - The key oak.claim says whose the room is. It is written only above the revision that was read, each time
//     with a higher epoch, which every state carries: followers ignore lower epochs for ever, and a presenter that
//     meets a higher one publishes no more. Before it claims the room a presenter asks on assembly.oak.who: it
//     refuses a room whose presenter answers, unless it is told to take over from somebody of that name; it takes
//     one whose presenter is silent. Where JetStream, which holds the stores, is not available no room can be
//     taken and nothing is published: without a claim two presenters could drive the same halls.
//   - assembly.oak.site is what sites say of themselves: how many rooms show what they should. They say so at each
//     change, spread over 2 ms a site, and as a sign of life every two seconds or, if that is longer, 2 ms a site.
//
// The bucket and the object store may be made before, with any size and number of copies; a presenter creates
// what is missing. A presenter may need to publish to assembly.>, $KV.assembly.>, $O.assembly.> and $JS.API.>, and
// to subscribe to assembly.> and _INBOX.>; a site to publish to assembly.*.site, $JS.API.DIRECT.GET.>,
// $JS.API.STREAM.INFO.OBJ_assembly, $JS.API.CONSUMER.*.OBJ_assembly.> and $JS.FC.>, and to subscribe to
// assembly.*.state and _INBOX.>. A site that may not publish to assembly.*.site follows and is not counted.
package relay
