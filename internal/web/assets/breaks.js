// Where lines break: the rule of internal/bigtype/breaks.go, for words as the browser measures them.
// Lengths are in ems.

import { el } from "./dom.js";

// What lines cost. A line costs the square of its share that is white.
const perLine = 0.3; // each line more than is needed
const inside = 0.15; // a break within a sentence
const aside = 0.05; // the same ahead of a bracket
const torn = 5; // a line with the end of one sentence and a part of another
const widow = 0.5; // one short word alone on the last line
const perSize = 14; // times the share of the size that is given up
const leastFit = 1; // of the largest size, for balance: none of it
const leastSay = 0.74; // of the largest size, for whole sentences

const rounding = 0.5; // px, for all words of a line

const endOfSentence = /[.!?:;…。！？؟۔।]["'”’)»]*$/;
const word = /[\S\u00a0\u2007\u202f]+/g; // A no-break space is a part of a word.
const another = "h1, h2, p, ul, ol, blockquote, pre, table, figure"; // has lines of its own

// fill is how many lines words take, as many to a line as go in; 0 when one is wider.
function fill(words, width) {
  let [lines, first] = [1, 0];
  for (const [i, w] of words.entries()) {
    if (w.end - w.start > width) return 0;
    if (w.end - words[first].start > width) [lines, first] = [lines + 1, i];
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
      const share = (words[j - 1].end - words[i].start) / width;
      if (share > 1) break;
      if (!before[i]) continue;
      const cost = before[i].cost + costOf(words, i, j, share);
      if (!now[j] || cost < now[j].cost) now[j] = { cost, ends: [...before[i].ends, j] };
    }
  }
  return now;
}

// Lines is the words of an element that has been laid out, and the breaks that are put between them.
export class Lines {
  constructor(node) {
    const style = getComputedStyle(node);
    const size = parseFloat(style.fontSize);
    this.pitch = parseFloat(style.lineHeight) / size;
    this.trim = (parseFloat(style.marginTop) + parseFloat(style.marginBottom)) / size;
    const padding = parseFloat(style.paddingLeft) + parseFloat(style.paddingRight);
    this.width = (node.getBoundingClientRect().width - padding + rounding) / size;
    this.node = node;
    this.turns = [];
    node.toggleAttribute("data-measured", true);
    this.paragraphs = paragraphs(node).filter((p) => p.length > 0).map((p) => measured(p, size));
    node.toggleAttribute("data-measured", false);
  }

  // best is the share of the size that goes with the best lines, at a height; 1 when no lines are
  // better than the browser's own.
  best(height, smallest) {
    const least = Math.max(this.paragraphs.some(sentence) ? leastSay : leastFit, smallest);
    let best = { share: 1, cost: Infinity };
    for (let share = 1; share >= least; share -= 0.03) {
      const set = this.set(share, Math.floor((height / share - this.trim) / this.pitch + 1e-6));
      const cost = set && set.cost + perSize * (1 - share);
      if (set && cost < best.cost) best = { share, cost };
    }
    return best.share;
  }

  // set finds what lines cost at a share of the size, and the last words of all but each paragraph's
  // last; null where the words do not go into so many lines.
  set(share, lines) {
    const width = this.width / share;
    let spare = this.paragraphs.reduce((left, p) => left - fill(p, width), lines);
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

  // turn puts the breaks in, extra lines more than needed at most, in place of earlier ones. Scripts
  // that have no blanks, and words that are too wide, keep the browser's own.
  turn(extra) {
    for (const t of this.turns) t.remove();
    const needed = this.paragraphs.reduce((sum, p) => sum + fill(p, this.width), 0);
    this.turns = (this.set(1, needed + extra)?.last ?? []).map((w) => {
      const turn = el("br", { cls: "turn" });
      const place = w.range.cloneRange();
      place.collapse(false);
      place.insertNode(turn);
      return turn;
    });
    this.node.toggleAttribute("data-turned", this.turns.length > 0);
  }
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
        out.at(-1).push(open);
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
  return ranges.map((range, i) => {
    if (i > 0) {
      gap.setStart(ranges[i - 1].endContainer, ranges[i - 1].endOffset);
      gap.setEnd(range.startContainer, range.startOffset);
      at += gap.getBoundingClientRect().width / size;
    }
    const start = at;
    at += range.getBoundingClientRect().width / size;
    const text = range.toString();
    return { range, start, end: at, stop: endOfSentence.test(text), aside: text.startsWith("(") };
  });
}
