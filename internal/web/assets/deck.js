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

// pictures are the pictures of a slide, wherever they stand on it.
export function pictures(slide) {
  const of = (b) => [b.Image, b.Blocks, b.Items].flatMap((part) => (Array.isArray(part) ? part.flatMap(of) : part ?? []));
  return [...blocks(slide), ...(slide.Rows ?? [])].flatMap(of);
}

const had = new Set(); // IDs of the files that the browser has loaded

// addresses says of which files of pictures a page can have the contents, and gives where those are once they are there. It
// throws where they do not come; mayCome says that they may do later.
export const addresses = {
  mayCome: false,
  has: (_file) => true,
  of: async (file) => {
    const address = `picture/${file.ID}`;
    if (!had.has(file.ID)) await loaded(address);
    had.add(file.ID);
    return address;
  },
};

const loaded = (src) =>
  new Promise((onload, onerror) => {
    Object.assign(new Image(), { onload, onerror, src });
  });

// canShow reports whether the contents of a picture can be had.
export const canShow = (image) => Boolean(image?.File) && addresses.has(image.File);

// inWords is what stands for a picture that cannot be shown.
export const inWords = (image) => (image?.Alt ? `(${image.Alt})` : "(picture)");
