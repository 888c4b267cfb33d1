/** Bounds of texts: what a template may hold, and what a rendering may cost. */
export const wordLimits = {
  templateCharsMax: 10_000,
  outputCharsMax: 20_000,
  /** Nodes that one rendering visits. */
  stepsMax: 20_000,
  /** Items that one list repeats. */
  eachMax: 50,
  /** Blocks inside blocks, expressions inside expressions. */
  depthMax: 16,
  /** One value inside a text; longer ones are cut at a word. */
  valueCharsMax: 300,
  /** A web address inside a text; longer ones are cut as other values are. */
  addressCharsMax: 2_048,
  /** Longer names are no names: people are greeted without. */
  nameCharsMax: 40,
  parsedTemplatesMax: 500,
  formattersMax: 500,
} as const;
