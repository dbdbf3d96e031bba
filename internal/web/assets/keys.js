// Keys and clickers. A clicker types into whichever window has focus, so these are the keys of the
// terminal's hall screen; a test compares them.

import { pressedAt } from "./press.js";

const debounce = 150; // ms within which a second next counts as the same press

const table = {
  next: ["PageDown", "ArrowRight", "ArrowDown", " ", "n", "l", "j"],
  back: ["PageUp", "ArrowLeft", "ArrowUp", "Backspace", "p", "h", "k"],
  first: ["Home"],
  last: ["End", "G"],
  closing: ["e"],
  black: [".", "b"],
  white: [",", "w"],
  begin: ["F5"],
  enter: ["Enter"], // begins the talk, or is next
};

const opOf = new Map(Object.entries(table).flatMap(([op, keys]) => keys.map((key) => [key, op])));

// Keys turns key presses into commands.
export class Keys {
  // send(command, at) takes a command and when its key was pressed, by performance.now.
  // takes() is whether commands are of any use; the browser has all keys where they are not, and while nothing shows.
  constructor(send, takes = () => true) {
    this.send = send;
    this.takes = takes;
    this.count = 0;
    this.g = false;
    this.lastNext = -Infinity;
    addEventListener("keydown", (e) => this.press(e));
  }

  press(e) {
    if (e.ctrlKey || e.altKey || e.metaKey || e.isComposing) return;
    if (!this.takes() || !document.documentElement.dataset.at) return;
    const key = e.key;
    // A clicker's F5 must not reload the page, nor Escape leave the full screen.
    if (opOf.has(key) || key === "Escape" || key === "Tab") e.preventDefault();
    if (/^[0-9]$/.test(key)) {
      this.count = Math.min(this.count * 10 + Number(key), 99999);
      this.g = false;
      return;
    }
    if (key === "Shift") return;
    const { count, g } = this;
    const at = pressedAt(e);
    this.count = 0;
    this.g = key === "g" && !g;
    if (key === "g") {
      if (g) this.send({ op: "first" }, at);
    } else if (count > 0 && (key === "Enter" || key === "G")) {
      this.send({ op: "goto", n: count - 1 }, at);
    } else if (opOf.has(key) && !this.bounces(opOf.get(key), at)) {
      this.send({ op: opOf.get(key) }, at);
    }
  }

  bounces(op, at) {
    if (op !== "next" && op !== "enter") return false;
    const since = at - this.lastNext;
    this.lastNext = at;
    return since >= 0 && since < debounce;
  }
}
