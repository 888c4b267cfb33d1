import { defaultPolicy, type IdentityPolicy, identityPolicy } from '../../src/domain/identity/policy';
import { type Call, People } from './people';

/** A story: batches of one call each, and who is who at its end. */
export type Story = {
  readonly title: string;
  readonly calls: readonly (Call | string)[];
  readonly people: readonly string[];
  readonly reviews?: readonly string[];
  /** Whose the latest call is. */
  readonly latest?: string;
  readonly policy?: IdentityPolicy;
};

/** A test for each story. */
export function tell(stories: readonly Story[]): void {
  it.each(stories)('$title', ({ calls, people, reviews = [], latest, policy }) => {
    const store = new People(policy);
    for (const call of calls) store.send(call);
    expect(store.list).toEqual(people);
    expect(store.reviews).toEqual(reviews);
    if (latest !== undefined) expect(store.latest).toBe(latest);
    // The same in one batch.
    expect(new People(policy).send(...calls).list).toEqual(people);
  });
}

/** The default policy with one setting changed for some kinds. */
export function withKind(kind: string, change: Partial<IdentityPolicy['unlisted']>, rest: object = {}): IdentityPolicy {
  const kinds = defaultPolicy.kinds.map((one) => (one.kind === kind ? { ...one, ...change } : one));
  return identityPolicy.parse({ ...defaultPolicy, kinds, ...rest });
}
