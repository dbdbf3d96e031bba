// A slide as elements, laid out for a room as it looks when all of it is shown. Each function
// gives the node and whether everything fits.

import { addressOf, below, blocks, heading, picture, plain, rest, screen } from "./deck.js";
import { block, el, figure, spans, words } from "./dom.js";
import { largest } from "./fit.js";
import { trim } from "./ink.js";

// layOut lays out a slide. sizes gives the sizes that the slides of a kind share.
export function layOut(slide, step, room, sizes) {
  const make = { message, title, reflection, closing, image, notice }[slide.Layout] ?? text;
  return make(slide, step, room, sizes);
}

const section = (cls, ...children) => el("section", { cls: `slide ${cls}` }, ...children);

const gapOf = (room) => Math.round(Math.min(room.h, room.w) / 12);

// naturalSizes are the sizes that a slide would take alone; what they mean is its layout's own.
export function naturalSizes(slide, room) {
  if (slide.Layout === "text") {
    const screens = Array.from({ length: slide.Screens || 1 }, (_, step) => textNode(slide, step));
    return { main: Math.min(...screens.map((node) => room.fit(node, "--main", room.least, room.h / 4))) };
  }
  if (slide.Layout !== "message") return {};
  const fit = (node) => room.fitLines(node, "--main", room.least, 2 * room.h);
  return { main: fit(messageNode(slide)), second: below(slide) ? fit(rememberNode(slide)) : 0 };
}

const headline = (slide, options) => words("h1", plain(heading(slide).Spans), options);

const messageNode = (slide) => section("message", trim(headline(slide)));

// rememberNode shows only the words to remember. Screen readers also find the message.
function rememberNode(slide) {
  const remember = el("p", { dir: "auto" }, el("strong", {}, plain(below(slide).Spans)));
  return section("message", headline(slide, { cls: "spoken" }), trim(remember));
}

// message: the message as large as fits; then the few words to remember, alone and as large as fits.
function message(slide, step, room, sizes) {
  const { main, second } = sizes(slide);
  if (step === 0 || !below(slide)) return sized(messageNode(slide), main, room);
  return sized(rememberNode(slide), second, room);
}

// breakable is whatever has lines.
const breakable = "h1:not(.spoken), h2, p, li, dt";

function sized(node, px, room) {
  if (!px) return { node, fits: room.squeeze(node, "--main") };
  node.style.setProperty("--main", `${px}px`);
  room.turn(node, node.querySelectorAll(breakable));
  return { node, fits: room.holds(node) };
}

// title: a title as large as fits, and the line that goes with it.
function title(slide, _step, room) {
  const line = below(slide);
  const node = section("title", trim(headline(slide)));
  const gap = gapOf(room);
  const height = line ? (room.h - gap) * 0.6 : room.h;
  const main = room.fitLines(node, "--main", room.least, 2 * room.h, height);
  if (!main) return { node, fits: room.squeeze(node, "--main") };
  room.turn(node, node.children, height);
  if (!line) return { node, fits: true };
  node.append(trim(el("p", { dir: "auto", step: line.Step }, ...spans(line.Spans))));
  node.style.setProperty("--gap", `${gap}px`);
  const second = room.fitLines(node, "--second", Math.min(room.least, main), main);
  room.turn(node, [node.lastElementChild]);
  return { node, fits: second > 0 || room.squeeze(node, "--second") };
}

const textNode = (slide, step) => section(`text ${sides[slide.Align]}`, ...screen(slide, step).map(block));

// sides are where lines stand.
const sides = { left: "start", right: "end", center: "" };

function text(slide, step, room, sizes) {
  return sized(textNode(slide, step), sizes(slide).main, room);
}

// above puts a slide's words above something that takes what room is left.
function above(kind, slide, lines, thing, room) {
  const head = heading(slide);
  const main = el("div", { cls: "words" }, ...(head ? [words("h1", plain(head.Spans))] : []), ...lines);
  const bare = section(kind, main);
  let used = 0;
  let fits = true;
  if (main.childNodes.length > 0) {
    const gap = Math.round(room.h / 15);
    fits = room.fit(bare, "--main", Math.min(room.least, 12), room.h / 5, room.h / 4) > 0 || room.squeeze(bare, "--main");
    room.turn(bare, main.querySelectorAll(breakable), room.h / 4);
    used = bare.offsetHeight + gap;
    bare.style.setProperty("--gap", `${gap}px`);
  }
  bare.style.setProperty("--room", `${Math.max(Math.min(room.h - used, kind === "image" ? Infinity : room.w), 0)}px`);
  bare.append(thing);
  return { node: bare, fits };
}

