import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { composeFaults, dockerfileFaults, unitFaults } from './deploy-files';
import { textOf } from './tree';

const dockerfile = textOf('deploy/Dockerfile');
const compose = textOf('deploy/compose.yaml');
const unit = textOf('deploy/rapport.service');

test('the Dockerfile, the compose file and the unit say what can be done', () => {
  expect(dockerfileFaults(dockerfile)).toEqual([]);
  expect(composeFaults(compose, 'deploy')).toEqual([]);
  expect(unitFaults(unit)).toEqual([]);
});

test('they agree about the data directory and the port', () => {
  const [, folder = ''] = /^VOLUME (\S+)$/m.exec(dockerfile) ?? [];
  expect(dockerfile).toContain(`RAPPORT_DATA_DIR=${folder}`);
  expect(compose).toContain(`- rapport:${folder}\n`);
  const [, port = ''] = /^EXPOSE (\d+)$/m.exec(dockerfile) ?? [];
  expect(compose).toMatch(new RegExp(`- 127\\.0\\.0\\.1:\\d+:${port}\\n`));
});

test.each([
  ['COPY . .', 'COPIE . .', 'is no instruction: COPIE . .'],
  ['COPY . .', 'COPY nowhere .', 'there is no nowhere to copy'],
  ['FROM node:20-bookworm-slim', 'FROM node', 'the image node has no version'],
  ['CMD ["node", ', 'CMD ["node" ', 'CMD is no list of arguments'],
  ['bin/rapport', 'bin/raport', 'the command is not: node bin/rapport start'],
  ['RAPPORT_DATA_DIR=', 'RAPPORT_DATADIR=', 'Rapport has no setting RAPPORT_DATADIR'],
  ['USER node', 'USER root', 'it runs as root'],
])('a Dockerfile with %s -> %s is found out', (right, wrong, fault) => {
  expect(dockerfileFaults(dockerfile.replace(right, wrong))).toEqual([fault]);
});

test.each([
  ['@postgres:5432', '@database:5432', 'rapport: there is no service database'],
  ['      redis:\n        condition: service_started\n', '', 'rapport: does not wait for redis'],
  ['  redis:\n    image', '  cache:\n    image', 'rapport: there is no service redis'],
  ['- redis:/data', '- cache:/data', 'redis: there is no volume cache'],
  ['[default, chatwoot]', '[default]', 'nothing uses the network chatwoot'],
  ['deploy/Dockerfile\n    restart', 'Dockerfile\n    restart', 'rapport: there is no Dockerfile'],
  ['REDIS_URL', 'REDIS', 'rapport: Rapport has no setting REDIS'],
  ['${CHATWOOT_NETWORK:-chatwoot_default}', '${CHATWOOT_NETWORK', 'is no variable: ${CHATWOOT_NETWORK'],
  ['image: redis:7', 'image: redis', 'services.redis.image'],
  ['    restart: unless', '   restart: unless', 'bad indentation'],
])('a compose file with %j -> %j is found out', (right, wrong, fault) => {
  expect(compose).toContain(right);
  expect(composeFaults(compose.replace(right, wrong), 'deploy').join('\n')).toContain(fault);
});

test.each([
  ['KillMode=', 'Killmode=', 'is no line of [Service]: Killmode=mixed'],
  ['bin/rapport start', 'bin/rapport run', 'the command is not: node bin/rapport start'],
  ['User=rapport\n', '', 'User is missing'],
  ['NODE_ENV=', 'NODEENV=', 'Rapport has no setting NODEENV'],
])('a unit with %s -> %s is found out', (right, wrong, fault) => {
  expect(unitFaults(unit.replace(right, wrong))).toEqual([fault]);
});

const hasSystemd = spawnSync('systemd-analyze', ['--version']).status === 0;
const whyNot = hasSystemd ? '' : ' (skipped: systemd is not installed)';

(hasSystemd ? test : test.skip)(`systemd itself takes the unit, and refuses a wrong one${whyNot}`, () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'rapport-unit-'));
  const verify = (text: string): string => {
    const file = path.join(folder, 'rapport.service');
    // Node lies elsewhere on other machines, and systemd looks whether the program is there.
    writeFileSync(file, text.replace('/usr/bin/node', process.execPath));
    return spawnSync('systemd-analyze', ['verify', file], { encoding: 'utf8' }).stderr;
  };
  try {
    expect(verify(unit)).not.toContain('rapport.service');
    expect(verify(unit.replace('KillMode=mixed', 'KillMode=sometimes'))).toContain('rapport.service:');
  } finally {
    rmSync(folder, { recursive: true });
  }
});
