/** What we do not offer on purpose, by the words that cases use for it. Reasons: docs/adr/0007-identity-policies.md. */
const decisions: readonly (readonly [words: RegExp, reason: string])[] = [
  [
    /control_?group|holdout/i,
    'arms of experiments and control groups survive a merge here, so they keep nobody from it',
  ],
  [/personali[sz]ation|strategy/i, 'arms of experiments belong to campaigns here, and survive a merge'],
  [/delet(ion|ed_at)|to_be_deleted/i, 'an erasure is done at once here, so nobody is merged while waiting for it'],
  [/test_?user/i, 'a test user is a trait here like any other'],
  [/move|per_call/i, 'a merge moves nothing here, so that it needs no limit of ids to move'],
  [/group_id/i, 'a group is an account here; as an identifier it would make one person of its members'],
  [/anonymous_browsing|anonymi[sz]e/i, 'anonymous browsing as a trait of a profile is not offered'],
  [
    /week|month|year|period|frequency/i,
    'limits by period are not offered: who belongs together would depend on the order',
  ],
];

/** @param keys what a case says and nobody reads */
export function whyNotOffered(keys: readonly string[]): string | undefined {
  const reason = decisions.find(([words]) => keys.some((key) => words.test(key)))?.[1];
  return reason === undefined ? undefined : `${reason}: see docs/adr/0007`;
}
