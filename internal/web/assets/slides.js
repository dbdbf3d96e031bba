// A slide as elements, laid out for a room as it looks when all of it is shown. Each function
// gives the node and whether everything fits.

import { below, blocks, canShow, heading, picture, plain, rest, screen } from "./deck.js";
import { block, el, figure, spans, words } from "./dom.js";
import { largest } from "./fit.js";
import { codePitch, digits, trim } from "./ink.js";

// layOut lays out a slide. sizes gives the sizes that the slides of a kind share.
export function layOut(slide, step, room, sizes) {
  const make = { message, title, reflection, closing, image, notice }[slide.Layout] ?? text;
  return make(slide, step, room, sizes);
}

const section = (cls, ...children) => el("section", { cls: `slide ${cls}` }, ...children);

// gapOf is the space between words that belong together.
const gapOf = (room) => room.page / 12;

// naturalSizes are the sizes that a slide would take alone; what they mean is its layout's own.
export function naturalSizes(slide, room) {
  if (slide.Layout === "text") {
    const screens = Array.from({ length: slide.Screens || 1 }, (_, step) => textSize(slide, step, room));
    return { main: Math.min(...screens) };
  }
  if (slide.Layout !== "message") return {};
  const fit = (node) => room.fitLines(node, "--main", room.leastMessage, 2 * room.h);
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
  if (step === 0 || !below(slide)) return huge(messageNode(slide), main, room);
  return huge(rememberNode(slide), second, room);
}

// leastHuge is how much of a common size huge words keep for better lines.
const leastHuge = 0.8;

