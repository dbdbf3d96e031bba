// The key of the code that was photographed, and this phone's name.

import { randomName } from "./sign.js";
import { ofBrowser, ofTab } from "./store.js";

// takeKey moves the key out of the address, where it would be seen and kept in the history. "" for none.
export function takeKey() {
  const key = new URLSearchParams(location.hash.slice(1)).get("key");
  if (location.hash) history.replaceState(null, "", location.pathname);
  if (key) ofTab.set("key", key);
  return ofTab.get("key");
}

// phoneName is the same for every tab of this phone, so that a code that is photographed again finds it.
export function phoneName() {
  let name = ofBrowser.get("phone");
  if (!/^[0-9a-f]{24}$/.test(name)) {
    name = randomName();
    ofBrowser.set("phone", name);
  }
  return name;
}
