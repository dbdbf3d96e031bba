// The page waits for its faces, so that words are measured in them and never change before the hall's eyes.

const longest = 2000; // ms; then other faces must do

const families = ["Assembly", "Assembly Mono"];

async function load() {
  await Promise.all(families.map((name) => document.fonts.load(`700 1em "${name}"`)));
}

// faces is settled once the faces are there, or the wait is over.
export const faces = Promise.race([load().catch(() => {}), new Promise((done) => setTimeout(done, longest))]);

// onLateFaces calls back when faces come after that.
export function onLateFaces(then) {
  faces.then(() => document.fonts?.addEventListener?.("loadingdone", then));
}
