import { frustrationLines } from './frustration';
import { managedTraits } from './managed-traits';

test('what counts is told, the heaviest first, in the language of the reader', () => {
  const explanation = [
    { label: 'Help searched', points: 3.04 },
    { label: 'Bad ratings', points: 0 },
    { label: 'Good ratings', points: -25 },
    { label: 'Our own rule', points: 7 },
  ];
  expect(frustrationLines(explanation, 'en')).toEqual([
    { label: 'Good ratings', points: -25 },
    { label: 'Our own rule', points: 7 },
    { label: 'Help searched', points: 3 },
  ]);
  expect(frustrationLines(explanation, 'zh-Hans').map(({ label }) => label)).toEqual([
    '好评',
    'Our own rule',
    '搜索帮助',
  ]);
  expect(frustrationLines(null, 'en')).toEqual([]);
});

test('every line of the score that we bring has its Chinese words', () => {
  const definition = JSON.stringify(managedTraits.find(({ key }) => key === 'frustration'));
  const labels = [...definition.matchAll(/"label":"([^"]+)"/g)].map(([, label]) => label ?? '');
  expect(labels.length).toBeGreaterThan(5);
  for (const label of labels)
    expect(frustrationLines([{ label, points: 1 }], 'zh-Hans')[0]?.label).toMatch(/\p{Script=Han}/u);
});
