import { surveyResults } from './surveys';

const counts = (survey: string, scores: Readonly<Record<number, number>>) =>
  Object.entries(scores).map(([score, count]) => ({ arm: 'ask', survey, score: Number(score), count }));

test('the net promoter score leaves out who scores 7 or 8; satisfied is who scores 4 or 5', () => {
  const [nps, csat] = surveyResults([
    ...counts('nps', { 10: 30, 9: 20, 8: 20, 7: 10, 6: 5, 0: 15 }),
    ...counts('csat', { 5: 4, 4: 2, 3: 1, 1: 1 }),
  ]);
  expect(nps).toMatchObject({ survey: 'nps', answers: 100, value: { value: 0.3 } });
  expect(nps?.scores.map(({ count }) => count)).toEqual([30, 20, 20, 10, 5, 0, 0, 0, 0, 0, 15]);
  // By hand: p = 50.75/103, d = 20.75/103, half = 1.95996 · √((p + d - (p - d)²)/103).
  expect([nps?.value.low.toFixed(4), nps?.value.high.toFixed(4)]).toEqual(['0.1405', '0.4420']);
  expect(csat).toMatchObject({ survey: 'csat', answers: 8, value: { value: 0.75 } });
  // proportion_confint(6, 8, method='wilson') of statsmodels.
  expect([csat?.value.low.toFixed(4), csat?.value.high.toFixed(4)]).toEqual(['0.4093', '0.9285']);
});

test('one enthusiast proves nothing, and what nobody answered is not there', () => {
  const [nps, ...others] = surveyResults(counts('nps', { 10: 1 }));
  expect(others).toEqual([]);
  expect(nps?.value.value).toBe(1);
  expect(nps?.value.low).toBeLessThan(0);
  expect(surveyResults([])).toEqual([]);
});
