import { long } from '../support/long';
import { build } from '../support/rapport';
import { redisServer } from '../support/redis';
import { describeWith } from '../support/system';
import { broadcastSecondsMax, broadcastUnderKills, type BroadcastRound } from './broadcast';
import { breaks, Killable } from './killable';

/** Bounds a hang: two nodes take a while to start where much else runs. */
jest.setTimeout((long ? broadcastSecondsMax + 300 : 400) * 1_000);

/** Each thing three times, the second in another order than the first. */
const round: BroadcastRound = long
  ? {
      ...{
        people: 50_000,
        perSecond: 1_000,
        answerMilliseconds: 30,
        leaseSeconds: null,
        pauseMilliseconds: [1_000, 4_000],
      },
      breaks: [...breaks, ...breaks.toReversed(), ...breaks],
    }
  : {
      ...{ people: 400, perSecond: 60, answerMilliseconds: 300, leaseSeconds: 3, pauseMilliseconds: [500, 1_500] },
      // A node takes as long to come back as all of this.
      breaks: ['worker', 'queue', 'server', 'worker'],
    };

let world: Killable | null = null;
beforeAll(build);
afterEach(async () => {
  await world?.stop();
  world = null;
});

describeWith(redisServer, 'a broadcast', () => {
  test('of two nodes, with Redis, while each is killed in the middle: nobody gets two, and nobody is lost', async () => {
    world = await Killable.start({ nodes: 2, redis: true });
    await broadcastUnderKills(world, round);
  });
});
