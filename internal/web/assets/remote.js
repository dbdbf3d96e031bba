// The phone as clicker: two huge buttons, and what the speaker needs to press them without looking at the laptop.

import { buttons } from "./remote_buttons.js";
import { phoneName, takeKey } from "./remote_key.js";
import { Link } from "./remote_link.js";
import { attempt } from "./trouble.js";
import { others, partWords, questions, refusals, statusWords, timeOf, toldOf } from "./remote_words.js";

const toldFor = 5000; // ms that a refusal stands
const settleFor = 400; // ms in which a question takes no answer: the thumb may be on its way to what was there before

const $ = (id) => document.getElementById(id);

let refusal = "";
let question = null; // what to do if the numbers may go, or come
let askedAt = 0;
let lastNext = -Infinity;

let link = null;
const phone = phoneName();
const version = Number(document.documentElement.dataset.version);

// start begins with the key in the address.
function start() {
  link?.end("invalid");
  link = null;
  link = new Link({ key: takeKey(), phone, version, changed: show });
  show();
}

function tell(text) {
  refusal = text;
  clearTimeout(tell.timer);
  tell.timer = setTimeout(() => tell.timer && ((refusal = ""), show()), toldFor);
  show();
}

function shake(pattern) {
  try {
    navigator.vibrate?.(pattern);
  } catch {
    // It is only a comfort.
  }
}

// set writes only what has changed: what is written is read out.
function set(node, text) {
  if (node.textContent !== text) node.textContent = text;
}

function show() {
  // A clicker that cannot show how things are says so in its place: see remote.css.
  if (!attempt(draw)) delete document.documentElement.dataset.status;
}

function draw() {
  if (!link) return; // It is still being made.
  const words = statusWords[link.status] ?? partWords(link.state);
  if (words || (question && Boolean(link.state?.talk?.closing) === (question === "closing"))) question = null;
  $("word").hidden = !words;
  $("drive").hidden = Boolean(words) || Boolean(question);
  $("question").hidden = !question;
  document.documentElement.dataset.status = words ? words.name : question ? "question" : "drive";
  if (words) showWords(words);
  else showTalk(link.state.talk);
}

function showWords({ large, detail, ask = false, bad = false }) {
  set($("large"), large);
  set($("detail"), detail);
  $("ask").hidden = !ask;
  $("word").classList.toggle("bad", bad);
}

function showTalk(t) {
  const steps = t.steps > 1 ? ` · step ${t.step + 1} of ${t.steps}` : "";
  set($("place"), `Slide ${t.slide + 1} of ${t.slides}${steps}`);
  set($("title"), t.title);
  set($("follows"), t.last ? "Nothing follows" : t.step < t.steps - 1 ? "NEXT shows more of this slide" : `next slide: ${t.next || "a slide without a title"}`);
  set($("told"), refusal || toldOf(t));
  $("black").setAttribute("aria-pressed", String(t.cover === "black"));
  $("closing").hidden = !t.numbers;
  $("begin").hidden = t.started;
  document.documentElement.dataset.at = `${t.slide}.${t.step}`;
  showTimes();
}

function showTimes() {
  const now = new Date();
  set($("clock"), `${String(now.getHours()).padStart(2, "0")}:${String(now.getMinutes()).padStart(2, "0")}`);
  const t = link?.state?.talk;
  if (!t?.started) {
    set($("elapsed"), "");
    return;
  }
  const since = t.running ? performance.now() - link.received : 0;
  set($("elapsed"), `${timeOf(t.elapsed + since)} ${t.running ? "elapsed" : "paused"}`);
}

// press sends what a button asks for, and says so when it was not taken. at is when it was pressed, by performance.now.
async function press(op, at, sure = false) {
  if (link.status !== "live" || !link.state.talk) return;
  const before = link.state.talk;
  if (!sure && before.closing === (op !== "closing") && op in questions) {
    ask(op);
    return;
  }
  if (op === "next") {
    const since = at - lastNext;
    lastNext = at;
    if (since < 150) return;
  }
  const why = await link.press(op, at, sure);
  if (why === "closing") {
    ask(op);
  } else if (why) {
    shake([70, 60, 70]);
    tell(refusals[why] ?? refusals.replayed);
  } else {
    shake(25);
    tell(op === "next" && before.last && before.step === before.steps - 1 && before.cover === "uncovered" ? "This is the end: nothing follows." : "");
  }
}

// ask makes sure that the numbers are meant to go, or to come up from wherever the talk is.
function ask(op) {
  link.state.talk.closing = op !== "closing"; // The laptop may know it first.
  question = op;
  askedAt = performance.now();
  const words = questions[op] ?? others;
  set($("asked"), words.asked);
  set($("keep"), words.keep);
  set($("cover"), words.go);
  shake([70, 60, 70]);
  show();
  $("keep").focus();
}

function answer(sure, at) {
  if (at - askedAt < settleFor) return;
  const op = question;
  question = null;
  show();
  if (sure) press(op, at, true);
}

buttons({
  next: (at) => press("next", at),
  back: (at) => press("back", at),
  black: (at) => press("black", at),
  closing: (at) => press("closing", at),
  begin: (at) => press("begin", at),
  ask: () => link.ask(),
  keep: (at) => answer(false, at),
  cover: (at) => answer(true, at),
});

const measure = () => document.documentElement.style.setProperty("--h", `${innerHeight / 100}px`);
addEventListener("resize", measure);
measure();

setInterval(showTimes, 250);
addEventListener("contextmenu", (e) => e.preventDefault());
addEventListener("hashchange", start); // The code has been photographed again.
addEventListener("pageshow", (e) => e.persisted && link.wake());
addEventListener("online", () => link.wake());
document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && link.wake());
start();
