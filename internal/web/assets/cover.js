// The cover: a black or white screen over the slide, which nobody sees or hears through it.

export class Cover {
  constructor(node, stage, spoken) {
    Object.assign(this, { node, stage, spoken, blank: "" });
  }

  // over paints the slide beneath a cover, "" for none. It covers first and uncovers last, so that a slide that cannot be
  // painted is never in the way of black, and what comes up is whole.
  over(blank, paint) {
    if (blank) this.set(blank);
    paint();
    this.set(blank);
  }

  set(blank) {
    if (this.blank === blank) return;
    this.blank = blank;
    this.node.className = blank;
    this.node.hidden = !blank;
    this.stage.hide(blank !== "");
    this.spoken.cover(blank);
  }
}
