// Follows the presenter. The newest state wins. Whatever happens to the link, what was shown stays.

const lostAfter = 2000; // ms without a sign
const soon = 12; // tries, some twenty seconds, after which the waits grow on: the presenter may have left, or have no room

// newer is live.Newer.
export function newer(a, b) {
  return !b || a.session !== b.session || a.seq > b.seq;
}

export class Follower {
  // address gives that of the events. show(deck, snapshot, received) is called with a pair that belongs together;
  // trouble() when the presenter is of another version; classroom() when this page is beyond the presenter's machine.
  constructor({ address, version, show, trouble, classroom }) {
    Object.assign(this, { address, version, show, trouble, classroom });
    this.tries = 0;
    this.connected = false;
    this.connect();
    setInterval(() => this.watch(), 250);
  }

  connect() {
    this.heard = performance.now();
    this.source = new EventSource(this.address());
    this.source.addEventListener("state", (e) => this.alive() && this.take(e.data));
    this.source.addEventListener("beat", () => this.alive());
    this.source.addEventListener("classroom", () => this.classroom());
    this.source.addEventListener("error", () => this.again());
  }

  alive() {
    this.heard = performance.now();
    this.tries = 0;
    this.connected = true;
    return true;
  }

  watch() {
    if (this.source && performance.now() - this.heard > lostAfter) this.again();
  }

  // again connects once more after a wait, half of which is left to chance.
  again() {
    if (!this.source) return;
    this.source.close();
    this.source = null;
    this.connected = false;
    const most = this.tries < soon ? 2000 : 10000;
    const wait = Math.min(200 * 2 ** this.tries++, most);
    setTimeout(() => this.connect(), wait / 2 + (Math.random() * wait) / 2);
  }

  // reopen follows at another address.
  reopen() {
    if (!this.source) return; // It is about to.
    this.source.close();
    this.connected = false;
    this.connect();
  }

  take(text) {
    let snapshot;
    try {
      snapshot = JSON.parse(text);
    } catch {
      this.again();
      return;
    }
    if (snapshot.v !== this.version) {
      this.trouble();
      return;
    }
    const settled = this.deck && this.newest && this.newest.deck === this.deck.Hash;
    if (settled && !newer(snapshot, this.newest)) return;
    this.newest = snapshot;
    this.received = performance.now();
    if (!this.settle()) this.fetchDeck();
  }

  // settle shows the newest state if its deck is there.
  settle() {
    if (this.deck?.Hash !== this.newest.deck) return false;
    this.show(this.deck, this.newest, this.received);
    return true;
  }

  // fetchDeck brings the deck of the newest state; the old pair stays until it is complete.
  async fetchDeck() {
    if (this.fetching) return;
    this.fetching = true;
    try {
      for (let tries = 0; tries < 3 && this.deck?.Hash !== this.newest.deck; tries++) {
        const answer = await fetch("/deck", { signal: AbortSignal.timeout?.(20000) });
        if (!answer.ok) throw new Error(answer.statusText);
        this.deck = { ...(await answer.json()) };
      }
    } catch {
      // The next link starts again.
    }
    this.fetching = false;
    if (!this.settle()) this.again();
  }
}
