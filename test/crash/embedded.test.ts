import { createSource } from '../support/fresh-database';
import { testAtLength } from '../support/long';
import { build } from '../support/rapport';
import { Killable } from './killable';
import { settleSecondsMax } from './load';
import { crashes, expectNothingLostNothingTwice, loadSeconds, runRound } from './round';

jest.setTimeout((loadSeconds + crashes * 120 + settleSecondsMax + 120) * 1000);

const writeKey = 'CRASHKEY';
let world: Killable;

beforeAll(async () => {
  build();
  world = await Killable.start({ nodes: 1, redis: false });
  await createSource(await world.databaseUrl(), { writeKey });
});
afterAll(() => world.stop());

async function round(name: string, crash: () => Promise<void> | void): Promise<void> {
  const result = await runRound({ name, urls: [world.first.url], writeKey, crash });
  process.stderr.write(`${name}: ${JSON.stringify(result.report.answers)}\n`);
  await expectNothingLostNothingTwice(result, await world.databaseUrl(), name);
}

testAtLength(
  'kill -9 of the web process under load: nothing acknowledged is lost, nothing is there twice',
  async () => {
    await round('web', () => world.first.killWeb());
  },
);

test('kill -9 of Rapport whole under load: the next start goes on', async () => {
  await round('all', () => world.first.killAndStart());
});

test('kill -9 of PostgreSQL under load: it is brought back, nobody notices but by waiting', async () => {
  await round('server', () => world.killServer());
});

// `npm test` leaves it out: its parts are the rounds above.
testAtLength('kill -9 of everything at once under load', async () => {
  await round('everything', async () => {
    await world.killServer();
    await world.first.killAndStart();
  });
});
