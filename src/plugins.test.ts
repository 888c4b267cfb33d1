import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { findPlugins, ignoredLine, loadPlugins, migrationSources, type IgnoredPackage } from './plugins';

let appDir: string;
beforeEach(async () => {
  appDir = await mkdtemp(path.join(os.tmpdir(), 'rapport-plugins-'));
});
afterEach(() => rm(appDir, { recursive: true, force: true }));

async function install(packages: Record<string, { kind?: string; source: string }>): Promise<void> {
  const dependencies = Object.fromEntries(Object.keys(packages).map((name) => [name, '1.0.0']));
  await writeFile(path.join(appDir, 'package.json'), JSON.stringify({ dependencies }));
  for (const [name, { kind, source }] of Object.entries(packages)) {
    const folder = path.join(appDir, 'node_modules', name);
    await mkdir(folder, { recursive: true });
    const exported = { './package.json': './package.json', './rapport': './rapport.js' };
    await writeFile(
      path.join(folder, 'package.json'),
      JSON.stringify({ name, exports: exported, rapport: kind && { kind } }),
    );
    await writeFile(path.join(folder, 'rapport.js'), source);
  }
}

test('dependencies that say they are plugins are loaded, in order; others are left alone', async () => {
  await install({
    loyalty: { kind: 'plugin', source: "exports.default = { name: 'loyalty', migrations: '/somewhere' };" },
    library: { source: 'throw new Error("a library is not loaded");' },
    fax: { kind: 'channel', source: 'throw new Error("a channel is not a plugin");' },
    badges: { kind: 'plugin', source: "module.exports = { name: 'badges' };" },
  });
  const plugins = await loadPlugins(appDir);
  expect(plugins.map(({ name }) => name)).toEqual(['loyalty', 'badges']);
  expect(migrationSources(appDir, plugins)).toEqual([
    { name: 'core', folder: path.join(appDir, 'database/rapport') },
    { name: 'loyalty', folder: '/somewhere' },
  ]);
});

test('what is not installed, or says that it is something else, is named; libraries may hide their package.json', async () => {
  await install({
    loyalty: { kind: 'plugin', source: "exports.default = { name: 'loyalty' };" },
    fax: { kind: 'channel', source: '' },
    '@shop/points': { source: '' },
  });
  const file = path.join(appDir, 'package.json');
  const dependencies = {
    loyalty: '1.0.0',
    fax: '1.0.0',
    '@shop/points': '1.0.0',
    '@shop/gone': '1.0.0',
    hiding: '1.0.0',
  };
  await writeFile(file, JSON.stringify({ dependencies }));
  await mkdir(path.join(appDir, 'node_modules/hiding'));
  await writeFile(
    path.join(appDir, 'node_modules/hiding/package.json'),
    '{ "name": "hiding", "exports": "./index.js" }',
  );
  const heard: IgnoredPackage[] = [];
  const plugins = await loadPlugins(appDir, (ignored) => heard.push(ignored));
  expect(plugins.map(({ name }) => name)).toEqual(['loyalty']);
  expect(heard).toEqual([
    { name: 'fax', kind: 'channel' },
    { name: '@shop/gone', kind: null },
  ]);
  expect(heard.map(ignoredLine)).toEqual([
    'The dependency fax has the rapport.kind "channel", which is none: Rapport runs without it.',
    'The dependency @shop/gone is not installed: Rapport runs without it.',
  ]);
});

test('a plugin that forgot to export its package.json is one nevertheless', async () => {
  await install({ loyalty: { kind: 'plugin', source: "exports.default = { name: 'loyalty' };" } });
  const exported = { './rapport': './rapport.js' };
  const text = JSON.stringify({ name: 'loyalty', exports: exported, rapport: { kind: 'plugin' } });
  await writeFile(path.join(appDir, 'node_modules/loyalty/package.json'), text);
  expect((await loadPlugins(appDir)).map(({ name }) => name)).toEqual(['loyalty']);
});

test.each([
  ['has another shape', 'exports.default = { name: 5 };', 'broken/rapport is not a plugin'],
  ['throws', 'throw new Error("no licence");', 'broken: no licence'],
])('a plugin that %s is named', async (_, source, message) => {
  await install({ broken: { kind: 'plugin', source } });
  await expect(loadPlugins(appDir)).rejects.toMatchObject({
    code: 'plugin_invalid',
    message: expect.stringContaining(message),
  });
});

test('whoever wants to know what is wrong gets the sound ones, and each that is broken by its name', async () => {
  const sound = "exports.default = { name: 'loyalty' };";
  await install({
    torn: { kind: 'plugin', source: 'throw new Error("no licence");' },
    loyalty: { kind: 'plugin', source: sound },
    copy: { kind: 'plugin', source: sound },
  });
  const { plugins, broken } = await findPlugins(appDir);
  expect(plugins.map(({ name }) => name)).toEqual(['loyalty']);
  expect(broken.map(({ detail }) => detail)).toEqual([
    'torn: no licence',
    'copy: another plugin has the name loyalty already.',
  ]);
});

test('two plugins of one name are refused', async () => {
  const source = "exports.default = { name: 'loyalty' };";
  await install({ one: { kind: 'plugin', source }, two: { kind: 'plugin', source } });
  await expect(loadPlugins(appDir)).rejects.toMatchObject({ code: 'plugin_invalid' });
});
