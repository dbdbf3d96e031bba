// Where the ink of words is within their lines.

import { el } from "./dom.js";

// leading is the line height of type in ems, as hall.css has it.
const leading = 1.12;

const apart = 0.06; // ems between the ink of two lines, at least

const pen = document.createElement("canvas").getContext("2d");
const sample = 1000; // px

// measure measures words in the page's type. Lengths are in ems.
function measure(text) {
  pen.font = `bold ${sample}px ${getComputedStyle(document.body).fontFamily}`;
  const m = pen.measureText(text);
  return {
    up: m.actualBoundingBoxAscent / sample, down: m.actualBoundingBoxDescent / sample, width: m.width / sample,
    middle: (m.fontBoundingBoxAscent - m.fontBoundingBoxDescent) / sample,
  };
}

export const widthOf = (text) => measure(text).width;

// trim takes what is white above the ink of the first line and below that of the last out of the box of words. Below
// the last line stays room of foot ems, whether a letter hangs below it or not.
export function trim(node, foot = 0) {
  if (!node.textContent.trim()) return node;
  const ink = measure(node.textContent);
  const pitch = Math.max(leading, ink.up + ink.down + apart);
  const base = (pitch + ink.middle) / 2;
  const above = base - Math.max(ink.up, measure("H").up);
  const below = pitch - base - Math.max(ink.down, foot);
  if (pitch > leading) node.style.lineHeight = pitch;
  node.style.marginBlock = `${-above}em ${-below}em`;
  return node;
}

// digits is a number in a line as tall as its ink. Its own width, in ems, is in a property for the style sheet.
export function digits(text) {
  const node = el("span", {}, text);
  const ink = measure(text);
  const height = ink.up + ink.down;
  node.style.setProperty("--natural", ink.width);
  node.style.lineHeight = height;
  node.style.top = `${ink.up - (height + ink.middle) / 2}em`;
  return node;
}
