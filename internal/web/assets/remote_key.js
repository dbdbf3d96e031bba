// The key of the code that was photographed, and this phone's name.

import { randomName } from "./sign.js";
import { ofBrowser, ofTab } from "./store.js";

// takeKey is the key that first.js has taken from the address, where it would be seen. "" for none.
export function takeKey() {
  const key = new URLSearchParams(secretOfAddress()).get("key");
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
