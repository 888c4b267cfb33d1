import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startCommand } from '../support/command';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { build, until } from '../support/rapport';
import { describeWithShared, sharedFile } from '../support/shared';

/** As the file itself says: `awk '{ n++; sum += $4 } END { print n, sum }'`, and distinct customers. */
const whole = { orders: 69_659, customers: 23_570, revenue: 2_500_315.63 };

describeWithShared('the orders of CDNOW, 255 of which are equal to another', () => {
  let database: TestDatabase;
  let folder: string;
  beforeAll(async () => {
    build();
    database = await createTestDatabase();
    folder = await mkdtemp(path.join(tmpdir(), 'rapport-cdnow-'));
  });
  afterAll(async () => {
    await database.drop();
    await rm(folder, { recursive: true });
  });

  async function totals(): Promise<typeof whole> {
    const { rows } = await database.pool.query<typeof whole>(
      `select count(*) as orders, count(distinct profile_id) as customers, round(sum(value)::numeric, 2)::float8 as revenue
       from event`,
    );
    const [row] = rows;
    if (row === undefined) throw new Error('no totals');
    return row;
  }

  test('are all there once after a crash in the middle and a second run, and a third adds nothing', async () => {
    const file = sharedFile('data/cdnow/CDNOW_master.txt');
    const args = [
      'import',
      file,
      '--delimiter',
      'whitespace',
      '--event',
      'Order Completed',
      '--date-format',
      'yyyymmdd',
    ];
    const columns = ['userId=customer_id', 'timestamp=date', 'properties.revenue=dollar_value'];
    const command = [...args, ...columns.flatMap((column) => ['--map', column])];

    const first = startCommand(database, folder, command);
    await until(async () => (await totals()).orders > 10_000);
    first.child.kill('SIGKILL');
    await first.ended;
    expect((await totals()).orders).toBeLessThan(whole.orders);

    const second = await startCommand(database, folder, command).ended;
    expect(second).toMatchObject({ code: 0 });
    expect(await totals()).toEqual(whole);
    expect(await startCommand(database, folder, command).ended).toMatchObject({ code: 0 });
    expect(await totals()).toEqual(whole);
  });
});
