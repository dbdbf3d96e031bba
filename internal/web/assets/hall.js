// The hall's page: follows the presenter, shows the slide, takes keys, says what it shows.

import { onCode, takeCode } from "./code.js";
import { Cover } from "./cover.js";
import { Kind } from "./deck.js";
import { Disc } from "./disc.js";
import { faces, onLateFaces } from "./face.js";
import { Follower } from "./follow.js";
import { Keys } from "./keys.js";
import { Spoken } from "./spoken.js";
import { Stage } from "./stage.js";
import { givenName, Naming } from "./naming.js";
import { Peer } from "./peer.js";
import { provePictures } from "./pictures.js";
import { command, hallName, report } from "./tell.js";
import { attempt } from "./trouble.js";
import { onResize, startWindow } from "./window.js";

const find = (id) => document.getElementById(id);
const spoken = new Spoken(find("spoken"));
const stage = new Stage(find("stage"), find("measure"), spoken);
const cover = new Cover(find("cover"), stage, spoken);
const disc = new Disc((text) => spoken.also(text));
const hall = hallName();
const peer = new Peer(hall);
let follower = null; // until it is known whether this page has a key
let room = givenName(); // of a classroom; "" for none
let inClass = false; // this page is beyond the presenter's machine
let ready = false; // to be drawn: the faces are there
let now = null; // {deck, snapshot, received}, once there is one
let stands = null; // the snapshot that shows, once there is one: another one than now where that cannot be painted

// notice is a screen of our own words, for before there is a slide.
function notice(title, line) {
  const spans = (text) => [{ Text: text }];
  const blocks = [{ Kind: Kind.Heading, Level: 1, Spans: spans(title) }, { Kind: Kind.Paragraph, Spans: spans(line) }];
  return { Hash: "", Title: "Assembly", Slides: [{ Layout: "notice", Steps: 1, Blocks: blocks }] };
}

let before = notice("The assembly will begin soon", "This screen follows by itself.");

// paint shows what there is, and says what shows.
function paint() {
  if (!ready) return;
  naming.wait(!now);
  attempt(now ? paintNow : () => stage.show(before, 0, 0));
  tell();
}

function paintNow() {
  const { deck, snapshot, received } = now;
  cover.over(snapshot.cover === "uncovered" ? "" : snapshot.cover, () => {
    stage.show(deck, snapshot.slide, snapshot.step);
    stands = snapshot;
  });
  disc.fill(deck.Slides[snapshot.slide], snapshot.step, received - snapshot.shown, snapshot.silence);
}

const naming = new Naming(room, rename);
document.body.insertBefore(naming.node, cover.node);

// wait says something else before there is a slide. One that is shown stays.
function wait(title, line) {
  before = notice(title, line);
  if (!now) paint();
}

const openAgain = "Press H in the presenter to open a hall screen.";

function follow() {
  follower = new Follower({
    peer,
    address: () => (peer.key ? peer.events() : `/events?hall=${hall}${room && `&room=${encodeURIComponent(room)}`}`),
    version: Number(document.documentElement.dataset.version),
    show(deck, snapshot, received) {
      now = { deck, snapshot, received };
      paint();
    },
    trouble: () => wait("Please open this page again", "The presenter is of another version."),
    refused: () => wait("Please open this page again", openAgain),
    classroom() {
      inClass = true;
      naming.allow();
    },
  });
  if (!peer.key) return;
  provePictures(peer);
  new Keys((value, at) => command(peer, value, at, follower.connected), () => !inClass);
}

// begin follows, with the key that there is for the code in the address.
async function begin() {
  const code = takeCode();
  const why = code && (await peer.swap(code));
  if (!why) follow();
  else if (why === "used") wait("This address has been used", openAgain);
  else wait("This address is too old", openAgain);
}

// rename takes another name for this screen, "" for none.
async function rename(name) {
  const said = name ? undefined : tell(true);
  room = name;
  await said; // The presenter takes reports of a name while its events are followed.
  follower?.reopen();
}

// tell says what this hall shows, or that it closes, and settles once that has been heard, or could not be. Of a classroom only
// one with a name is heard.
async function tell(closed = false) {
  if (!stands || !(inClass ? room : peer.key)) return;
  if (!follower.connected && !(closed && peer.key && peer.proven)) return; // A page that closes may have lost its stream first.
  const { session, deck, seq, slide, step } = stands;
  const scale = devicePixelRatio || 1;
  const value = {
    id: hall, kind: "browser", session, deck, seq, slide, step, cover: cover.blank || "uncovered", closed,
    w: Math.round(innerWidth * scale), h: Math.round(innerHeight * scale), lost: stage.lost,
  };
  await report(peer, inClass ? { ...value, room } : value, closed);
}

setInterval(() => tell(), 1000);
addEventListener("pagehide", () => tell(true));
addEventListener("pageshow", (e) => e.persisted && tell());

// anew lays out everything again.
function anew() {
  stage.resize();
  paint();
}

onResize(anew);
onCode();
begin();
startWindow();

faces.then(() => {
  ready = true;
  anew();
});
onLateFaces(anew);
