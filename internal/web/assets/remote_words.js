// What the clicker says.

// takeOver is how the presenter lets a phone take over.
const takeOver = "on the laptop, c then y";

// refusals say why a press was not taken, by the words of package live.
export const refusals = {
  moved: "Not taken: the laptop has moved on. Look, then press again.",
  late: "Not taken: it took too long. Press again.",
  silent: "No answer. Look at the hall before you press again.",
  phone: "Not taken: another phone drives now.",
  nothing: "Not taken: there are no slides yet.",
  flood: "Not taken: too many presses at once.",
  replayed: "Not taken. Press again.",
};

// questions are asked before the numbers go, and before they come up from wherever the talk is.
export const questions = {
  back: { asked: "The numbers are showing", keep: "Keep the numbers", go: "Back to the slide before" },
  black: { asked: "The numbers are showing", keep: "Keep the numbers", go: "Cover the numbers" },
  closing: { asked: "Go to the closing screen?", keep: "Stay on this slide", go: "Show the numbers" },
};

// others is what is asked where the laptop says that something else would take the numbers away.
export const others = { asked: "The numbers are showing", keep: "Keep the numbers", go: "Go on without them" };

// statusWords stand in place of the buttons, by the link's status.
export const statusWords = {
  connecting: { name: "connecting", large: "Looking for the laptop", detail: "" },
  lost: { name: "lost", large: "Link lost", detail: "This phone moves nothing now. It comes back by itself. The laptop's keys work.", bad: true },
  invalid: { name: "invalid", large: "This code is no longer valid", detail: "Photograph the code on the laptop again.", bad: true },
  ended: { name: "ended", large: "The assembly has ended", detail: "You can close this page." },
};

// partWords stand in place of the buttons of a phone that does not drive; null for one that does.
export function partWords(state) {
  if (state.part === "asks") {
    return { name: "asks", large: "Another phone drives", detail: `The presenter can let this one take over: ${takeOver}.` };
  }
  if (state.part === "waits") {
    return state.why === "replaced"
      ? { name: "replaced", large: "Another phone drives now", detail: "This phone moves nothing.", ask: true }
      : { name: "refused", large: "Another phone goes on driving", detail: "The presenter has not let this one take over.", ask: true };
  }
  return state.talk?.slides > 0 ? null : { name: "empty", large: "The assembly will begin soon", detail: "This page follows by itself." };
}

// toldOf says what the hall shows in place of the slide, or that it waits for nothing.
export function toldOf({ cover, frozen, closing }) {
  if (cover === "black") return "The hall is black. NEXT shows the slide.";
  if (cover === "white") return "The hall is white. NEXT shows the slide.";
  if (frozen) return "The hall is frozen: it keeps this slide. On the laptop, f unfreezes it.";
  return closing ? "The numbers are showing." : "";
}

// timeOf is a time in milliseconds as minutes and seconds.
export function timeOf(ms) {
  const s = Math.floor(ms / 1000);
  return `${Math.floor(s / 60)}:${String(s % 60).padStart(2, "0")}`;
}
