// What a face of a deck holds, read as internal/deck and internal/render read it.

export const Kind = Object.freeze({ Paragraph: 0, Heading: 1, List: 2, Quote: 3, Code: 4, Table: 5, Picture: 6 });

export const blocks = (face) => face.Blocks ?? [];

export const plain = (spans) => (spans ?? []).map((s) => s.Text).join("");

export const heading = (face) => blocks(face).find((b) => b.Kind === Kind.Heading);

// rest is the blocks without the first heading.
export function rest(face) {
  const first = heading(face);
  return blocks(face).filter((b) => b !== first);
}

// below is the block of words that follows the heading.
export const below = (face) => rest(face).find((b) => (b.Spans ?? []).length > 0);

// rows is every line of a closing slide below its title.
export const rows = (face) => face.Rows ?? [];

// layoutOf is the face's layout, or text where it holds more than its layout has a place for.
export function layoutOf(face) {
  const layout = face.Layout;
  if (layout === "closing" && rows(face).length === 0) return "text";
  if (layout === "image" && !picture(face)) return "text";
  if (layout !== "message" && layout !== "title") return layout || "text";
  const others = rest(face);
  if (!heading(face) || others.length > 1 || (others.length === 1 && !(others[0].Spans ?? []).length)) return "text";
  if (layout === "message" && others.length === 1 && others[0].Step === 0) return "title";
  return layout;
}

export const picture = (face) => blocks(face).find((b) => b.Kind === Kind.Picture && b.Image && b.Image.Data);
