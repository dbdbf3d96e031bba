// Where the ink of words is within their lines.

import { el } from "./dom.js";

// leading is the line height of type in ems, as hall.css has it.
const leading = 1.12;

const apart = 0.06; // ems between the ink of two lines, at least

// Of the page's face in ems, for browsers that do not say.
const ascent = 0.944;
const descent = 0.211;

const pen = document.createElement("canvas").getContext("2d");
const sample = 250; // px: the ink of larger letters is measured less exactly

let family = null; // asked for once

// Of letters where a browser lets nobody draw, in ems: rather too wide than too narrow.
const guessed = (text) => ({ up: 0.75, down: descent, width: 0.65 * [...text].length, middle: ascent - descent });

// measure measures words in the page's type. Lengths are in ems.
function measure(text) {
  if (!pen) return guessed(text);
  family = family || getComputedStyle(document.body).fontFamily;
  pen.font = `bold ${sample}px ${family}`;
  const m = pen.measureText(text);
  return {
    up: m.actualBoundingBoxAscent / sample, down: m.actualBoundingBoxDescent / sample, width: m.width / sample,
    middle: ((m.fontBoundingBoxAscent ?? ascent * sample) - (m.fontBoundingBoxDescent ?? descent * sample)) / sample,
  };
}

export const widthOf = (text) => measure(text).width;

// Of large type the distance between two baselines is halves of rows, as in a terminal of so many rows, so that lines
// break here as they do there.
const rows = 54;
const leastLarge = 4.4; // rows

const codeLeading = 1.05;

const rowNow = () => Math.min(innerWidth, innerHeight) / rows;

// codePitch is the distance between two lines of code at a size, both in pixels: whole rows.
export const codePitch = (px) => Math.ceil((px * codeLeading) / rowNow()) * rowNow();

// pitchOf is the distance between two baselines at a size, both in pixels, of words whose ink is so many ems tall.
function pitchOf(px, tall) {
  const row = rowNow();
  const size = px / row;
  if (size < leastLarge) return Math.max(leading, tall + apart) * px;
  return (Math.max(Math.round(2 * leading * size), Math.ceil(2 * tall * size)) / 2) * row;
}

// Ink is how far the ink of words goes above the first baseline and below the last, in ems.
export class Ink {
  constructor(text, foot = 0) {
    const ink = measure(text);
    Object.assign(this, { up: Math.max(ink.up, measure("H").up), down: Math.max(ink.down, foot), middle: ink.middle });
    this.tall = ink.up + ink.down;
  }

  // height is that of lines at a size in pixels.
  height(lines, px) {
    return (this.up + this.down) * px + (lines - 1) * pitchOf(px, this.tall);
  }

  // most is how many lines go into a height.
  most(height, px) {
    return Math.floor((height - (this.up + this.down) * px) / pitchOf(px, this.tall) + 1e-6) + 1;
  }

  // lead gives a node its line height, and takes what is white above and below its ink out of its box. Without a size
  // it has the line height of the style sheet.
  lead(node, px) {
    const pitch = px ? pitchOf(px, this.tall) / px : Math.max(leading, this.tall + apart);
    const base = (pitch + this.middle) / 2;
    node.style.lineHeight = pitch;
    node.style.marginTop = `${this.up - base}em`;
    node.style.marginBottom = `${base + this.down - pitch}em`;
  }
}

const inks = new WeakMap(); // of the nodes that are trimmed

export const inkOf = (node) => inks.get(node) ?? new Ink(node.textContent);

// trim takes what is white above the ink of the first line and below that of the last out of the box of words. Below
// the last line stays room of foot ems, whether a letter hangs below it or not.
export function trim(node, foot = 0) {
  if (!node.textContent.trim()) return node;
  inks.set(node, new Ink(node.textContent, foot));
  inks.get(node).lead(node);
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
