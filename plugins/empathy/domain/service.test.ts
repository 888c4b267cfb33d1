import type { ConversationFact } from '@rapport/sdk';
import fc from 'fast-check';
import { caseFactsOf } from './case-questions';
import { complexityOf, timeToHuman } from './complexity';
import { compareOffers, meanWithInterval, shareWithInterval } from './comparison';
import { nextBestActions } from './next-best-action';
import { quadrantOf } from './quadrant';
import type { CurrentSituation } from './situations/situation';

const situation = (key: string, severity: number, action: string | null): CurrentSituation => ({
  ...{ key, severity, action, since: 0, evidence: `saw ${key}.`, facts: {} },
  name: { en: key, 'zh-Hans': key, de: `${key} (de)` },
});
const nothingLearnt = { quadrant: null, statistics: new Map(), locale: 'en' };

describe('next best action', () => {
  test('the most severe situation decides; its reason is its evidence', () => {
    const situations = [situation('delivery-late', 62, 'give-status'), situation('harsh-words', 70, 'apologise')];
    const offered = nextBestActions({ ...nothingLearnt, situations });
    expect(offered.map((one) => one.key)).toEqual(['apologise', 'give-status']);
    expect(offered[0]?.why).toBe('harsh-words (severity 70): saw harsh-words.');
    const german = nextBestActions({ ...nothingLearnt, situations, locale: 'de' });
    expect(german[0]?.why).toBe('harsh-words (de) (Schwere 70): saw harsh-words.');
  });

  test('nobody is congratulated while something is wrong', () => {
    const birthday = situation('birthday', 99, 'congratulate');
    expect(nextBestActions({ ...nothingLearnt, situations: [birthday] })).toHaveLength(1);
    const trouble = situation('waiting-for-answer', 10, 'answer-now');
    expect(nextBestActions({ ...nothingLearnt, situations: [birthday, trouble] }).map((one) => one.key)).toEqual([
      'answer-now',
    ]);
  });

  test('what agents dismiss again and again falls behind, and says so', () => {
    const situations = [situation('a', 60, 'offer-help'), situation('b', 50, 'win-back')];
    const statistics = new Map([['offer-help', { accepted: 1, dismissed: 19 }]]);
    const offered = nextBestActions({ ...nothingLearnt, statistics, situations });
    expect(offered.map((one) => one.key)).toEqual(['win-back', 'offer-help']);
    expect(offered[1]?.why).toContain('Taken 1 of 20 times.');
  });

  test('who is to be served how changes the order', () => {
    const situations = [situation('a', 60, 'offer-help'), situation('b', 55, 'call-back')];
    const best = (isHigh: boolean, handoffs: number) =>
      nextBestActions({
        ...{ situations, statistics: new Map(), locale: 'en' },
        quadrant: quadrantOf({ isHigh, amount: 1 }, complexityOf({ intents: 1, handoffs, reopens: 0, channels: 1 })),
      })[0]?.key;
    expect(best(false, 0)).toBe('offer-help');
    expect(best(true, 2)).toBe('call-back');
  });

  test('no action, an unknown one: nothing is offered', () => {
    expect(
      nextBestActions({ ...nothingLearnt, situations: [situation('a', 1, null), situation('b', 1, 'dance')] }),
    ).toEqual([]);
  });
});

describe('the case', () => {
  test('complexity counts matters, hand-overs, re-opens and channels', () => {
    expect(complexityOf({ intents: 1, handoffs: 0, reopens: 0, channels: 1 })).toMatchObject({
      score: 2,
      isComplex: false,
    });
    expect(complexityOf({ intents: 1, handoffs: 2, reopens: 0, channels: 1 })).toMatchObject({
      score: 4,
      isComplex: true,
    });
    expect(caseFactsOf([0, 2, 1, null])).toEqual({ intents: 1, handoffs: 2, reopens: 1, channels: 1 });
  });

  test('the quadrant says why, in each language', () => {
    const complexity = complexityOf({ intents: 2, handoffs: 1, reopens: 0, channels: 1 });
    const { key, why } = quadrantOf({ isHigh: true, amount: 612.4 }, complexity);
    expect(key).toBe('valuable-complex');
    expect(why.en).toBe(
      'Value 612: high. Complexity 4 = 2 matters + 1 hand-over + 0 re-openings + 1 channel; complex from 4.',
    );
    expect(why.de).toContain('Wert 612: hoch');
  });

  test('time to a human: bots, notes and what came before the question do not count', () => {
    const message = (at: number, author: 'customer' | 'agent' | 'bot', isPrivate = false): ConversationFact => ({
      ...{ kind: 'message', key: String(at), at, author, isPrivate, by: null, text: null, attachments: 0 },
    });
    const facts = [
      message(900, 'agent'),
      message(50, 'agent'),
      message(100, 'customer'),
      message(150, 'bot'),
      message(200, 'agent', true),
    ];
    expect(timeToHuman(facts)).toBe(800);
    expect(timeToHuman(facts.slice(1))).toBeNull();
    expect(timeToHuman([])).toBeNull();
  });
});

describe('comparison of what was offered', () => {
  test('Wilson’s interval, as tables give it', () => {
    expect(shareWithInterval(0, 0)).toBeNull();
    expect(shareWithInterval(8, 10)).toEqual({
      value: 0.8,
      low: expect.closeTo(0.4902, 4),
      high: expect.closeTo(0.9433, 4),
    });
    expect(shareWithInterval(0, 10)).toEqual({ value: 0, low: 0, high: expect.closeTo(0.2775, 4) });
  });

  test('the mean of ratings: inside of its interval, narrower with more of them, the same each time', () => {
    const few = meanWithInterval([2, 0, 1, 3, 4]);
    const many = meanWithInterval([200, 0, 100, 300, 400]);
    expect(few?.value).toBeCloseTo(3.7, 9);
    expect(many?.value).toBeCloseTo(3.7, 9);
    expect((many?.high ?? 9) - (many?.low ?? 0)).toBeLessThan((few?.high ?? 0) - (few?.low ?? 9));
    expect(meanWithInterval([2, 0, 1, 3, 4])).toEqual(few);
    // The normal approximation of 1,000 ratings: 3.7 ± 1.96 · 1.487 / √1000.
    expect(many?.low).toBeCloseTo(3.608, 1);
    expect(many?.high).toBeCloseTo(3.792, 1);
    expect(meanWithInterval([0, 0, 0, 0, 0])).toBeNull();
    expect(meanWithInterval([0, 0, 7, 0, 0])).toEqual({ value: 3, low: 3, high: 3 });
  });

  test('of any counts a share and a mean lie inside of their intervals', () => {
    const ratings = fc.array(fc.integer({ min: 0, max: 30 }), { minLength: 5, maxLength: 5 });
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 50 }), fc.integer({ min: 0, max: 50 }), ratings, (used, more, counts) => {
        const offers = { offered: used + more, used, edited: 0, dismissed: 0, conversations: 0, resolved: 0 };
        const { taken, meanRating, resolved } = compareOffers({ ...offers, ratings: counts });
        expect(resolved).toBeNull();
        for (const one of [taken, meanRating]) {
          if (one === null) continue;
          expect(one.low).toBeLessThanOrEqual(one.value + 1e-9);
          expect(one.high).toBeGreaterThanOrEqual(one.value - 1e-9);
        }
      }),
      { numRuns: 40 },
    );
  });
});
