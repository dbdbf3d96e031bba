// What a slide of a deck holds, as internal/deck settled it.

export const Kind = Object.freeze({ Paragraph: 0, Heading: 1, List: 2, Quote: 3, Code: 4, Table: 5, Picture: 6 });

export const blocks = (slide) => slide.Blocks ?? [];

export const plain = (spans) => (spans ?? []).map((s) => s.Text).join("");

export const heading = (slide) => blocks(slide).find((b) => b.Kind === Kind.Heading);

// rest is the blocks without the first heading.
export function rest(slide) {
  const first = heading(slide);
  return blocks(slide).filter((b) => b !== first);
}

// below is the block of words that follows the heading.
export const below = (slide) => rest(slide).find((b) => (b.Spans ?? []).length > 0);

export const picture = (slide) => blocks(slide).find((b) => b.Kind === Kind.Picture);

// screen is what a step shows: all blocks, or on a slide of several screens the title and those of one.
export function screen(slide, step) {
  if (!(slide.Screens > 1)) return blocks(slide);
  const at = Math.min(step, slide.Screens - 1);
  return blocks(slide).filter((b) => b === heading(slide) || (b.Step ?? 0) === at);
}

// addresses says where the file of a picture is; "" for one that cannot be had.
export const addresses = { of: (file) => `picture/${file.ID}` };

export const addressOf = (image) => (image?.File ? addresses.of(image.File) : "");

// inWords is what stands for a picture that cannot be shown.
export const inWords = (image) => (image?.Alt ? `(${image.Alt})` : "(picture)");
