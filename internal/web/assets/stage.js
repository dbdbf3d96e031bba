// The stage shows one slide at a time. A slide is laid out where nobody sees it and then put in
// place whole.

import { rest } from "./deck.js";
import { el, reveal } from "./dom.js";
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

export class Stage {
  constructor(host, measure, spoken) {
    this.host = host;
    this.spoken = spoken;
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
      this.room.frame.replaceChildren();
      this.warm(index);
    }, 20);
  }

  put(slide, step, index) {
    const { node, fits } = layOut(slide, step, this.room, (f) => this.sizes(f, index));
    this.node = node;
    this.host.replaceChildren(node);
    this.lost = fits ? 0 : Math.max(linesOutside(node), 1);
  }

  // sizes are a slide's natural sizes, or the smaller ones of its kind where these come near.
  sizes(slide, index) {
    const own = this.naturalOf(index);
    const out = { ...own };
    const first = index - (index % groupSpan);
    for (let i = first; i < Math.min(first + groupSpan, this.deck.Slides.length); i++) {
      if (this.deck.Slides[i].Layout !== slide.Layout) continue;
      const peer = this.naturalOf(i);
      for (const part of ["main", "second"]) {
        if (peer[part] < out[part] && peer[part] >= leastShare * own[part]) out[part] = peer[part];
      }
    }
    return out;
  }

  naturalOf(index) {
    if (!this.natural.has(index)) this.natural.set(index, naturalSizes(this.deck.Slides[index], this.room));
    return this.natural.get(index);
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
    this.spoken.replaceChildren(el("span", {}, text));
  }

  // unbroken is the slide's words that show, without the line breaks that are only there for the eye.
  unbroken() {
    this.host.classList.add("unbroken");
    const words = this.node.innerText;
    this.host.classList.remove("unbroken");
    return words;
  }
}
