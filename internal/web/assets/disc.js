// The shape of a reflection fills from its second step on, over as long as the silence is to last.

const defaultSilence = 45000; // ms
const calm = matchMedia("(prefers-reduced-motion: reduce)");
const calmSteps = 12;

// Disc fills the shape that shows.
export class Disc {
  constructor() {
    this.asked = 0;
  }

  // fill begins or goes on. began is when the slide and the step came up, by performance.now; silence how long the
  // shape takes, both in ms.
  fill(slide, step, began, silence) {
    cancelAnimationFrame(this.asked);
    const shape = document.querySelector("#stage .disc > i");
    if (!shape || slide.Layout !== "reflection") return;
    const part = step === 0 ? 0 : Math.min((performance.now() - began) / (silence || defaultSilence), 1);
    const shown = calm.matches ? Math.floor(part * calmSteps) / calmSteps : part;
    shape.style.transform = `translateY(${100 * (1 - shown)}%)`;
    if (step > 0 && part < 1) this.asked = requestAnimationFrame(() => this.fill(slide, step, began, silence));
  }
}
