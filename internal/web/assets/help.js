// The help is a list of the keys. Any key closes it, and does nothing else.

import { el } from "./dom.js";

// Each line is the keys and what they do, as the terminal's help has it.
const lines = [
  ["PageDown → ↓ Space Enter n l j", "next"],
  ["PageUp ← ↑ Backspace p h k", "back"],
  ["Home gg, End G", "first, last slide"],
  ["5 Enter  5G", "slide 5"],
  ["e", "closing screen"],
  [". b  , w", "black, white: next ends it"],
  ["?", "this help"],
];

const modifiers = ["Shift", "Control", "Alt", "AltGraph", "Meta"];

export class Help {
  constructor() {
    const list = el("dl", {}, ...lines.flatMap(([keys, what]) => [el("dt", {}, keys), el("dd", {}, what)]));
    this.node = el("div", { id: "help", hidden: true, tabIndex: -1 }, el("h2", {}, "Keys"), list, el("p", {}, "Any key closes this."));
    this.node.setAttribute("role", "dialog");
    this.node.setAttribute("aria-label", "Keys");
    document.body.append(this.node);
    addEventListener("keydown", (e) => this.press(e), true);
  }

  press(e) {
    if (modifiers.includes(e.key) || e.ctrlKey || e.altKey || e.metaKey) return;
    if (this.node.hidden && e.key !== "?") return;
    e.preventDefault();
    e.stopImmediatePropagation();
    this.node.hidden = !this.node.hidden;
    if (!this.node.hidden) this.node.focus();
  }
}
