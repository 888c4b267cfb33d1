import { readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { type Sentiment, sentimentOf } from './index';

type Label = Sentiment['label'];
const labels: readonly Label[] = ['negative', 'neutral', 'positive'];

/** How well answers agree with labels. */
type Agreement = {
  readonly accuracy: number;
  /** Mean of the F1 of the three labels. */
  readonly macroF1: number;
  /** Cohen's: agreement beyond chance; 0: none, 1: full. */
  readonly kappa: number;
};

/** @param pairs at least one */
function agreementOf(pairs: readonly { readonly label: Label; readonly answer: Label }[]): Agreement {
  const count = (test: (pair: { label: Label; answer: Label }) => boolean): number => pairs.filter(test).length;
  const accuracy = count(({ label, answer }) => label === answer) / pairs.length;
  const f1 = labels.map((one) => {
    const hits = count(({ label, answer }) => label === one && answer === one);
    const all = count(({ label }) => label === one) + count(({ answer }) => answer === one);
    return all === 0 ? 1 : (2 * hits) / all;
  });
  const byChance = labels.reduce(
    (sum, one) =>
      sum + (count(({ label }) => label === one) * count(({ answer }) => answer === one)) / pairs.length ** 2,
    0,
  );
  return {
    accuracy,
    macroF1: f1.reduce((sum, one) => sum + one, 0) / labels.length,
    kappa: byChance === 1 ? 1 : (accuracy - byChance) / (1 - byChance),
  };
}

const labelled = z.array(
  z.object({
    text: z.string(),
    label: z.enum(['negative', 'neutral', 'positive']),
    half: z.enum(['tuning', 'unseen', 'fresh']),
  }),
);
const sentencesOf = (language: string) =>
  labelled.parse(JSON.parse(readFileSync(path.join(__dirname, `labelled/${language}.json`), 'utf8')));

/** Below what was measured (docs/listening.md), so that a change that makes it worse is seen. */
const floors: Readonly<Record<string, number>> = { tuning: 0.95, unseen: 0.88, fresh: 0.72 };

const rows = ['en', 'zh', 'de'].flatMap((language) =>
  ['tuning', 'unseen', 'fresh'].map((half) => {
    const own = sentencesOf(language).filter((one) => one.half === half);
    const pairs = own.map(({ text, label }) => ({ label, answer: sentimentOf(text).label }));
    return { language, half, sentences: own.length, ...agreementOf(pairs) };
  }),
);

test.each(rows)('$language, $half: agrees with the labels', ({ half, accuracy, macroF1, kappa, sentences }) => {
  expect(sentences).toBe(half === 'fresh' ? 60 : 100);
  expect(accuracy).toBeGreaterThanOrEqual(floors[half] ?? 1);
  expect(macroF1).toBeGreaterThanOrEqual((floors[half] ?? 1) - 0.02);
  expect(kappa).toBeGreaterThanOrEqual((floors[half] ?? 1) - 0.14);
});

test('it names the words that led to a feeling, as they are written', () => {
  for (const { text } of ['en', 'zh', 'de'].flatMap(sentencesOf)) {
    const { label, words } = sentimentOf(text);
    if (label !== 'neutral') expect(words.length).toBeGreaterThan(0);
    for (const { word } of words)
      expect(word === 'CAPITALS' || text.replace(/\s+/g, ' ').includes(word) || /[?!]/.test(word)).toBe(true);
  }
});

afterAll(() => {
  const lines = rows.map(
    ({ language, half, sentences, accuracy, macroF1, kappa }) =>
      `${language} ${half.padEnd(6)} ${sentences} sentences: accuracy ${accuracy.toFixed(2)}, macro-F1 ${macroF1.toFixed(2)}, kappa ${kappa.toFixed(2)}`,
  );
  process.stdout.write(`${lines.join('\n')}\n`);
});

test('the measures themselves, on a table worked out by hand', () => {
  const pairs = [
    ...Array.from({ length: 4 }, () => ({ label: 'negative', answer: 'negative' }) as const),
    { label: 'negative', answer: 'neutral' } as const,
    ...Array.from({ length: 3 }, () => ({ label: 'neutral', answer: 'neutral' }) as const),
    { label: 'positive', answer: 'positive' } as const,
    { label: 'positive', answer: 'negative' } as const,
  ];
  // 8 of 10 agree; by chance 5*5 + 3*4 + 2*1 of 100 would: (0.8 - 0.39) / (1 - 0.39).
  const { accuracy, macroF1, kappa } = agreementOf(pairs);
  expect(accuracy).toBeCloseTo(0.8);
  expect(kappa).toBeCloseTo(0.672, 3);
  expect(macroF1).toBeCloseTo((8 / 10 + 6 / 7 + 2 / 3) / 3);
});
