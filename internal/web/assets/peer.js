// The presenter at the other end, and how it and this page prove to each other who they are: see live/proof.go. A page
// that was opened without a code has no key, proves nothing and only looks.

import { hmac, sha256 } from "./hmac.js";
import { hexadecimal, randomName, signed } from "./sign.js";
import { ofTab } from "./store.js";
import { within } from "./within.js";

const tagSize = 32; // bytes
const deckIn = 20000; // ms for a deck or a picture
const late = 2000; // ms by which the presenter's time may seem to fall behind before a clock counts as set

async function digest(bytes) {
  return crypto.subtle ? new Uint8Array(await crypto.subtle.digest("SHA-256", bytes)) : sha256(bytes);
}

export class Peer {
  // hall is this page's name.
  constructor(hall) {
    this.hall = hall;
    this.key = ofTab.get("hall-key");
    this.count = 0;
    this.offset = null;
    this.nonce = "";
  }

  // swap gets the key for a code. It gives why there is none, "" if there is.
  async swap(code) {
    try {
      const body = JSON.stringify({ code, hall: this.hall });
      const answer = await fetch("/code", { method: "POST", headers: { "Content-Type": "application/json" }, body });
      const text = (await answer.text()).trim();
      if (!answer.ok) return text;
      this.key = text;
      ofTab.set("hall-key", text);
      return "";
    } catch {
      return "invalid";
    }
  }

  // events is the address of a new event stream, which must begin with the proof.
  events() {
    this.nonce = "";
    this.challenge = randomName();
    const sum = hmac(this.key, `follow\n${location.host}\n${this.hall}\n${this.challenge}`);
    return `/events?hall=${this.hall}&challenge=${this.challenge}&sig=${sum}`;
  }

  // proven is whether what comes can be believed.
  get proven() {
    return !this.key || this.nonce !== "";
  }

  // prove takes the first event, and reports whether it is the proof.
  prove(text) {
    const { nonce, at, sum } = JSON.parse(text);
    if (hmac(this.key, `proof\n${location.host}\n${this.challenge}\n${nonce}\n${at}`) !== sum) return false;
    this.nonce = nonce;
    this.hear(at);
    return true;
  }

  // hear takes the presenter's time. Of several the one that was the shortest time under way is right, until a clock is
  // set.
  hear(at) {
    const fresh = at - Date.now();
    if (this.offset === null || fresh > this.offset || this.offset - fresh > late) this.offset = fresh;
  }

  // time is the presenter's.
  time() {
    return Date.now() + (this.offset ?? 0);
  }

  signed(method, path, body) {
    return this.key ? signed(this.key, { param: "nonce", name: this.nonce, count: ++this.count, method, path, body }) : path;
  }

  // content gets what is at a path.
  async content(path) {
    const address = this.signed("GET", path);
    const { nonce, count } = this;
    const answer = await fetch(address, { signal: within(deckIn) });
    if (!answer.ok) throw new Error(answer.statusText);
    const all = new Uint8Array(await answer.arrayBuffer());
    if (!this.key) return all;
    const end = Math.max(all.length - tagSize, 0);
    const sum = hexadecimal(await digest(all.subarray(0, end)));
    const tag = hmac(this.key, `answer\n${path}\n${nonce}\n${count}\n${sum}`);
    if (tag !== hexadecimal(all.subarray(end))) throw new Error("this is not from the presenter");
    return all.subarray(0, end);
  }
}
