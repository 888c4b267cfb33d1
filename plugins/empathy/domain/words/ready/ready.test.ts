import { readyByKey, readySituations } from '../../situations/ready';
import { readyScripts } from '.';

test('every ready situation has a script, and every script names situations that there are', () => {
  const spoken = new Set(readyScripts.flatMap((script) => script.situations));
  expect(readySituations.filter(({ key }) => !spoken.has(key)).map(({ key }) => key)).toEqual([]);
  expect([...spoken].filter((key) => !readyByKey.has(key))).toEqual([]);
});

test('a script speaks of facts that its situations have: a sentence about another would never be said', () => {
  for (const { key, situations, words } of readyScripts) {
    const texts = Object.values(words).flatMap(({ opening, body }) => [opening, body]);
    const spoken = [...texts.join(' ').matchAll(/situation\.(\w+)/g)].map(([, name]) => name ?? '');
    const facts = situations.flatMap((one) => Object.keys(readyByKey.get(one)?.facts ?? {}));
    expect([key, spoken.filter((name) => !facts.includes(name))]).toEqual([key, []]);
  }
});
