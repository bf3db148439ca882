/** What markup says of a block. */
export const MARKS = {
  caption: 1,
  bio: 2,
  byline: 4,
  /** Named as something that stands around a story: related links, sharing, newsletters. */
  surrounding: 8,
  heading: 16,
  list: 32,
  quote: 64,
  table: 128,
  footer: 256,
  hidden: 512,
} as const;
