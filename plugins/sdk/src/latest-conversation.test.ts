import { latestConversation } from './latest-conversation';

const conversation = (name: string, openedAt: number, lastWrittenAt: number | null = null) => ({
  name,
  openedAt,
  lastWrittenAt,
});

test.each([
  ['nobody wrote in the newer one yet', [conversation('old', 1, 5), conversation('new', 6)], 'new'],
  ['the older one goes on', [conversation('new', 6), conversation('old', 1, 9)], 'old'],
  ['both at the same moment', [conversation('first', 3), conversation('second', 1, 3)], 'first'],
  ['one', [conversation('only', 1)], 'only'],
  ['none', [], undefined],
])('the latest conversation: %s', (_, conversations, name) => {
  expect(latestConversation(conversations)?.name).toBe(name);
});
