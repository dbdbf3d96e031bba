// pressedAt is when a key or a button was pressed, by performance.now. A page that was held up takes it later, and it is
// old by then.
export function pressedAt(e) {
  const now = performance.now();
  return e.timeStamp > 0 && e.timeStamp < now ? e.timeStamp : now; // Some old browsers count from elsewhere.
}
