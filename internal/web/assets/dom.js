// Elements, made from a deck's words. Words go in as text only, never as markup.

import { canShow, inWords, Kind } from "./deck.js";

// el makes an element. step is the reveal step that first shows it.
export function el(tag, { cls, step, ...properties } = {}, ...children) {
  const node = document.createElement(tag);
  if (cls) node.className = cls;
  if (step) node.dataset.step = step;
  Object.assign(node, properties);
  node.append(...children);
  return node;
}

// setChildren puts children into an element, in place of those that it has.
export function setChildren(node, ...children) {
  node.textContent = "";
  node.append(...children);
}

// words makes a line of words in one style.
export const words = (tag, text, options = {}) => el(tag, { dir: "auto", ...options }, ...broken(text));

// broken keeps the line breaks that the author asked for, and numbers in groups of digits whole.
function broken(text) {
  return text.split("\n").flatMap((line, i) => (i === 0 ? [whole(line)] : [el("br"), whole(line)]));
}

const whole = (line) => line.replace(/(\d{2}\)?) (?=\d{2})/g, "$1\u00a0");

// spans makes styled words.
export function spans(list) {
  return (list ?? []).flatMap((s) => {
    let nodes = broken(s.Text);
    for (const [on, tag] of [[s.Code, "code"], [s.Strike, "s"], [s.Emph, "em"], [s.Strong, "strong"]]) {
      if (on) nodes = [el(tag, {}, ...nodes)];
    }
    return nodes;
  });
}

// block makes any block of a text slide.
export function block(b) {
  const make = {
    [Kind.Heading]: () => words(b.Level <= 1 ? "h1" : "h2", (b.Spans ?? []).map((s) => s.Text).join(""), { step: b.Step }),
    [Kind.List]: () => list(b),
    [Kind.Quote]: () => el("blockquote", { step: b.Step }, ...(b.Blocks ?? []).map(block)),
    [Kind.Code]: () => el("pre", { step: b.Step }, el("code", {}, b.Text.replace(/\n$/, ""))),
    [Kind.Table]: () => table(b),
    [Kind.Picture]: () => figure(b),
  }[b.Kind];
  return make ? make() : el("p", { dir: "auto", step: b.Step }, ...spans(b.Spans));
}

function list(b) {
  const items = b.Items ?? [];
  const node = el(b.Ordered ? "ol" : "ul", { step: b.Step });
  if (b.Ordered) {
    node.start = b.Start;
    node.style.setProperty("--digits", String(b.Start + items.length).length);
  }
  items.forEach((item, i) => {
    const own = el("div", { cls: "own", dir: "auto" }, ...spans(item.Spans));
    if (b.Ordered) own.dataset.number = b.Start + i;
    node.append(el("li", { dir: "auto", step: item.Step }, own, ...(item.Blocks ?? []).map(block)));
  });
  return node;
}

function table(b) {
  const rows = (b.Rows ?? []).map((row, y) => {
    const cells = row.map((c, x) => el(y === 0 ? "th" : "td", { cls: (b.Aligns ?? [])[x] || "", dir: "auto" }, ...spans(c)));
    if (y === 0) cells.forEach((c) => { c.scope = "col"; });
    return el("tr", {}, ...cells);
  });
  return el("table", { step: b.Step }, el("thead", {}, ...rows.slice(0, 1)), el("tbody", {}, ...rows.slice(1)));
}

// What stands for a picture until it is there.
const blank = "data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw==";

// figure has a place for a picture, which is asked for when it shows, or its words where it cannot be had.
export function figure(b) {
  if (!canShow(b.Image)) return words("p", inWords(b.Image), { step: b.Step });
  const img = el("img", { alt: b.Image.Alt ?? "", src: blank, image: b.Image });
  img.style.setProperty("--ratio", b.Image.File.W / b.Image.File.H); // so that it has its place before it is there
  img.addEventListener("error", () => img.replaceWith(words("p", inWords(b.Image))));
  return el("figure", { step: b.Step }, img);
}

// reveal hides what comes after a step. It keeps its place, so that nothing moves when it shows.
export function reveal(node, step) {
  for (const part of node.querySelectorAll("[data-step]")) part.classList.toggle("later", Number(part.dataset.step) > step);
}