// reflection: a disc that fills from its foot.
function reflection(slide, _step, room) {
  const lines = rest(slide).map(block);
  const disc = el("div", { cls: "disc" }, el("i"));
  disc.setAttribute("role", "img");
  disc.setAttribute("aria-label", "A shape that fills slowly and then is full");
  return above("reflection", slide, lines, disc, room);
}

function image(slide, _step, room) {
  return above("image", slide, [], figure(picture(slide)), room);
}

// notice: our own words, quiet, for when there is no slide.
function notice(slide, _step, room) {
  const node = section("notice", ...blocks(slide).map(block));
  const fits = room.fit(node, "--main", 8, Math.min(room.w, room.h) * 0.09) > 0 || room.squeeze(node, "--main");
  return { node, fits };
}

// closing: the numbers as large as fits, each with its label, whole at every size; and every line
// without a number.
function closing(slide, _step, room) {
  const head = heading(slide);
  const node = section("closing", ...(head ? [words("h1", plain(head.Spans))] : []), el("dl", {}, ...slide.Rows.map(row)));
  return { node, fits: fitClosing(node, room) };
}

function row(r) {
  const apart = r.Apart ? " apart" : "";
  if (addressOf(r.Image)) return el("div", { cls: "crest", step: r.Step }, el("dd", {}, figure(r)));
  const label = r.Label ? [words("dt", r.Label)] : [];
  if (!r.Number) return el("div", { cls: "line", step: r.Step }, ...label);
  // Blanks of a number never break.
  const number = r.Number.replaceAll(" ", "\u00a0");
  return el("div", { cls: (r.Beside ? "short" : "long") + apart, step: r.Step }, ...label, el("dd", { cls: "number", dir: "ltr" }, number));
}

// Shares of the size of the closing screen's numbers.
const leastLabel = 0.3; // of labels, at least
const mostLabel = 0.45; // at most
const mostLost = 0.7; // of the numbers' size for labels of that size
const rowGap = 0.3; // between rows, at least

// fitClosing finds the largest numbers with labels that are read, then the largest labels, and
// shares some of the height that is left among the gaps.
function fitClosing(node, room) {
  const { number, label } = closingSizes(node, room);
  if (number === 0) return attempt(node, room, 3, 2);
  const most = Math.max(Math.floor(number * mostLabel), label);
  const fits = attempt(node, room, number, largest(label, most, (px) => attempt(node, room, number, px)));
  room.turn(node, node.querySelectorAll(breakable));
  room.fit(node, "--gap", Math.round(number * rowGap), number * rowGap * 2);
  return fits;
}

// closingSizes gives the largest numbers and the least labels that go with them: large labels, or
// those that are just read where large ones cost the numbers too much. A word breaks only where
// whole ones would leave the numbers too small.
function closingSizes(node, room) {
  const read = (number) => Math.min(room.least, Math.max(Math.floor(number * 0.6), 2));
  const large = (number) => Math.max(read(number), Math.ceil(number * leastLabel));
  const numbers = (label) => largest(3, Math.floor(room.h / 2), (px) => attempt(node, room, px, label(px)));
  let [number, label] = [numbers(large), large];
  const rather = (most) => {
    if (number < most * mostLost) [number, label] = [most, read];
  };
  rather(numbers(read));
  if (number < room.least) {
    node.classList.add("squeezed");
    rather(numbers(read));
  }
  return { number, label: label(number) };
}

// attempt tries the closing screen with numbers and labels of a size.
function attempt(node, room, number, label) {
  const sizes = { number, label, main: Math.min(label, number), gap: number * rowGap };
  for (const [name, px] of Object.entries(sizes)) node.style.setProperty(`--${name}`, `${px}px`);
  return room.holds(node);
}
