import { conditionField } from '@rapport/sdk';
import { isJsonObject } from '@rapport/sdk/admin/pure';
import type { Json, JsonObject } from '@rapport/sdk/admin/pure';
import { z } from 'zod';
import { kindOf, languageOf } from './language';
import { beginningOf, controlOf, fieldsOf } from './schema-form';

/** As another plugin writes it, and as the server tells it. */
const drunk = z.strictObject({
  drunk: z.strictObject({
    tea: z.string().meta(conditionField({ label: { en: 'Tea', 'zh-Hans': '茶' }, options: 'teas' })),
    shop: z
      .string()
      .meta(conditionField({ label: { en: 'Shop', 'zh-Hans': '店' }, options: 'shops' }))
      .optional(),
  }),
  mood: z.enum(['calm', 'awake']).meta(
    conditionField({
      label: { en: 'Mood', 'zh-Hans': '心情' },
      choices: { calm: { en: 'at ease', 'zh-Hans': '平静' } },
    }),
  ),
  within: z
    .string()
    .meta(conditionField({ label: { en: 'Within', 'zh-Hans': '最近' }, control: 'duration', initial: '30d' }))
    .optional(),
  cups: z.int().min(1).optional(),
  sizes: z.array(z.string()).optional(),
  hot: z.boolean().optional(),
  odd: z.union([z.string(), z.number()]).optional(),
});
const kindWith = (teas: readonly string[], shops: readonly string[] = []) => {
  const listed = (keys: readonly string[]) =>
    keys.map((value) => ({ value, label: { en: `The ${value}`, 'zh-Hans': `${value} 号` } }));
  const language = languageOf({
    conditions: [
      {
        ...{ name: 'drunk', otherKeys: [], label: { en: 'Drunk', 'zh-Hans': '喝过' } },
        example: { drunk: { tea: 'oolong', shop: 'harbour' }, mood: 'calm' },
        schema: z.json().parse(z.toJSONSchema(drunk, { io: 'input' })),
        options: { teas: listed(teas), shops: listed(shops) },
      },
    ],
  });
  const kind = kindOf({ drunk: {} }, language);
  if (kind === undefined) throw new Error('the kind is not known');
  return kind;
};
const inside = (schema: JsonObject): JsonObject => {
  const found = fieldsOf(schema, 'en').find(({ key }) => key === 'drunk')?.schema;
  if (found === undefined) throw new Error('the field is not there');
  return found;
};

test('fields are called by their labels; what the kind says is not said again, and what may be left out has a switch', () => {
  const { schema, name } = kindWith(['oolong']);
  const told = fieldsOf(schema, 'zh-Hans', name).map(({ key, label, isRequired, initial }) => [
    ...[key, label, isRequired, initial],
  ]);
  expect(told).toEqual([
    ['drunk', '', true, undefined],
    ['mood', '心情', true, undefined],
    ['within', '最近', false, '30d'],
    // Another plugin need not say more than its schema.
    ['cups', 'cups', false, undefined],
    ['sizes', 'sizes', false, undefined],
    ['hot', 'hot', false, undefined],
    ['odd', 'odd', false, undefined],
  ]);
});

test('each field has the control that its schema asks for', () => {
  const { schema, options } = kindWith(['oolong', 'sencha']);
  const kinds = fieldsOf(schema, 'en').map(({ key, schema: one }) => {
    return [key, controlOf(one, undefined, { locale: 'en', options }).kind];
  });
  expect(Object.fromEntries(kinds)).toEqual({
    ...{ drunk: 'object', mood: 'choice', within: 'duration', cups: 'number' },
    ...{ sizes: 'texts', hot: 'switch', odd: 'json' },
  });
});

test('topics and the like are chosen by name; what is in no list (any more) stays as it is written', () => {
  const tea = (teas: readonly string[], value: Json | undefined) => {
    const { schema, options } = kindWith(teas);
    const field = fieldsOf(inside(schema), 'en').find(({ key }) => key === 'tea');
    return controlOf(field?.schema ?? {}, value, { locale: 'zh-Hans', options });
  };
  expect(tea(['oolong', 'sencha'], 'sencha')).toEqual({
    kind: 'choice',
    options: [
      { value: 'oolong', label: 'oolong 号' },
      { value: 'sencha', label: 'sencha 号' },
    ],
  });
  expect(tea(['oolong'], 'gone')).toMatchObject({ options: [{ value: 'gone', label: 'gone' }, { value: 'oolong' }] });
  // Without the right to see the list, or where there is none, it is a text; a long one is found by writing.
  expect(tea([], 'oolong')).toEqual({ kind: 'text' });
  expect(
    tea(
      Array.from({ length: 101 }, (_one, index) => `tea${index}`),
      'tea7',
    ),
  ).toEqual({ kind: 'search', list: 'teas' });
});

test('a choice is told in words, and in its own where it has none', () => {
  const { schema, options } = kindWith([]);
  const mood = fieldsOf(schema, 'en').find(({ key }) => key === 'mood')?.schema ?? {};
  expect(controlOf(mood, 'calm', { locale: 'en', options })).toEqual({
    kind: 'choice',
    options: [
      { value: 'calm', label: 'at ease' },
      { value: 'awake', label: 'awake' },
    ],
  });
});

test('a new condition begins with what there is: the first of a list instead of the example, and nothing where it may be left out', () => {
  expect(beginningOf(kindWith(['sencha', 'mate'], ['market']))).toEqual({ drunk: { tea: 'sencha' }, mood: 'calm' });
  expect(beginningOf(kindWith(['oolong'], ['harbour']))).toEqual({
    ...{ drunk: { tea: 'oolong', shop: 'harbour' }, mood: 'calm' },
  });
  const { example, ...nothing } = kindWith([]);
  expect(beginningOf({ example, ...nothing })).toEqual(example);
  expect(isJsonObject(example)).toBe(true);
});
