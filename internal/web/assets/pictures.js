// The pictures of a page that believes only its presenter. It gets them itself, and keeps them: another program may
// answer at the same address by the time at which a slide is laid out again.

import { addresses } from "./deck.js";

const blank = "data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw==";
const most = 64; // that are kept
const again = 1000; // ms until one that did not come is asked for again

export function provePictures(peer) {
  const kept = new Map(); // addresses by the pictures' IDs, the oldest first
  const asked = new Set();

  const waiting = (file) => document.querySelectorAll(`img[src='${blank}#${file.ID}']`);

  async function get(file) {
    if (asked.has(file.ID)) return;
    asked.add(file.ID);
    try {
      const content = await peer.content(`/picture/${file.ID}`);
      keep(file, URL.createObjectURL(new Blob([content], { type: `image/${file.Kind}` })));
    } catch {
      setTimeout(() => waiting(file).length > 0 && get(file), again);
    }
    asked.delete(file.ID);
  }

  function keep(file, address) {
    kept.set(file.ID, address);
    for (const img of waiting(file)) img.src = address;
    if (kept.size <= most) return;
    const [oldest] = kept.keys();
    URL.revokeObjectURL(kept.get(oldest));
    kept.delete(oldest);
  }

  addresses.of = (file) => {
    if (kept.has(file.ID)) return kept.get(file.ID);
    get(file);
    return `${blank}#${file.ID}`;
  };
}
