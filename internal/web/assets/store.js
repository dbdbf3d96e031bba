// What this browser keeps for the page: in its storage, or, where that is blocked, while the page is open.

class Store {
  constructor(kind) {
    this.kind = kind;
    this.memory = new Map();
  }

  get(name) {
    try {
      return window[this.kind].getItem(name) || this.memory.get(name) || "";
    } catch {
      return this.memory.get(name) || "";
    }
  }

  // set reports whether the value outlasts the page.
  set(name, value) {
    this.memory.set(name, value);
    try {
      window[this.kind].setItem(name, value);
      return true;
    } catch {
      return false;
    }
  }
}

// ofTab is kept by this tab, ofBrowser by every tab.
export const ofTab = new Store("sessionStorage");
export const ofBrowser = new Store("localStorage");
