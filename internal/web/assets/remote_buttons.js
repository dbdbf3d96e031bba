// Buttons for a thumb that is in a hurry. They answer when they are touched and not when they are let go: a thumb that
// slides a little is no click to a browser.

// buttons gives each button what it does, by its id.
export function buttons(actions) {
  for (const [id, act] of Object.entries(actions)) button(document.getElementById(id), act);
}

function button(node, act) {
  let touched = -Infinity;
  node.addEventListener("pointerdown", (e) => {
    if (!e.isPrimary || e.button !== 0) return;
    touched = e.timeStamp;
    node.classList.add("down");
    act();
  });
  for (const end of ["pointerup", "pointercancel", "pointerleave"]) node.addEventListener(end, () => node.classList.remove("down"));
  // A screen reader or a keyboard clicks without touching.
  node.addEventListener("click", (e) => {
    if (e.timeStamp - touched > 1000) act();
    touched = -Infinity;
  });
}
