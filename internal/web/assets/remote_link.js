// The link to the laptop. Every request is signed with the key, which itself never travels, and counted, so that none
// can be used again by somebody who listens.

import { signed } from "./sign.js";

const lostAfter = 1700; // ms without a sign, of which there are two a second
const beatEvery = 700; // ms between two signs of life
const answerIn = 1500; // ms for a request
const clockSet = 2000; // ms by which the laptop's time may seem to fall behind before its clock counts as set
const staleAfter = 1000; // ms that a press may wait behind others

export class Link {
  // changed is called when the status or the state has changed. The status is "connecting", "live", "lost", "invalid"
  // (the key is of no use any more) or "ended".
  constructor({ key, phone, version, changed }) {
    Object.assign(this, { key, phone, version, changed });
    this.count = 0;
    this.tries = 0;
    this.queue = Promise.resolve();
    this.status = "connecting";
    if (!key) {
      this.end("invalid");
      return;
    }
    this.follow();
    setInterval(() => this.watch(), 150);
    setInterval(() => this.beat(), beatEvery);
  }

  // signed is a path with the signature of a request. The count rises from one page of this phone to the next.
  signed(method, path, body = "") {
    this.count = Math.max(this.count + 1, Date.now());
    return signed(this.key, { param: "phone", name: this.phone, count: this.count, method, path, body });
  }

  // inTurn makes requests one after the other, so that they arrive in the order of their counts.
  inTurn(request) {
    const done = this.queue.then(request);
    this.queue = done.catch(() => {});
    return done;
  }

  async follow() {
    clearTimeout(this.retry);
    this.stream?.abort();
    const mine = new AbortController();
    this.stream = mine;
    this.heard = performance.now();
    this.offset = -Infinity;
    try {
      const answer = await this.inTurn(() => fetch(this.signed("GET", "/remote/events"), { signal: mine.signal, cache: "no-store" }));
      if (answer.status === 401) this.end("invalid");
      if (answer.status === 409) this.count += 3600000; // The phone's clock has been set back.
      if (answer.ok) await this.read(answer.body.getReader(), mine);
    } catch {
      // It is over, in whatever way.
    }
    if (this.stream === mine) this.again();
  }

  async read(reader, mine) {
    const decoder = new TextDecoder();
    for (let text = ""; ; ) {
      const { done, value } = await reader.read();
      if (done || this.stream !== mine) return;
      const events = (text + decoder.decode(value, { stream: true })).split("\n\n");
      text = events.pop();
      for (const event of events) if (event.startsWith("data: ")) this.take(JSON.parse(event.slice(6)));
    }
  }

  take(state) {
    if (state.v !== this.version) {
      this.end("invalid");
      return;
    }
    this.heard = performance.now();
    const fresh = state.at - this.heard;
    if (fresh > this.offset || this.offset - fresh > clockSet) this.offset = fresh;
    this.tries = 0;
    this.state = state;
    this.received = this.heard;
    if (state.closed) this.end("ended");
    else this.become("live");
  }

  become(status) {
    this.status = status;
    this.changed();
  }

  // end is for good: only another key, which comes with another page, begins anew.
  end(status) {
    clearTimeout(this.retry);
    const stream = this.stream;
    this.stream = null;
    stream?.abort();
    this.become(status);
  }

  get over() {
    return this.status === "invalid" || this.status === "ended";
  }

  watch() {
    if (this.stream && performance.now() - this.heard > lostAfter) this.again();
  }

  // again connects once more after a while.
  again() {
    if (this.over) return;
    const stream = this.stream;
    this.stream = null;
    stream?.abort();
    clearTimeout(this.retry);
    this.retry = setTimeout(() => this.follow(), Math.min(200 * 2 ** this.tries++, 1600));
    this.become("lost");
  }

  // wake connects at once: a phone that slept may not know that its link is gone.
  wake() {
    if (this.over) return;
    this.become("connecting");
    this.follow();
  }

  // time is the laptop's, a little late at most.
  time() {
    return Math.round(this.offset + performance.now());
  }

  async post(path, body = "") {
    const given = new AbortController();
    const timer = setTimeout(() => given.abort(), answerIn);
    try {
      const answer = await fetch(this.signed("POST", path, body), { method: "POST", body, signal: given.signal, cache: "no-store" });
      if (answer.status === 401) this.end("invalid");
      return answer.status === 204 ? "" : (await answer.text()).trim();
    } finally {
      clearTimeout(timer);
    }
  }

  async beat() {
    if (this.status !== "live" || this.beating) return;
    this.beating = true;
    await this.inTurn(() => this.status === "live" && this.post("/remote/beat")).catch(() => this.again());
    this.beating = false;
  }

  ask() {
    return this.inTurn(() => this.post("/remote/ask")).catch(() => {});
  }

  // press sends what a button asks for. pressed is when that was, by performance.now. It gives why it was not taken, "" if
  // it was. What cannot go at once is dropped: a press without a link must not move the talk later, and the laptop refuses
  // one that comes late.
  async press(op, pressed, sure = false) {
    const at = this.time() - Math.round(performance.now() - pressed);
    const body = JSON.stringify({ op, place: this.state.talk.place, at, sure });
    try {
      return await this.inTurn(() => {
        const fresh = this.status === "live" && performance.now() - pressed < staleAfter;
        return fresh ? this.post("/remote/command", body) : "late";
      });
    } catch {
      return "silent";
    }
  }
}
