import { faultsIn } from '@rapport/sdk/admin/pure';
import type { Json } from '@rapport/sdk/admin/pure';
import { faultsBelow } from './faults';

test('a fault is told in the language of the reader; one of a plugin without a code in its own words', () => {
  const unknown: Json = { path: '$.all[0].op', code: 'operator_unknown', message: 'There is no such operator.' };
  const deep: Json = { path: '$', code: 'groups_too_deep', parameters: { max: 10 }, message: 'Too deep.' };
  const faults: Json = [unknown, deep, { path: '$', code: 'horoscope', message: 'The stars are wrong.' }];
  expect(faultsIn(faults, 'zh-Hans').map((one) => one.message)).toEqual([
    '没有这个运算符。',
    '条件组嵌套超过 10 层。',
    'The stars are wrong.',
  ]);
  expect(faultsIn(faults, 'en').map((one) => one.message)).toEqual([
    'There is no such operator.',
    'Groups are nested deeper than 10.',
    'The stars are wrong.',
  ]);
});

test('what is wrong inside of a part has the path that it has there', () => {
  const faults = [
    { path: '$.score[1].when.all[0].op', message: 'a' },
    { path: '$.score[10].points', message: 'b' },
    { path: '$.score[1]', message: 'c' },
  ];
  expect(faultsBelow(faults, '$.score[1].when')).toEqual([{ path: '$.all[0].op', message: 'a' }]);
  expect(faultsBelow(faults, '$.score[1]').map((one) => one.path)).toEqual(['$.when.all[0].op', '$']);
});
