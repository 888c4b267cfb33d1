import { pino } from 'pino';
import { testSource } from '../../test/support/door';
import { createSourceDirectory, type CachedSourceDirectory, type Source } from './sources';

let sources: Source[];
let reads: number;
let away: boolean;
let now: number;
let directory: CachedSourceDirectory;

beforeEach(() => {
  sources = [testSource()];
  reads = 0;
  away = false;
  now = 1_000;
  directory = createSourceDirectory({
    load: async () => {
      reads++;
      if (away) throw new Error('no database');
      return sources;
    },
    log: pino({ level: 'silent' }),
    now: () => now,
    refreshMilliseconds: 60_000,
    reloadSpacingMilliseconds: 20,
  });
});
afterEach(() => directory.stop());

test('a known key is answered from memory', async () => {
  for (let request = 0; request < 5; request++) expect(await directory.byKey('SERVERKEY')).toBe(sources[0]);
  expect(await directory.byRef('source-server')).toBe(sources[0]);
  expect(reads).toBe(1);
});

test('a source made a moment ago works at once', async () => {
  await directory.byKey('SERVERKEY');
  sources = [...sources, testSource({ writeKey: 'NEWKEY' })];
  expect((await directory.byKey('NEWKEY'))?.writeKey).toBe('NEWKEY');
});

test('a flood of one unknown key costs one read, of many keys one for each spacing', async () => {
  for (let request = 0; request < 50; request++) expect(await directory.byKey('NOBODY')).toBeNull();
  expect(reads).toBe(1);
  await Promise.all(Array.from({ length: 50 }, (_, index) => directory.byKey(`NOBODY${index}`)));
  expect(reads).toBeLessThanOrEqual(3);
});

test('a key longer than any key is nobody’s, without a read', async () => {
  expect(await directory.byKey('x'.repeat(101))).toBeNull();
  expect(reads).toBe(0);
});

test('while the sources cannot be read known keys work, unknown ones are told to come again', async () => {
  await directory.byKey('SERVERKEY');
  away = true;
  expect((await directory.byKey('SERVERKEY'))?.ref).toBe('source-server');
  await expect(directory.byKey('NEWKEY')).rejects.toMatchObject({ code: 'database_unavailable' });
  away = false;
  expect(await directory.byKey('NEWKEY')).toBeNull();
});

test('a change is seen after a refresh', async () => {
  await directory.byKey('SERVERKEY');
  sources = [testSource({ enabled: false })];
  await directory.refresh();
  expect((await directory.byKey('SERVERKEY'))?.enabled).toBe(false);
});

test('after a rotation both keys work until the old one ends, and no read is needed for that', async () => {
  sources = [testSource({ writeKey: 'NEWKEY', previousKey: { writeKey: 'OLDKEY', endsAt: 2_000 } })];
  expect((await directory.byKey('OLDKEY'))?.ref).toBe('source-server');
  expect((await directory.byKey('NEWKEY'))?.ref).toBe('source-server');
  now = 2_000;
  expect(await directory.byKey('OLDKEY')).toBeNull();
  expect((await directory.byKey('NEWKEY'))?.ref).toBe('source-server');
});
