// Follows the presenter. The newest state wins. Whatever happens to the link, what was shown stays.

const lostAfter = 2000; // ms without a sign
const soon = 12; // tries, some twenty seconds, after which the waits grow on: the presenter may have left, or have no room

// newer is live.Newer.
export function newer(a, b) {
  return !b || a.session !== b.session || a.seq > b.seq;
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

export class Follower {
  // address gives that of the events of the peer. show(deck, snapshot, received) is called with a pair that belongs
  // together; trouble() when the presenter is of another version; refused() when it does not take this page's key;
  // classroom() when this page is beyond the presenter's machine.
  constructor({ peer, address, version, show, trouble, refused, classroom }) {
    Object.assign(this, { peer, address, version, show, trouble, refused, classroom });
    this.tries = 0;
    this.connected = false;
    this.connect();
    setInterval(() => this.watch(), 250);
  }

  connect() {
    this.heard = performance.now();
    this.source = new EventSource(this.address());
    this.source.addEventListener("proof", (e) => this.prove(e.data));
    this.source.addEventListener("state", (e) => this.alive(e.data) && this.take(e.data));
    this.source.addEventListener("beat", (e) => this.alive() && this.peer.hear(Number(e.data)));
    this.source.addEventListener("classroom", () => this.classroom());
    this.source.addEventListener("error", () => this.fail());
  }

  // prove takes the proof: another program may listen where the presenter did.
  prove(text) {
    if (this.strange(text) || !this.peer.prove(text)) this.again();
  }

  // strange tells of a presenter of another version.
  strange(text) {
    const other = parsed(text)?.v !== this.version;
    if (other) this.trouble();
    return other;
  }

  fail() {
    if (this.source?.readyState === this.source?.CLOSED && this.peer.key) this.refused();
    this.again();
  }

  // alive takes a sign of life, which may be a state, and reports whether what has come can be believed. A presenter of an
  // older version proves nothing.
  alive(text = "") {
    if (!this.peer.proven) {
      if (text) this.strange(text);
      this.again();
      return false;
    }
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
    const snapshot = parsed(text);
    if (!snapshot) {
      this.again();
      return;
    }
    if (this.strange(text)) return;
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
        this.deck = { ...JSON.parse(new TextDecoder().decode(await this.peer.content("/deck"))) };
      }
    } catch {
      // The next link starts again.
    }
    this.fetching = false;
    if (!this.settle()) this.again();
  }
}
