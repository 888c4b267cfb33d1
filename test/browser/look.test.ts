import { AdminWorld } from '../support/admin';
import { picture } from '../support/browser';
import { fillPages } from '../bench/page-fill';

jest.setTimeout(600_000);
let world: AdminWorld;
beforeAll(async () => { world = await AdminWorld.start(); }, 300_000);
afterAll(() => world.stop());
const timed: string[] = [];
async function shot(address: string, name: string, wait: string, options = {}, act?: (page: any) => Promise<void>) {
  const page = await world.page(address, options);
  const begun = Date.now();
  await page.getByText(wait).first().waitFor({ timeout: 60000 }).catch(() => timed.push(name + ' never saw ' + wait));
  if (act) await act(page).catch((e: any) => timed.push(name + ' ' + String(e).slice(0, 300)));
  timed.push(name + ' ' + (Date.now() - begun));
  await page.waitForTimeout(600);
  await picture(page, name, { fullPage: false });
  await page.close();
}
test('look', async () => {
  const { pool } = world.database;
  const strapi = `${world.database.schema}_strapi`;
  await pool.query(`update ${strapi}.sources set name = name || ' x'`);
  const { rows: kept } = await pool.query(`delete from ${strapi}.sources returning *`);
  await new Promise((r) => setTimeout(r, 6000));
  for (const [locale, theme, tag] of [['en', 'light', ''], ['zh-Hans', 'dark', '-zh']] as const) {
    await shot('sources', `a-sources-0${tag}`, tag ? '数据源' : 'Sources', { locale, theme });
    await shot('event-catalogue', `a-catalogue-0${tag}`, tag ? '事件目录' : 'Event', { locale, theme });
    await shot('overview', `a-overview-0${tag}`, tag ? '概览' : 'First steps', { locale, theme });
  }
  await fillPages(pool, { customers: 2000, eventsEach: 20, longTimeline: 1000, eventNames: 20000, sources: 300, rejected: 10000, reviews: 100 }, Date.now());
  await pool.query(`insert into ${strapi}.sources (document_id, name, kind, write_key, enabled, created_at, updated_at, published_at)
     select ref, case id when 1 then 'Web shop' else 'Source ' || id end, case when id % 2 = 0 then 'server' else 'browser' end, 'key-' || id, id % 7 <> 0, now(), now(), now() from source_ref where ref = 'fill' or ref like 'bench-%'`);
  const many: Record<string, unknown> = {};
  for (let i = 0; i < 250; i++) many[`property_${i}_with_a_long_name`] = i % 3 === 0 ? i : `value ${i}`;
  await new Promise((r) => setTimeout(r, 6000));
  for (const [locale, theme, tag] of [['en', 'light', ''], ['zh-Hans', 'dark', '-zh']] as const) {
    const o = { locale, theme };
    await shot('sources', `b-sources${tag}`, 'Source 10', o);
    await shot('sources/fill', `b-source-live${tag}`, 'Product Viewed', o);
    await shot('sources/fill?tab=rejected', `b-source-rejected${tag}`, 'must be number', o);
    await shot('sources/fill?tab=set-up', `b-source-setup${tag}`, 'Node.js', o);
    await shot('sources/bench-1?tab=settings', `b-source-settings${tag}`, tag ? '保存' : 'Save', o);
    await shot('event-catalogue', `b-catalogue${tag}`, 'Product Viewed', o, async (p) => { await p.getByText('Product Viewed').first().waitFor(); });
    const open = async (p: any) => { await p.getByRole('link', { name: 'Product Viewed' }).first().click(); await p.getByRole('tab').nth(1).waitFor(); await p.waitForTimeout(800); };
    await shot('event-catalogue', `b-event${tag}`, 'Product Viewed', o, open);
    await shot('event-catalogue', `b-event-properties${tag}`, 'Product Viewed', o, async (p) => { await open(p); await p.getByRole('tab').nth(1).click(); await p.waitForTimeout(1200); });
    await shot('event-catalogue', `b-event-plan${tag}`, 'Product Viewed', o, async (p) => { await open(p); await p.getByRole('tab').nth(2).click(); await p.waitForTimeout(2500); });
    await shot('overview', `b-overview${tag}`, tag ? '概览' : 'Overview', { ...o, height: 1600 }, async (p) => { await p.waitForTimeout(3000); });
  }
  await shot('event-catalogue', `b-catalogue-narrow`, 'Product Viewed', { width: 700 });
  await shot('sources', `b-sources-narrow`, 'Source 10', { width: 700 });
  console.log(timed.join('\n'), kept.length);
});
