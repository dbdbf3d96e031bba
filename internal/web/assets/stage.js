// The stage shows one slide at a time. A slide is laid out where nobody sees it and then put in
// place whole.

import { rest } from "./deck.js";
import { el, reveal, setChildren } from "./dom.js";
import { linesOutside, Room } from "./fit.js";
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

export class Stage {
  constructor(host, measure, spoken) {
    this.host = host;
    this.spoken = spoken;
    this.header = el("p", { cls: "print header", dir: "auto" });
    this.footer = el("p", { cls: "print footer", dir: "auto" });
    host.after(this.header, this.footer);
    this.room = new Room(measure);
    this.natural = new Map();
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

  // show shows a step of a slide of a deck.
  show(deck, index, step) {
    if (this.deck !== deck) {
      this.deck = deck;
      this.natural.clear();
      this.shown = {};
      document.documentElement.lang = deck.Lang || "en-GB";
      document.documentElement.dataset.theme = deck.Theme || "";
      document.title = deck.Title || "Assembly";
    }
    const slide = deck.Slides[index] ?? { Layout: "text", Blocks: [] };
    const picture = pictureAt(slide, step);
    const key = `${index}.${picture}`;
    if (this.shown.key !== key) this.put(slide, step, index);
    reveal(this.node, step);
    if (this.shown.index !== index || this.shown.step !== step) this.say(slide, index, step);
    this.shown = { key, index, step };
    this.warm(index);
    document.documentElement.dataset.at = `${deck.Hash}.${index}.${step}`;
  }

  // warm measures what the next slides will ask for, one at a time, while nothing else is to do.
  warm(index) {
    clearTimeout(this.warming);
    const first = index - (index % groupSpan);
    const next = this.deck.Slides.findIndex((_, i) => i >= first && i < first + groupSpan && !this.natural.has(i));
    if (next < 0) return;
    this.warming = setTimeout(() => {
      this.naturalOf(next);
      setChildren(this.room.frame);
      this.warm(index);
    }, 20);
  }

  put(slide, step, index) {
    let { print, node, fits } = this.layOut(slide, step, index, false);
    if (!fits && (print.above || print.below)) ({ print, node, fits } = this.layOut(slide, step, index, true));
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
      const peer = this.naturalOf(i, bare);
      for (const part of ["main", "second"]) {
        if (peer[part] < out[part] && peer[part] >= leastShare * own[part]) out[part] = peer[part];
      }
    }
    return out;
  }

  naturalOf(index, bare = false) {
    const key = bare ? `bare ${index}` : index;
    if (!this.natural.has(key)) {
      const slide = this.deck.Slides[index];
      const { h } = this.room;
      this.room.reserve(printed(slide, bare));
      this.natural.set(key, naturalSizes(slide, this.room));
      this.room.h = h;
    }
    return this.natural.get(key);
  }

  // say tells screen readers what has come up: of a slide everything that shows, of a step what is
  // new.
  say(slide, index, step) {
    const fresh = this.shown.index === index && step > this.shown.step;
    const remember = slide.Layout === "message" && step > 0 && rest(slide).length > 0;
    const parts = fresh && !remember
      ? [...this.node.querySelectorAll(`[data-step="${step}"]`)].map((n) => n.textContent)
      : [remember ? this.node.querySelector("p").textContent : this.unbroken()];
    const text = parts.join(". ").replace(/\s*\n+\s*/g, ". ").trim();
    setChildren(this.spoken, el("span", {}, text));
  }

  // unbroken is the slide's words that show, without the line breaks that are only there for the eye.
  unbroken() {
    this.host.classList.add("unbroken");
    const words = this.node.innerText;
    this.host.classList.remove("unbroken");
    return words;
  }
}
