// Fingers on a tablet. A tap does nothing, so that nobody moves the talk by accident; a swipe does. Two fingers enlarge.

const least = 0.1; // of the window's width, for a swipe
const edge = 24; // px at the window's sides that belong to the system
const longest = 1000; // ms

// Swipes turns swipes into commands.
export class Swipes {
  constructor(send) {
    this.send = send;
    this.from = null;
    addEventListener("pointerdown", (e) => this.down(e));
    addEventListener("pointerup", (e) => this.up(e));
    addEventListener("pointercancel", () => { this.from = null; });
  }

  down(e) {
    const inside = e.clientX > edge && e.clientX < innerWidth - edge;
    this.from = e.pointerType === "touch" && e.isPrimary && inside ? e : null;
  }

  up(e) {
    const { from } = this;
    this.from = null;
    if (!from || e.pointerId !== from.pointerId || e.timeStamp - from.timeStamp > longest) return;
    const [x, y] = [e.clientX - from.clientX, e.clientY - from.clientY];
    if (Math.abs(x) < least * innerWidth || Math.abs(x) < 2 * Math.abs(y)) return;
    this.send({ op: x < 0 ? "next" : "back" });
  }
}
