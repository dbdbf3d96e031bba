// The code in the address with which the presenter has opened this page: it is good for one page, and for two minutes.

const form = /^#[0-9a-z]{8}$/i;

// takeCode moves the code out of the address, where it would be kept in the history. "" for none.
export function takeCode() {
  if (!form.test(location.hash)) return "";
  const code = location.hash.slice(1);
  history.replaceState(null, "", location.pathname + location.search);
  return code;
}

// onCode loads the page anew when another code is typed behind its address.
export function onCode() {
  addEventListener("hashchange", () => form.test(location.hash) && location.reload());
}
