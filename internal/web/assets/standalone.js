// The slides alone, without a server: this page drives itself.

import { Cover } from "./cover.js";
import { addresses } from "./deck.js";
import { el, setChildren } from "./dom.js";
import { Disc } from "./disc.js";
import { faces, onLateFaces } from "./face.js";
import { Help } from "./help.js";
import { Keys } from "./keys.js";
import { keepPlace, readPlace } from "./place.js";
import { Spoken } from "./spoken.js";
import { Stage } from "./stage.js";
import { Swipes } from "./swipe.js";
import { act, fit } from "./talk.js";
import { attempt } from "./trouble.js";
import { onResize, startWindow } from "./window.js";

const find = (id) => document.getElementById(id);
const { Deck: deck, Silences: silences } = JSON.parse(find("deck").textContent);
const pictures = new Map([...document.querySelectorAll("#plain img[data-picture]")].map((img) => [img.dataset.picture, img.src]));
addresses.has = (file) => pictures.has(file.ID);
addresses.of = async (file) => pictures.get(file.ID);

const spoken = new Spoken(find("spoken"));
const stage = new Stage(find("stage"), find("measure"), spoken);
const cover = new Cover(find("cover"), stage, spoken);
const disc = new Disc((text) => spoken.also(text));
let at = fit(deck, readPlace() ?? { slide: 0, step: 0 });
let began = performance.now(); // when the step came up
let ready = false;

function paint() {
  if (!ready) return;
  attempt(() => {
    cover.over(at.blank, () => stage.show(deck, at.slide, at.step));
    disc.fill(deck.Slides[at.slide], at.step, began, silences[at.slide]);
  });
}

// go goes to a place.
function go(to) {
  if (to.slide !== at.slide || to.step !== at.step) {
    began = performance.now();
    find("hint").hidden = true;
  }
  at = to;
  keepPlace(at);
  paint();
}

const send = (command) => go(act(deck, at, command));

function anew() {
  stage.resize();
  paint();
}

new Help(); // It takes its keys first.
new Keys(send);
new Swipes(send);
onResize(anew);
startWindow();
addEventListener("hashchange", () => readPlace() && go(fit(deck, readPlace())));

// On paper each picture stands wherever it belongs; until then it is in the page once.
addEventListener("beforeprint", () => {
  for (const place of document.querySelectorAll("#plain figure[data-again]")) {
    const src = pictures.get(place.dataset.again);
    if (src) setChildren(place, el("img", { src, alt: place.textContent }));
    delete place.dataset.again;
  }
});

faces.then(() => {
  ready = true;
  anew();
});
onLateFaces(anew);
