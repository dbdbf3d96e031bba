// The pictures of the slide that shows and then those of the next one, a few at a time: a browser opens no more than six
// connections to a server, and neither reports nor keys may wait for a large file.

import { addresses, canShow, inWords, pictures } from "./deck.js";
import { words } from "./dom.js";

const most = 3; // that are on their way
const again = 1000; // ms until one that did not come is asked for again

export class Loading {
  // A node that shows, and the slide that is next, if there is one.
  constructor(node, next) {
    const ahead = next ? pictures(next).filter(canShow) : [];
    this.going = 0;
    this.queue = [
      ...[...node.querySelectorAll("img")].map((img) => () => this.fill(img)),
      ...ahead.map((image) => () => addresses.of(image.File).catch(() => {})), // It is asked for again when it shows.
    ];
    this.start();
  }

  // stop leaves out what has not been asked for yet.
  stop() {
    this.queue = [];
    this.stopped = true;
  }

  start() {
    while (this.going < most && this.queue.length > 0) {
      this.going++;
      this.queue.shift()().finally(() => {
        this.going--;
        this.start();
      });
    }
  }

  // fill puts a picture in its place, or its words where it cannot be had.
  async fill(img) {
    try {
      img.src = await addresses.of(img.image.File);
    } catch {
      if (addresses.mayCome) setTimeout(() => this.refill(img), again);
      else img.replaceWith(words("p", inWords(img.image)));
    }
  }

  refill(img) {
    if (this.stopped) return;
    this.queue.push(() => this.fill(img));
    this.start();
  }
}
