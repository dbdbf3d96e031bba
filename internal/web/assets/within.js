// within is a signal that ends what takes longer than some milliseconds, also in browsers that have none ready.
export function within(ms) {
  if (AbortSignal.timeout) return AbortSignal.timeout(ms);
  const late = new AbortController();
  setTimeout(() => late.abort(), ms);
  return late.signal;
}
