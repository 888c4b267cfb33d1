import type { Core, Json, MembershipRecord } from '@rapport/sdk';
import { caseFactsOf, caseQuestions } from '../domain/case-questions';
import { type Complexity, complexityOf } from '../domain/complexity';
import { highValue } from '../domain/managed-traits';
import { type Quadrant, quadrantOf } from '../domain/quadrant';

export type Placed = { readonly quadrant: Quadrant; readonly complexity: Complexity };

export const valueKey = 'lifetime_value';

/** @param known.answers to `caseQuestions`; `known.amount` value of the computed trait `valueKey` */
export function placedBy(known: {
  readonly answers: readonly Json[];
  readonly amount: Json | undefined;
  readonly memberships: readonly MembershipRecord[];
}): Placed {
  const complexity = complexityOf(caseFactsOf(known.answers));
  const isHigh = known.memberships.some((one) => one.segmentKey === highValue.key);
  const amount = typeof known.amount === 'number' ? known.amount : null;
  return { complexity, quadrant: quadrantOf({ isHigh, amount }, complexity) };
}

/** By root: who or what should serve him. Three statements for all. */
export async function quadrantsOf(
  { segments }: Pick<Core, 'segments'>,
  rootIds: readonly number[],
): Promise<ReadonlyMap<number, Placed>> {
  if (segments === null) return new Map();
  const [answers, values, memberships] = await Promise.all([
    segments.ask({ rootIds, conditions: [], values: caseQuestions }),
    segments.computed(rootIds, [valueKey]),
    segments.memberships(rootIds),
  ]);
  return new Map(
    rootIds.map((root) => [
      root,
      placedBy({
        answers: answers.get(root)?.values ?? [],
        amount: values.get(root)?.[valueKey],
        memberships: memberships.get(root) ?? [],
      }),
    ]),
  );
}
