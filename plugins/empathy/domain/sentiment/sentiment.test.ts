import fc from 'fast-check';
import { sentimentCharsMax, sentimentOf } from './index';

/** [what it is about, the text, how it sounds] */
const cases: readonly (readonly [what: string, text: string, label: string])[] = [
  ['negation', 'I am not happy.', 'negative'],
  ['negation with a contraction', "I can't recommend it.", 'negative'],
  ['not helpful', 'That was not helpful.', 'negative'],
  ['negated blame', 'Not bad at all.', 'positive'],
  ['a negated fault', 'Never had a problem with you.', 'positive'],
  ['a negation ends at the comma', 'No, it is excellent.', 'positive'],
  ['but: the end prevails', 'The phone is lovely, but the support is terrible.', 'negative'],
  ['but, the other way round', 'The support is slow, but the phone is simply excellent.', 'positive'],
  ['irony', 'Great, it crashed again.', 'negative'],
  ['no irony', 'Great, the crash is fixed.', 'positive'],
  ['a rolling eye', 'What a wonderful update 🙄', 'negative'],
  ['emoji alone', '😡', 'negative'],
  ['emoji alone, glad', '👍', 'positive'],
  ['capitals', 'WHY IS NOBODY ANSWERING ME', 'negative'],
  ['abbreviations are no shouting', 'The PDF and CSV export.', 'neutral'],
  ['punctuation', 'Where is my parcel???!!', 'negative'],
  ['a polite request', 'Please cancel my order, thanks in advance.', 'neutral'],
  ['a word that looks bad, asked about', 'What does error 17 mean?', 'neutral'],
  ['thanks in a request', 'Thanks, could you send the invoice?', 'neutral'],
  ['thanks alone', 'Thank you!', 'positive'],
  ['nothing', '', 'neutral'],
  ['German: negation behind the verb', 'Das gefällt mir gar nicht.', 'negative'],
  ['German: a compound', 'Das war eine Lieferkatastrophe.', 'negative'],
  ['German: a separable verb', 'Die App stürzt beim Start immer ab.', 'negative'],
  ['German: kein', 'Ich hatte keine Probleme, alles einwandfrei.', 'positive'],
  ['German: a polite request', 'Bitte stornieren Sie die Bestellung, vielen Dank im Voraus.', 'neutral'],
  ['Chinese: 不', '我对这个结果不满意。', 'negative'],
  ['Chinese: 没', '没有问题，谢谢。', 'positive'],
  ['Chinese: 别', '别担心。', 'neutral'],
  ['Chinese: a degree', '太失望了', 'negative'],
  ['Chinese: 一点都不', '一点都不麻烦，谢谢', 'positive'],
  ['Chinese: a single character within a word', '差不多下周出差。', 'neutral'],
  ['Chinese: a polite request', '麻烦您帮我取消订单，谢谢。', 'neutral'],
];

test.each(cases)('%s: %s', (_what, text, label) => {
  expect(sentimentOf(text).label).toBe(label);
});

test('degrees weigh', () => {
  const score = (text: string): number => sentimentOf(text).score;
  expect(score('I am very disappointed.')).toBeLessThan(score('I am disappointed.'));
  expect(score('I am a bit disappointed.')).toBeGreaterThan(score('I am disappointed.'));
  expect(score('我很失望')).toBeLessThan(score('我失望'));
  expect(score('Ich bin etwas enttäuscht.')).toBeGreaterThan(score('Ich bin sehr enttäuscht.'));
});

test('why: the words, with the negation that belongs to them', () => {
  expect(sentimentOf('That was not really helpful, I am annoyed.').words).toEqual([
    { word: 'not really helpful', weight: -1.8 },
    { word: 'annoyed', weight: -1 },
  ]);
});

test('which language it is', () => {
  expect(sentimentOf('Where is my order?').language).toBe('en');
  expect(sentimentOf('Wo ist meine Bestellung?').language).toBe('de');
  expect(sentimentOf('我的订单在哪里？').language).toBe('zh');
  expect(sentimentOf('Super!', 'de-AT').language).toBe('de');
  expect(sentimentOf('注文はどこですか').language).toBe('und');
  expect(sentimentOf("Bonjour, c'est parfait, merci 👍")).toMatchObject({ language: 'und', label: 'positive' });
});

test('whatever somebody writes: the same answer twice, within its bounds, with words of the text', () => {
  const pieces = fc.constantFrom(
    'not ',
    'great',
    '!',
    '？',
    '不',
    '太',
    '好',
    'nicht ',
    'kaputt',
    ' but ',
    '🙄',
    '\n',
    '...',
    '\ud800',
    ',',
  );
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string({ unit: 'grapheme' }),
        fc.array(pieces).map((parts) => parts.join('')),
      ),
      (text) => {
        const sentiment = sentimentOf(text);
        expect(sentimentOf(text)).toEqual(sentiment);
        expect(Math.abs(sentiment.score)).toBeLessThanOrEqual(1);
        if (sentiment.label !== 'neutral') expect(sentiment.words.length).toBeGreaterThan(0);
      },
    ),
    { numRuns: 500 },
  );
});

test('of a long message the beginning is read', () => {
  const text = `${'x '.repeat(sentimentCharsMax / 2)}terrible`;
  expect(sentimentOf(text).score).toBe(0);
});

test('a message made to take long is read as quickly as any', () => {
  const hostile = ['never great ', 'but not very good, ', '不好', 'nicht gut ', 'kept kept waiting '];
  // Quadratic work over all of a message would take minutes: the test's own time-out would end it.
  for (const piece of hostile) expect(Math.abs(sentimentOf(piece.repeat(2_000)).score)).toBeLessThanOrEqual(1);
});
