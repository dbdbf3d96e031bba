// The hall's page: follows the presenter, shows the slide, takes keys, says what it shows.

import { Kind } from "./deck.js";
import { Follower } from "./follow.js";
import { Keys } from "./keys.js";
import { Stage } from "./stage.js";
import { command, hallName, report } from "./tell.js";

const find = (id) => document.getElementById(id);
const stage = new Stage(find("stage"), find("measure"), find("spoken"));
const cover = find("cover");
const hall = hallName();
let now = null; // {deck, snapshot, received}, once there is one

// notice is a screen of our own words, for before there is a slide.
function notice(title, line) {
  const spans = (text) => [{ Text: text }];
  const blocks = [{ Kind: Kind.Heading, Level: 1, Spans: spans(title) }, { Kind: Kind.Paragraph, Spans: spans(line) }];
  return { Hash: "", Title: "Assembly", Slides: [{ Layout: "notice", Steps: 1, Blocks: blocks }] };
}

let before = notice("The assembly will begin soon", "This screen follows by itself.");

function paint() {
  if (!now) {
    stage.show(before, 0, 0);
    return;
  }
  const { deck, snapshot } = now;
  stage.show(deck, snapshot.slide, snapshot.step);
  cover.hidden = snapshot.cover === "uncovered";
  cover.className = snapshot.cover;
  find("stage").setAttribute("aria-hidden", String(!cover.hidden));
  fill();
}

// The shape of a reflection fills from its second step on, over as long as the silence is to last.
const defaultSilence = 45000;
const calm = matchMedia("(prefers-reduced-motion: reduce)");
const calmSteps = 12;

function filled() {
  const { snapshot, received } = now;
  if (snapshot.step === 0) return 0;
  const gone = snapshot.shown + performance.now() - received;
  const part = Math.min(gone / (snapshot.silence || defaultSilence), 1);
  return calm.matches ? Math.floor(part * calmSteps) / calmSteps : part;
}

let asked = 0;

function fill() {
  cancelAnimationFrame(asked);
  const { deck, snapshot } = now;
  const shape = document.querySelector("#stage .disc > i");
  if (!shape || deck.Slides[snapshot.slide].Layout !== "reflection") return;
  const part = filled();
  shape.style.transform = `translateY(${100 * (1 - part)}%)`;
  if (snapshot.step > 0 && part < 1) asked = requestAnimationFrame(fill);
}

const follower = new Follower({
  hall,
  version: Number(document.documentElement.dataset.version),
  show(deck, snapshot, received) {
    now = { deck, snapshot, received };
    paint();
    tell();
  },
  trouble() {
    before = notice("Please open this page again", "The presenter is of another version.");
    if (!now) paint(); // A slide that is shown stays.
  },
});

// tell says what this hall shows, or that it closes.
function tell(closed = false) {
  if (!now) return;
  const { session, deck, seq, slide, step, cover: over } = now.snapshot;
  const scale = devicePixelRatio || 1;
  const value = {
    id: hall, kind: "browser", session, deck, seq, slide, step, cover: over, closed,
    w: Math.round(innerWidth * scale), h: Math.round(innerHeight * scale), lost: stage.lost,
  };
  report(value, closed);
}

setInterval(() => tell(), 1000);
addEventListener("pagehide", () => tell(true));
addEventListener("pageshow", (e) => e.persisted && tell());

let resizing = 0;
addEventListener("resize", () => {
  cancelAnimationFrame(resizing);
  resizing = requestAnimationFrame(() => {
    stage.resize();
    paint();
    tell();
  });
});

new Keys((value) => command(value, follower.connected));

// A click never moves the talk. Two fill the screen, and then a clicker's Escape does not empty
// it again where the browser lets that key be kept.
async function fillScreen() {
  try {
    await document.documentElement.requestFullscreen();
    await navigator.keyboard?.lock?.(["Escape"]);
  } catch {
    // A browser that cannot has F11.
  }
}
addEventListener("dblclick", fillScreen);
addEventListener("contextmenu", (e) => e.preventDefault());

// The pointer hides when it rests.
let idle = 0;
function wake() {
  document.body.classList.remove("idle");
  clearTimeout(idle);
  idle = setTimeout(() => document.body.classList.add("idle"), 2000);
}
addEventListener("mousemove", wake);
wake();

// The projector's screen must not go to sleep during a silence.
function stayAwake() {
  if (document.visibilityState === "visible") navigator.wakeLock?.request("screen").catch(() => {});
}
document.addEventListener("visibilitychange", stayAwake);
stayAwake();

paint();
