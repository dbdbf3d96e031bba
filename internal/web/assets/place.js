// The place of a talk is kept in the page's address, so that a reload comes back to it: #5.2 is the second step of the
// fifth slide. The history does not grow by it.

export function readPlace() {
  const found = /^#(\d{1,6})(?:\.(\d{1,6}))?(?:\.(black|white))?$/.exec(location.hash);
  if (!found) return null;
  return { slide: found[1] - 1, step: (found[2] ?? 1) - 1, blank: found[3] ?? "" };
}

export function keepPlace({ slide, step, blank }) {
  const hash = `#${slide + 1}.${step + 1}${blank && `.${blank}`}`;
  if (hash === location.hash) return;
  try {
    history.replaceState(null, "", hash);
  } catch {
    location.replace(hash); // Some browsers keep a file's address as it is, but for this.
  }
}
