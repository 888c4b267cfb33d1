import type { Core } from '@rapport/sdk';
import { caseFactsOf, caseQuestions } from '../domain/case-questions';
import { type Complexity, complexityOf } from '../domain/complexity';
import { highValue } from '../domain/managed-traits';
import { type Quadrant, quadrantOf } from '../domain/quadrant';

export type Placed = { readonly quadrant: Quadrant; readonly complexity: Complexity };

const valueKey = 'lifetime_value';

/** By root: who or what should serve him. Three statements for all. */
export async function quadrantsOf(
  { segments }: Pick<Core, 'segments'>,
  rootIds: readonly number[],
): Promise<ReadonlyMap<number, Placed>> {
  if (segments === null) return new Map();
  const [answers, values, memberships] = [
    await segments.ask({ rootIds, conditions: [], values: caseQuestions }),
    await segments.computed(rootIds, [valueKey]),
    await segments.memberships(rootIds),
  ];
  return new Map(
    rootIds.map((root) => {
      const amount = values.get(root)?.[valueKey];
      const complexity = complexityOf(caseFactsOf(answers.get(root)?.values ?? []));
      const isHigh = memberships.get(root)?.some((one) => one.segmentKey === highValue.key) === true;
      return [root, { complexity, quadrant: quadrantOf({ isHigh, amount: numberIn(amount) }, complexity) }];
    }),
  );
}

function numberIn(value: unknown): number | null {
  return typeof value === 'number' ? value : null;
}
