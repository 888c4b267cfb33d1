import type { Json } from '@rapport/sdk';
import { SegmentQuestions } from '../../plugins/segments/server/questions';
import { median, progress, quantile, type Result } from './report';
import { filledNames, openSegmentStore } from './segment-store';

const aim = { milliseconds: 150, coverage: 0.95 };

/**
 * Previews of random definitions as the builder asks for them, and the exact count of each beside: how long, whether the interval holds
 * the count, and whether it is as narrow as semantics 4 wants.
 */
export async function segmentPreview(quick: boolean): Promise<Result[]> {
  const store = await openSegmentStore(quick ? 24_000 : 1_000_000);
  try {
    const questions = new SegmentQuestions(store, store.definitions, store.catalogues);
    const random = sequence(7);
    const milliseconds: number[] = [];
    const exactMilliseconds: number[] = [];
    let covered = 0;
    let wide = 0;
    const runs = quick ? 20 : 200;
    // One draw serves the previews of a minute: the first one pays for it.
    await questions.preview(definition(random));
    for (let run = 0; run < runs; run++) {
      const asked = definition(random);
      const begun = performance.now();
      const { count, low, high, everyone } = await questions.preview(asked);
      milliseconds.push(performance.now() - begun);
      const exactly = performance.now();
      const exact = await questions.count(asked);
      exactMilliseconds.push(performance.now() - exactly);
      if (low <= exact && exact <= high) covered++;
      if (high - low > Math.max(0.1 * count, 0.003 * everyone) + 1) wide++;
    }
    progress(`  the exact count: median ${median(exactMilliseconds).toFixed(0)} ms`);
    const p95 = quantile(milliseconds, 0.95);
    return [
      line('previews, p95', p95, 'ms', `${aim.milliseconds} ms`, p95 <= aim.milliseconds),
      // Of 200 that hold with 95 % each, 180 or more do: it is a matter of chance.
      line(
        `intervals that hold the exact count, of ${runs}`,
        ...([covered / runs, 'share', `${aim.coverage}`, covered / runs >= aim.coverage - 0.05] as const),
      ),
      line(`intervals that are too wide, of ${runs}`, wide, 'definitions', '0', wide === 0),
      line('the exact count, p95', quantile(exactMilliseconds, 0.95), 'ms', 'printed', true),
    ];
  } finally {
    await store.stop();
  }
}

function line(metric: string, value: number, unit: string, aimed: string, met: boolean): Result {
  return { metric, value, unit, limit: null, ratio: null, aim: aimed, met };
}

type Random = (below: number) => number;

/** A linear congruence modulo 2^31 - 1: the same definitions each time. */
function sequence(seed: number): Random {
  let state = seed;
  return (below) => {
    state = (state * 48_271) % 2_147_483_647;
    return state % below;
  };
}

function definition(random: Random): Json {
  const members = Array.from({ length: 1 + random(3) }, () => condition(random));
  return random(3) === 0 ? { any: members } : { all: members };
}

function condition(random: Random): Json {
  const event = filledNames[random(filledNames.length)] ?? '';
  const within = `${1 + random(89)}d`;
  const kinds: readonly (() => Json)[] = [
    () => ({ trait: 'country', op: 'in', value: ['DE', 'AT', 'CH'].slice(random(3)) }),
    () => ({ trait: 'visits', op: 'lt', value: random(1_000_000) }),
    () => ({ event, within, count: { op: 'gte', value: 1 + random(3) } }),
    () => ({ not: { event, within } }),
    () => ({ event, within, aggregate: { fn: 'sum', property: 'revenue' }, op: 'gt', value: random(40) }),
  ];
  return (kinds[random(kinds.length)] ?? kinds[0])?.() ?? {};
}
