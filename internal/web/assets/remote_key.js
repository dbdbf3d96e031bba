// The key of the code that was photographed, and this phone's name. Where a browser stores nothing for a page, they
// last as long as the page.

function stored(storage, name) {
  try {
    return globalThis[storage].getItem(name) ?? "";
  } catch {
    return "";
  }
}

function store(storage, name, value) {
  try {
    globalThis[storage].setItem(name, value);
  } catch {
    // The page itself still has it.
  }
}

// takeKey moves the key out of the address, where it would be seen and kept in the history. "" for none.
export function takeKey() {
  const key = new URLSearchParams(location.hash.slice(1)).get("key");
  if (location.hash) history.replaceState(null, "", location.pathname);
  if (key) store("sessionStorage", "key", key);
  return key || stored("sessionStorage", "key");
}

// phoneName is the same for every tab of this phone, so that a code that is photographed again finds it.
export function phoneName() {
  let name = stored("localStorage", "phone");
  if (!/^[0-9a-f]{24}$/.test(name)) {
    name = [...crypto.getRandomValues(new Uint8Array(12))].map((b) => b.toString(16).padStart(2, "0")).join("");
    store("localStorage", "phone", name);
  }
  return name;
}
