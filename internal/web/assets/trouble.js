// Trouble is marked on the page; the style sheet says where it is told, and never over a slide.

const root = document.documentElement;

// attempt does what may fail, such as painting, and reports whether it was done.
export function attempt(work) {
  try {
    work();
    root.removeAttribute("data-trouble");
    return true;
  } catch (error) {
    console.error(error);
    root.setAttribute("data-trouble", "");
    return false;
  }
}
