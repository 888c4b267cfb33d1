import { readFileSync } from 'node:fs';
import path from 'node:path';
import { loadPlugins, scopesOf } from '../plugins';
import { roleCodes, roleLabels, scopeRoles } from './role-table';

test('every right of every plugin has its line in the table of roles', async () => {
  const scopes = scopesOf(await loadPlugins(path.join(__dirname, '../..'))).map((scope) => scope.name);
  expect(scopes.filter((scope) => scopeRoles[scope] === undefined)).toEqual([]);
});

test('nobody but those who need it sees personal data, erases or reads the log', () => {
  expect(scopeRoles['pii.read']).not.toContain('marketing');
  expect(scopeRoles['pii.read']).not.toContain('developer');
  expect(scopeRoles['privacy.erase']).toEqual(['privacy-officer']);
  expect(scopeRoles['audit.read']).toEqual(['privacy-officer']);
});

test('docs/privacy.md shows the same table', () => {
  const document = readFileSync(path.join(__dirname, '../../docs/privacy.md'), 'utf8');
  const rows = [...document.matchAll(/^\| `([a-z.]+)` +\|(.*)\|$/gm)].map(([, scope, cells = '']) => [
    scope,
    roleCodes.filter((_, column) => cells.split('|')[column]?.trim() === 'yes'),
  ]);
  expect(Object.fromEntries(rows)).toEqual(scopeRoles);
});

test('each role has a name and a sentence in both languages', () => {
  for (const code of roleCodes) {
    const { name, description } = roleLabels[code];
    expect(name).toMatch(/^[\w ]+ · \p{Script=Han}+$/u);
    expect(description['zh-Hans']).toMatch(/\p{Script=Han}/u);
    expect(description.en).toMatch(/\.$/);
  }
});
