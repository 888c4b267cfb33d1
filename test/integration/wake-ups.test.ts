import pino from 'pino';
import { createSignals } from '../../src/signals/signals';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { eventually } from '../support/eventually';

const log = pino({ level: 'silent' });
let database: TestDatabase;
beforeEach(async () => {
  database = await createTestDatabase();
});
afterEach(() => database.drop());

function node() {
  return createSignals({ pool: database.pool, schema: database.schema, log });
}

test('another process wakes up, a thousand wake-ups at once arrive as a few, and nobody hears himself twice', async () => {
  const [here, there] = [node(), node()];
  const heard = { here: 0, there: 0 };
  here.on('committed', () => heard.here++);
  there.on('committed', () => heard.there++);
  await Promise.all([here.ready(), there.ready()]);
  heard.here = heard.there = 0;
  for (let n = 0; n < 1_000; n++) here.notify('committed');
  await eventually(() => heard.there > 0);
  await here.close();
  expect(heard.here).toBe(1_000);
  expect(heard.there).toBeLessThan(10);
  await there.close();
});

test('topics do not mix', async () => {
  const [here, there] = [node(), node()];
  const heard: string[] = [];
  there.on('numbered', () => heard.push('numbered'));
  there.on('committed', () => heard.push('committed'));
  await there.ready();
  heard.length = 0;
  here.notify('numbered');
  await eventually(() => heard.length > 0);
  expect(heard).toEqual(['numbered']);
  await here.close();
  await there.close();
});

test('after the listening connection is cut, listeners are woken once and hear again', async () => {
  const [here, there] = [node(), node()];
  let heard = 0;
  there.on('committed', () => heard++);
  await there.ready();
  heard = 0;
  // Not those that notify: one of them that had been cut as well could be the next.
  const { rowCount } = await database.pool.query(
    `select pg_terminate_backend(pid) from pg_stat_activity
     where application_name = $1 and pid <> pg_backend_pid() and query ilike 'listen %'`,
    [`test ${database.schema}`],
  );
  expect(rowCount).toBeGreaterThan(0);
  await eventually(() => heard === 1);
  here.notify('committed');
  await eventually(() => heard === 2);
  await here.close();
  await there.close();
});
