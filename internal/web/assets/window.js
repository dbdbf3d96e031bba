// What the window of a hall does by itself, whatever it shows.

// onResize calls back once for each frame in which the window's size has changed.
export function onResize(then) {
  let asked = 0;
  addEventListener("resize", () => {
    cancelAnimationFrame(asked);
    asked = requestAnimationFrame(then);
  });
}

// A click never moves the talk. Two fill the screen, and then a clicker's Escape does not empty
// it again where the browser lets that key be kept.
async function fillScreen() {
  try {
    await document.documentElement.requestFullscreen();
    await navigator.keyboard?.lock?.(["Escape"]);
  } catch {
    // A browser that cannot has F11.
  }
}

// The pointer hides when it rests.
let idle = 0;
function wake() {
  document.body.classList.remove("idle");
  clearTimeout(idle);
  idle = setTimeout(() => document.body.classList.add("idle"), 2000);
}

// The projector's screen must not go to sleep during a silence.
async function stayAwake() {
  if (document.visibilityState !== "visible") return;
  try {
    await navigator.wakeLock?.request("screen");
  } catch {
    // The computer's own settings must do.
  }
}

export function startWindow() {
  addEventListener("dblclick", fillScreen);
  addEventListener("contextmenu", (e) => e.target.matches("input") || e.preventDefault());
  addEventListener("mousemove", wake);
  document.addEventListener("visibilitychange", stayAwake);
  wake();
  stayAwake();
}
