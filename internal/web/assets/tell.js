// Tells the presenter commands and what this hall shows. Commands take the token with which the page was
// opened, which moves from the address into this tab's own storage at once.

import { ofTab } from "./store.js";

const header = document.documentElement.dataset.tokenHeader;

function takeToken() {
  const token = new URLSearchParams(location.hash.slice(1)).get("token");
  if (token && ofTab.set("token", token)) history.replaceState(null, "", location.pathname);
  return token || ofTab.get("token");
}

// hallName is this tab's name, the same after a reload.
export function hallName() {
  let name = ofTab.get("hall");
  if (!name) {
    name = [...crypto.getRandomValues(new Uint8Array(12))].map((b) => b.toString(16).padStart(2, "0")).join("");
    ofTab.set("hall", name);
  }
  return name;
}

const token = takeToken();

// drives is whether this page may send commands.
export const drives = token !== "";

function post(path, value, options) {
  return fetch(path, {
    ...options,
    method: "POST",
    headers: { "Content-Type": "application/json", ...(drives ? { [header]: token } : {}) },
    body: JSON.stringify(value),
    signal: AbortSignal.timeout?.(1500),
  }).catch(() => {}); // The link's own watch sees to a presenter that has gone.
}

let queue = Promise.resolve();

// command sends a command after those before it. One that cannot go at once is dropped: a key
// pressed without a link must not move the talk later.
export function command(value, connected) {
  if (!drives || !connected) return;
  const pressed = performance.now();
  queue = queue.then(() => (performance.now() - pressed < 1000 ? post("/command", value) : undefined));
}

// report says what this hall shows. What is urgent goes out even while the page closes.
export function report(value, urgent = false) {
  post("/shown", value, { keepalive: urgent });
}
