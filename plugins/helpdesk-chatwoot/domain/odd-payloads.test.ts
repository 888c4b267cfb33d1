import { readdirSync } from 'node:fs';
import { isJsonObject, type Json, RapportError } from '@rapport/sdk';
import { z } from 'zod';
import { describeWithShared, readShared, sharedFile } from '../../../test/support/shared';
import { eventOf } from './event';
import { translate } from './translate';

const folder = 'payloads/chatwoot';
type Path = readonly (string | number)[];

/** Everything in it, also what holds other things. */
function pathsOf(value: Json, path: Path = []): Path[] {
  const inside: Path[] = Array.isArray(value)
    ? value.slice(0, 3).flatMap((one, index) => pathsOf(one, [...path, index]))
    : isJsonObject(value)
      ? Object.entries(value).flatMap(([key, one]) => pathsOf(one, [...path, key]))
      : [];
  return [...(path.length === 0 ? [] : [path]), ...inside];
}

/** @param change undefined: it is left out */
function changed(value: Json, [key, ...rest]: Path, change: Json | undefined): Json {
  const of = (inner: Json): Json | undefined => (rest.length === 0 ? change : changed(inner, rest, change));
  if (Array.isArray(value)) return value.flatMap((one, index) => (index === key ? (of(one) ?? []) : [one]));
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, one]) => {
      const next = name === String(key) ? of(one) : one;
      return next === undefined ? [] : [[name, next]];
    }),
  );
}

function outcomeOf(body: Json): string {
  try {
    translate(body, { connection: 'support', deliveredAt: eventOf(body)?.deliveredAt ?? 0 });
    return 'read';
  } catch (error) {
    return error instanceof RapportError ? error.code : `broken: ${String(error)}`;
  }
}

describeWithShared('payloads of versions that we have not seen', () => {
  const files = readdirSync(sharedFile(folder)).filter(
    (file) => file.endsWith('.json') && !file.startsWith('dashboard'),
  );

  test.each(files)('%s: whatever of it is missing or of another kind, it is read or refused', (file) => {
    const body = z.json().parse(readShared(`${folder}/${file}`));
    const broken = pathsOf(body).flatMap((path) =>
      [undefined, 'odd']
        .map((change) => outcomeOf(changed(body, path, change)))
        .filter((outcome) => outcome !== 'read' && outcome !== 'invalid_body')
        .map((outcome) => `${path.join('.')}: ${outcome}`),
    );
    expect(broken).toEqual([]);
  });
});
