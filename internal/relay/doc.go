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
// what is missing. README.md has a server's configuration with the least that a presenter and a site must be allowed,
// which a test runs as it is printed. A site that may not publish to assembly.*.site follows and is not counted.
//
// # Cost
//
// Measured with the built-in deck and both ends on two cores (BenchmarkTraffic, BenchmarkFetch); bytes are those of
// NATS, to which TCP and TLS add 50 to 100 a message. All else is computed from that, for one talk, 10,000 sites and 100
// rooms behind each. The rooms cost the relay nothing: a site follows once and reports a count and at most 8 names.
//
//	                     at rest                         for each change
//	presenter sends      370 B/s                         870 B: the state, and once more for the store
//	presenter receives   500 reports/s, 110 KB/s         up to 1,000 reports/s for 20 s, 220 KB/s
//	server sends         10,000 states/s, 3.4 MB/s       10,000 states, 3.6 MB
//	server receives      500 reports/s, 10,000 pings/s   one state, one write to the store, reports as above
//	site receives        340 B/s                         360 B
//	site sends           20 B/s                          220 B
//	school's network     100 event streams, each with a sign of life a second and each change
//
// Reports are spread over 2 ms for each site, 20 s for 10,000, so the presenter's count is as old as that; what the
// rooms show is not. Few sites report every 2 s.
//
// A site that joins receives 6 KB and sends 2 KB over two connections: 900 sites a second without TLS where the deck is
// one chunk, as those of up to 32 KB compressed are; 500 for larger ones, for each of which the store makes a consumer;
// perhaps half of that with TLS. Sites that wait for a talk do not know yet how many they are, and fetch its deck in the
// same moment: at 500 a second, 1,000 of them had it 1.5 s after it began and 3,000 after 9 s, and 10,000 would have it
// after half a minute or more. A deck that is edited during the talk is fetched over 20 s, 500 times a second, 1.5
// MB/s. A site fetches a picture when one of its screens asks for it: 200 KB each would be 100 MB/s for these 20 s.
//
// What gives way first is therefore the beginning: with more than about 1,000 sites on one small server the last ones
// wait for seconds. Then it is the copies of a state: two cores made and read 27,000 a second, so that the last of
// 10,000 sites is 0.4 s behind the first, and about 20,000 are too many. Then it is a network card of 100 Mbit/s, at
// about 35,000 sites. The presenter counts 20,000 sites at most.
//
// What an administrator can do: give the server cores; let three servers make a cluster, each with a third of the
// sites and one copy for each of the two others (three copies in the stores cost a write more); and best, put leaf
// nodes between, one for each authority or large school: with 100 of them the relay makes 100 copies of a state, 34
// KB/s, whatever is behind them. Decks are not stored at leaf nodes: fetching them stays the relay's work.
package relay
