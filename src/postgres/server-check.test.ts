import { RapportError } from '@rapport/sdk';
import { judgeServer, type ServerFacts } from './server-check';

const good: ServerFacts = {
  versionNumber: 150_004,
  encoding: 'UTF8',
  readOnly: false,
  missingSchemas: ['rapport'],
  closedSchemas: [],
  mayCreateSchemas: true,
  user: 'u',
  database: 'd',
};

test('PostgreSQL 15 and later will do', () => {
  for (const versionNumber of [150_000, 160_009, 170_002, 180_004, 190_000]) judgeServer({ ...good, versionNumber });
});

test.each([
  [
    'version 14',
    { versionNumber: 140_011 },
    'database_too_old',
    'PostgreSQL is older than the oldest supported version. It is version 14; Rapport needs 15 or later.',
  ],
  ['LATIN1', { encoding: 'LATIN1' }, 'database_encoding_wrong', undefined],
  ['a standby', { readOnly: true }, 'database_rights_missing', undefined],
  ['no right to create schemas', { mayCreateSchemas: false }, 'database_rights_missing', undefined],
  ['a schema of somebody else', { closedSchemas: ['rapport'] }, 'database_rights_missing', undefined],
])('%s is refused', (_, change, code, message) => {
  const judge = (): void => judgeServer({ ...good, ...change });
  expect(judge).toThrow(RapportError);
  expect(judge).toThrow(expect.objectContaining(message === undefined ? { code } : { code, message }));
});
