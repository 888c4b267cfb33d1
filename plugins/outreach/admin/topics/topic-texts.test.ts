import { movedKey, textsOf, wordsOf } from './topic-texts';

test('what is written is sent with the languages that are not written here, and without what is empty', () => {
  const stored = { en: 'News', 'zh-Hans': '新闻', de: 'Neues' };
  expect(wordsOf(stored)).toEqual({ en: 'News', 'zh-Hans': '新闻' });
  expect(textsOf({ en: ' Offers ', 'zh-Hans': ' ' }, stored)).toEqual({ de: 'Neues', en: 'Offers' });
  expect(wordsOf(null)).toEqual({ en: '', 'zh-Hans': '' });
});

test('a topic goes up or down by one, and not beyond the ends', () => {
  expect(movedKey(['a', 'b', 'c'], 'b', -1)).toEqual(['b', 'a', 'c']);
  expect(movedKey(['a', 'b', 'c'], 'b', 1)).toEqual(['a', 'c', 'b']);
  expect(movedKey(['a', 'b'], 'a', -1)).toBeNull();
  expect(movedKey(['a', 'b'], 'b', 1)).toBeNull();
  expect(movedKey(['a'], 'x', 1)).toBeNull();
});
