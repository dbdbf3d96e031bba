// Where lines break: the rule of internal/bigtype/breaks.go, for words as the browser measures them.
// Lengths are in ems.

import { el } from "./dom.js";
import { inkOf, widthOf } from "./ink.js";

// What lines cost. A line costs the square of its share that is white.
const perLine = 0.3; // each line more than is needed
const inside = 0.15; // a break within a sentence
const aside = 0.05; // the same ahead of a bracket
const torn = 5; // a line with the end of one sentence and a part of another
const widow = 0.5; // one short word alone on the last line
const broken = 0.8; // a break within a word
const perSize = 14; // times the share of the size that is given up
const leastFit = 1; // of the largest size, for balance: none of it
const leastSay = 0.74; // of the largest size, for whole sentences

const longWord = 12; // ems from which a word is broken
const joints = "-/._@?&=:,"; // that may end a line within one
const hyphenated = /^[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Armenian}]{2}$/u;

const rounding = 0.5; // px, for all words of a line

const endOfSentence = /[.!?:;…。！？؟۔।]["'”’)»]*$/;
const word = /[\S\u00a0\u2007\u202f]+/g; // A no-break space is a part of a word.
const another = "h1, h2, p, ul, ol, blockquote, pre, table, figure"; // has lines of its own

// lengthOf is that of a line from one word to another.
const lengthOf = (first, last) => last.end + (last.hyphen ?? 0) - first.start;

// fill is how many lines words take, as many to a line as go in; 0 when one is wider.
function fill(words, width) {
  let [lines, first] = [1, 0];
  for (const [i, w] of words.entries()) {
    if (lengthOf(w, w) > width) return 0;
    if (lengthOf(words[first], w) > width) [lines, first] = [lines + 1, i];
  }
  return lines;
}

// sentence reports whether a sentence ends within the words, before the last.
const sentence = (words) => words.slice(0, -1).some((w) => w.stop);

// costOf is what a line of the words from i up to j costs that fills a share of the width.
function costOf(words, i, j, share) {
  const begins = i === 0 || words[i - 1].stop;
  const last = j === words.length;
  const ends = last || words[j - 1].stop;
  let cost = (1 - share) ** 2;
  if (!ends) cost += words[j].aside ? aside : inside;
  if (words[j - 1].torn) cost += broken;
  if (!(begins && ends) && sentence(words.slice(i, j))) cost += torn;
  if (last && j - i === 1 && !begins && share < 0.5) cost += widow;
  return cost;
}

// breaks sets words in lines no wider than a width, extra of them more than needed at most. It gives
// the numbers of words at the ends of the lines, and what the lines cost; null when a word is wider.
export function breaks(words, width, extra) {
  const least = fill(words, width);
  if (least === 0) return null;
  let best = { cost: Infinity };
  let before = [{ cost: 0, ends: [] }]; // by the number of words: the cheapest way to set them in a line less
  for (let k = 1; k <= Math.min(least + Math.min(extra, 2), words.length); k++) {
    before = oneMore(words, width, before);
    const all = before[words.length];
    const cost = all && all.cost + perLine * (k - least);
    if (cost < best.cost) best = { cost, ends: all.ends, lines: k };
  }
  return best;
}

// oneMore finds the best of all ways to set one line more.
function oneMore(words, width, before) {
  const now = [];
  for (let j = 1; j <= words.length; j++) {
    for (let i = j - 1; i >= 0; i--) {
      const share = lengthOf(words[i], words[j - 1]) / width;
      if (share > 1) break;
      if (!before[i]) continue;
      const cost = before[i].cost + costOf(words, i, j, share);
      if (!now[j] || cost < now[j].cost) now[j] = { cost, ends: [...before[i].ends, j] };
    }
  }
  return now;
}

// turnAll breaks the lines of several elements. All are looked at before any is changed: the browser lays out once.
export function turnAll(all, extra) {
  const plans = all.map((lines) => lines.plan(extra));
  for (const [i, lines] of all.entries()) lines.turn(plans[i]);
}

// Lines is the words of an element that has been laid out, and the breaks that are put between them.
export class Lines {
  constructor(node) {
    this.node = node;
    this.style = getComputedStyle(node);
    const size = parseFloat(this.style.fontSize);
    this.ink = inkOf(node);
    this.turns = [];
    this.last = []; // the words before them
    node.toggleAttribute("data-measured", true);
    this.paragraphs = paragraphs(node).filter((p) => p.length > 0).map((p) => measured(p, size));
    node.toggleAttribute("data-measured", false);
  }

  // room is how wide its lines may be now, in pixels.
  get room() {
    return this.node.getBoundingClientRect().width + rounding;
  }

  // safe is the room for lines that are still to go into it at another size.
  get safe() {
    return this.room - 2 * rounding;
  }

  // fill is how many lines all words take in a width in ems; 0 when one is too wide.
  fill(width) {
    let sum = 0;
    for (const p of this.paragraphs) {
      const lines = fill(p, width);
      if (lines === 0) return 0;
      sum += lines;
    }
    return sum;
  }

  // fits reports whether all lines go into a height in pixels at a size.
  fits(px, height) {
    const lines = this.fill(this.safe / px);
    return lines > 0 && this.ink.height(lines, px) <= height;
  }

  // best is the size with the best lines at a height, from low to high; 0 when not even low fits. A little size is
  // given up for better lines.
  best(height, low, high) {
    if (low > high || !this.fits(low, height)) return 0;
    let [most, over] = [low, high];
    if (this.fits(high, height)) most = high;
    while (most < high && over - most > low / 1000) {
      const middle = (most + over) / 2;
      if (this.fits(middle, height)) most = middle;
      else over = middle;
    }
    const least = this.paragraphs.some(sentence) ? leastSay : leastFit;
    let best = { px: most, cost: Infinity };
    for (let share = 1; share >= least && most * share >= low; share -= 0.03) {
      const px = most * share;
      const set = this.set(this.safe / px, this.ink.most(height, px));
      const cost = set && set.cost + perSize * (1 - share);
      if (set && cost < best.cost) best = { px, cost };
    }
    return best.px;
  }

  // set finds what so many lines of a width cost, and the last words of all but each paragraph's last; null where the
  // words do not go into them.
  set(width, lines) {
    let spare = lines - this.fill(width);
    const out = { cost: 0, last: [] };
    for (const p of this.paragraphs) {
      const set = spare >= 0 ? breaks(p, width, spare) : null;
      if (!set) return null;
      spare -= set.lines - fill(p, width);
      out.cost += set.cost;
      out.last.push(...set.ends.slice(0, -1).map((j) => p[j - 1]));
    }
    return out;
  }

  // plan finds where the breaks go at the size that the element has now, extra lines more than needed at most. Scripts
  // that have no blanks, and words that are too wide, keep the browser's own.
  plan(extra) {
    const px = parseFloat(this.style.fontSize);
    const width = this.room / px;
    return { px, last: this.set(width, this.fill(width) + extra)?.last ?? [] };
  }

  // turn puts the breaks of a plan in, in place of earlier ones.
  turn({ px, last }) {
    this.ink.lead(this.node, px);
    if (last.length === this.last.length && last.every((w, i) => w === this.last[i])) return;
    for (const t of this.turns) t.remove();
    this.turns = last.flatMap(turnAfter);
    this.last = last;
    this.node.toggleAttribute("data-turned", last.length > 0);
  }

  // clear takes the breaks out.
  clear() {
    this.turn({ last: [] });
  }
}

// turnAfter ends a line behind a word.
function turnAfter(w) {
  const nodes = [el("br", { cls: "turn" })];
  if (w.hyphen) nodes.push(el("span", { cls: "turn", ariaHidden: "true" }, "-"));
  for (const node of nodes) { // Each goes ahead of the one before it.
    const place = w.range.cloneRange();
    place.collapse(false);
    place.insertNode(node);
  }
  return nodes;
}

// paragraphs gives the words of an element between forced breaks, as ranges.
function paragraphs(node) {
  const out = [[]];
  let open = null; // a word that may go on in other letters
  const own = (n) => (n.nodeType === Node.ELEMENT_NODE && n.matches(another) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT);
  const walker = document.createTreeWalker(node, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT, own);
  for (let n = walker.nextNode(); n; n = walker.nextNode()) {
    if (n.nodeName === "BR") {
      open = null;
      out.push([]);
    }
    for (const found of (n.data ?? "").matchAll(word)) {
      if (!open || found.index > 0) {
        open = document.createRange();
        open.setStart(n, found.index);
        out[out.length - 1].push(open);
      }
      open.setEnd(n, found.index + found[0].length);
    }
    if (/[^\S\u00a0\u2007\u202f]$/.test(n.data ?? "")) open = null;
  }
  return out;
}

// measured gives words their places on one long line.
function measured(ranges, size) {
  let at = 0;
  const gap = document.createRange();
  const out = ranges.flatMap((range, i) => {
    if (i > 0) {
      gap.setStart(ranges[i - 1].endContainer, ranges[i - 1].endOffset);
      gap.setEnd(range.startContainer, range.startOffset);
      at += gap.getBoundingClientRect().width / size;
    }
    const start = at;
    at += range.getBoundingClientRect().width / size;
    const text = range.toString();
    const word = { range, start, end: at, stop: endOfSentence.test(text), aside: text.startsWith("(") };
    return at - start > longWord ? divided(word, size) : [word];
  });
  keepPictures(out);
  return out;
}

// keepPictures lets emoji behind a sentence belong to it.
function keepPictures(words) {
  for (const [i, w] of words.slice(0, -1).entries()) {
    const next = words[i + 1];
    if (w.stop && /^\p{So}[^\p{L}\p{Nd}]*$/u.test(next.range.toString())) [w.stop, next.stop] = [false, true];
  }
}

// divided is a long word in pieces: behind its joints, or anywhere, with a hyphen between letters. All but the last go
// on in the next.
function divided(word, size) {
  const { range, stop, aside: bracket } = word;
  const node = range.startContainer;
  if (node !== range.endContainer) return [word]; // of several styles
  const out = [];
  let [from, joint] = [range.startOffset, range.startOffset];
  let at = word.start;
  const piece = (to, more) => {
    const part = document.createRange();
    part.setStart(node, from);
    part.setEnd(node, to);
    const start = at;
    at += part.getBoundingClientRect().width / size;
    out.push({ range: part, start, end: at, stop: false, aside: false, ...more });
    from = to;
  };
  for (let i = range.startOffset; i < range.endOffset; i++) {
    if (wide(node, from, i + 1) / size > longWord) {
      const end = joint > from ? joint : Math.max(i, from + 1);
      const hyphen = end === joint || !hyphenated.test(node.data.slice(end - 1, end + 1)) ? 0 : widthOf("-");
      piece(end, { torn: true, hyphen });
    }
    if (joints.includes(node.data[i]) && i > range.startOffset) joint = i + 1;
  }
  piece(range.endOffset, { stop });
  out[0].aside = bracket;
  return out;
}

// wide is how wide a stretch of a text is.
function wide(node, from, to) {
  const part = document.createRange();
  part.setStart(node, from);
  part.setEnd(node, to);
  return part.getBoundingClientRect().width;
}
