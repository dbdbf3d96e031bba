// Follows the presenter. The newest state wins. Whatever happens to the link, what was shown stays.

const lostAfter = 2000; // ms without a sign

// newer is live.Newer.
export function newer(a, b) {
  return !b || a.session !== b.session || a.seq > b.seq;
}

export class Follower {
  // show(deck, snapshot, received) is called with a pair that belongs together; trouble(version)
  // when the presenter is of another version.
  constructor({ hall, version, show, trouble }) {
    Object.assign(this, { hall, version, show, trouble });
    this.tries = 0;
    this.connected = false;
    this.connect();
    setInterval(() => this.watch(), 250);
  }

  connect() {
    this.heard = performance.now();
    this.source = new EventSource(`/events?hall=${encodeURIComponent(this.hall)}`);
    this.source.addEventListener("state", (e) => this.alive() && this.take(e.data));
    this.source.addEventListener("beat", () => this.alive());
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
    const wait = Math.min(200 * 2 ** this.tries++, 2000);
    setTimeout(() => this.connect(), wait / 2 + (Math.random() * wait) / 2);
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
