// The code in the address with which the presenter has opened this page: it is good for one page, and for two minutes.

const form = /^[0-9a-z]{8}$/i;

// takeCode is the code that first.js has taken from the address. It is good for once, and so not kept for a reload. ""
// for none. By its name another program may be reached on this computer, so a page that was called by it is called by its
// address, code and all.
export function takeCode() {
  const code = secretOfAddress();
  if (!form.test(code)) return "";
  try {
    history.replaceState(null, "");
  } catch {
    // Then it is told that it has been used.
  }
  if (location.hostname === "localhost") {
    const at = new URL(location.href);
    [at.hostname, at.hash] = ["127.0.0.1", code];
    location.replace(at);
    return "";
  }
  return code;
}

// onCode loads the page anew when another code is typed behind its address.
export function onCode() {
  addEventListener("hashchange", () => form.test(secretOfAddress()) && location.reload());
}
