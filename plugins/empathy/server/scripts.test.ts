import { ScriptLibrary } from './scripts';
import type { Script } from '../domain/words/script';

const script = (title: string): Script => ({
  ...{ documentId: 'x', key: 'x', locale: 'en', title, opening: '', body: 'x', situations: [] },
  ...{ channel: null, tone: 'neutral', vertical: null },
});

function libraryOf() {
  let now = 0;
  let title = 'one';
  const asked = { reads: 0, checks: 0 };
  let answers = true;
  const library = new ScriptLibrary(() => now);
  library.connect({
    read() {
      asked.reads++;
      return Promise.resolve([script(title)]);
    },
    fingerprint() {
      asked.checks++;
      return answers ? Promise.resolve(title) : Promise.reject(new Error('away'));
    },
  });
  const titles = async () => (await library.published()).map((one) => one.title);
  const change = (to: string) => void (title = to);
  const later = (seconds: number) => void (now += seconds * 1_000);
  const setAnswers = (value: boolean) => void (answers = value);
  return { library, titles, change, later, asked, setAnswers };
}

test('scripts are read once, and asked for without a query', async () => {
  const { titles, asked } = libraryOf();
  await Promise.all([titles(), titles(), titles()]);
  expect(await titles()).toEqual(['one']);
  expect(asked).toEqual({ reads: 1, checks: 1 });
});

test('what another process published shows behind the next check; own changes at once', async () => {
  const { library, titles, change, later, asked } = libraryOf();
  await titles();
  later(4);
  await titles();
  expect(asked).toEqual({ reads: 1, checks: 2 });
  change('two');
  later(4);
  // It is answered at once, and read behind the answer.
  expect(await titles()).toEqual(['one']);
  await new Promise((resolve) => setImmediate(resolve));
  expect(await titles()).toEqual(['two']);
  change('three');
  library.forget();
  expect(await titles()).toEqual(['three']);
  change('four');
  later(60);
  expect(await titles()).toEqual(['four']);
});

test('where the database is away, what was read last goes on; before anything was read it is said', async () => {
  const { library, titles, later, setAnswers } = libraryOf();
  await titles();
  setAnswers(false);
  later(60);
  expect(await titles()).toEqual(['one']);
  library.forget();
  await expect(titles()).rejects.toThrow('away');
  setAnswers(true);
  expect(await titles()).toEqual(['one']);
});

test('a change while it is read is not lost', async () => {
  const { library, titles, change } = libraryOf();
  const first = titles();
  change('two');
  library.forget();
  await first;
  expect(await titles()).toEqual(['two']);
});
