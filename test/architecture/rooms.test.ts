import { z } from 'zod';
import { projectFiles, textOf } from './tree';

const files = projectFiles();

test('every room has something in it', () => {
  const empty = files.filter((file) => textOf(file).trim() === '');
  const placeholders = files.filter((file) => /(^|\/)\.(git)?keep$/.test(file));
  expect([...empty, ...placeholders]).toEqual([]);
});

test('every folder of src/ and every plugin has its line in ARCHITECTURE.md', () => {
  const rooms = new Set(
    files.map((file) => /^(?:src|plugins)\/([^/]+)\//.exec(file)?.[1]).filter((room) => room !== undefined),
  );
  const tour = textOf('ARCHITECTURE.md');
  expect([...rooms].filter((room) => !tour.includes(`${room}/`))).toEqual([]);
});

test('nothing is called utils, helpers or managers', () => {
  const vague = /(^|[/-])(utils?|helpers?|managers?|misc|common)(\/|\.[jt]sx?$|-)/i;
  // What a template may call is a helper in Handlebars' own words.
  const ofHandlebars = /^plugins\/sdk\/src\/words\/helper(s\/|\.ts$)/;
  expect(files.filter((file) => vague.test(file) && !ofHandlebars.test(file))).toEqual([]);
});

test('every plugin says what it is', () => {
  const manifest = z.object({
    name: z.string(),
    private: z.boolean(),
    rapport: z.object({ kind: z.string() }).optional(),
  });
  for (const file of files.filter((name) => /^plugins\/[^/]+\/package\.json$/.test(name))) {
    const { name, rapport } = manifest.parse(JSON.parse(textOf(file)));
    expect(`plugins/${name.replace('@rapport/', '')}/package.json`).toBe(file);
    if (name !== '@rapport/sdk') expect(rapport?.kind).toBeDefined();
  }
});
