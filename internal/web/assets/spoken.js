// What screen readers are told: what has come up, and what covers it. Words of a slide that is covered are not among it.

import { el, setChildren } from "./dom.js";

export class Spoken {
  constructor(node) {
    this.node = node;
    this.blank = ""; // "", "black" or "white"
    this.missed = ""; // words that have come up under the cover
  }

  // say tells what has come up.
  say(text) {
    if (this.blank) this.missed = text;
    else this.write(text);
  }

  // also tells something besides.
  also(text) {
    this.node.append(" ", el("span", {}, text));
  }

  // cover tells what covers the slide, "" for nothing.
  cover(blank) {
    if (blank === this.blank) return;
    this.blank = blank;
    this.write(blank ? `The screen is ${blank}.` : this.missed || "The slide is back.");
    this.missed = "";
  }

  write(text) {
    setChildren(this.node, el("span", {}, text));
  }
}
