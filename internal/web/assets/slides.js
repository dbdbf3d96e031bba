// A slide as elements, laid out for a room as it looks when all of it is shown. Each function
// gives the node and whether everything fits.

import { below, blocks, heading, picture, plain, rest } from "./deck.js";
import { block, el, figure, spans, words } from "./dom.js";

// layOut lays out a slide. sizes gives the sizes that the slides of a kind share.
export function layOut(slide, step, room, sizes) {
  const make = { message, title, reflection, closing, image, notice }[slide.Layout] ?? text;
  return make(slide, step, room, sizes);
}

const section = (cls, ...children) => el("section", { cls: `slide ${cls}` }, ...children);

const gapOf = (room) => Math.round(Math.min(room.h, room.w) / 12);

// naturalSizes are the sizes that a slide would take alone; what they mean is its layout's own.
export function naturalSizes(slide, room) {
  if (slide.Layout === "text") return { main: room.fit(textNode(slide), "--main", room.least, room.h / 4) };
  if (slide.Layout !== "message") return {};
  const main = room.fit(messageNode(slide), "--main", room.least, room.h);
  const remember = below(slide);
  if (!remember) return { main };
  return { main, second: rememberSize(slide, remember, room) };
}

// rememberShare is how much of the height the words to remember may take when the message stays
// beneath them, and beneathShare how large the message may be beside them.
const rememberShare = 0.66;
const beneathShare = 0.66;

// rememberSize is the natural size of the words to remember: in their share of the height when the
// message stays legible beneath them, for which they give up a quarter at most; otherwise in all of
// the height.
function rememberSize(slide, remember, room) {
  const size = (node, low, high, height) => room.fit(node, "--second", low, high, height);
  const share = size(rememberNode(remember), room.least, room.h, room.h * rememberShare);
  const smallest = Math.ceil(Math.max(share * 0.75, room.least / beneathShare));
  const both = rememberNode(remember);
  keepBeneath(both, slide, room);
  both.style.setProperty("--beneath", `${room.least}px`);
  return size(both, smallest, share) || size(rememberNode(remember), room.least, room.h);
}

const messageNode = (slide) => section("message", words("h1", plain(heading(slide).Spans)));

// keepBeneath puts the message beneath the words to remember.
function keepBeneath(node, slide, room) {
  const beneath = words("h1", plain(heading(slide).Spans));
  node.style.setProperty("--gap", `${gapOf(room)}px`);
  node.prepend(beneath);
  return beneath;
}

const rememberNode = (line) => section("message remember", el("p", { dir: "auto" }, el("strong", {}, plain(line.Spans))));

// message: the message as large as fits; then the few words to remember, larger still, with the
// message kept beneath where it can be read.
function message(slide, step, room, sizes) {
  const { main, second } = sizes(slide);
  const remember = below(slide);
  if (step === 0 || !remember) return sized(messageNode(slide), "--main", main, room);
  const node = rememberNode(remember);
  if (!second) return { node, fits: room.squeeze(node, "--second") };
  node.style.setProperty("--second", `${second}px`);
  const beneath = keepBeneath(node, slide, room);
  if (!room.fit(node, "--beneath", room.least, second * beneathShare)) beneath.className = "spoken";
  return { node, fits: room.holds(node) };
}

function sized(node, property, px, room) {
  if (!px) return { node, fits: room.squeeze(node, property) };
  node.style.setProperty(property, `${px}px`);
  return { node, fits: room.holds(node) };
}

// title: a title as large as fits, and the line that goes with it.
function title(slide, _step, room) {
  const line = below(slide);
  const head = () => words("h1", plain(heading(slide).Spans));
  const alone = section("title", head());
  const gap = gapOf(room);
  const main = room.fit(alone, "--main", room.least, room.h, line ? (room.h - gap) * 0.6 : room.h);
  if (!main) return { node: alone, fits: room.squeeze(alone, "--main") };
  if (!line) return { node: alone, fits: true };
  const node = section("title", head(), el("p", { dir: "auto", step: line.Step }, ...spans(line.Spans)));
  node.style.setProperty("--main", `${main}px`);
  node.style.setProperty("--gap", `${gap}px`);
  const second = room.fit(node, "--second", Math.min(room.least, main), Math.max(main * 0.62, room.least));
  return { node, fits: second > 0 || room.squeeze(node, "--second") };
}

const textNode = (slide) => section(`text ${sides[slide.Align]}`, ...blocks(slide).map(block));

// sides are where lines stand.
const sides = { left: "start", right: "end", center: "" };

function text(slide, _step, room, sizes) {
  return sized(textNode(slide), "--main", sizes(slide).main, room);
}

// above puts a slide's words above something that takes what room is left.
function above(kind, slide, lines, thing, room) {
  const head = heading(slide);
  const main = el("div", { cls: "words" }, ...(head ? [words("h1", plain(head.Spans))] : []), ...lines);
  const bare = section(kind, main);
  let used = 0;
  let fits = true;
  if (main.childNodes.length > 0) {
    fits = room.fit(bare, "--main", Math.min(room.least, 12), Math.min(room.h, room.w) * 0.16, room.h / 4) > 0 || room.squeeze(bare, "--main");
    used = bare.offsetHeight + Math.round(room.h / 24);
    bare.style.setProperty("--gap", `${Math.round(room.h / 24)}px`);
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
  if (r.Image?.Data) return el("div", { cls: "crest", step: r.Step }, el("dd", {}, figure(r)));
  const label = r.Label ? [words("dt", r.Label)] : [];
  if (!r.Number) return el("div", { cls: "line", step: r.Step }, ...label);
  // Blanks of a number never break.
  const number = r.Number.replaceAll(" ", "\u00a0");
  return el("div", { cls: (r.Beside ? "short" : "long") + apart, step: r.Step }, ...label, el("dd", { cls: "number", dir: "ltr" }, number));
}

// fitClosing finds the largest numbers with the smallest labels, and then the largest labels. In
// a window too small for that everything shrinks together.
function fitClosing(node, room) {
  const set = (name, px) => node.style.setProperty(name, `${px}px`);
  const attempt = (number, label) => {
    set("--number", number);
    set("--gap", Math.max(Math.round(number * 0.2), 1));
    set("--label", label);
    set("--main", Math.max(label, Math.min(Math.round(number * 0.42), label * 1.5)));
    return room.holds(node);
  };
  const smallest = (number) => Math.min(room.least, Math.max(Math.floor(number * 0.6), 2));
  let number = 0;
  for (let low = 3, high = Math.floor(room.h / 2); low <= high;) {
    const middle = Math.floor((low + high) / 2);
    if (attempt(middle, smallest(middle))) [number, low] = [middle, middle + 1];
    else high = middle - 1;
  }
  if (number === 0) return attempt(3, 2);
  let label = smallest(number);
  while (label < number * 0.5 && attempt(number, label + 1)) label++;
  const fits = attempt(number, label);
  room.fit(node, "--gap", Math.round(number * 0.2), number * 0.7); // Spare height goes between the rows.
  return fits;
}
