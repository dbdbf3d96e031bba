// The name of a classroom's screen, by which the speaker knows it. It is asked for in a corner that stays out of sight
// unless somebody moves the pointer or touches the screen.

import { el } from "./dom.js";
import { ofBrowser } from "./store.js";

const longest = 40; // characters
const inSight = 10000; // ms

const cleaned = (text) => [...text.trim().replace(/\s+/g, " ")].slice(0, longest).join("").trim();

// givenName is the name in the page's address, as in /?room=Year%205%20oak, or the one that this browser keeps.
export function givenName() {
  const asked = new URLSearchParams(location.search).get("room");
  if (asked === null) return ofBrowser.get("room");
  const name = cleaned(asked);
  if (ofBrowser.set("room", name)) leaveAddress();
  return name;
}

function leaveAddress() {
  try {
    history.replaceState(history.state, "", location.pathname + location.hash);
  } catch {
    // It only looks untidy.
  }
}

export class Naming {
  // renamed(name) is called with another name, "" for none.
  constructor(name, renamed) {
    Object.assign(this, { name, renamed });
    this.button = el("button", { type: "button", onclick: () => this.open() });
    this.input = el("input", { id: "room", type: "text", maxLength: longest, autocomplete: "off", spellcheck: false, enterKeyHint: "done" });
    const label = el("label", { htmlFor: "room" }, "Name of this screen");
    const hint = el("p", { id: "room-hint" }, "For example: Year 5 oak. The speaker sees the name and whether this screen follows. An empty name is removed.");
    this.input.setAttribute("aria-describedby", hint.id);
    const cancel = el("button", { type: "button", onclick: () => this.close() }, "Cancel");
    this.form = el("form", { hidden: true, onsubmit: (e) => this.submit(e) },
      label, this.input, hint, el("div", {}, el("button", { type: "submit" }, "Save"), cancel));
    this.form.setAttribute("role", "dialog");
    this.form.setAttribute("aria-label", label.textContent);
    this.node = el("div", { id: "naming", hidden: true }, this.button, this.form);
    this.node.addEventListener("keydown", (e) => this.press(e));
    this.node.addEventListener("dblclick", (e) => e.stopPropagation());
    this.label();
  }

  // allow lets the screen be named: it is in a classroom.
  allow() {
    if (!this.node.hidden) return;
    this.node.hidden = false;
    for (const kind of ["pointermove", "pointerdown"]) addEventListener(kind, () => this.wake());
  }

  // wait keeps the button in sight while there is no slide.
  wait(waiting) {
    this.node.classList.toggle("waiting", waiting);
  }

  wake() {
    this.node.classList.add("awake");
    clearTimeout(this.sleep);
    this.sleep = setTimeout(() => this.node.classList.remove("awake"), inSight);
  }

  label() {
    this.button.textContent = this.name || "Name this screen";
    this.button.setAttribute("aria-label", this.name ? `Name of this screen: ${this.name}. Change it` : "Name this screen");
  }

  open() {
    this.input.value = this.name;
    this.form.hidden = false;
    this.input.focus();
    this.input.select();
  }

  close() {
    this.form.hidden = true;
    if (document.activeElement) document.activeElement.blur();
  }

  // press keeps keys to the box, so that none of them does anything else.
  press(e) {
    e.stopPropagation();
    if (e.key === "Escape" && !this.form.hidden) {
      e.preventDefault();
      this.close();
    }
  }

  submit(e) {
    e.preventDefault();
    const name = cleaned(this.input.value);
    this.close();
    if (name === this.name) return;
    this.name = name;
    ofBrowser.set("room", name);
    this.label();
    this.renamed(name);
  }
}
