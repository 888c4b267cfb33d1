import { describeFinding, findingTable } from '@rapport/sdk';
import { judgeAudit, judgeBackup, judgeErasures, judgeHandOver, judgeMaintenance } from './database';
import { judgeDisk, judgeMemory, judgeNode } from './machine';

type Words = { readonly en: string; readonly 'zh-Hans': string };

const gigabyte = 1_000 ** 3;

test.each([
  ['an old Node', judgeNode('18.20.4'), 'serious'],
  ['the oldest Node', judgeNode('20.0.0'), 'ok'],
  ['a Node that is too new', judgeNode('27.1.0'), 'serious'],
  ['little memory', judgeMemory(gigabyte), 'advice'],
  ['a full disk', judgeDisk(0.5 * gigabyte, '/data'), 'serious'],
  ['a small disk', judgeDisk(5 * gigabyte, '/data'), 'advice'],
  ['a good disk', judgeDisk(50 * gigabyte, '/data'), 'ok'],
  ['no backup', judgeBackup(null, 0), 'advice'],
  ['a fresh backup', judgeBackup({ at: 0 }, 86_400_000), 'ok'],
  ['an old backup', judgeBackup({ at: 0 }, 9 * 86_400_000), 'advice'],
  ['maintenance on time', judgeMaintenance(7.9), 'ok'],
  ['maintenance that never runs', judgeMaintenance(30), 'advice'],
  ['an erasure that fails', judgeErasures({ count: 1 }), 'serious'],
  ['no erasure that fails', judgeErasures({ count: 0 }), 'ok'],
  ['an audit log without its sealer', judgeAudit(0, 120_000), 'advice'],
  ['an audit log with its sealer', judgeAudit(118_500, 120_000), 'ok'],
])('%s', (_, finding, level) => {
  expect(finding.level).toBe(level);
  for (const locale of ['en', 'zh-Hans'] as const) {
    const { text, remedy } = describeFinding(finding, locale);
    expect(remedy === null).toBe(level === 'ok');
    // Every value that the words ask for is there.
    expect(`${text} ${remedy ?? ''}`).not.toMatch(/[{}]/);
  }
});

test('sizes and numbers are written as the reader writes them', () => {
  expect(describeFinding(judgeDisk(48_200_000, '/data'), 'en').text).toBe('48 MB free for /data');
  expect(describeFinding(judgeDisk(48_200_000, '/data'), 'zh-Hans').text).toBe('/data 剩余空间 48 MB');
  expect(describeFinding(judgeMaintenance(1_507), 'en').text).toBe('Maintenance is 1,500 days late');
});

test('both languages of a finding take the same values', () => {
  const places = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(String).sort();
  for (const words of Object.values<{ text: Words; remedy?: Words }>(findingTable)) {
    for (const one of [words.text, words.remedy ?? words.text]) expect(places(one['zh-Hans'])).toEqual(places(one.en));
  }
});

test('a feed that stands still is told apart from plugins that do not follow', () => {
  const levels = (unnumberedSeconds: number, workSeconds: number) =>
    judgeHandOver({ unnumberedSeconds, workSeconds }).map((finding) => finding.level);
  expect(levels(0, 0)).toEqual(['ok', 'ok']);
  expect(levels(3_600, 2)).toEqual(['advice', 'ok']);
  expect(levels(2, 3_600)).toEqual(['ok', 'advice']);
});
