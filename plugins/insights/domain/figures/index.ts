import type { Figure } from '../figure';
import type { Measures } from '../measures';
import { dayOf } from '../days';
import { abandonment } from './abandonment';
import { csat } from './csat';
import { firstContactResolution } from './first-contact-resolution';
import { handOffs } from './hand-offs';
import { handlingTime } from './handling-time';
import { routingAgreement } from './routing-agreement';
import { timeToHuman } from './time-to-human';

/** In the order of the page. */
export const figures: readonly Figure[] = [
  csat,
  firstContactResolution,
  timeToHuman,
  handlingTime,
  handOffs,
  abandonment,
  routingAgreement,
];

/** Raised with each change of what a figure says of a conversation: all are folded again then. */
export const formulasVersion = 2;

export type FigureValue = { readonly figure: string; readonly day: string; readonly value: number };

/** What one conversation adds to every figure, by the calendar days of a zone. */
export function valuesOf(measures: Measures, zone: string): FigureValue[] {
  return figures.flatMap(({ name, of }) => {
    const counted = of(measures);
    return counted === null ? [] : [{ figure: name, day: dayOf(counted.at, zone), value: counted.value }];
  });
}