// huge lays out the last element of a node at a size.
function huge(node, px, room) {
  if (!px || !room.fitLines(node, "--main", leastHuge * px, px)) return { node, fits: room.squeeze(node, "--main") };
  room.turn(node, [node.lastElementChild]);
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

// breakable is whatever has lines.
const breakable = "h1:not(.spoken), h2, p, .own, dt";

// Of text, as shares of its size and of the page.
const codeShare = 0.9; // of code
const footRoom = 0.21; // below the last baseline, whether a letter hangs below it or not
const leastGap = 0.3; // of a gap, in the smallest type
const mostText = 1 / 2.5; // of the height, for the size
const mostPicture = 0.4; // of the height, for a picture between words
const allPictures = 0.6; // for all of them
const onlyPictures = 0.8; // where there are no words

// textNode is the blocks that a step of a slide shows.
function textNode(slide, step, room) {
  const shown = screen(slide, step);
  const node = section(`text ${sides[slide.Align]}`, ...shown.map(block));
  const pictures = node.querySelectorAll("figure").length;
  const share = pictures === shown.length && pictures > 1 ? onlyPictures : allPictures;
  node.style.setProperty("--tall", `${Math.min(mostPicture, share / Math.max(pictures, 1)) * innerHeight}px`);
  for (const words of node.querySelectorAll(breakable)) trim(words, footRoom);
  return node;
}

// sides are where lines stand.
const sides = { left: "start", right: "end", center: "" };

// atSize sets text at a size. In type that can hardly be smaller the gaps give way first.
const atSize = (node, room) => (px) => {
  const loose = Math.min(Math.max((px / room.least - 1) / 0.6, leastGap), 1);
  node.style.setProperty("--main", `${px}px`);
  node.style.setProperty("--loose", loose);
  node.style.setProperty("--code", `${codePitch(px * codeShare)}px`);
};

function textSize(slide, step, room) {
  const node = textNode(slide, step, room);
  return room.turned(node, node.querySelectorAll(breakable), room.least, Math.max(room.h * mostText, room.least), atSize(node, room));
}

function text(slide, step, room, sizes) {
  const node = textNode(slide, step, room);
  const { main } = sizes(slide);
  if (!main) return { node, fits: room.squeeze(node, "--main") };
  atSize(node, room)(main);
  room.turn(node, node.querySelectorAll(breakable));
  return { node, fits: room.holds(node) };
}

// above puts a slide's words above something that takes what room is left. sizes are shares of the height: the
// largest size of the words, and the gap.
function above(kind, slide, lines, thing, room, { most, between }) {
  const head = heading(slide);
  const main = el("div", { cls: "words" }, ...(head ? [words("h1", plain(head.Spans))] : []), ...lines);
  [...main.children].forEach((part, i, all) => trim(part, i < all.length - 1 ? footRoom : 0));
  const node = section(kind, main);
  let used = 0;
  let fits = true;
  if (main.childNodes.length > 0) {
    const gap = room.h * between;
    let height = room.h / 4;
    fits = room.fit(node, "--main", room.least, room.h * most, height) > 0;
    if (!fits) height = room.h / 2;
    fits = fits || room.fit(node, "--main", room.least, height, height) > 0 || room.squeeze(node, "--main");
    room.turn(node, main.querySelectorAll(breakable), height);
    used = node.offsetHeight + gap;
    node.style.setProperty("--gap", `${gap}px`);
  }
  node.style.setProperty("--room", `${Math.max(Math.min(room.h - used, kind === "image" ? Infinity : room.w), 0)}px`);
  node.append(thing);
  return { node, fits };
}

// reflection: a disc that fills from its foot.
function reflection(slide, _step, room) {
  const lines = rest(slide).map(block);
  const disc = el("div", { cls: "disc" }, el("i"));
  disc.setAttribute("role", "img");
  disc.setAttribute("aria-label", "A shape that fills slowly and then is full");
  return above("reflection", slide, lines, disc, room, { most: 1 / 5, between: 1 / 15 });
}

function image(slide, _step, room) {
  return above("image", slide, [], figure(picture(slide)), room, { most: 1 / 6, between: 1 / 30 });
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
  const node = section("closing", ...(head ? [trim(words("h1", plain(head.Spans)))] : []), el("dl", {}, ...slide.Rows.map(row)));
  return { node, fits: fitClosing(node, room) };
}

function row(r) {
  const apart = r.Apart ? " apart" : "";
  if (canShow(r.Image)) return el("div", { cls: "crest", step: r.Step }, el("dd", {}, figure(r)));
  const label = r.Label ? [trim(words("dt", r.Label))] : [];
  if (!r.Number) return el("div", { cls: "line", step: r.Step }, ...label);
  // Blanks of a number never break.
  const number = digits(r.Number.replace(/ /g, "\u00a0"));
  return el("div", { cls: (r.Beside ? "short" : "long") + apart, step: r.Step }, ...label, el("dd", { cls: "number", dir: "ltr" }, number));
}

// Shares of the size of the closing screen's numbers.
const leastLabel = 0.3; // of labels, at least
const mostLabel = 0.45; // at most
const mostLost = 0.7; // of the numbers' size for labels of that size
const rowGap = 0.14; // between rows, at least
const mostGap = 0.3; // what is added to it where there is room

// leastNarrow is how narrow digits become, as a share of their width, to be taller in a window that is wide enough for
// no more. A terminal of few columns narrows them further.
const leastNarrow = 0.8;

// fitClosing finds the largest numbers with labels that are read, then the largest labels, and
// shares some of the height that is left among the gaps.
function fitClosing(node, room) {
  const { number, label } = closingSizes(node, room);
  if (number === 0) return attempt(node, room, 3, 2);
  const most = Math.max(Math.floor(number * mostLabel), label);
  const fits = attempt(node, room, number, largest(label, most, (px) => attempt(node, room, number, px)));
  room.turn(node, node.querySelectorAll(breakable));
  room.fit(node, "--gap", number * rowGap, number * (rowGap + mostGap));
  return fits;
}

// closingSizes gives the largest numbers and the least labels that go with them: large labels, or
// those that are just read where large ones cost the numbers too much. A word breaks only where
// whole ones would leave the numbers too small.
function closingSizes(node, room) {
  const read = (number) => Math.min(room.leastLabel, Math.max(Math.floor(number * 0.6), 2));
  const large = (number) => Math.max(read(number), Math.ceil(number * leastLabel));
  const numbers = (label) => largest(3, Math.floor(room.h), (px) => attempt(node, room, px, label(px)));
  let [number, label] = [numbers(large), large];
  const rather = (most) => {
    if (number < most * mostLost) [number, label] = [most, read];
  };
  rather(numbers(read));
  if (number < room.leastLabel) {
    node.classList.add("squeezed");
    rather(numbers(read));
  }
  return { number, label: label(number) };
}

// attempt tries the closing screen with numbers and labels of a size.
function attempt(node, room, number, label) {
  const widest = Math.max(...[...node.querySelectorAll(".number > span")].map((n) => Number(n.style.getPropertyValue("--natural"))));
  const narrow = Math.max(Math.min(1, (room.w - 1) / (number * widest)), leastNarrow);
  node.style.setProperty("--narrow", narrow);
  const sizes = { number, label, main: Math.min(label, number), gap: number * rowGap };
  for (const [name, px] of Object.entries(sizes)) node.style.setProperty(`--${name}`, `${px}px`);
  return room.holds(node);
}
