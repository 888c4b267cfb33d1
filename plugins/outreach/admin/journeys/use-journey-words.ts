import { isJsonObject, useTexts } from '@rapport/sdk/admin';
import type { Translate } from '@rapport/sdk/admin';
import { useMemo } from 'react';
import { entryTexts } from './entry-texts';
import { entryWords } from './entry-words';
import type { EntryLanguage } from './entry-words';
import { lengthIn } from './form/length';
import { operatorTexts } from './form/operators';
import { listAt, objectAt, textAt } from './graph/definition';
import type { Definition, Step } from './graph/definition';
import { eventNames, exitsOf } from './graph/exits';
import type { About } from './graph/exits';
import { kindOf } from './graph/step-kinds';
import { wordsTexts } from './words-texts';

export const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
const endReasons = ['finished', 'left', 'withheld', 'date_missing', 'visits', 'version', 'merged', 'stopped'] as const;

export type JourneyWords = {
  readonly titleOf: (step: Step) => string;
  /** What this one does, in a line; '' where its title says it. */
  readonly summaryOf: (step: Step) => string;
  readonly entryOf: (definition: Definition) => string;
  readonly aboutOf: (about: About) => string;
  readonly endOf: (reason: string) => string;
  /** `2h` in words. */
  readonly lengthOf: (text: string) => string;
};

export function useJourneyWords(): JourneyWords {
  const t = useTexts(wordsTexts);
  const entry = useTexts(entryTexts);
  const comparison = useTexts(operatorTexts);
  return useMemo(() => wordsOf(t, { t: entry, comparison }), [t, entry, comparison]);
}

type Told = Translate<typeof wordsTexts>;

function wordsOf(t: Told, entry: Omit<EntryLanguage, 'lengthOf'>): JourneyWords {
  const or = (text: string): string => (text.trim() === '' ? t('unset') : text);
  const lengthOf = (text: string): string => {
    const length = lengthIn(text);
    return length === null ? or(text) : t(length.unit, { count: length.count });
  };
  return {
    lengthOf,
    titleOf: (step) => t(kindOf(step) ?? 'unknownKind'),
    summaryOf: (step) => summaryOf(step, t, or, lengthOf),
    entryOf: (definition) => entryWords(definition, { ...entry, lengthOf }),
    aboutOf(about) {
      switch (about.kind) {
        case 'event':
          return t('byEvent', { name: or(about.name) });
        case 'segment':
          return t('bySegment', { name: or(about.name) });
        case 'timeout':
          return t('byTimeout', { length: lengthOf(about.name) });
        case 'arm':
          return t('byArm', { name: or(about.name), share: or(about.share) });
        case 'next':
        case 'missing':
        case 'otherwise':
          return t(about.kind);
      }
    },
    endOf(reason) {
      if (reason === 'exit') return t('exitEnd');
      const known = endReasons.find((one) => one === reason);
      return known === undefined ? reason : t(known);
    },
  };
}

function summaryOf(step: Step, t: Told, or: (text: string) => string, lengthOf: (text: string) => string): string {
  const text = (key: string): string => or(textAt(step, [key]));
  switch (kindOf(step)) {
    case 'send':
      return t('sendSummary', { template: text('template'), topic: text('topic'), channel: text('channel') });
    case 'wait':
      return waitOf(step, t, or, lengthOf);
    case 'wait_for':
      return listAt(step, ['any'])
        .map((one) => eventNames(one).join(', ') || textAt(one, ['segment']))
        .map(or)
        .join(' · ');
    case 'branch':
    case 'split':
      return t('ways', { count: exitsOf(step).length });
    case 'update_trait':
      return or(Object.keys(objectAt(step, ['set'])).join(', '));
    case 'webhook':
      return text('webhook');
    case 'hand_over':
      return text('note');
    case 'call_back':
      return t('within', { length: lengthOf(textAt(step, ['within'])), note: text('note') });
    case 'goal':
      return text('name');
    case 'exit':
    case null:
      return '';
  }
}

function waitOf(step: Step, t: Told, or: (text: string) => string, lengthOf: (text: string) => string): string {
  if ('until' in step) {
    const time = or(textAt(step, ['until', 'time']));
    const on = listAt(step, ['until', 'weekdays']);
    const days = weekdays.filter((one) => on.includes(one)).map((one) => t(one));
    return days.length === 0 ? t('waitUntil', { time }) : t('waitUntilOn', { time, days: days.join(', ') });
  }
  if (!('date' in step)) return lengthOf(textAt(step, ['for']));
  const names = listAt(step, ['date', 'of']).flatMap((one) => (isJsonObject(one) ? Object.values(one) : []));
  const date = or(names.filter((one) => typeof one === 'string').join(', '));
  const [before, after] = [textAt(step, ['date', 'before']), textAt(step, ['date', 'after'])];
  if (before !== '') return t('waitDateBefore', { length: lengthOf(before), date });
  return after === '' ? t('waitDate', { date }) : t('waitDateAfter', { length: lengthOf(after), date });
}
