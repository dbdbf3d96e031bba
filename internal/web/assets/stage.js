// The stage shows one slide at a time. A slide is laid out where nobody sees it and then put in
// place whole; where that fails, what shows stays as it is.

import { rest } from "./deck.js";
import { el, reveal, setChildren } from "./dom.js";
import { linesOutside, Room } from "./fit.js";
import { Loading } from "./load.js";
import { layOut, naturalSizes } from "./slides.js";

// groupSpan is how many neighbouring slides share a size.
const groupSpan = 64;

// leastShare is how much of its own size a slide keeps in a common one.
const leastShare = 0.95;

// pictureAt numbers the pictures of a slide that differ by more than what is revealed.
function pictureAt(slide, step) {
  if (slide.Screens > 1) return step;
  return slide.Layout === "message" ? Math.min(step, 1) : 0;
}

// Small print is a line of 3 parts of 100 of the window, and a gap, in windows that have room for it.
const printShare = 0.04;
const leastPrinted = 300;

// printed is how much height the header and the footer of a slide take. A bare slide is shown without them.
function printed(slide, bare) {
  const line = bare || innerHeight < leastPrinted ? 0 : Math.round(innerHeight * printShare);
  return { above: slide.Header ? line : 0, below: slide.Footer ? line : 0 };
}

const langOf = (deck) => deck.Lang || "en-GB";

// keyOf is where the sizes of a slide are kept.
const keyOf = (index, bare) => (bare ? `bare ${index}` : index);

// slideOf is a slide that a deck must have.
function slideOf(deck, index) {
  const slide = deck.Slides[index];
  if (!slide) throw new RangeError(`the deck has no slide ${index + 1}`);
  return slide;
}

export class Stage {
  // spoken tells screen readers what comes up.
  constructor(host, measure, spoken) {
    this.host = host;
    this.spoken = spoken;
    this.header = el("p", { cls: "print header", dir: "auto" });
    this.footer = el("p", { cls: "print footer", dir: "auto" });
    host.after(this.header, this.footer);
    this.room = new Room(measure);
    this.natural = new Map();
    this.shown = {}; // what stands: the deck, the index and the step of the slide, and the key of its picture
    this.lost = 0; // lines of the slide that do not show
    this.resize();
  }

  // resize forgets what was measured for another window.
  resize() {
    this.room.resize();
    this.natural.clear();
    this.shown = { ...this.shown, key: "" };
    document.documentElement.dataset.window = `${innerWidth}x${innerHeight}`;
  }

  // show shows a step of a slide of a deck. It throws where it cannot, and then changes nothing that shows.
  show(deck, index, step) {
    this.measures(deck);
    const slide = slideOf(deck, index);
    const key = `${index}.${pictureAt(slide, step)}`;
    const before = this.shown;
    if (before.deck !== deck || before.key !== key) {
      this.put(this.laidOut(slide, step, index), deck, slide);
      this.loading?.stop();
      this.loading = new Loading(this.node, deck.Slides[index + 1]);
    }
    reveal(this.node, step);
    this.shown = { deck, key, index, step };
    document.documentElement.dataset.at = `${deck.Hash}.${index}.${step}`;
    if (before.deck !== deck || before.index !== index || before.step !== step) this.say(slide, before);
    this.warm(index);
  }

  // measures forgets what was measured of another deck.
  measures(deck) {
    if (this.deck === deck) return;
    this.deck = deck;
    this.natural.clear();
    this.room.frame.lang = langOf(deck);
  }

  // hide hides the slide from screen readers, or no longer.
  hide(hidden) {
    for (const node of [this.host, this.header, this.footer]) node.setAttribute("aria-hidden", String(hidden));
  }

  // warm measures what the next slides will ask for, one at a time, while nothing else is to do.
  warm(index) {
    clearTimeout(this.warming);
    const first = index - (index % groupSpan);
    const next = this.deck.Slides.findIndex((_, i) => i >= first && i < first + groupSpan && !this.natural.has(i));
    if (next < 0) return;
    this.warming = setTimeout(() => {
      this.peerOf(next);
      setChildren(this.room.frame);
      this.warm(index);
    }, 20);
  }

  // laidOut is a slide between its small print, or bare where it does not fit so.
  laidOut(slide, step, index) {
    const out = this.layOut(slide, step, index, false);
    const { above, below } = out.print;
    const best = !out.fits && (above || below) ? this.layOut(slide, step, index, true) : out;
    reveal(best.node, step);
    return best;
  }

  // put puts a slide in place.
  put({ print, node, fits }, deck, slide) {
    document.documentElement.lang = langOf(deck);
    document.documentElement.dataset.theme = deck.Theme || "";
    document.title = deck.Title || "Assembly";
    this.node = node;
    setChildren(this.host, node);
    this.host.style.paddingTop = `${print.above}px`;
    this.host.style.paddingBottom = `${print.below}px`;
    this.header.textContent = print.above ? slide.Header : "";
    this.footer.textContent = print.below ? slide.Footer : "";
    this.lost = fits ? 0 : Math.max(linesOutside(node), 1);
  }

  // layOut lays out a slide between its small print, or bare.
  layOut(slide, step, index, bare) {
    const print = printed(slide, bare);
    this.room.reserve(print);
    return { print, ...layOut(slide, step, this.room, (f) => this.sizes(f, index, bare)) };
  }

  // sizes are a slide's natural sizes, or the smaller ones of its kind where these come near.
  sizes(slide, index, bare) {
    const own = this.naturalOf(index, bare);
    const out = { ...own };
    const first = index - (index % groupSpan);
    for (let i = first; i < Math.min(first + groupSpan, this.deck.Slides.length); i++) {
      if (this.deck.Slides[i].Layout !== slide.Layout) continue;
      const peer = this.peerOf(i, bare);
      for (const part of ["main", "second"]) {
        if (peer[part] < out[part] && peer[part] >= leastShare * own[part]) out[part] = peer[part];
      }
    }
    return out;
  }

  // peerOf is naturalOf for the sake of other slides, none of whose business it is if this one cannot be measured.
  peerOf(index, bare) {
    try {
      return this.naturalOf(index, bare);
    } catch {
      this.natural.set(keyOf(index, bare), {});
      return {};
    }
  }

  naturalOf(index, bare = false) {
    const key = keyOf(index, bare);
    if (!this.natural.has(key)) {
      const slide = this.deck.Slides[index];
      const { h } = this.room;
      this.room.reserve(printed(slide, bare));
      try {
        this.natural.set(key, naturalSizes(slide, this.room));
      } finally {
        this.room.h = h;
      }
    }
    return this.natural.get(key);
  }

  // say tells screen readers what has come up since before: of a slide everything that shows, of a step what is
  // new.
  say(slide, before) {
    const { deck, index, step } = this.shown;
    const fresh = before.deck === deck && before.index === index && step > before.step && !this.spoken.blank;
    const remember = slide.Layout === "message" && step > 0 && rest(slide).length > 0;
    const parts = fresh && !remember
      ? [...this.node.querySelectorAll(`[data-step="${step}"]`)].map((n) => n.textContent)
      : [remember ? this.node.querySelector("p").textContent : this.unbroken()];
    const text = parts.join(". ").replace(/\s*\n+\s*/g, ". ").trim();
    this.spoken.say(text);
  }

  // unbroken is the slide's words that show, without the line breaks that are only there for the eye.
  unbroken() {
    this.host.classList.add("unbroken");
    const words = this.node.innerText;
    this.host.classList.remove("unbroken");
    return words;
  }
}
