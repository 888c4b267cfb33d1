/** Bounds of templates: what one may hold, and what one rendering may cost. */
export const templateLimits = {
  nameCharsMax: 200,
  localesMax: 60,
  /** Of one part as its author wrote it. */
  partCharsMax: 200_000,
  /** Of one part as HTML, before values are filled in. */
  compiledCharsMax: 400_000,
  outputCharsMax: 600_000,
  /** Nodes that the rendering of one part visits. */
  stepsMax: 20_000,
  /** Expressions in one part. */
  expressionsMax: 2_000,
  /** Of a template and all its parts that are kept compiled. */
  compiledTemplatesMax: 200,
  /** Faults that an author is told of one template. */
  faultsMax: 50,
  versionsListedMax: 50,
  /** Values of one person that an author is offered. */
  valuesListedMax: 200,
} as const;
