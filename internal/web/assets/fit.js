// Finds the largest type that fits, by measuring.

import { Lines } from "./breaks.js";

// largest is the largest whole number from low to high that fits, 0 when none does. Whatever fits
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

// linesOutside counts the lines of a node's text that are not whole inside the window.
export function linesOutside(node) {
  const range = document.createRange();
  range.selectNodeContents(node);
  const out = [...range.getClientRects()].filter((r) => r.bottom > innerHeight + 1 || r.right > innerWidth + 1 || r.top < -1 || r.left < -1);
  return new Set(out.map((r) => Math.round(r.bottom))).size;
}

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
  }

  // reserve leaves height to the small print of a slide.
  reserve({ above, below }) {
    this.h = this.whole - above - below;
  }

  // least is the smallest size of type that can be read from the back: an x-height of 1/150 of a
  // distance of six heights. The x-height is about 0.52 of the size.
  get least() {
    return Math.max(8, Math.floor((0.04 / 0.52) * Math.min(this.w, this.h)));
  }

  // holds reports whether a node is no taller than a height, and none of it wider than the frame.
  holds(node, height = this.h) {
    if (node.parentNode !== this.frame) this.frame.replaceChildren(node);
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
    const px = this.fit(node, property, low, high, height);
    if (px === 0) return 0;
    const part = node.lastElementChild;
    const lines = new Lines(part);
    const others = node.offsetHeight - part.offsetHeight - lines.trim * px;
    const best = px * lines.best((height - others) / px, low / px);
    node.style.setProperty(property, `${best}px`);
    return best;
  }

  // turn breaks the lines of elements of a node well, in more lines than they need where these fit.
  turn(node, elements, height = this.h) {
    if (!this.holds(node, height)) return;
    const all = [...elements].map((e) => new Lines(e));
    for (const extra of [2, 1, 0]) {
      for (const lines of all) lines.turn(extra);
      if (this.holds(node, height)) return;
    }
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
