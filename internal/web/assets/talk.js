// The talk of a page that drives itself: where it is, and what covers it. Its rules are those of internal/talk, to which
// a test holds them.

const lastOf = (shape, slide) => Math.max(shape.Steps[slide] ?? 1, 1) - 1;

const between = (n, low, high) => Math.min(Math.max(n, low), high);

// fit is a place itself where the deck has it, and otherwise the nearest one.
export function fit(shape, { slide, step, blank = "" }) {
  const at = between(slide, 0, Math.max(shape.Steps.length - 1, 0));
  if (at !== slide) return { slide: at, step: slide < 0 ? 0 : lastOf(shape, at), blank };
  return { slide, step: between(step, 0, lastOf(shape, slide)), blank };
}

// moves are where operations lead from a place that shows.
const moves = {
  next(shape, { slide, step }) {
    if (step < lastOf(shape, slide)) return { slide, step: step + 1 };
    const stays = slide === shape.Closing || slide === shape.Steps.length - 1;
    return stays ? { slide, step } : { slide: slide + 1, step: 0 };
  },
  back(shape, { slide, step }) {
    if (step > 0) return { slide, step: step - 1 };
    return slide > 0 ? { slide: slide - 1, step: lastOf(shape, slide - 1) } : { slide, step };
  },
  first: () => ({ slide: 0, step: 0 }),
  last: (shape) => ({ slide: shape.Steps.length - 1, step: 0 }),
  goto: (shape, _at, n) => ({ slide: between(n, 0, shape.Steps.length - 1), step: 0 }),
  closing(shape, at) {
    const none = !(shape.Closing >= 0 && shape.Closing < shape.Steps.length);
    return none ? at : { slide: shape.Closing, step: lastOf(shape, shape.Closing) };
  },
  begin: (_shape, at) => at, // It has no clock to begin, and only uncovers.
};

// act carries out an operation. It gives the place that follows, and what covers it: "", "black" or "white".
export function act(shape, at, { op, n = 0 }) {
  if (shape.Steps.length === 0) return at;
  if (op === "enter") op = "next";
  if (op === "black" || op === "white") return { ...at, blank: at.blank === op ? "" : op };
  if (at.blank && (op === "next" || op === "back")) return { ...at, blank: "" };
  const { slide, step } = moves[op](shape, at, n);
  return { slide, step, blank: "" };
}
