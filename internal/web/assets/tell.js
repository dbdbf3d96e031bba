// Tells the presenter commands and what this hall shows.

import { randomName } from "./sign.js";
import { ofTab } from "./store.js";
import { within } from "./within.js";

// hallName is this tab's name, the same after a reload.
export function hallName() {
  let name = ofTab.get("hall");
  if (!name) {
    name = randomName();
    ofTab.set("hall", name);
  }
  return name;
}

function post(peer, path, value, options) {
  const body = JSON.stringify(value);
  return fetch(peer.signed("POST", path, body), {
    ...options,
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body,
    signal: within(1500),
  }).catch(() => {}); // The link's own watch sees to a presenter that has gone.
}

const lateAfter = 2000; // ms after which the presenter refuses a command
let queue = Promise.resolve();

// command sends a command after those before it. pressed is when its key was, by performance.now: a key that was pressed
// without a link must not move the talk later, and the presenter refuses one that comes late, and tells the speaker.
export function command(peer, value, pressed, connected) {
  if (!peer.key || !connected) return;
  const at = peer.time() - Math.round(performance.now() - pressed);
  queue = queue.then(() => {
    const sent = post(peer, "/command", { ...value, at });
    return performance.now() - pressed < lateAfter ? sent : undefined; // Nothing waits for what comes to nothing.
  });
}

// report says what this hall shows, and settles once the presenter has answered or cannot. What is urgent goes out even
// while the page closes.
export function report(peer, value, urgent = false) {
  return post(peer, "/shown", value, { keepalive: urgent });
}
