import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { pino } from 'pino';
import { Listener } from './listener';
import { askModel } from './model';

/** A model's API: answers what the test says, and keeps what it was asked. */
let answer: (texts: readonly string[], response: http.ServerResponse) => void;
const asked: { readonly authorization: string | undefined; readonly texts: readonly string[] }[] = [];
const server = http.createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const body: { messages: { content: string }[] } = JSON.parse(Buffer.concat(chunks).toString());
    const texts: string[] = JSON.parse(body.messages[1]?.content ?? '[]');
    asked.push({ authorization: request.headers.authorization, texts });
    answer(texts, response);
  });
});
let baseUrl = '';
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address: AddressInfo | string | null = server.address();
  baseUrl = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/v1/`;
});
afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

const settings = (timeoutMilliseconds = 2_000) => ({ baseUrl, model: 'small', key: 'sesame', timeoutMilliseconds });
const says = (content: string) => (_texts: readonly string[], response: http.ServerResponse) =>
  void response.end(JSON.stringify({ choices: [{ message: { content } }] }));

test('scores and words of the model, where the words are of the message', async () => {
  answer = (texts, response) =>
    says(
      JSON.stringify({
        answers: texts.map(() => ({
          score: -0.8,
          language: 'en',
          words: [
            { word: 'Late', weight: -2 },
            { word: 'invented', weight: -1 },
          ],
        })),
      }),
    )(texts, response);
  expect(await askModel(['So late again', 'Hello'], settings())).toEqual([
    { score: -0.8, language: 'en', label: 'negative', words: [{ word: 'Late', weight: -2 }] },
    // No word of it is in the message: it is not believed.
    null,
  ]);
  expect(asked.at(-1)).toEqual({ authorization: 'Bearer sesame', texts: ['So late again', 'Hello'] });
});

test('many messages go in few requests, each cut to its bound', async () => {
  answer = (texts, response) =>
    says(JSON.stringify({ answers: texts.map(() => ({ score: 0, language: 'en', words: [] })) }))(texts, response);
  asked.length = 0;
  const texts = Array.from({ length: 45 }, (_, index) => `${index} ${'x'.repeat(3_000)}`);
  expect(await askModel(texts, settings())).toHaveLength(45);
  expect(asked.map((one) => one.texts.length)).toEqual([20, 20, 5]);
  expect(Math.max(...asked.flatMap((one) => one.texts.map((text) => text.length)))).toBe(1_000);
});

test.each([
  ['something that is no JSON', says('I think it is angry')],
  ['too few answers', says('{"answers":[]}')],
  ['a score out of bounds', says('{"answers":[{"score":7,"language":"en","words":[]}]}')],
  ['an error', (_texts: readonly string[], response: http.ServerResponse) => void response.writeHead(500).end('{}')],
  [
    'a redirect',
    (_texts: readonly string[], response: http.ServerResponse) =>
      void response.writeHead(302, { location: 'http://127.0.0.1:9/' }).end(),
  ],
  [
    'far too much',
    (_texts: readonly string[], response: http.ServerResponse) => void response.end('x'.repeat(100_000)),
  ],
  ['nothing, for too long', () => undefined],
])('%s is refused, and the refusal says nothing of the message', async (_what, says) => {
  answer = says;
  const failure = await askModel(['my secret'], settings(300)).then(
    () => 'no failure',
    (error: unknown) => String(error),
  );
  expect(failure).not.toBe('no failure');
  expect(failure).not.toContain('secret');
});

const listening = (model: ReturnType<typeof settings> | null): Listener =>
  new Listener({ model, digest: (text) => text, log: pino({ level: 'silent' }) });
const message = (text: string, historical = false) => ({ text, locale: null, at: 0, historical });

test('new messages go to the model once; what a backfill reads never does', async () => {
  answer = (texts, response) =>
    says(
      JSON.stringify({
        answers: texts.map((text) => ({ score: 0.9, language: 'en', words: [{ word: text, weight: 2 }] })),
      }),
    )(texts, response);
  asked.length = 0;
  const listener = listening(settings());
  expect(await listener.properties([message('Neat'), message('terrible', true)])).toEqual([
    { sentiment: 0.9, sentiment_words: ['Neat'] },
    { sentiment: -0.8, sentiment_words: ['terrible'] },
  ]);
  await listener.properties([message('Neat')]);
  expect(asked.map(({ texts }) => texts)).toEqual([['Neat']]);
});

test('where the model fails the lexicon answers; switched off, nobody is asked', async () => {
  answer = says('nonsense');
  const failing = await listening(settings()).properties([message('This is terrible')]);
  asked.length = 0;
  expect(await listening(null).properties([message('This is terrible')])).toEqual(failing);
  expect(failing).toEqual([{ sentiment: -0.8, sentiment_words: ['terrible'] }]);
  expect(asked).toEqual([]);
});
