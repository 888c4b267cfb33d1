import type { JsonObject } from '@rapport/sdk';
import { conditionKinds } from '../../../../segments/domain/conditions';
import { parseComputed } from '../../../../segments/domain/computed';
import { DefinitionReader } from '../../../../segments/domain/definition';
import { highValue, managedTraits } from '../../managed-traits';
import { actions, actionsByKey } from '../../next-best-action/actions';
import { evidenceOf, textIn } from '../evidence';
import { segmentKeyOf, situationLimits } from '../situation';
import { readySituations } from '.';

const reader = new DefinitionReader(conditionKinds);
const options = { timeZone: 'Europe/Berlin', now: Date.parse('2026-11-29T12:00:00Z') };

test('there are enough of them, for each vertical, each once', () => {
  const keys = readySituations.map((one) => one.key);
  expect(new Set(keys).size).toBe(keys.length);
  expect(keys.length).toBeGreaterThanOrEqual(25);
  for (const vertical of ['retail', 'saas', 'services'])
    expect(readySituations.filter((one) => one.vertical === vertical).length).toBeGreaterThanOrEqual(3);
});

describe.each(readySituations.map((one) => [one.key, one] as const))('%s', (key, situation) => {
  test('is a condition, with facts and an action that are there', () => {
    expect(segmentKeyOf(key)).toMatch(/^[a-z][a-z0-9_-]{0,63}$/);
    expect(reader.parse(situation.when)).toMatchObject({ ok: true });
    for (const fact of Object.values(situation.facts)) expect(parseComputed(fact, reader)).toHaveProperty('computed');
    expect(Object.keys(situation.facts).length).toBeLessThanOrEqual(situationLimits.factsMax);
    expect(situation.action === null || actionsByKey.has(situation.action)).toBe(true);
    expect(situation.expiresSeconds).toBeLessThanOrEqual(situationLimits.expiresSecondsMax);
  });

  test.each(['en', 'zh-CN', 'de-AT'])('is a whole sentence in %s, whichever facts are there', (locale) => {
    const asked = new Set(
      [...textIn(situation.evidence, locale).matchAll(/situation\.(\w+)/g)].map(([, name]) => name),
    );
    for (const name of asked) expect(Object.keys(situation.facts)).toContain(name);
    for (const facts of casesOf(Object.keys(situation.facts))) {
      const text = evidenceOf(situation, { facts, customer: {} }, { ...options, locale });
      expect(text).toMatch(/^.+[.。]$/);
      expect(text).not.toMatch(/undefined|null|masked|\{\{|“”|„“|\(\)|（）| {2}| [,.;:)]|[,;:，；：]\s*[.。,;，；]/);
      // What is known is said, though something else is missing.
      const known = Object.entries(facts).flatMap(([name, value]) =>
        asked.has(name) && typeof value === 'string' && value.startsWith('<') ? [value] : [],
      );
      expect(known.filter((value) => !text.includes(value))).toEqual([]);
    }
  });

  test('can be edited as it is', () => {
    for (const text of Object.values(situation.evidence))
      expect(text.length).toBeLessThanOrEqual(situationLimits.evidenceCharsMax);
  });
});

/** Each fact there, not there, or hidden from the reader, in every combination. */
function casesOf(names: readonly string[]): JsonObject[] {
  return names.reduce<JsonObject[]>(
    (cases, name) =>
      cases.flatMap((one) => [`<${name}>`, null, '[masked]'].map((value) => ({ ...one, [name]: value }))),
    [{}],
  );
}

test('what all languages speak of is the same', () => {
  for (const { key, evidence } of readySituations) {
    const namesIn = (text: string) =>
      [...new Set([...text.matchAll(/situation\.(\w+)/g)].map(([, name]) => name))].sort();
    expect([key, namesIn(evidence['zh-Hans'])]).toEqual([key, namesIn(evidence.en)]);
    expect([key, namesIn(evidence.de)]).toEqual([key, namesIn(evidence.en)]);
  }
});

test('every action is called for, and the managed definitions are understood', () => {
  const called = new Set(readySituations.map((one) => one.action));
  expect(actions.filter(({ key }) => !called.has(key)).map(({ key }) => key)).toEqual([]);
  for (const trait of managedTraits) expect(parseComputed(trait.definition, reader)).toHaveProperty('computed');
  expect(reader.parse(highValue.definition)).toMatchObject({ ok: true });
});
