import type { Json } from '@rapport/sdk';
import { DefinitionReader } from '../../domain/definition';
import { compile } from './compile';
import { templateOf } from './template';

const reader = new DefinitionReader();

test.each<Json>([
  { trait: 'country', op: 'eq', value: 'DE' },
  { event: 'Order Completed', within: '30d', count: { op: 'gte', value: 3 } },
  { not: { event: 'Email Opened', within: '14d' } },
])('filled in, it is what would have been compiled: %j', (definition) => {
  const parsed = reader.parse(definition);
  if (!parsed.ok) throw new Error('the definition is wrong');
  const surroundings = {
    names: { idsOf: () => [7, 8] },
    ...{ zone: 'UTC', zones: ['UTC'], segment: () => undefined, computed: () => undefined },
  };
  const compileAt = (now: number, roots: readonly number[]) =>
    compile([parsed.node], { ...surroundings, now, scope: { roots } });
  const template = templateOf((at) => compile([parsed.node], { ...surroundings, ...at }));
  for (const [now, roots] of [
    [1_795_970_941_427, [1, 2, 3]],
    [0, [-1]],
  ] as const)
    expect(template(now, roots)).toEqual(compileAt(now, roots));
});
