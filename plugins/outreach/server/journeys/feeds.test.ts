import { feedEnd } from './feeds';

const last = { position: 7, id: Number.MAX_SAFE_INTEGER };
const at = (position: number) => ({ position, id: 1 });

test.each([
  ['nothing was found', [], false, last],
  ['all was found', [at(5), at(6)], false, last],
  ['there may be more', [at(5), at(6)], true, at(6)],
  ['some came while it was read: they are not told again', [at(5), at(9)], false, at(9)],
])('the feed goes on behind what was told: %s', (_, found, isFull, end) => {
  expect(feedEnd(found, last, isFull)).toEqual(end);
});
