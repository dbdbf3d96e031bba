// Finds the largest type that fits, by measuring.

import { Lines, turnAll } from "./breaks.js";
import { setChildren } from "./dom.js";

// largest is the largest number from low to high, in whole steps down from high, that fits, 0 when none does. Whatever fits
// also fits smaller.
export function largest(low, high, fits) {
  if (low > high || !fits(low)) return 0;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (fits(middle)) low = middle;
    else high = middle - 1;
  }
  return low;
}

const guesses = 6;
const nearBy = 0.02; // of a size: how far beyond what a guess fits the next one is

// largestNear is largest where each try is costly. near guesses from the last try at what would just fit: text takes
// about the square of its size. What fits was tried last, unless nothing does.
function largestNear(low, high, fits, near) {
  if (!fits(low)) return 0;
  let [least, over, last] = [low, high + 1, low];
  for (let tries = 0; over - least > 1; tries++) {
    const step = Math.max(1, Math.round(last * nearBy));
    const guess = Math.min(Math.max(Math.round(near(last)), Math.ceil(least) + step), over - step);
    last = tries < guesses && guess > least ? guess : Math.ceil((least + over) / 2);
    if (fits(last)) least = last;
    else over = last;
  }
  if (last !== least) fits(least);
  return least;
}

// linesOutside counts the lines of a node's text that are not whole inside the window.
export function linesOutside(node) {
  const range = document.createRange();
  range.selectNodeContents(node);
  const out = [...range.getClientRects()].filter((r) => r.bottom > innerHeight + 1 || r.right > innerWidth + 1 || r.top < -1 || r.left < -1);
  return new Set(out.map((r) => Math.round(r.bottom))).size;
}

// The smallest sizes of type, as shares of the window's height, or of its width where that is less: those of a
// terminal of 54 rows, which is the one that the page is laid out like.
const leastShare = 2.6 / 54;
const leastMessageShare = 3.2 / 54;
const leastLabelShare = 3 / 54;

// Room is the frame in which slides are measured before anyone sees them.
export class Room {
  constructor(frame) {
    this.frame = frame;
    this.resize();
  }

  resize() {
    this.w = this.frame.clientWidth;
    this.whole = this.frame.clientHeight;
    this.h = this.whole;
    this.page = Math.min(innerWidth, innerHeight);
    this.least = Math.max(8, Math.floor(leastShare * this.page));
    this.leastMessage = Math.max(8, leastMessageShare * this.page);
    this.leastLabel = Math.max(8, leastLabelShare * this.page);
  }

  // reserve leaves height to the small print of a slide.
  reserve({ above, below }) {
    this.h = this.whole - above - below;
  }

  // holds reports whether a node is no taller than a height, and none of it wider than the frame.
  holds(node, height = this.h) {
    if (node.parentNode !== this.frame) setChildren(this.frame, node);
    return node.offsetHeight <= height && node.scrollWidth <= node.clientWidth && node.offsetWidth <= this.w;
  }

  // fit sets a custom property of a node to the largest size in pixels at which it holds.
  fit(node, property, low, high, height = this.h) {
    const set = (px) => {
      node.style.setProperty(property, `${px}px`);
      return this.holds(node, height);
    };
    const px = largest(low, Math.floor(high), set);
    if (px > 0) set(px);
    return px;
  }

  // fitLines is fit for the words of a node's last element. They give up a little size for better
  // lines.
  fitLines(node, property, low, high, height = this.h) {
    node.style.setProperty(property, `${low}px`);
    this.holds(node);
    const part = node.lastElementChild;
    const lines = new Lines(part);
    part.style.display = "none";
    const others = node.getBoundingClientRect().height + (node.childElementCount > 1 ? parseFloat(getComputedStyle(node).rowGap) || 0 : 0);
    part.style.display = "";
    const best = lines.best(height - others, low, high);
    if (best === 0) return this.fit(node, property, low, high, height); // Scripts without blanks are broken by the browser.
    node.style.setProperty(property, `${best}px`);
    return best;
  }

  // turn breaks the lines of elements of a node well, in more lines than they need where these fit.
  turn(node, elements, height = this.h) {
    this.holds(node); // Words are measured in their place.
    const all = [...elements].map((e) => new Lines(e));
    for (const extra of [2, 1, 0]) {
      turnAll(all, extra);
      if (this.holds(node, height)) return;
    }
    for (const lines of all) lines.clear(); // What has no room is better broken by the browser.
  }

  // turned is a node at the largest size at which all of it holds with its lines broken well, and that size. set
  // gives it a size.
  turned(node, elements, low, high, set) {
    set(low);
    this.holds(node); // Words are measured in their place.
    const all = [...elements].map((e) => new Lines(e));
    const tries = (px) => {
      set(px);
      turnAll(all, 2);
      return this.holds(node);
    };
    return largestNear(low, Math.floor(high), tries, (px) => px * Math.sqrt(this.h / node.offsetHeight));
  }

  // squeeze is the last resort for what does not fit at a readable size: a little smaller, or with
  // words broken.
  squeeze(node, property) {
    if (this.fit(node, property, Math.ceil(this.least * 0.6), this.least) > 0) return true;
    node.classList.add("squeezed");
    if (this.fit(node, property, 3, this.least) > 0) return true;
    node.style.setProperty(property, "3px");
    return false;
  }
}
