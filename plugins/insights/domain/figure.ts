import type { LocalizedText } from '@rapport/sdk';
import type { Measures } from './measures';

/**
 * share     each conversation counts 1 or 0; the figure is their mean, 0 to 1
 * duration  milliseconds; the figure is the median, and the ninth decile beside it
 * mean      a number; the figure is the mean
 */
export const figureKinds = ['share', 'duration', 'mean'] as const;
export type FigureKind = (typeof figureKinds)[number];

/** What a conversation adds to a figure, and the moment by whose day it counts. */
export type Contribution = { readonly at: number; readonly value: number };

/**
 * A figure of the helpdesk is one object in its own file. What it says of one conversation is all there is to it: sums, intervals,
 * days, breakdowns, drill-down, pages and documents derive from it.
 * @example
 * export const reopened = defineFigure({
 *   name: 'reopened',
 *   label: { en: 'Opened again', 'zh-Hans': '重新打开率' },
 *   formula: { en: 'Conversations that were opened again / conversations that were resolved.', 'zh-Hans': '...' },
 *   kind: 'share',
 *   good: 'low',
 *   of: ({ firstResolvedAt, reopened }) =>
 *     firstResolvedAt === null ? null : { at: firstResolvedAt, value: reopened > 0 ? 1 : 0 },
 * });
 */
export type Figure = {
  /** Stands in addresses and in the table: it stays. */
  readonly name: string;
  readonly label: LocalizedText;
  /** In words, with what counts and for which day. */
  readonly formula: LocalizedText;
  readonly kind: FigureKind;
  /** Which direction is the better one. */
  readonly good: 'high' | 'low';
  /** Null: the conversation does not count for it. */
  readonly of: (measures: Measures) => Contribution | null;
};

export function defineFigure(figure: Figure): Figure {
  return figure;
}
