// The pictures of a page that believes only its presenter. It gets them itself, and keeps them: another program may
// answer at the same address by the time at which a slide is laid out again.

import { addresses } from "./deck.js";

const most = 64 << 20; // bytes that are kept

export function provePictures(peer) {
  const kept = new Map(); // the pictures by their IDs, the one that was asked for last at the end
  const asked = new Map(); // what is on its way
  let size = 0;

  async function get(file) {
    const picture = new Blob([await peer.content(`/picture/${file.ID}`)], { type: `image/${file.Kind}` });
    size += picture.size;
    kept.set(file.ID, { address: URL.createObjectURL(picture), size: picture.size });
    for (const [id, oldest] of kept) {
      if (size <= most) return;
      URL.revokeObjectURL(oldest.address);
      kept.delete(id);
      size -= oldest.size;
    }
  }

  function once(file) {
    if (!asked.has(file.ID)) asked.set(file.ID, get(file).finally(() => asked.delete(file.ID)));
    return asked.get(file.ID);
  }

  addresses.mayCome = true;
  addresses.of = async (file) => {
    if (!kept.has(file.ID)) await once(file);
    const picture = kept.get(file.ID);
    kept.delete(file.ID);
    kept.set(file.ID, picture);
    return picture.address;
  };
}
