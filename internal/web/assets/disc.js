// The shape of a reflection fills from its second step on, over as long as the silence is to last.

const defaultSilence = 45000; // ms
const calm = matchMedia("(prefers-reduced-motion: reduce)");
const calmSteps = 12;

// Disc fills the shape that shows.
export class Disc {
  // says(text) tells that the silence begins and that it is over.
  constructor(says) {
    this.says = says;
    this.asked = 0;
    this.silent = false;
  }

  // fill begins or goes on. began is when the slide and the step came up, by performance.now; silence how long the
  // shape takes, both in ms.
  fill(slide, step, began, silence) {
    cancelAnimationFrame(this.asked);
    const shape = document.querySelector("#stage .disc > i");
    const fills = Boolean(shape) && slide.Layout === "reflection" && step > 0;
    const part = fills ? Math.min((performance.now() - began) / (silence || defaultSilence), 1) : 0;
    this.tell(fills, part);
    if (!shape) return;
    const shown = calm.matches ? Math.floor(part * calmSteps) / calmSteps : part;
    shape.style.transform = `translateY(${100 * (1 - shown)}%)`;
    if (fills && part < 1) this.asked = requestAnimationFrame(() => this.fill(slide, step, began, silence));
  }

  // tell tells of the silence once each time.
  tell(fills, part) {
    const silent = fills && part < 1;
    if (silent && !this.silent) this.says("The silence begins.");
    if (fills && !silent && this.silent) this.says("The silence is over.");
    this.silent = silent;
  }
}
