import { judgeBackup, judgeHandOver, judgeMaintenance } from './database';
import { judgeDisk, judgeMemory, judgeNode } from './machine';

const gigabyte = 1024 ** 3;

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
])('%s', (_, finding, level) => {
  expect(finding.level).toBe(level);
  expect(finding.remedy === undefined).toBe(level === 'ok');
});

test('a feed that stands still is told apart from plugins that do not follow', () => {
  const levels = (unnumberedSeconds: number, workSeconds: number) =>
    judgeHandOver({ unnumberedSeconds, workSeconds }).map((finding) => finding.level);
  expect(levels(0, 0)).toEqual(['ok', 'ok']);
  expect(levels(3_600, 2)).toEqual(['advice', 'ok']);
  expect(levels(2, 3_600)).toEqual(['ok', 'advice']);
});
