// Buttons for a thumb that is in a hurry. They answer when they are touched and not when they are let go: a thumb that
// slides a little is no click to a browser.

import { pressedAt } from "./press.js";

// The click that a browser makes of a touch lands on whatever shows by then. One that follows a touch is none.
const clickAfter = 1000; // ms
let touched = -Infinity;
addEventListener("pointerdown", (e) => (touched = e.timeStamp), true);

// buttons gives each button what it does, by its id. It is told when it was pressed, by performance.now.
export function buttons(actions) {
  for (const [id, act] of Object.entries(actions)) button(document.getElementById(id), act);
}

function button(node, act) {
  node.addEventListener("pointerdown", (e) => {
    if (!e.isPrimary || e.button !== 0) return;
    node.classList.add("down");
    act(pressedAt(e));
  });
  for (const end of ["pointerup", "pointercancel", "pointerleave"]) node.addEventListener(end, () => node.classList.remove("down"));
  // A screen reader or a keyboard clicks without touching.
  node.addEventListener("click", (e) => {
    if (e.timeStamp - touched > clickAfter) act(pressedAt(e));
  });
}
