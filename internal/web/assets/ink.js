// Where the ink of words is within their lines.

// leading is the line height of huge type in ems, as hall.css has it.
const leading = 1.12;

const pen = document.createElement("canvas").getContext("2d");
const sample = 1000; // px

// trim takes what is white above the ink of the first line and below that of the last out of the box
// of huge words.
export function trim(node) {
  pen.font = `bold ${sample}px ${getComputedStyle(document.body).fontFamily}`;
  const ink = pen.measureText(node.textContent);
  const capital = pen.measureText("H").actualBoundingBoxAscent;
  const base = (leading * sample + ink.fontBoundingBoxAscent - ink.fontBoundingBoxDescent) / 2;
  const above = base - Math.max(ink.actualBoundingBoxAscent, capital);
  const below = leading * sample - base - Math.max(ink.actualBoundingBoxDescent, 0);
  node.style.marginBlock = `${-above / sample}em ${-below / sample}em`;
  return node;
}
